import { describe, expect, it } from "vitest"
import {
  type Account,
  anAccount,
  aFinding,
  anEmployee,
  aPerson,
  aRoster,
  daysAgo,
  type Finding,
  outcomesOf,
  resultOf,
  uncounted
} from "../builders.ts"

const id = "account-mfa-missing"
const rosterOf = (account: Partial<Account>, findings: ReadonlyArray<Partial<Finding>> = []) =>
  aRoster({
    people: [
      aPerson({
        accounts: [anAccount(account)],
        findings: findings.map((fields) => aFinding({ type: "MFA_NOT_REGISTERED", accountId: "a1", ...fields }))
      })
    ]
  })

describe("account-mfa-missing", () => {
  it("passes an account with a second factor", () => {
    expect(outcomesOf(id, rosterOf({}))).toEqual({ pass: 1 })
  })

  it("passes an account whose finding is resolved, or is of another type or account", () => {
    const others = [
      { state: "RESOLVED" },
      { type: "WEAK_PASSWORD" },
      { accountId: "a2" },
      { accountId: null, appId: "app9" },
      { accountId: null, appType: "SLACK" },
      { accountId: null, type: "WEAK_PASSWORD" }
    ]
    expect(outcomesOf(id, rosterOf({}, others))).toEqual({ pass: 1 })
  })

  it("fails an account without one, and names it", () => {
    expect(resultOf(id, rosterOf({ mfaRegistered: false })).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: "jane@acme.example on ATLASSIAN has no second factor."
      }
    ])
  })

  it("fails an account that an open finding names, and says so if the record differs", () => {
    const subject = { kind: "account", id: "a1", email: "jane@acme.example" }
    const found = "An open finding says that jane@acme.example on ATLASSIAN has no second factor"
    expect(resultOf(id, rosterOf({}, [{}])).failures).toEqual([
      { subject, detail: `${found}, although the account's own record says that there is one.` }
    ])
    expect(resultOf(id, rosterOf({ mfaRegistered: null }, [{}])).failures).toEqual([{ subject, detail: `${found}.` }])
  })

  it.each([
    ["field_null", { mfaRegistered: null }, []],
    ["field_missing", { mfaRegistered: undefined }, []],
    ["field_null", {}, [{ type: null }]],
    ["field_null", {}, [{ state: null }]],
    ["unknown_value", {}, [{ state: "SNOOZED" }]],
    ["field_null", {}, [{ accountId: null }]]
  ] as const)("is not assessable: %s", (reason, account, findings) => {
    const { mfaRegistered, ...rest } = anAccount()
    const given =
      "mfaRegistered" in account && account.mfaRegistered === undefined ? rest : { ...rest, mfaRegistered, ...account }
    const person = aPerson({
      accounts: [given],
      findings: findings.map((fields) => aFinding({ type: "MFA_NOT_REGISTERED", accountId: "a1", ...fields }))
    })
    expect(outcomesOf(id, aRoster({ people: [person] }))).toEqual({ [reason]: 1 })
  })

  it.each([
    ["unused", { lastUsedTimestamp: daysAgo(46) }, {}],
    ["without password", { loginMethods: { passwordLogin: false } }, {}],
    ["of unknown use", { lastUsedTimestamp: null }, { membership_unknown: 1 }],
    ["of unknown login methods", { loginMethods: null }, { membership_unknown: 1 }]
  ])("counts accounts %s apart", (_, account, outcomes) => {
    expect(outcomesOf(id, rosterOf({ mfaRegistered: false, ...account }))).toEqual(outcomes)
  })

  it("can't pass without findings, and fails all the same", () => {
    const people = [aPerson({ accounts: [anAccount(), anAccount({ id: "a2", mfaRegistered: false })] })]
    expect(outcomesOf(id, aRoster({ people, partial: ["push.findings"] }))).toEqual({ fail: 1, source_partial: 1 })
    expect(outcomesOf(id, aRoster({ people, notOffered: ["push.findings"] }))).toEqual({
      fail: 1,
      source_unavailable: 1
    })
  })

  it("counts nothing if accounts were not read to their end, and lists the failures that were seen", () => {
    const people = [aPerson({ accounts: [anAccount({ mfaRegistered: false })] })]
    const roster = aRoster({ people, partial: ["push.accounts"] })
    expect(outcomesOf(id, roster)).toEqual(uncounted("source_partial"))
    expect(resultOf(id, roster)).toMatchObject({
      population: null,
      score: null,
      coverage: null,
      enoughData: false,
      failures: [{ subject: { id: "a1" } }]
    })
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("has no score for an empty population", () => {
    expect(resultOf(id, aRoster())).toMatchObject({ population: 0, score: null, coverage: null, enoughData: true })
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ mfaRegistered: false, lastUsedTimestamp: daysAgo(45, seconds) }))).toEqual(
      outcomes
    )
  })

  it("goes by the tenant's own dormantDays", () => {
    const roster = rosterOf({ mfaRegistered: false, lastUsedTimestamp: daysAgo(60) })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 60 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 59 } })).toEqual({})
  })

  it.each(["type", "state", "accountId"])("is not assessable where a finding of the owner lacks its %s", (member) => {
    const given = aFinding({ type: "MFA_NOT_REGISTERED", accountId: "a1" })
    const rest = Object.fromEntries(Object.entries(given).filter(([name]) => name !== member))
    const people = [aPerson({ accounts: [anAccount()], findings: [Object.assign({ id: "f1" }, rest)] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ field_missing: 1 })
  })

  describe("for a finding that names no account", () => {
    const about = aFinding({ type: "MFA_NOT_REGISTERED", accountId: null })
    const unread = (account: Partial<Account>, finding: Partial<Finding> = {}) =>
      aRoster({
        accounts: [anAccount(account)],
        findings: [{ ...about, ...finding }],
        partial: ["push.employees"]
      })

    it("is not assessable where both name the same employee, whom nobody knows", () => {
      const roster = aRoster({ accounts: [anAccount()], findings: [about] })
      expect(outcomesOf(id, roster)).toEqual({ field_null: 1 })
      expect(outcomesOf(id, unread({}))).toEqual({ field_null: 1 })
      const { accountId: _, ...untold } = about
      expect(outcomesOf(id, aRoster({ accounts: [anAccount()], findings: [untold] }))).toEqual({ field_missing: 1 })
    })

    it("is not assessable where both name the same employee, whatever the address of the account", () => {
      const john = anEmployee({ id: "e2", email: "john@acme.example" })
      const people = [aPerson({ employee: john, accounts: [anAccount({ email: "john@acme.example" })] })]
      expect(outcomesOf(id, aRoster({ people, findings: [about] }))).toEqual({ field_null: 1 })
    })

    it.each([{ appId: "app9" }, { appType: "SLACK" }, { state: "RESOLVED" }, { type: "WEAK_PASSWORD" }])(
      "passes where it can't be about the account: %o",
      (finding) => {
        const roster = aRoster({ accounts: [anAccount()], findings: [{ ...about, ...finding }] })
        expect(outcomesOf(id, roster)).toEqual({ pass: 1 })
      }
    )

    it("is not assessable where the account may be that of the employee who was not read", () => {
      expect(outcomesOf(id, unread({ employeeId: null }))).toEqual({ field_null: 1 })
      expect(outcomesOf(id, unread({ employeeId: "e9" }))).toEqual({ field_null: 1 })
      expect(outcomesOf(id, unread({ employeeId: null }, { state: "RESOLVED" }))).toEqual({ pass: 1 })
      expect(outcomesOf(id, unread({ employeeId: null }, { type: "WEAK_PASSWORD" }))).toEqual({ pass: 1 })
    })

    it("passes another employee's account, and anybody's once employees were read to their end", () => {
      const john = aPerson({ employee: anEmployee({ id: "e2" }), accounts: [anAccount({ employeeId: "e2" })] })
      const roster = aRoster({ people: [john], findings: [about], partial: ["push.employees"] })
      expect(outcomesOf(id, roster)).toEqual({ pass: 1 })
      const accounts = [anAccount({ employeeId: null }), anAccount({ id: "a2", employeeId: "e9" })]
      expect(outcomesOf(id, aRoster({ accounts, findings: [about] }))).toEqual({ pass: 2 })
    })
  })
})
