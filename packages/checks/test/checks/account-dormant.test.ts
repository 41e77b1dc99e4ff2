import { describe, expect, it } from "vitest"
import { type Account, anAccount, aPerson, aRoster, daysAgo, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "account-dormant"
const rosterOf = (account: Partial<Account>) => aRoster({ people: [aPerson({ accounts: [anAccount(account)] })] })

describe("account-dormant", () => {
  it("passes an account in use", () => {
    expect(outcomesOf(id, rosterOf({}))).toEqual({ pass: 1 })
  })

  it("fails an account out of use, and says that it is beyond the limit", () => {
    expect(resultOf(id, rosterOf({ lastUsedTimestamp: daysAgo(45, 1) })).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: "jane@acme.example on ATLASSIAN was last used more than 45 days ago."
      }
    ])
  })

  it.each([
    ["field_null", null],
    ["clock_skew", daysAgo(0, -301)],
    ["unknown_value", "not a time"]
  ])("is not assessable: %s", (reason, lastUsedTimestamp) => {
    expect(outcomesOf(id, rosterOf({ lastUsedTimestamp }))).toEqual({ [reason]: 1 })
  })

  it("says that the last use is missing where it is", () => {
    const { lastUsedTimestamp: _, ...account } = anAccount()
    expect(outcomesOf(id, aRoster({ people: [aPerson({ accounts: [account] })] }))).toEqual({ field_missing: 1 })
  })

  it("forgives a source's clock five minutes", () => {
    expect(outcomesOf(id, rosterOf({ lastUsedTimestamp: daysAgo(0, -300) }))).toEqual({ pass: 1 })
  })

  it("counts nothing if accounts were not read to their end, and lists the failures that were seen", () => {
    const people = [aPerson({ accounts: [anAccount({ lastUsedTimestamp: daysAgo(100) })] })]
    const roster = aRoster({ people, partial: ["push.accounts"] })
    expect(outcomesOf(id, roster)).toEqual(uncounted("source_partial"))
    expect(resultOf(id, roster).failures).toHaveLength(1)
  })

  it("has no score for an empty population", () => {
    expect(resultOf(id, aRoster())).toMatchObject({ population: 0, score: null })
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("passes up to dormantDays exactly, by default 45: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ lastUsedTimestamp: daysAgo(45, seconds) }))).toEqual(outcomes)
    expect(
      outcomesOf(id, rosterOf({ lastUsedTimestamp: daysAgo(60, seconds) }), { parameters: { dormantDays: 60 } })
    ).toEqual(outcomes)
  })

  it.each([
    [0, {}],
    [1, { pass: 1 }]
  ])("leaves accounts out up to graceDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ creationTimestamp: daysAgo(14, seconds) }))).toEqual(outcomes)
  })

  it("says where it is unknown how old an account is", () => {
    expect(outcomesOf(id, rosterOf({ creationTimestamp: null }))).toEqual({ membership_unknown: 1 })
  })

  it("goes by the tenant's own graceDays", () => {
    const roster = rosterOf({ creationTimestamp: daysAgo(30), lastUsedTimestamp: daysAgo(100) })
    expect(outcomesOf(id, roster, { parameters: { graceDays: 30 } })).toEqual({})
    expect(outcomesOf(id, roster, { parameters: { graceDays: 29 } })).toEqual({ fail: 1 })
  })

  it.each([daysAgo(0, -301), "not a time"])("does not know the age of an account made at %s", (creationTimestamp) => {
    expect(outcomesOf(id, rosterOf({ creationTimestamp }))).toEqual({ membership_unknown: 1 })
  })

  it("counts nothing if accounts were not collected", () => {
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })
})
