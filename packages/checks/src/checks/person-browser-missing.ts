import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { people } from "../subjects/people.ts"
import { gapOfActivity } from "../terms/liveness-gaps.ts"
import { devicesOfPeople } from "../terms/no-such-device.ts"
import { counted, nameOfPerson } from "../wording.ts"

export const check = defineCheck({
  id: "person-browser-missing",
  code: "RC-JOIN-02",
  title: "Employees with a desktop device work in a monitored browser",
  severity: "high",
  group: "join-coverage",
  populationText: "Employees with a live device that has macOS, Windows or Linux",
  predicate: {
    pass: "At least one browser of the person is active.",
    fail: "No browser of the person is active, and browsers were read in full.",
    notAssessable:
      "Browsers were not read in full, it is unknown whether the only ones are active, or an address of the person is ambiguous."
  },
  rationale: "The device is looked after, and what happens in its browser is not seen by anybody.",
  remediation: "Install the extension on the person's device.",
  frameworks: { soc2: ["CC7.2"], iso27001: ["A.8.16"], csf2: ["DE.CM-03", "DE.CM-09"], cis81: ["1.1~"] },
  population: devicesOfPeople,
  needs: ["push.browsers"],
  parts: [
    over(people, {
      isMember: ({ isEmployee, hasLiveDesktop }) => isEmployee && hasLiveDesktop,
      judge: (basis) => (subject) => {
        if (subject.isBrowsing === true) return pass
        if (subject.isAmbiguous) return notAssessable("ambiguous_join")
        const unclear = subject.browsers.find(({ isActive }) => isActive === null)
        if (unclear !== undefined) return provided(basis, ["push.browsers"], notAssessable(gapOfActivity(unclear)))
        const detail = () => {
          const live = subject.devices.filter(({ isLiveDesktop }) => isLiveDesktop === true).length
          return `${nameOfPerson(subject.person)} has ${counted(live, "live desktop device")} and no active browser.`
        }
        return provided(basis, ["push.browsers"], fail(detail))
      }
    })
  ]
})
