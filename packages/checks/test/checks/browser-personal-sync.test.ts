import { describe, expect, it } from "vitest"
import {
  aBrowser,
  aPerson,
  aRoster,
  aTenant,
  type Browser,
  daysAgo,
  outcomesOf,
  resultOf,
  uncounted
} from "../builders.ts"

const id = "browser-personal-sync"
const rosterOf = (browser: Partial<Browser>) => aRoster({ people: [aPerson({ browsers: [aBrowser(browser)] })] })
const personal = { profileEmail: "jane@home.example" }

describe("browser-personal-sync", () => {
  it.each([
    ["without sync", { ...personal, profileSyncEnabled: false }],
    ["that syncs to an own domain", {}],
    ["that syncs to a domain that stands for an own one", { profileEmail: "Jane@ACME.test" }],
    ["of an own domain, whether it syncs or not", { profileSyncEnabled: null }]
  ])("passes a browser %s", (_, browser) => {
    expect(outcomesOf(id, rosterOf(browser))).toEqual({ pass: 1 })
  })

  it("fails a browser that syncs to another domain, and names the profile", () => {
    expect(resultOf(id, rosterOf(personal)).failures).toEqual([
      {
        subject: { kind: "browser", id: "b1", email: "jane@acme.example" },
        detail: "The browser b1 of jane@acme.example syncs to the profile of jane@home.example."
      }
    ])
    expect(outcomesOf(id, rosterOf({ profileEmail: "jane@other.test" }))).toEqual({ fail: 1 })
  })

  it.each([
    ["field_null", { profileEmail: null }],
    ["field_null", { ...personal, profileSyncEnabled: null }],
    ["unknown_value", { profileEmail: "jane" }]
  ])("is not assessable: %s", (reason, browser) => {
    expect(outcomesOf(id, rosterOf(browser))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where the source leaves the profile's address out", () => {
    const { profileEmail: _, ...browser } = aBrowser()
    expect(outcomesOf(id, aRoster({ people: [aPerson({ browsers: [browser] })] }))).toEqual({ field_missing: 1 })
  })

  it("is not assessable where the source leaves out whether a personal profile syncs", () => {
    const { profileSyncEnabled: _, ...browser } = aBrowser(personal)
    expect(outcomesOf(id, aRoster({ people: [aPerson({ browsers: [browser] })] }))).toEqual({ field_missing: 1 })
  })

  it("is not assessable without configured domains, unless sync is off", () => {
    const tenant = aTenant({ domains: null })
    expect(outcomesOf(id, rosterOf(personal), { tenant })).toEqual({ parameter_unset: 1 })
    expect(outcomesOf(id, rosterOf({ profileSyncEnabled: false }), { tenant })).toEqual({ pass: 1 })
  })

  it("counts nothing if browsers were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.browsers"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("looks at active browsers only", () => {
    expect(outcomesOf(id, rosterOf({ ...personal, isActive: false }))).toEqual({})
    expect(outcomesOf(id, rosterOf({ ...personal, isActive: null }))).toEqual({ membership_unknown: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ ...personal, lastOnlineTimestamp: daysAgo(30, seconds) }))).toEqual(outcomes)
  })

  it("goes by the tenant's own browserStaleDays", () => {
    const roster = rosterOf({ ...personal, lastOnlineTimestamp: daysAgo(60) })
    expect(outcomesOf(id, roster, { parameters: { browserStaleDays: 60 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { browserStaleDays: 59 } })).toEqual({})
  })

  it("does not know of a browser whose time online is unknown whether it is active", () => {
    expect(outcomesOf(id, rosterOf({ ...personal, lastOnlineTimestamp: null }))).toEqual({ membership_unknown: 1 })
  })
})
