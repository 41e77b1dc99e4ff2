import { describe, expect, it } from "vitest"
import { type Account, anAccount, aPerson, aRoster, daysAgo, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "account-password-beside-sso"
const none = { oidcLogin: null, samlLogin: null, vendorSsoLogin: null, oktaSwaLogin: true }
const saml = { ...none, samlLogin: "OKTA" }
const rosterOf = (loginMethods: NonNullable<Account["loginMethods"]> | null, account: Partial<Account> = {}) =>
  aRoster({ people: [aPerson({ accounts: [anAccount({ ...account, loginMethods })] })] })

describe("account-password-beside-sso", () => {
  it.each(["samlLogin", "oidcLogin", "vendorSsoLogin", "fedCmLogin"])("passes an account with %s alone", (member) => {
    expect(outcomesOf(id, rosterOf({ ...none, passwordLogin: false, [member]: "OKTA" }))).toEqual({ pass: 1 })
  })

  it("fails an account that takes a password as well", () => {
    expect(resultOf(id, rosterOf({ ...saml, passwordLogin: true })).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: "jane@acme.example on ATLASSIAN takes a password beside single sign-on."
      }
    ])
  })

  it("is not assessable where it is unknown whether a password login was seen", () => {
    expect(outcomesOf(id, rosterOf({ ...saml, passwordLogin: null }))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf(saml))).toEqual({ field_missing: 1 })
  })

  it.each([
    ["without single sign-on", { ...none, passwordLogin: true }, {}],
    ["of unknown login methods", null, { membership_unknown: 1 }],
    ["of which one login method is missing", { passwordLogin: true, samlLogin: null }, { membership_unknown: 1 }]
  ])("counts accounts %s apart", (_, loginMethods, outcomes) => {
    expect(outcomesOf(id, rosterOf(loginMethods))).toEqual(outcomes)
  })

  it("does not know of an account of unknown use whether it is live", () => {
    const lastUsedTimestamp = null
    expect(outcomesOf(id, rosterOf({ ...saml, passwordLogin: true }, { lastUsedTimestamp }))).toEqual({
      membership_unknown: 1
    })
    expect(outcomesOf(id, rosterOf({ ...none, passwordLogin: true }, { lastUsedTimestamp }))).toEqual({})
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    const lastUsedTimestamp = daysAgo(45, seconds)
    expect(outcomesOf(id, rosterOf({ ...saml, passwordLogin: true }, { lastUsedTimestamp }))).toEqual(outcomes)
  })

  it("counts nothing if accounts were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.accounts"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("goes by the tenant's own dormantDays", () => {
    const roster = rosterOf({ ...saml, passwordLogin: true }, { lastUsedTimestamp: daysAgo(60) })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 60 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 59 } })).toEqual({})
  })
})
