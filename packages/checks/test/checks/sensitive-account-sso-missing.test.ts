import { describe, expect, it } from "vitest"
import {
  type Account,
  anAccount,
  anApp,
  type App,
  aPerson,
  aRoster,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "sensitive-account-sso-missing"
const none = { passwordLogin: false, oidcLogin: null, samlLogin: null, vendorSsoLogin: null, oktaSwaLogin: false }
const byPassword = { ...none, passwordLogin: true }
const rosterOf = (
  loginMethods: NonNullable<Account["loginMethods"]> | null,
  { account = {}, app = {}, parts = {} }: { account?: Partial<Account>; app?: Partial<App>; parts?: RosterParts } = {}
) =>
  aRoster({
    people: [aPerson({ accounts: [anAccount({ ...account, loginMethods })] })],
    apps: [anApp({ sensitivityLevel: "HIGH", ...app })],
    ...parts
  })

describe("sensitive-account-sso-missing", () => {
  it("passes an account that single sign-on was seen on, whatever else", () => {
    expect(outcomesOf(id, rosterOf({ ...byPassword, oidcLogin: "OKTA" }))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf({ fedCmLogin: "GOOGLE_WORKSPACE" }))).toEqual({ pass: 1 })
  })

  it("fails an account that only a password was seen on, replayed ones among them", () => {
    expect(resultOf(id, rosterOf({ ...byPassword, oktaSwaLogin: true })).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: "jane@acme.example on ATLASSIAN is reached by password, and not through single sign-on."
      }
    ])
  })

  it.each([
    ["not_observed", none],
    ["field_null", null],
    ["field_null", { ...none, passwordLogin: null }],
    ["field_missing", { passwordLogin: true, oidcLogin: null, vendorSsoLogin: null }],
    ["field_missing", { oidcLogin: null, samlLogin: null, vendorSsoLogin: null }]
  ])("is not assessable: %s of %j", (reason, loginMethods) => {
    expect(outcomesOf(id, rosterOf(loginMethods))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where the source leaves the login methods out", () => {
    const { loginMethods: _, ...account } = anAccount()
    expect(outcomesOf(id, rosterOf(null, { parts: { people: [aPerson({ accounts: [account] })] } }))).toEqual({
      field_missing: 1
    })
  })

  it.each([
    [{ sensitivityLevel: "MEDIUM" }, {}],
    [{ sensitivityLevel: null }, {}],
    [{ sensitivityLevel: "VERY_HIGH" }, { membership_unknown: 1 }],
    [{ approvalStatus: "NOT_APPROVED" }, {}],
    [{ approvalStatus: null }, {}],
    [{ approvalStatus: "ON_HOLD" }, { membership_unknown: 1 }],
    [{ approvalStatus: "ON_HOLD", sensitivityLevel: "LOW" }, {}]
  ])("looks at approved apps of high sensitivity only: %j", (app, outcomes) => {
    expect(outcomesOf(id, rosterOf(byPassword, { app }))).toEqual(outcomes)
  })

  it.each([
    ["that the snapshot does not have", { appId: "app9" }],
    ["that was used who knows when", { lastUsedTimestamp: null }]
  ])("does not know of an app %s", (_, account) => {
    expect(outcomesOf(id, rosterOf(byPassword, { account }))).toEqual({ membership_unknown: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => rosterOf(byPassword, { account: { lastUsedTimestamp: daysAgo(days, seconds) } })
    expect(outcomesOf(id, used(45))).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { dormantDays: 10 } })).toEqual(outcomes)
  })

  it.each(["push.accounts", "push.apps"] as const)("counts nothing if %s were not read to their end", (key) => {
    expect(outcomesOf(id, rosterOf(byPassword, { parts: { partial: [key] } }))).toEqual(uncounted("source_partial"))
    expect(resultOf(id, rosterOf(byPassword, { parts: { partial: [key] } })).failures).toHaveLength(1)
    expect(outcomesOf(id, rosterOf(none, { parts: { notOffered: [key] } }))).toEqual(uncounted("source_unavailable"))
  })
})
