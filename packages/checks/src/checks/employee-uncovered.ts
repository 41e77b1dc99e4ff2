import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { and, not, told } from "../logic.ts"
import { employees } from "../subjects/people.ts"
import { isWithin } from "../terms/age.ts"
import { gapOfActivity } from "../terms/liveness-gaps.ts"
import { nameOfPerson } from "../wording.ts"

export const check = defineCheck({
  id: "employee-uncovered",
  code: "RC-COV-01",
  title: "Licensed employees work in a monitored browser",
  severity: "high",
  group: "coverage",
  populationText: "Licensed employees older than the grace period",
  predicate: {
    pass: "At least one browser is active.",
    fail: "No browser is active, and browsers were read in full.",
    notAssessable: "Browsers were not read in full, or it is unknown of the only ones whether they are active."
  },
  rationale: "Where nothing looks, nothing is found, and a hasty reader takes that for good news.",
  remediation: "Roll the extension out by policy; for somebody who is away, record an exception with an end date.",
  frameworks: {
    soc2: ["CC7.2", "CC4.1~"],
    iso27001: ["A.8.16"],
    csf2: ["DE.CM-03", "DE.CM-09"],
    cis81: ["1.1~"]
  },
  population: ["push.employees"],
  needs: ["push.browsers"],
  parts: [
    over(employees, {
      isMember: ({ licensed, age }, { parameters }) => and(told(licensed), not(isWithin(age, parameters.graceDays))),
      judge: (basis) => (subject) => {
        if (subject.isBrowsing === true) return pass
        const { person, browsers } = subject
        const unclear = browsers.find(({ isActive }) => isActive === null)
        const without = browsers.length === 0 ? "has no browser" : "has no active browser"
        const otherwise =
          unclear === undefined
            ? fail(() => `${nameOfPerson(person)} is licensed and ${without}.`)
            : notAssessable(gapOfActivity(unclear))
        return provided(basis, ["push.browsers"], otherwise)
      }
    })
  ]
})
