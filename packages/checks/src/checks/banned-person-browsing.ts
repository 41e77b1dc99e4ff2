import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { some } from "../logic.ts"
import { people } from "../subjects/people.ts"
import { withNoOtherDevice } from "../terms/no-such-device.ts"
import { counted, nameOfPerson } from "../wording.ts"

export const check = defineCheck({
  id: "banned-person-browsing",
  code: "RC-JOIN-01",
  title: "Nobody works in a browser while all their devices are banned",
  severity: "high",
  group: "join-conflict",
  populationText: "People with a banned device",
  predicate: {
    pass: "The person has a live device as well, or no active browser.",
    fail: "The person has no live device, and at least one active browser.",
    notAssessable: "A source was not read in full, what would decide is unknown, or the person's address is ambiguous."
  },
  rationale: "Two sources contradict each other: the ban is not obeyed, or a machine is in use that nobody knows.",
  remediation: "Find out on which machine the browser runs, and end its sessions.",
  frameworks: {
    soc2: ["CC6.1", "CC6.6"],
    iso27001: ["A.8.1", "A.5.15"],
    csf2: ["PR.AA-05", "DE.AE-03"],
    cis81: ["1.2", "13.5"]
  },
  population: ["banyan.devices", "banyan.endusers"],
  needs: ["push.browsers", "push.employees"],
  parts: [
    over(people, {
      isMember: ({ devices }) => some(devices, ({ isBanned }) => isBanned),
      judge: (basis) => (subject) => {
        const { hasLiveDevice, isBrowsing } = subject
        if (hasLiveDevice === true) return pass
        if (subject.isAmbiguous) return notAssessable("ambiguous_join")
        if (isBrowsing === false) return provided(basis, ["push.browsers", "push.employees"], pass)
        if (hasLiveDevice === null || isBrowsing === null) return notAssessable("field_null")
        const detail = () => {
          const browsing = subject.browsers.filter(({ isActive }) => isActive === true).length
          return `${nameOfPerson(subject.person)} has a banned device, no live one, and ${counted(browsing, "active browser")}.`
        }
        return withNoOtherDevice(basis, subject, fail(detail))
      }
    })
  ]
})
