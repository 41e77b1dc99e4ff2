/**
 * Goal: what a half-read source leaves out never turns what did not pass into a pass. Method: one account and one finding that
 * name each other, their employee, or nobody, in every way; each joined once whole and once without what was not read.
 */
import type { Roster } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aBrowser,
  type Account,
  aFinding,
  anAccount,
  anEmployee,
  aPerson,
  aRoster,
  type Employee,
  type Finding,
  outcomesOf,
  type RosterParts
} from "./builders.ts"

interface Records {
  readonly employees: ReadonlyArray<Employee>
  readonly accounts: ReadonlyArray<Account>
  /** On apps that Push does not know. */
  readonly others: ReadonlyArray<Account>
  readonly findings: ReadonlyArray<Finding>
}

/** A roster by the rules of the join: by id, else by address; a finding by its employee, else as its account. */
function joined({ employees, accounts, others, findings }: Records, parts: RosterParts): Roster {
  const ownerOf = ({ employeeId, email }: Account): string | null =>
    employees.find(({ id }) => id === employeeId)?.id ??
    employees.find((each) => each.email === email)?.id ??
    email ??
    null
  const ownerOfFinding = ({ employeeId, accountId }: Finding): string | null => {
    const account = [...accounts, ...others].find(({ id }) => id === accountId)
    return employees.find(({ id }) => id === employeeId)?.id ?? (account === undefined ? null : ownerOf(account))
  }
  const holdings = (owner: string | null) => ({
    accounts: accounts.filter((each) => ownerOf(each) === owner),
    accountsOther: others.filter((each) => ownerOf(each) === owner),
    findings: findings.filter((each) => ownerOfFinding(each) === owner)
  })
  const isEmployee = (owner: string | null) => employees.some(({ id }) => id === owner)
  const guests = [...new Set([...accounts, ...others].map(ownerOf))].filter((owner) => !isEmployee(owner))
  const nobodys = holdings(null)
  return aRoster({
    people: [
      ...employees.map((employee) => aPerson({ employee, browsers: [aBrowser()], ...holdings(employee.id) })),
      ...guests.flatMap((email) => (email === null ? [] : [aPerson({ employee: null, email, ...holdings(email) })]))
    ],
    accounts: nobodys.accounts,
    findings: nobodys.findings,
    ...parts
  })
}

const jane = anEmployee()
const john = anEmployee({ id: "e2", email: "john@acme.example" })
const ids = [null, "e1", "gone"]

const accounts = ids.flatMap((employeeId) =>
  [null, "jane@acme.example", "john@acme.example"].map((email) => anAccount({ employeeId, email }))
)
const findings = ids.flatMap((employeeId) => [null, "a1", "a2"].map((accountId) => aFinding({ employeeId, accountId })))

const passes = (id: string, roster: Roster, detection: string): number => {
  const parameters = { declaredDetections: [detection], idpIntegration: true }
  return outcomesOf(id, roster, { parameters })["pass"] ?? 0
}

describe.each([
  ["account-mfa-missing", "MFA_NOT_REGISTERED"],
  ["account-shared", "SHARED_ACCOUNT"]
])("%s", (id, type) => {
  it.each([{ partial: ["push.employees"] }, { notOffered: ["push.employees"] }] as const)(
    "passes no account for employees that were not read: %o",
    (parts) => {
      for (const account of accounts) {
        for (const finding of findings) {
          const records = { accounts: [account], others: [], findings: [{ ...finding, type }] }
          const whole = passes(id, joined({ ...records, employees: [jane, john] }, {}), type)
          for (const employees of [[], [john]]) {
            const seen = passes(id, joined({ ...records, employees }, parts), type)
            expect(seen, JSON.stringify({ account, finding, employees })).toBeLessThanOrEqual(whole)
          }
        }
      }
    }
  )
})

describe.each([
  ["employee-password-leaked", "LEAKED_PASSWORD"],
  ["employee-password-reused", "REUSED_PASSWORD"],
  ["employee-grant-unused", "UNUSED_THIRD_PARTY_APP"]
])("%s", (id, type) => {
  it.each([
    ["push.accounts", "accounts"],
    ["push.accountsOther", "others"]
  ] as const)("passes nobody for %s that were not read, and not fewer where findings name employees", (key, kind) => {
    // One password for two apps is seen in accounts alone.
    const isMoreThanFindings = id === "employee-password-reused" && key === "push.accounts"
    for (const account of accounts) {
      for (const finding of findings) {
        const records = { employees: [jane, john], accounts: [], others: [], findings: [{ ...finding, type }] }
        const whole = passes(id, joined({ ...records, [kind]: [account] }, {}), type)
        const seen = passes(id, joined(records, { partial: [key] }), type)
        const least = finding.employeeId === "e1" && !isMoreThanFindings ? whole : 0
        expect(seen, JSON.stringify({ account, finding })).toBeLessThanOrEqual(whole)
        expect(seen, JSON.stringify({ account, finding })).toBeGreaterThanOrEqual(least)
      }
    }
  })
})

describe.each([
  ["employee-password-leaked", "LEAKED_PASSWORD"],
  ["employee-password-reused", "REUSED_PASSWORD"],
  ["employee-grant-unused", "UNUSED_THIRD_PARTY_APP"]
])("%s without accounts on unknown apps", (id, type) => {
  const hidden = aFinding({ type, employeeId: null, accountId: "a9" })
  const there = anAccount({ employeeId: null, email: null })
  const records = { employees: [jane, john], accounts: [there], others: [] }
  const passesWith = (finding: Finding) =>
    passes(id, joined({ ...records, findings: [finding] }, { partial: ["push.accountsOther"] }), type)

  it.each([
    ["open", hidden],
    ["of unknown type", { ...hidden, type: null }],
    ["in an unknown state", { ...hidden, state: "SNOOZED" }],
    ["of an employee who is not there", { ...hidden, employeeId: "gone" }]
  ] as const)("passes nobody where a finding %s may be anybody's", (_, finding) => {
    expect(passesWith(finding)).toBe(0)
  })

  it.each([
    ["resolved", { ...hidden, state: "RESOLVED" }],
    ["of another type", { ...hidden, type: "MFA_NOT_REGISTERED" }],
    ["about an account that is there and nobody's", { ...hidden, accountId: there.id }],
    ["about no account", { ...hidden, accountId: null }]
  ] as const)("passes everybody where a finding of nobody is %s", (_, finding) => {
    expect(passesWith(finding)).toBe(2)
  })
})
