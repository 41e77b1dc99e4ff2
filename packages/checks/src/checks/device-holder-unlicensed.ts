import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { employees } from "../subjects/people.ts"
import { devicesOfPeople } from "../terms/no-such-device.ts"
import { counted, nameOfPerson } from "../wording.ts"

export const check = defineCheck({
  id: "device-holder-unlicensed",
  code: "RC-JOIN-06",
  title: "Employees with a live device are licensed for monitoring",
  severity: "medium",
  group: "coverage",
  populationText: "Employees with a live device",
  predicate: {
    pass: "The employee holds a licence.",
    fail: "The employee holds none.",
    notAssessable: "It is unknown whether the employee holds one, or an address of theirs is ambiguous."
  },
  rationale: "Their devices open the network, and nothing that they do in a browser is seen.",
  remediation: "Give them a licence, or record an exception.",
  frameworks: { soc2: ["CC7.2"], iso27001: ["A.8.16"], csf2: ["DE.CM-03"], cis81: ["1.1~"] },
  population: devicesOfPeople,
  needs: [],
  parts: [
    // Employees, as in the other checks of the group: nobody counts in it twice.
    over(employees, {
      isMember: ({ hasLiveDevice }) => hasLiveDevice,
      judge: () => (subject) => {
        const { licensed } = subject
        if (subject.isAmbiguous) return notAssessable("ambiguous_join")
        if (licensed === true) return pass
        if (licensed === null || licensed === undefined) return notAssessable(gapOf(licensed))
        return fail(() => {
          const live = subject.devices.filter(({ isLive }) => isLive === true).length
          return `${nameOfPerson(subject.person)} has ${counted(live, "live device")} and no licence.`
        })
      }
    })
  ]
})
