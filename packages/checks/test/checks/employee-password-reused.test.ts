import { describe, expect, it } from "vitest"
import {
  aBrowser,
  type Account,
  aFinding,
  anAccount,
  anApp,
  anEmployee,
  aPerson,
  aRoster,
  daysAgo,
  type Finding,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "employee-password-reused"
const rosterOf = (
  accounts: ReadonlyArray<Partial<Account>>,
  findings: ReadonlyArray<Partial<Finding>> = [],
  parts: RosterParts = {}
) =>
  aRoster({
    people: [
      aPerson({
        browsers: [aBrowser()],
        accounts: accounts.map((fields, position) => anAccount({ id: `a${position}`, ...fields })),
        findings: findings.map((fields) => aFinding({ type: "REUSED_PASSWORD", ...fields }))
      })
    ],
    apps: [anApp()],
    ...parts
  })
const detailOf = (...given: Parameters<typeof rosterOf>) => resultOf(id, rosterOf(...given)).failures[0]?.detail
const slack = { appId: "app2", appType: "SLACK" }
const reused = [{ passwordId: "secret-1" }, { passwordId: "secret-1", ...slack }]

describe("employee-password-reused", () => {
  it("passes an employee with a password for each app, or several accounts with one password on one app", () => {
    const accounts = [{ passwordId: "p1" }, { passwordId: "p1" }, { passwordId: "p2", ...slack }, { passwordId: null }]
    expect(outcomesOf(id, rosterOf(accounts))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([{ passwordId: null }, { passwordId: null, ...slack }]))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([], [{ state: "RESOLVED" }, { type: "WEAK_PASSWORD" }]))).toEqual({ pass: 1 })
  })

  it("fails an employee with one password for two apps, and lists these without naming the password", () => {
    expect(resultOf(id, rosterOf(reused)).failures).toEqual([
      {
        subject: { kind: "employee", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example uses one password for several apps: Atlassian, SLACK."
      }
    ])
  })

  it("lists the apps of each such password, and an app once", () => {
    const more = [
      { passwordId: "secret-1" },
      { passwordId: "secret-2", appId: "app3", appType: "ZAPIER" },
      { passwordId: "secret-2", appId: "app4", appType: null }
    ]
    expect(detailOf([...reused, ...more])).toContain(": Atlassian, SLACK; ZAPIER, app4.")
  })

  it("fails an employee with an open finding", () => {
    expect(detailOf([], [{ passwordId: "secret-1" }])).toBe(
      "jane@acme.example has 1 open finding of a reused password."
    )
  })

  it("finds a password again among more accounts than are compared in pairs", () => {
    const many = Array.from({ length: 40 }, (_, position) => ({ passwordId: `p${position}`, appId: `app${position}` }))
    expect(outcomesOf(id, rosterOf(many))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([...many, { passwordId: "p0", appId: "another" }]))).toEqual({ fail: 1 })
  })

  it("does not compare the passwords of two employees", () => {
    const [jane, john] = [anEmployee(), anEmployee({ id: "e2", email: "john@acme.example" })]
    const people = [
      aPerson({ employee: jane, browsers: [aBrowser()], accounts: [anAccount({ passwordId: "p1" })] }),
      aPerson({
        employee: john,
        browsers: [aBrowser({ id: "b2" })],
        accounts: [anAccount({ id: "a2", employeeId: "e2", passwordId: "p1", ...slack })]
      })
    ]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ pass: 2 })
  })

  it("knows an app by its type where an account has no id of it, and is not assessable where it has neither", () => {
    const [known, byType] = [{ passwordId: "p1" }, { passwordId: "p1", appId: null, appType: "ATLASSIAN" }]
    expect(outcomesOf(id, rosterOf([known, byType]))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([known, { ...byType, appType: null }]))).toEqual({ field_null: 1 })
    const { appId: _, ...account } = anAccount({ id: "a2", appType: null, passwordId: "p1" })
    const people = [aPerson({ browsers: [aBrowser()], accounts: [anAccount({ passwordId: "p1" }), account] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ field_missing: 1 })
  })

  it("is not assessable where nobody sees the employee, or where a finding may be one", () => {
    expect(outcomesOf(id, aRoster({ people: [aPerson()] }))).toEqual({ not_observed: 1 })
    const browsers = [aBrowser({ isActive: null })]
    expect(outcomesOf(id, aRoster({ people: [aPerson({ browsers })] }))).toEqual({ not_observed: 1 })
    expect(outcomesOf(id, rosterOf([], [{ type: null }]))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([], [{ state: "SNOOZED" }]))).toEqual({ unknown_value: 1 })
  })

  it("can't pass without findings, and fails all the same", () => {
    expect(outcomesOf(id, rosterOf([], [], { partial: ["push.findings"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([], [], { notOffered: ["push.findings"] }))).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf(reused, [], { partial: ["push.findings"] }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf([], [{}], { notOffered: ["push.findings"] }))).toEqual({ fail: 1 })
  })

  it("can't pass without accounts, and fails all the same", () => {
    expect(outcomesOf(id, rosterOf([], [], { partial: ["push.accounts"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([], [], { notOffered: ["push.accounts"] }))).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf(reused, [], { partial: ["push.accounts"] }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf([], [{}], { notOffered: ["push.accounts"] }))).toEqual({ fail: 1 })
  })

  it("needs accounts on unknown apps only where a finding names nobody but an account that is not there", () => {
    const key = "push.accountsOther"
    const findings = [aFinding({ type: "REUSED_PASSWORD", employeeId: null, accountId: "a9" })]
    expect(outcomesOf(id, rosterOf([], [], { partial: [key] }))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([], [], { findings }))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([], [], { findings, partial: [key] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([], [], { findings, notOffered: [key] }))).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf([], [{}], { findings, partial: [key] }))).toEqual({ fail: 1 })
  })

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, rosterOf([], [], { partial: ["push.employees"] }))).toEqual(uncounted("source_partial"))
  })

  it.each([
    [false, {}],
    [null, { membership_unknown: 1 }]
  ])("looks at licensed employees only: %s", (licensed, outcomes) => {
    const people = [aPerson({ employee: anEmployee({ licensed }), findings: [aFinding({ type: "REUSED_PASSWORD" })] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual(outcomes)
  })

  it.each([
    [0, { pass: 1 }],
    [1, { not_observed: 1 }]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const seen = (days: number) =>
      aRoster({ people: [aPerson({ browsers: [aBrowser({ lastOnlineTimestamp: daysAgo(days, seconds) })] })] })
    expect(outcomesOf(id, seen(30))).toEqual(outcomes)
    expect(outcomesOf(id, seen(10), { parameters: { browserStaleDays: 10 } })).toEqual(outcomes)
  })

  it("needs to know the app of no account whose password is its own", () => {
    const once = { passwordId: "p2", appId: null, appType: null }
    expect(outcomesOf(id, rosterOf([{ passwordId: "p1" }, { passwordId: "p1" }, once]))).toEqual({ pass: 1 })
  })

  it("lists the apps by name, in whatever order the accounts come, and lets them win over a finding", () => {
    const detail = "jane@acme.example uses one password for several apps: Atlassian, SLACK."
    expect(detailOf(reused.toReversed(), [{}])).toBe(detail)
    expect(detailOf(reused, [{ state: "SNOOZED" }])).toBe(detail)
  })
})
