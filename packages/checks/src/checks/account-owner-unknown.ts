import type { ResourceKey } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { and } from "../logic.ts"
import { accounts, type AccountSubject } from "../subjects/accounts.ts"
import { findings, type FindingSubject } from "../subjects/findings.ts"
import { nonHumans } from "../terms/non-human.ts"
import { nameOfAccount, nameOfFinding } from "../wording.ts"

const needs: ReadonlyArray<ResourceKey> = ["push.employees"]

export const check = defineCheck({
  id: "account-owner-unknown",
  code: "RC-ACC-03",
  title: "Accounts and open findings belong to employees",
  severity: "medium",
  group: "acc-hygiene",
  populationText: "Accounts and open findings, but for those of service and test identities that nonHuman names",
  predicate: {
    pass: "The employee that it names is there.",
    fail: "It names no employee, or one who is not there while employees were read in full.",
    notAssessable: "The employee that it names is not there, and employees were not read in full."
  },
  rationale: "Nobody repairs what is nobody's.",
  remediation: "Assign it to an employee, or name its address in nonHuman.",
  frameworks: {
    soc2: ["CC6.2", "CC1.5~"],
    iso27001: ["A.5.9", "A.5.16"],
    csf2: ["PR.AA-01", "ID.AM-02"],
    cis81: ["5.1"]
  },
  population: ["push.accounts", "push.findings"],
  needs,
  parts: [
    over(accounts, {
      isMember: (account, basis) => !nonHumans(basis).hasAccount(account),
      judge: judgingOwners(nameOfAccount)
    }),
    over(findings, {
      isMember: (finding, basis) => and(finding.isOpen, !nonHumans(basis).hasFinding(finding)),
      judge: judgingOwners((finding) => `The ${nameOfFinding(finding)}`)
    })
  ]
})

function judgingOwners<S extends AccountSubject | FindingSubject>(nameOf: (subject: S) => string) {
  return (basis: Basis) =>
    (subject: S): Judgement => {
      const { namesEmployee } = subject
      if (namesEmployee === true) return pass
      if (namesEmployee === undefined) return notAssessable(gapOf(namesEmployee))
      if (namesEmployee === null) return fail(() => `${nameOf(subject)} names no employee.`)
      const absence = () => `${nameOf(subject)} names the employee ${subject.record.employeeId}, who is not there.`
      return provided(basis, needs, fail(absence))
    }
}
