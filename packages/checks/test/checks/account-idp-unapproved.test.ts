import { describe, expect, it } from "vitest"
import { type Account, anAccount, aPerson, aRoster, daysAgo, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "account-idp-unapproved"
const assessing = { parameters: { approvedIdps: ["OKTA", "GOOGLE_WORKSPACE"] } }
const none = { passwordLogin: true, oidcLogin: null, samlLogin: null, vendorSsoLogin: null, fedCmLogin: null }
const rosterOf = (loginMethods: NonNullable<Account["loginMethods"]> | null, account: Partial<Account> = {}) =>
  aRoster({ people: [aPerson({ accounts: [anAccount({ ...account, loginMethods })] })] })

describe("account-idp-unapproved", () => {
  it("passes an account whose providers are approved, in whatever case and between whatever spaces they are written", () => {
    const methods = { ...none, samlLogin: "OKTA", oidcLogin: "Google_Workspace" }
    expect(outcomesOf(id, rosterOf(methods), assessing)).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf(methods), { parameters: { approvedIdps: [" okta", "google_workspace "] } })).toEqual(
      {
        pass: 1
      }
    )
  })

  it.each(["samlLogin", "oidcLogin", "vendorSsoLogin", "fedCmLogin"])("fails an account with another %s", (member) => {
    const methods = { ...none, samlLogin: "OKTA", [member]: "MICROSOFT_365" }
    expect(resultOf(id, rosterOf(methods), assessing).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: "jane@acme.example on ATLASSIAN is reached through MICROSOFT_365, which is not approved."
      }
    ])
  })

  it("names each provider that is not approved once, also where a login method is missing", () => {
    const methods = { samlLogin: "A", oidcLogin: "B", fedCmLogin: "A" }
    expect(resultOf(id, rosterOf(methods), assessing).failures[0]?.detail).toContain("through A, B, which")
  })

  it("is not assessable where approvedIdps is not set, account by account", () => {
    expect(outcomesOf(id, rosterOf({ ...none, samlLogin: "OKTA" }))).toEqual({ parameter_unset: 1 })
    expect(outcomesOf(id, rosterOf({ ...none, samlLogin: "OKTA" }), { parameters: { approvedIdps: [] } })).toEqual({
      fail: 1
    })
  })

  it("is not assessable where it is unknown whether there is another provider; older answers lack FedCM", () => {
    const { fedCmLogin: _, ...older } = none
    expect(outcomesOf(id, rosterOf({ ...older, samlLogin: "OKTA" }), assessing)).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf({ samlLogin: "OKTA", oidcLogin: null }), assessing)).toEqual({ field_missing: 1 })
  })

  it.each([
    ["without single sign-on", none, {}],
    ["with a replayed password", { ...none, oktaSwaLogin: true }, {}],
    ["of unknown login methods", null, { membership_unknown: 1 }]
  ])("counts accounts %s apart", (_, loginMethods, outcomes) => {
    expect(outcomesOf(id, rosterOf(loginMethods), assessing)).toEqual(outcomes)
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    const roster = rosterOf({ ...none, samlLogin: "OTHER" }, { lastUsedTimestamp: daysAgo(45, seconds) })
    expect(outcomesOf(id, roster, assessing)).toEqual(outcomes)
  })

  it("counts nothing if accounts were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.accounts"] }), assessing)).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }), assessing)).toEqual(uncounted("source_unavailable"))
  })

  it("does not know of an account of unknown use whether it is live", () => {
    const unknownUse = { lastUsedTimestamp: null }
    expect(outcomesOf(id, rosterOf({ ...none, samlLogin: "OTHER" }, unknownUse), assessing)).toEqual({
      membership_unknown: 1
    })
    expect(outcomesOf(id, rosterOf(none, unknownUse), assessing)).toEqual({})
  })

  it("goes by the tenant's own dormantDays", () => {
    const roster = rosterOf({ ...none, samlLogin: "OTHER" }, { lastUsedTimestamp: daysAgo(60) })
    const { approvedIdps } = assessing.parameters
    expect(outcomesOf(id, roster, { parameters: { approvedIdps, dormantDays: 60 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { approvedIdps, dormantDays: 59 } })).toEqual({})
  })
})
