import { defineCheck } from "../CheckDefinition.ts"
import { employeeFinding } from "../terms/employee-finding.ts"
import { counted } from "../wording.ts"

export const check = defineCheck({
  id: "employee-credential-stolen",
  code: "RC-CRED-02",
  title: "Employees have no credential that is known to be stolen",
  severity: "critical",
  group: "cred-exposed",
  populationText: "Licensed employees",
  predicate: {
    pass: "No open finding STOLEN_CREDENTIALS is tied to the employee, whom the extension sees.",
    fail: "An open finding STOLEN_CREDENTIALS is tied to the employee, or to an account of theirs.",
    notAssessable:
      "No such finding, but findings were not read in full, declaredDetections does not say that the detection is on, or no active browser sees the employee."
  },
  rationale: "Stolen credentials are on sale already: this is an incident under way, not untidiness.",
  remediation: "Open an incident, reset the credentials, end all sessions, and look for an infostealer on the machine.",
  frameworks: {
    soc2: ["CC6.1", "CC7.3"],
    iso27001: ["A.5.17", "A.5.26"],
    csf2: ["PR.AA-01", "DE.AE-07"],
    cis81: ["5.2", "17.4~"]
  },
  ...employeeFinding({
    type: "STOLEN_CREDENTIALS",
    // Older versions of the source do not know it.
    mustBeDeclared: true,
    detail: (name, open) => `${name} has ${counted(open.length, "open finding")} of stolen credentials.`
  })
})
