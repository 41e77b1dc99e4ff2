import { describe, expect, it } from "vitest"
import {
  type Account,
  anAccount,
  anApp,
  aPerson,
  aRoster,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "idp-account-mfa-missing"
const assessing = { parameters: { idpAppTypes: ["OKTA"] } }
const rosterOf = (account: Partial<Account>, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ accounts: [anAccount({ appId: "app9", appType: "OKTA", ...account })] })], ...parts })

describe("idp-account-mfa-missing", () => {
  it("passes an account with a second factor", () => {
    expect(outcomesOf(id, rosterOf({}), assessing)).toEqual({ pass: 1 })
  })

  it("fails an account without one, and names it", () => {
    expect(resultOf(id, rosterOf({ mfaRegistered: false }), assessing).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: "jane@acme.example on OKTA has no second factor, and opens every app behind it."
      }
    ])
  })

  it("is not assessable where it is unknown whether a factor is registered", () => {
    const { mfaRegistered: _, ...account } = anAccount({ appType: "OKTA" })
    expect(outcomesOf(id, rosterOf({ mfaRegistered: null }), assessing)).toEqual({ field_null: 1 })
    expect(outcomesOf(id, aRoster({ people: [aPerson({ accounts: [account] })] }), assessing)).toEqual({
      field_missing: 1
    })
  })

  it("has one outcome for the tenant where idpAppTypes is not set", () => {
    const people = [aPerson({ accounts: [anAccount(), anAccount({ id: "a2", mfaRegistered: false })] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ parameter_unset: 1 })
    expect(outcomesOf(id, aRoster({ people }), { parameters: { idpAppTypes: [] } })).toEqual({})
  })

  it.each([
    ["of another type", { appType: "SLACK" }, {}],
    ["of a type in another case", { appType: "Okta" }, { fail: 1 }],
    ["of no type", { appType: null }, { membership_unknown: 1 }],
    ["unused", { lastUsedTimestamp: daysAgo(46) }, {}],
    ["unused, of no type", { lastUsedTimestamp: daysAgo(46), appType: null }, {}],
    ["of unknown use", { lastUsedTimestamp: null }, { membership_unknown: 1 }],
    ["of another type and unknown use", { lastUsedTimestamp: null, appType: "SLACK" }, {}]
  ])("counts accounts %s apart", (_, account, outcomes) => {
    expect(outcomesOf(id, rosterOf({ mfaRegistered: false, ...account }), assessing)).toEqual(outcomes)
  })

  it("takes the type from the app where the account has none", () => {
    const apps = [anApp({ id: "app9", type: "OKTA" })]
    expect(outcomesOf(id, rosterOf({ appType: null }, { apps }), assessing)).toEqual({ pass: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => rosterOf({ mfaRegistered: false, lastUsedTimestamp: daysAgo(days, seconds) })
    expect(outcomesOf(id, used(45), assessing)).toEqual(outcomes)
    const configured = { parameters: { ...assessing.parameters, dormantDays: 10 } }
    expect(outcomesOf(id, used(10), configured)).toEqual(outcomes)
  })

  it("counts nothing if accounts were not read to their end, and lists the failures that were seen", () => {
    const roster = rosterOf({ mfaRegistered: false }, { partial: ["push.accounts"] })
    expect(outcomesOf(id, roster, assessing)).toEqual(uncounted("source_partial"))
    expect(resultOf(id, roster, assessing).failures).toHaveLength(1)
    expect(outcomesOf(id, aRoster({ without: ["push"] }), assessing)).toEqual(uncounted("source_unavailable"))
  })
})
