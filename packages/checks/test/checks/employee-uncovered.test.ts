import { describe, expect, it } from "vitest"
import {
  aBrowser,
  anEmployee,
  aPerson,
  aRoster,
  type Browser,
  daysAgo,
  type Employee,
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
    expect(resultOf(id, rosterOf([])).failures).toEqual([
      {
        subject: { kind: "employee", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example is licensed and has no browser."
      }
    ])
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
    expect(outcomesOf(id, rosterOf([], { notOffered: ["push.browsers"] }))).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf([{ isActive: null }], { partial: ["push.browsers"] }))).toEqual({
      source_partial: 1
    })
    expect(outcomesOf(id, rosterOf([{}], { partial: ["push.browsers"] }))).toEqual({ pass: 1 })
  })

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.employees"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each<[string, Partial<Employee>, object]>([
    ["without licence", { licensed: false }, {}],
    ["of unknown licence", { licensed: null }, { membership_unknown: 1 }],
    ["of unknown age", { creationTimestamp: null }, { membership_unknown: 1 }],
    ["without licence, of unknown age", { licensed: false, creationTimestamp: null }, {}],
    ["of unknown licence, new", { licensed: null, creationTimestamp: daysAgo(1) }, {}]
  ])("looks at licensed employees only: one %s", (_, employee, outcomes) => {
    expect(outcomesOf(id, aRoster({ people: [aPerson({ employee: anEmployee(employee) })] }))).toEqual(outcomes)
  })

  it("looks at nobody without an employee record", () => {
    expect(outcomesOf(id, aRoster({ people: [aPerson({ employee: null, email: "guest@acme.example" })] }))).toEqual({})
  })

  it("takes a browser that was long offline for not active, whatever else is unknown of it", () => {
    expect(outcomesOf(id, rosterOf([{ isActive: null, lastOnlineTimestamp: daysAgo(31) }]))).toEqual({ fail: 1 })
  })

  it.each([
    [0, {}],
    [1, { fail: 1 }]
  ])("leaves employees out up to graceDays exactly: %i s over", (seconds, outcomes) => {
    const made = (days: number) =>
      aRoster({ people: [aPerson({ employee: anEmployee({ creationTimestamp: daysAgo(days, seconds) }) })] })
    expect(outcomesOf(id, made(14))).toEqual(outcomes)
    expect(outcomesOf(id, made(7), { parameters: { graceDays: 7 } })).toEqual(outcomes)
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const seen = (days: number) => rosterOf([{ lastOnlineTimestamp: daysAgo(days, seconds) }])
    expect(outcomesOf(id, seen(30))).toEqual(outcomes)
    expect(outcomesOf(id, seen(10), { parameters: { browserStaleDays: 10 } })).toEqual(outcomes)
  })
})
