import { defineCheck, over } from "../CheckDefinition.ts"
import { fail, type Judgement, notAssessable, pass, provided } from "../judgement.ts"
import { told } from "../logic.ts"
import { indexBy } from "../order.ts"
import { type AccountSubject, appIdOf } from "../subjects/accounts.ts"
import { employees, type EmployeeSubject } from "../subjects/people.ts"
import { findingSources, sourcesOfAbsence } from "../terms/employee-finding.ts"
import { isObserved } from "../terms/observed-employee.ts"
import { gapOfFinding, openFindingsByPerson } from "../terms/open-findings.ts"
import { counted, listed, nameOfApp, nameOfPerson } from "../wording.ts"

const type = "REUSED_PASSWORD"

export const check = defineCheck({
  id: "employee-password-reused",
  code: "RC-CRED-04",
  title: "Employees have a password of its own for each app",
  severity: "high",
  group: "cred-quality",
  populationText: "Licensed employees",
  predicate: {
    pass: "No open finding REUSED_PASSWORD is tied to the employee, whom the extension sees, and no two of their accounts on different apps have the same password.",
    fail: "An open finding REUSED_PASSWORD is tied to the employee, or two of their accounts on different apps have the same password.",
    notAssessable:
      "Neither was found, but findings or accounts were not read in full, the app of an account is unknown, or no active browser sees the employee."
  },
  rationale: "Who breaks into the weakest of the apps holds the password of the others.",
  remediation: "Let a password manager make a new password for each of the apps.",
  frameworks: { soc2: ["CC6.1"], iso27001: ["A.5.17"], csf2: ["PR.AA-01"], cis81: ["5.2"] },
  population: ["push.employees"],
  needs: [...findingSources, "push.browsers"],
  parts: [
    over(employees, {
      isMember: ({ licensed }) => told(licensed),
      judge: (basis) => {
        const findingsOf = openFindingsByPerson(basis, type)
        const sources = sourcesOfAbsence(basis, type).concat("push.accounts")
        return (subject) => {
          const { open, undecided } = findingsOf(subject)
          const shared = judgeAccounts(subject)
          if (shared.outcome === "fail") return shared
          if (open.length > 0)
            return fail(
              () => `${nameOfPerson(subject.person)} has ${counted(open.length, "open finding")} of a reused password.`
            )
          const [unclear] = undecided
          if (unclear !== undefined) return notAssessable(gapOfFinding(unclear))
          if (shared.outcome !== "pass") return shared
          return provided(basis, sources, isObserved(subject) === true ? pass : notAssessable("not_observed"))
        }
      }
    })
  ]
})

/** Whether each password is for one app alone, as far as accounts tell which one they have. */
function judgeAccounts(subject: EmployeeSubject): Judgement {
  const accounts = subject.accounts.filter(({ hasPassword }) => hasPassword)
  if (!hasRepeat(accounts)) return pass
  const groups = [...indexBy(accounts, ({ record }) => record.passwordId || undefined).values()]
  const reused = groups.map(appsOf).filter((apps) => apps.length > 1)
  if (reused.length > 0)
    return fail(() => {
      const listing = reused.map(listed).join("; ")
      return `${nameOfPerson(subject.person)} uses one password for several apps: ${listing}.`
    })
  const unclear = groups.filter((group) => group.length > 1).flatMap((group) => group.filter((each) => !appIdOf(each)))
  const [first] = unclear
  return first === undefined ? pass : notAssessable(first.record.appId === undefined ? "field_missing" : "field_null")
}

/** Up to this many accounts are compared in pairs: that keeps nothing, and nearly everybody has no more. */
const pairedMax = 32

/** Whether several accounts have one password, or may have: there are too many to compare them in pairs. */
function hasRepeat(accounts: ReadonlyArray<AccountSubject>): boolean {
  if (accounts.length > pairedMax) return true
  let seen: Array<string> | undefined
  for (const { record } of accounts) {
    const { passwordId } = record
    if (!passwordId) continue
    if (seen?.includes(passwordId) === true) return true
    if (seen === undefined) seen = [passwordId]
    else seen.push(passwordId)
  }
  return false
}

/** The names of the known apps that accounts are on. */
function appsOf(accounts: ReadonlyArray<AccountSubject>): ReadonlyArray<string> {
  const names = new Map<string, string>()
  for (const account of accounts) {
    const { app, record } = account
    const id = appIdOf(account)
    if (id !== undefined) names.set(id, app === undefined ? record.appType || id : nameOfApp(app))
  }
  return [...names.values()].toSorted()
}
