import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, notAssessable, pass, provided } from "../judgement.ts"
import { employees } from "../subjects/people.ts"
import { findingSources, sourcesOfAbsence } from "../terms/employee-finding.ts"
import { gapOfFinding, openFindingsByPerson } from "../terms/open-findings.ts"
import { counted, nameOfPerson } from "../wording.ts"

const type = "UNUSED_THIRD_PARTY_APP"

export const check = defineCheck({
  id: "employee-grant-unused",
  code: "RC-ACC-04",
  title: "Employees use the third-party apps that they let in",
  severity: "low",
  group: "acc-hygiene",
  populationText: "Employees, where the source reads grants from the identity provider (idpIntegration)",
  predicate: {
    pass: "No open finding UNUSED_THIRD_PARTY_APP is tied to the employee.",
    fail: "An open finding UNUSED_THIRD_PARTY_APP is tied to the employee, or to an account of theirs.",
    notAssessable: "No such finding, but findings were not read in full; or idpIntegration is not declared."
  },
  rationale: "A grant that was forgotten is a token that works on without the person.",
  remediation: "Revoke the grant at the identity provider.",
  frameworks: {
    soc2: ["CC6.3", "CC9.2"],
    iso27001: ["A.5.23", "A.5.18"],
    csf2: ["ID.AM-08", "PR.AA-05"],
    cis81: ["2.3~", "15.7"]
  },
  population: ["push.employees"],
  needs: findingSources,
  withheld: ({ parameters }) => (parameters.idpIntegration === undefined ? "parameter_unset" : undefined),
  parts: [
    over(employees, {
      isMember: (_, { parameters }) => parameters.idpIntegration === true,
      judge: (basis) => {
        const findingsOf = openFindingsByPerson(basis, type)
        const sources = sourcesOfAbsence(basis, type)
        return (subject) => {
          const { open, undecided } = findingsOf(subject)
          if (open.length > 0) {
            const what = counted(open.length, "third-party app")
            return fail(() => `${nameOfPerson(subject.person)} let in ${what} that nobody uses.`)
          }
          const [unclear] = undecided
          return provided(basis, sources, unclear === undefined ? pass : notAssessable(gapOfFinding(unclear)))
        }
      }
    })
  ]
})
