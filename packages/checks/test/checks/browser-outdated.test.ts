import { describe, expect, it } from "vitest"
import { aBrowser, aPerson, aRoster, type Browser, daysAgo, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "browser-outdated"
const rosterOf = (browser: Partial<Browser>) =>
  aRoster({ people: [aPerson({ browsers: [aBrowser({ browser: "CHROME", ...browser })] })] })
const set = { parameters: { minBrowserVersion: { CHROME: "131.2", FIREFOX: "140" } } }

describe("browser-outdated", () => {
  it.each([
    ["131.2", "fail", "131.1.99"],
    ["131.2", "pass", "131.2"],
    ["131.2", "pass", "131.2.0.0"],
    ["131.2.0", "pass", "131.2"],
    ["131.2.0.1", "fail", "131.2"],
    ["1.9", "pass", "1.10"],
    ["1.10", "fail", "1.9"],
    ["99", "pass", "131.0"],
    ["131", "pass", "0131"],
    ["1.9007199254740993", "fail", "1.9007199254740992"]
  ])("compares part by part as numbers: least %s, %s: %s", (floor, outcome, version) => {
    const assessing = { parameters: { minBrowserVersion: { CHROME: floor } } }
    expect(outcomesOf(id, rosterOf({ version }), assessing)).toEqual({ [outcome]: 1 })
  })

  it("fails a browser below the version of its kind, and names both", () => {
    expect(resultOf(id, rosterOf({ browser: "FIREFOX", version: "139.0.1" }), set).failures).toEqual([
      {
        subject: { kind: "browser", id: "b1", email: "jane@acme.example" },
        detail: "The browser b1 of jane@acme.example runs FIREFOX 139.0.1, below 140."
      }
    ])
  })

  it("finds the kind in any letter case", () => {
    const assessing = { parameters: { minBrowserVersion: { chrome: "131" } } }
    expect(outcomesOf(id, rosterOf({ version: "130" }), assessing)).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({ browser: "firefox", version: "139" }), set)).toEqual({ fail: 1 })
  })

  it.each<[string, Partial<Browser>]>([
    ["field_null", { version: null }],
    ["field_missing", {}],
    ["field_null", { version: "131", browser: null }],
    ["unknown_value", { version: "131.2b" }],
    ["unknown_value", { version: "v132" }],
    ["unknown_value", { version: "132." }],
    ["parameter_unset", { version: "18", browser: "SAFARI" }],
    ["parameter_unset", { version: "18", browser: "constructor" }]
  ])("is not assessable: %s", (reason, browser) => {
    expect(outcomesOf(id, rosterOf(browser), set)).toEqual({ [reason]: 1 })
  })

  it("is not assessable where no version is set at all", () => {
    expect(outcomesOf(id, rosterOf({ version: "1" }))).toEqual({ parameter_unset: 1 })
  })

  it("looks at active browsers only", () => {
    expect(outcomesOf(id, rosterOf({ version: "1", isActive: false }), set)).toEqual({})
    expect(outcomesOf(id, rosterOf({ version: "1", isActive: null }), set)).toEqual({ membership_unknown: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const roster = rosterOf({ version: "1", lastOnlineTimestamp: daysAgo(30, seconds) })
    expect(outcomesOf(id, roster, set)).toEqual(outcomes)
  })

  it("counts nothing if browsers were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.browsers"] }), set)).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }), set)).toEqual(uncounted("source_unavailable"))
  })

  it("goes by the tenant's own browserStaleDays", () => {
    const roster = rosterOf({ version: "1", lastOnlineTimestamp: daysAgo(60) })
    const outcomes = (browserStaleDays: number) =>
      outcomesOf(id, roster, { parameters: { ...set.parameters, browserStaleDays } })
    expect(outcomes(60)).toEqual({ fail: 1 })
    expect(outcomes(59)).toEqual({})
  })

  it("does not know of a browser whose time online is unknown whether it is active", () => {
    expect(outcomesOf(id, rosterOf({ version: "1", lastOnlineTimestamp: null }), set)).toEqual({
      membership_unknown: 1
    })
    expect(outcomesOf(id, rosterOf({ version: "1", isActive: false, lastOnlineTimestamp: null }), set)).toEqual({})
  })

  it("says that the kind of browser is missing where it is", () => {
    const browsers = [aBrowser({ version: "131" })]
    expect(outcomesOf(id, aRoster({ browsers }), set)).toEqual({ field_missing: 1 })
  })
})
