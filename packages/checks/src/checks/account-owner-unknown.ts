import type { Owned, ResourceKey } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, gapOf, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { and } from "../logic.ts"
import type { Account, Finding } from "../records.ts"
import { accounts } from "../subjects/accounts.ts"
import { findings } from "../subjects/findings.ts"
import { namedEmployee } from "../terms/named-employee.ts"
import { isNonHuman, nonHumanAccounts } from "../terms/non-human.ts"
import { isOpenState } from "../terms/open-findings.ts"
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
      isMember: ({ record }, basis) => !nonHumanAccounts(basis).records.has(record),
      judge: judgingOwners(nameOfAccount)
    }),
    over(findings, {
      isMember: ({ record, owners }, basis) => {
        const isMarked = nonHumanAccounts(basis).ids.has(record.accountId ?? "")
        // Nothing marks somebody without address.
        return and(isOpenState(record.state), !isMarked && !owners.some((owner) => isNonHuman(owner, basis) === true))
      },
      judge: judgingOwners((finding) => `The ${nameOfFinding(finding)}`)
    })
  ]
})

function judgingOwners<S extends Owned<Account | Finding>>(nameOf: (subject: S) => string) {
  return (basis: Basis) =>
    (subject: S): Judgement => {
      const { employeeId } = subject.record
      if (employeeId === undefined) return notAssessable(gapOf(employeeId))
      if (employeeId === null) return fail(`${nameOf(subject)} names no employee.`)
      if (namedEmployee(subject, basis) !== undefined) return pass
      return provided(basis, needs, fail(`${nameOf(subject)} names the employee ${employeeId}, who is not there.`))
    }
}
