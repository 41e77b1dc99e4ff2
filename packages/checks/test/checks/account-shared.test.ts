import { describe, expect, it } from "vitest"
import {
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

const id = "account-shared"

/** Jane's accounts and John's. */
const rosterOf = (
  janes: ReadonlyArray<Partial<Account>>,
  johns: ReadonlyArray<Partial<Account>> = [],
  parts: RosterParts = {}
) =>
  aRoster({
    people: [
      aPerson({ accounts: janes.map((fields, position) => anAccount({ id: `a${position}`, ...fields })) }),
      aPerson({
        employee: anEmployee({ id: "e2", email: "john@acme.example" }),
        accounts: johns.map((fields, position) => anAccount({ id: `b${position}`, employeeId: "e2", ...fields }))
      })
    ],
    ...parts
  })
const found = (finding: Partial<Finding>) =>
  aRoster({
    people: [
      aPerson({
        accounts: [anAccount()],
        findings: [aFinding({ type: "SHARED_ACCOUNT", accountId: "a1", ...finding })]
      })
    ]
  })
const without = (member: string, account: Account): Account =>
  Object.assign({ id: account.id }, Object.fromEntries(Object.entries(account).filter(([name]) => name !== member)))

describe("account-shared", () => {
  it("passes accounts of one employee, whether used or not, and those on another app or with another address", () => {
    const janes = [{}, {}, { lastUsedTimestamp: daysAgo(500) }, { employeeId: null, email: "team@acme.example" }]
    const johns = [{ appId: "app2" }, { email: "john@acme.example" }]
    expect(outcomesOf(id, rosterOf(janes, johns))).toEqual({ pass: 6 })
  })

  it("fails the accounts of several employees on one app with one address, however it is spelled", () => {
    const roster = rosterOf([{ email: "Team@Acme.example" }, {}], [{ email: " team@acme.example" }])
    expect(resultOf(id, roster).failures).toEqual([
      {
        subject: { kind: "account", id: "a0", email: "jane@acme.example" },
        detail: "Team@Acme.example on ATLASSIAN is held by 2 employees."
      },
      {
        subject: { kind: "account", id: "b0", email: "john@acme.example" },
        detail: " team@acme.example on ATLASSIAN is held by 2 employees."
      }
    ])
    expect(outcomesOf(id, roster)).toEqual({ pass: 1, fail: 2 })
  })

  it("fails the accounts of two employees who have one address", () => {
    const employee = anEmployee({ id: "e2" })
    const people = [
      aPerson({ accounts: [anAccount()] }),
      aPerson({ employee, accounts: [anAccount({ id: "a2", employeeId: "e2" })] })
    ]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ fail: 2 })
  })

  it("fails the accounts that one person has under two employee ids", () => {
    expect(outcomesOf(id, rosterOf([{}, { employeeId: "gone" }, { appId: "app2" }]))).toEqual({ pass: 1, fail: 2 })
  })

  it("fails an account that an open finding names", () => {
    expect(resultOf(id, found({})).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: "An open finding says that several people use jane@acme.example on ATLASSIAN."
      }
    ])
    expect(outcomesOf(id, found({ state: "RESOLVED" }))).toEqual({ pass: 1 })
    expect(outcomesOf(id, found({ accountId: "a2" }))).toEqual({ pass: 1 })
  })

  it.each([
    ["field_null", { type: null }],
    ["field_null", { state: null }],
    ["unknown_value", { state: "SNOOZED" }],
    ["field_null", { accountId: null }]
  ])("is not assessable where a finding may be about the account: %s", (reason, finding) => {
    expect(outcomesOf(id, found(finding))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where it is unknown whose one of several accounts is", () => {
    const nobodys = { employeeId: null, email: "jane@acme.example" }
    expect(outcomesOf(id, rosterOf([{}, nobodys]))).toEqual({ field_null: 2 })
    expect(outcomesOf(id, rosterOf([nobodys, nobodys]))).toEqual({ field_null: 2 })
    expect(outcomesOf(id, rosterOf([nobodys]))).toEqual({ pass: 1 })
    const people = [aPerson({ accounts: [anAccount(), without("employeeId", anAccount({ id: "a2" }))] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ field_missing: 2 })
    const guests = ["a1", "a2"].map((each) => without("employeeId", anAccount({ id: each, email: "x@acme.example" })))
    const guest = aPerson({ employee: null, email: "x@acme.example", accounts: guests })
    expect(outcomesOf(id, aRoster({ people: [guest] }))).toEqual({ field_missing: 2 })
  })

  it("is not assessable where another employee's account may be on the same app", () => {
    const elsewhere = { appId: null, appType: null, email: "jane@acme.example" }
    expect(outcomesOf(id, rosterOf([{}], [elsewhere]))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([{}, elsewhere]))).toEqual({ pass: 1 })
    expect(
      outcomesOf(
        id,
        rosterOf([{}], [{ ...elsewhere, appType: "SLACK" }], { apps: [anApp({ id: "app2", type: "SLACK" })] })
      )
    ).toEqual({ pass: 1 })
  })

  it("is not assessable where another employee's account on the app may have the same address", () => {
    expect(outcomesOf(id, rosterOf([{}], [{ email: null }]))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([{}], [{ email: null, appId: "app2" }]))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([{}], [{ email: null, appId: null, appType: null }]))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([{}, { email: null }]))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([{}, { email: null }], [{ email: "john@acme.example" }, { email: null }]))).toEqual({
      field_null: 2
    })
  })

  it("is not assessable where the address is none", () => {
    expect(outcomesOf(id, rosterOf([{ email: "jane" }], [{ email: "jane" }]))).toEqual({ unknown_value: 2 })
  })

  it("looks at accounts only whose app and address are known", () => {
    expect(outcomesOf(id, rosterOf([{ appId: null }, { email: null }]))).toEqual({})
    const accounts = [without("appId", anAccount()), without("email", anAccount({ id: "a2" }))]
    expect(outcomesOf(id, aRoster({ people: [aPerson({ accounts })] }))).toEqual({ membership_unknown: 2 })
  })

  it("can't pass without findings, and fails all the same", () => {
    const janes = [{}, { appId: "app2" }]
    const johns = [{ email: "jane@acme.example" }]
    expect(outcomesOf(id, rosterOf(janes, johns, { partial: ["push.findings"] }))).toEqual({
      fail: 2,
      source_partial: 1
    })
    expect(outcomesOf(id, rosterOf(janes, johns, { notOffered: ["push.findings"] }))).toEqual({
      fail: 2,
      source_unavailable: 1
    })
  })

  it("counts nothing if accounts were not read to their end, and lists the failures that were seen", () => {
    const roster = rosterOf([{}], [{}], { partial: ["push.accounts"] })
    expect(outcomesOf(id, roster)).toEqual(uncounted("source_partial"))
    expect(resultOf(id, roster).failures).toHaveLength(2)
    expect(outcomesOf(id, rosterOf([{}], [{}], { without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("fails what two employees hold for sure, whatever is unknown of the address of a third account", () => {
    expect(outcomesOf(id, rosterOf([{}], [{ email: "jane@acme.example" }, { email: null }]))).toEqual({ fail: 2 })
  })

  it("says where another employee's account on the app lacks its address", () => {
    const john = anEmployee({ id: "e2", email: "john@acme.example" })
    const people = [
      aPerson({ accounts: [anAccount()] }),
      aPerson({ employee: john, accounts: [without("email", anAccount({ id: "a2", employeeId: "e2" }))] })
    ]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ field_missing: 1, membership_unknown: 1 })
  })

  it("tells several shared addresses apart on one app", () => {
    const both = [{ email: "team@acme.example" }, { email: "ops@acme.example" }]
    expect(outcomesOf(id, rosterOf(both, both))).toEqual({ fail: 4 })
  })

  it("is not assessable where a finding without account names the employee whom the account names, read or not", () => {
    const findings = [aFinding({ type: "SHARED_ACCOUNT", accountId: null })]
    const [accounts, nobodys] = [[anAccount()], [anAccount({ employeeId: null })]]
    const partial = ["push.employees"] as const
    expect(outcomesOf(id, aRoster({ accounts, findings }))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, aRoster({ accounts, findings, partial }))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, aRoster({ accounts: nobodys, findings, partial }))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, aRoster({ accounts: nobodys, findings }))).toEqual({ pass: 1 })
  })
})
