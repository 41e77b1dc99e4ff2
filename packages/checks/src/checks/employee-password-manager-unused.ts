import { defineCheck } from "../CheckDefinition.ts"
import { employeeFinding } from "../terms/employee-finding.ts"
import { counted } from "../wording.ts"

export const check = defineCheck({
  id: "employee-password-manager-unused",
  code: "RC-CRED-06",
  title: "Employees fill passwords in from a manager",
  severity: "low",
  group: "cred-habit",
  populationText: "Licensed employees",
  predicate: {
    pass: "No open finding PASSWORD_MANAGER_NOT_USED is tied to the employee, whom the extension sees.",
    fail: "An open finding PASSWORD_MANAGER_NOT_USED is tied to the employee, or to an account of theirs.",
    notAssessable:
      "No such finding, but findings were not read in full, the detection is off, or no active browser sees the employee."
  },
  rationale:
    "Who types passwords picks short ones and uses them twice. A pass says little: pasting looks like a manager, and only the latest logins are seen.",
  remediation: "Roll out a password manager, and show people how to use it.",
  frameworks: {
    soc2: ["CC1.4~", "CC6.1"],
    iso27001: ["A.5.17", "A.6.3"],
    csf2: ["PR.AT-01"],
    cis81: ["14.3", "5.2~"]
  },
  ...employeeFinding({
    type: "PASSWORD_MANAGER_NOT_USED",
    detail: (name, open) => `${name} has ${counted(open.length, "open finding")} of passwords typed by hand.`
  })
})
