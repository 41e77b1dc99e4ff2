import { standardFindingSla } from "@rollcall/model"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, notAssessable, pass } from "../judgement.ts"
import { findings } from "../subjects/findings.ts"
import { counted, nameOfFinding } from "../wording.ts"

export const check = defineCheck({
  id: "finding-overdue",
  code: "RC-FND-01",
  title: "Open findings are within their deadline",
  severity: "high",
  group: "finding-sla",
  populationText: "Open findings",
  predicate: {
    pass: "The finding was first seen within the days that findingSla gives its type.",
    fail: "The finding was first seen longer ago.",
    notAssessable: "It is unknown when the finding was first seen, or of what type it is."
  },
  rationale: "What counts is that findings are worked on, not that there are none.",
  remediation: "Repair what it reports; or record an exception with an owner and an end date.",
  frameworks: {
    soc2: ["CC7.4~", "CC4.2"],
    iso27001: ["A.8.8", "A.5.36~"],
    csf2: ["ID.RA-06"],
    cis81: ["7.2", "7.7~"]
  },
  population: ["push.findings"],
  needs: [],
  parts: [
    over(findings, {
      isMember: ({ isOpen }) => isOpen,
      judge: ({ parameters }) => {
        const deadlines = new Map(Object.entries({ ...standardFindingSla, ...parameters.findingSla }))
        return (finding) => {
          const { type, age } = finding
          if (type === null || type === undefined) return notAssessable(gapOf(type))
          const deadline = deadlines.get(type) ?? deadlines.get("others")
          if (deadline === undefined) return notAssessable("parameter_unset")
          if (typeof age === "string") return notAssessable(age)
          if (age <= deadline) return pass
          return fail(() => {
            const days = counted(Math.floor(age), "day")
            return `The ${nameOfFinding(finding)} was first seen more than ${days} ago, and its deadline is ${deadline}.`
          })
        }
      }
    })
  ]
})
