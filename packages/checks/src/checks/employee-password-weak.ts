import { defineCheck } from "../CheckDefinition.ts"
import type { FindingSubject } from "../subjects/findings.ts"
import { employeeFinding } from "../terms/employee-finding.ts"
import { counted, listed } from "../wording.ts"

export const check = defineCheck({
  id: "employee-password-weak",
  code: "RC-CRED-03",
  title: "Employees use no weak password",
  severity: "high",
  group: "cred-quality",
  populationText: "Licensed employees",
  predicate: {
    pass: "No open finding WEAK_PASSWORD is tied to the employee, whom the extension sees.",
    fail: "An open finding WEAK_PASSWORD is tied to the employee, or to an account of theirs.",
    notAssessable:
      "No such finding, but findings were not read in full, the detection is off, or no active browser sees the employee."
  },
  rationale: "Common words and the organisation's own name are what an attacker tries before anything else.",
  remediation: "Let a password manager make a new one.",
  frameworks: { soc2: ["CC6.1"], iso27001: ["A.5.17"], csf2: ["PR.AA-01"], cis81: ["5.2"] },
  ...employeeFinding({
    type: "WEAK_PASSWORD",
    detail: (name, open) => `${name} has ${counted(open.length, "open finding")} of a weak password${reasonsOf(open)}.`
  })
})

/** Why the passwords are weak, where the source says so. */
function reasonsOf(open: ReadonlyArray<FindingSubject>): string {
  const reasons = new Set(open.flatMap(({ record }) => record.weakPasswordReasons ?? []))
  return reasons.size === 0 ? "" : `: ${listed([...reasons].toSorted())}`
}
