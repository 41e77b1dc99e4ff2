import { describe, expect, it } from "vitest"
import {
  aBrowser,
  anEmployee,
  aPerson,
  aRoster,
  type Browser,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "employee-uncovered"
const rosterOf = (browsers: ReadonlyArray<Partial<Browser>>, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ browsers: browsers.map(aBrowser) })], ...parts })

describe("employee-uncovered", () => {
  it("passes an employee with an active browser", () => {
    expect(outcomesOf(id, rosterOf([{ isActive: null }, {}]))).toEqual({ pass: 1 })
  })

  it("fails an employee without an active browser", () => {
    expect(resultOf(id, rosterOf([])).failures[0]?.detail).toBe("jane@acme.example is licensed and has no browser.")
    expect(resultOf(id, rosterOf([{ isActive: false }])).failures[0]?.detail).toContain("has no active browser")
  })

  it.each([
    ["field_null", { isActive: null }],
    ["field_null", { lastOnlineTimestamp: null }],
    ["clock_skew", { lastOnlineTimestamp: daysAgo(-1) }]
  ])("is not assessable: %s", (reason, browser) => {
    expect(outcomesOf(id, rosterOf([browser, { isActive: false }]))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where the source leaves out whether the only browser is active", () => {
    const { isActive: _, ...browser } = aBrowser()
    expect(outcomesOf(id, aRoster({ people: [aPerson({ browsers: [browser] })] }))).toEqual({ field_missing: 1 })
  })

  it("can't fail without browsers, since absence needs proof", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.browsers"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([{}], { partial: ["push.browsers"] }))).toEqual({ pass: 1 })
  })

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.employees"] }))).toEqual(uncounted("source_partial"))
  })

  it("looks at licensed employees only", () => {
    expect(outcomesOf(id, aRoster({ people: [aPerson({ employee: anEmployee({ licensed: false }) })] }))).toEqual({})
  })

  it.each([
    [0, {}],
    [1, { fail: 1 }]
  ])("leaves employees out up to graceDays exactly: %i s over", (seconds, outcomes) => {
    const employee = anEmployee({ creationTimestamp: daysAgo(14, seconds) })
    expect(outcomesOf(id, aRoster({ people: [aPerson({ employee })] }))).toEqual(outcomes)
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf([{ lastOnlineTimestamp: daysAgo(30, seconds) }]))).toEqual(outcomes)
  })
})
