import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { not } from "../logic.ts"
import { employees } from "../subjects/people.ts"
import { isNonHuman } from "../terms/non-human.ts"
import { nameOfPerson } from "../wording.ts"

export const check = defineCheck({
  id: "employee-unlicensed",
  code: "RC-COV-02",
  title: "Employees are licensed for monitoring",
  severity: "medium",
  group: "coverage",
  populationText: "Employees, but for service and test identities that nonHuman names",
  predicate: {
    pass: "The employee has a licence.",
    fail: "The employee has none.",
    notAssessable: "It is unknown whether the employee has one."
  },
  rationale: "The directory names everybody, and only licensed people are seen: how many are not must be known.",
  remediation: "Assign licences, or write into the report's scope whom it leaves out.",
  frameworks: { soc2: ["CC7.2", "CC2.1~"], iso27001: ["A.8.16"], csf2: ["DE.CM-03"], cis81: ["1.1~"] },
  population: ["push.employees"],
  needs: [],
  parts: [
    over(employees, {
      isMember: ({ person }, basis) => not(isNonHuman(person, basis)),
      judge:
        () =>
        ({ person, licensed }) => {
          if (licensed === true) return pass
          if (licensed === false) return fail(() => `${nameOfPerson(person)} has no licence.`)
          return notAssessable(gapOf(licensed))
        }
    })
  ]
})
