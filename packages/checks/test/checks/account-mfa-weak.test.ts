import { describe, expect, it } from "vitest"
import { type Account, anAccount, aPerson, aRoster, daysAgo, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "account-mfa-weak"
const rosterOf = (account: Partial<Account>) => aRoster({ people: [aPerson({ accounts: [anAccount(account)] })] })

describe("account-mfa-weak", () => {
  it.each(["WEBAUTHN", "U2F", "APP_TOTP", "HARDWARE_TOTP", "PUSH_NOTIFICATION"])(
    "passes an account with %s",
    (method) => {
      expect(outcomesOf(id, rosterOf({ mfaMethods: ["SMS_OTP", method, "NEW_KIND"] }))).toEqual({ pass: 1 })
    }
  )

  it("fails an account with weak factors alone, and lists them", () => {
    const mfaMethods = ["SMS_OTP", "PHONE_CALL", "EMAIL_OTP", "GRID_CARD", "APP_PASSWORD", "BACKUP_CODES"]
    expect(resultOf(id, rosterOf({ mfaMethods })).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: `jane@acme.example on ATLASSIAN relies on weak second factors alone: ${mfaMethods.join(", ")}.`
      }
    ])
  })

  it.each([
    ["field_null", null],
    ["not_observed", []],
    ["not_observed", ["EXTERNAL_PROVIDER"]],
    ["not_observed", ["EXTERNAL_PROVIDER", "SMS_OTP"]],
    ["unknown_value", ["SMS_OTP", "NEW_KIND"]]
  ])("is not assessable: %s of %j", (reason, mfaMethods) => {
    expect(outcomesOf(id, rosterOf({ mfaMethods }))).toEqual({ [reason]: 1 })
  })

  it("says that the methods are missing where they are", () => {
    const { mfaMethods: _, ...account } = anAccount()
    expect(outcomesOf(id, aRoster({ people: [aPerson({ accounts: [account] })] }))).toEqual({ field_missing: 1 })
  })

  it("counts nothing if accounts were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.accounts"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("looks at no account without a second factor", () => {
    expect(outcomesOf(id, rosterOf({ mfaRegistered: false }))).toEqual({})
    expect(outcomesOf(id, rosterOf({ mfaRegistered: null }))).toEqual({ membership_unknown: 1 })
  })

  it.each([
    [0, { pass: 1 }],
    [1, {}]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ lastUsedTimestamp: daysAgo(45, seconds) }))).toEqual(outcomes)
  })

  it("goes by the tenant's own dormantDays", () => {
    const roster = rosterOf({ lastUsedTimestamp: daysAgo(60) })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 60 } })).toEqual({ pass: 1 })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 59 } })).toEqual({})
  })

  it("does not know of an account of unknown use whether it is live", () => {
    expect(outcomesOf(id, rosterOf({ lastUsedTimestamp: null }))).toEqual({ membership_unknown: 1 })
    expect(outcomesOf(id, rosterOf({ lastUsedTimestamp: null, mfaRegistered: false }))).toEqual({})
  })
})
