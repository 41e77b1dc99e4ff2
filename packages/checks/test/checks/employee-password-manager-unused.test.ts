import { describe, expect, it } from "vitest"
import {
  aBrowser,
  aFinding,
  anEmployee,
  aPerson,
  aRoster,
  daysAgo,
  type Finding,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "employee-password-manager-unused"
const type = "PASSWORD_MANAGER_NOT_USED"
const rosterOf = (findings: ReadonlyArray<Partial<Finding>>, parts: RosterParts = {}) =>
  aRoster({
    people: [aPerson({ browsers: [aBrowser()], findings: findings.map((fields) => aFinding({ type, ...fields })) })],
    ...parts
  })

describe("employee-password-manager-unused", () => {
  it("passes an employee whom the extension sees and no open finding names", () => {
    expect(outcomesOf(id, rosterOf([{ state: "RESOLVED" }, { type: "WEAK_PASSWORD" }]))).toEqual({ pass: 1 })
  })

  it("fails an employee with an open finding", () => {
    expect(resultOf(id, rosterOf([{}])).failures).toEqual([
      {
        subject: { kind: "employee", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example has 1 open finding of passwords typed by hand."
      }
    ])
  })

  it.each([
    [0, { pass: 1 }],
    [1, { not_observed: 1 }]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const people = [aPerson({ browsers: [aBrowser({ lastOnlineTimestamp: daysAgo(30, seconds) })] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual(outcomes)
  })

  it("is not assessable where a finding may be one, or the detection is switched off", () => {
    expect(outcomesOf(id, rosterOf([{ type: null }]))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([{ state: "SNOOZED" }]))).toEqual({ unknown_value: 1 })
    expect(outcomesOf(id, rosterOf([]), { parameters: { declaredDetections: [] } })).toEqual({ feature_off: 1 })
    expect(outcomesOf(id, rosterOf([]), { parameters: { declaredDetections: [type] } })).toEqual({ pass: 1 })
  })

  it("can't pass without findings, and fails all the same", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.findings"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([{}], { partial: ["push.findings"] }))).toEqual({ fail: 1 })
  })

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, rosterOf([], { notOffered: ["push.employees"] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each([
    [false, {}],
    [null, { membership_unknown: 1 }]
  ])("looks at licensed employees only: %s", (licensed, outcomes) => {
    const people = [aPerson({ employee: anEmployee({ licensed }), findings: [aFinding({ type })] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual(outcomes)
  })
})
