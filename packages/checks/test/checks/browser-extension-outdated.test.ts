import { describe, expect, it } from "vitest"
import { aBrowser, aPerson, aRoster, type Browser, daysAgo, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "browser-extension-outdated"
const rosterOf = (browser: Partial<Browser>) =>
  aRoster({ people: [aPerson({ browsers: [aBrowser({ browser: "CHROME", version: "1.0", ...browser })] })] })
const set = { parameters: { minExtensionVersion: { CHROME: "1.66" }, minBrowserVersion: { CHROME: "131" } } }

describe("browser-extension-outdated", () => {
  it.each(["1.66", "1.66.17", "2.0"])("passes an extension of the version %s, whatever the browser's is", (version) => {
    expect(outcomesOf(id, rosterOf({ extensionVersion: version }), set)).toEqual({ pass: 1 })
  })

  it("fails an older extension, and names both versions", () => {
    expect(resultOf(id, rosterOf({ extensionVersion: "1.9.40" }), set).failures).toEqual([
      {
        subject: { kind: "browser", id: "b1", email: "jane@acme.example" },
        detail: "The browser b1 of jane@acme.example runs the extension 1.9.40, below 1.66."
      }
    ])
  })

  it.each<[string, Partial<Browser>]>([
    ["field_null", { extensionVersion: null }],
    ["field_missing", {}],
    ["field_null", { extensionVersion: "1.66", browser: null }],
    ["unknown_value", { extensionVersion: "1.66-beta" }],
    ["parameter_unset", { extensionVersion: "1.66", browser: "EDGE" }]
  ])("is not assessable: %s", (reason, browser) => {
    expect(outcomesOf(id, rosterOf(browser), set)).toEqual({ [reason]: 1 })
  })

  it("is not assessable where no version is set at all", () => {
    const parameters = { minBrowserVersion: { CHROME: "131" } }
    expect(outcomesOf(id, rosterOf({ extensionVersion: "1.0" }), { parameters })).toEqual({ parameter_unset: 1 })
  })

  it("looks at active browsers only", () => {
    const old = { extensionVersion: "1.0" }
    expect(outcomesOf(id, rosterOf({ ...old, isActive: false }), set)).toEqual({})
    expect(outcomesOf(id, rosterOf({ ...old, lastOnlineTimestamp: null }), set)).toEqual({ membership_unknown: 1 })
  })

  it("counts nothing if browsers were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ notOffered: ["push.browsers"] }), set)).toEqual(uncounted("source_unavailable"))
    expect(outcomesOf(id, aRoster({ partial: ["push.browsers"] }), set)).toEqual(uncounted("source_partial"))
  })

  it.each([
    [30, {}, 0, { fail: 1 }],
    [30, {}, 1, {}],
    [7, { browserStaleDays: 7 }, 0, { fail: 1 }],
    [7, { browserStaleDays: 7 }, 1, {}]
  ])(
    "takes a browser for active up to browserStaleDays exactly: %i days by %j, %i s over",
    (days, own, seconds, outcomes) => {
      const roster = rosterOf({ extensionVersion: "1.0", lastOnlineTimestamp: daysAgo(days, seconds) })
      expect(outcomesOf(id, roster, { parameters: { ...set.parameters, ...own } })).toEqual(outcomes)
    }
  )
})
