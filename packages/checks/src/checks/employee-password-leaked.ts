import type { ResourceKey } from "@rollcall/model"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { told } from "../logic.ts"
import { employees } from "../subjects/people.ts"
import { isObserved } from "../terms/observed-employee.ts"
import { gapOfFinding, openFindings } from "../terms/open-findings.ts"
import { counted, nameOfPerson } from "../wording.ts"

const type = "LEAKED_PASSWORD"

/** A finding may name no more than an account: without the accounts it is not known to be this employee's. */
const needs: ReadonlyArray<ResourceKey> = ["push.findings", "push.accounts", "push.accountsOther"]

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
  population: ["push.employees"],
  needs: [...needs, "push.browsers"],
  parts: [
    over(employees, {
      isMember: ({ employee }) => told(employee.licensed),
      judge: (basis) => (subject) => {
        const { open, undecided } = openFindings(subject.person.findings, type)
        if (open.length > 0)
          return fail(
            `${nameOfPerson(subject.person)} has ${counted(open.length, "open finding")} of a leaked password.`
          )
        const { declaredDetections } = basis.parameters
        if (declaredDetections !== undefined && !declaredDetections.includes(type)) return notAssessable("feature_off")
        const [unclear] = undecided
        if (unclear !== undefined) return notAssessable(gapOfFinding(unclear))
        return provided(basis, needs, isObserved(subject) === true ? pass : notAssessable("not_observed"))
      }
    })
  ]
})
