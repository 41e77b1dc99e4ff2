import { defineCheck } from "../CheckDefinition.ts"
import { employeeFinding } from "../terms/employee-finding.ts"
import { counted } from "../wording.ts"

export const check = defineCheck({
  id: "employee-password-leaked",
  code: "RC-CRED-01",
  title: "Employees use no leaked password",
  severity: "critical",
  group: "cred-exposed",
  populationText: "Licensed employees",
  predicate: {
    pass: "No open finding LEAKED_PASSWORD is tied to the employee, whom the extension sees.",
    fail: "An open finding LEAKED_PASSWORD is tied to the employee, or to an account of theirs.",
    notAssessable:
      "No such finding, but findings were not read in full, the detection is off, or no active browser sees the employee."
  },
  rationale: "Passwords from a breach are tried against every sign-in page within days.",
  remediation: "Change the password, end all sessions, and read the sign-in log since the leak.",
  frameworks: { soc2: ["CC6.1"], iso27001: ["A.5.17"], csf2: ["PR.AA-01", "ID.RA-01"], cis81: ["5.2"] },
  ...employeeFinding({
    type: "LEAKED_PASSWORD",
    detail: (name, open) => `${name} has ${counted(open.length, "open finding")} of a leaked password.`
  })
})
