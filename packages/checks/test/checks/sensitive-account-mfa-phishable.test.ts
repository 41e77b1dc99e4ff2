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

const id = "sensitive-account-mfa-phishable"
const rosterOf = (account: Partial<Account>, parts: RosterParts = {}) =>
  aRoster({
    people: [aPerson({ accounts: [anAccount(account)] })],
    apps: [anApp({ sensitivityLevel: "HIGH" })],
    ...parts
  })

describe("sensitive-account-mfa-phishable", () => {
  it.each(["WEBAUTHN", "U2F"])("passes an account with %s, whatever else it has", (method) => {
    expect(outcomesOf(id, rosterOf({ mfaMethods: ["SMS_OTP", "NEW_KIND", method] }))).toEqual({ pass: 1 })
  })

  it("fails an account without, and lists what it has", () => {
    expect(resultOf(id, rosterOf({ mfaMethods: ["APP_TOTP", "EXTERNAL_PROVIDER"] })).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail:
          "jane@acme.example on ATLASSIAN has no second factor that resists phishing, only APP_TOTP, EXTERNAL_PROVIDER."
      }
    ])
  })

  it.each([
    "APP_TOTP",
    "HARDWARE_TOTP",
    "PUSH_NOTIFICATION",
    "SMS_OTP",
    "PHONE_CALL",
    "EMAIL_OTP",
    "GRID_CARD",
    "APP_PASSWORD",
    "BACKUP_CODES"
  ])("fails an account with %s alone", (method) => {
    expect(outcomesOf(id, rosterOf({ mfaMethods: [method] }))).toEqual({ fail: 1 })
  })

  it.each([
    ["field_null", null],
    ["not_observed", []],
    ["not_observed", ["EXTERNAL_PROVIDER"]],
    ["unknown_value", ["APP_TOTP", "NEW_KIND"]],
    ["unknown_value", ["EXTERNAL_PROVIDER", "NEW_KIND"]]
  ])("is not assessable: %s of %j", (reason, mfaMethods) => {
    expect(outcomesOf(id, rosterOf({ mfaMethods }))).toEqual({ [reason]: 1 })
  })

  it("says that the methods are missing where they are", () => {
    const { mfaMethods: _, ...account } = anAccount()
    expect(outcomesOf(id, rosterOf({}, { people: [aPerson({ accounts: [account] })] }))).toEqual({ field_missing: 1 })
  })

  it.each([
    ["without a factor", { mfaRegistered: false }, {}],
    ["of an unknown factor", { mfaRegistered: null }, { membership_unknown: 1 }],
    ["of unknown use", { lastUsedTimestamp: null }, { membership_unknown: 1 }],
    ["on an app that the snapshot does not have", { appId: "app9" }, { membership_unknown: 1 }]
  ])("counts accounts %s apart", (_, account, outcomes) => {
    expect(outcomesOf(id, rosterOf(account))).toEqual(outcomes)
  })

  it("looks at apps of high sensitivity only", () => {
    expect(outcomesOf(id, rosterOf({}, { apps: [anApp({ sensitivityLevel: "MEDIUM" })] }))).toEqual({})
    expect(outcomesOf(id, rosterOf({}, { apps: [anApp({ sensitivityLevel: null })] }))).toEqual({})
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => rosterOf({ lastUsedTimestamp: daysAgo(days, seconds) })
    expect(outcomesOf(id, used(45))).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { dormantDays: 10 } })).toEqual(outcomes)
  })

  it.each(["push.accounts", "push.apps"] as const)("counts nothing if %s were not read to their end", (key) => {
    expect(outcomesOf(id, rosterOf({}, { partial: [key] }))).toEqual(uncounted("source_partial"))
    expect(resultOf(id, rosterOf({}, { partial: [key] })).failures).toHaveLength(1)
    expect(outcomesOf(id, rosterOf({}, { notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
  })
})
