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
    const seen = (days: number) =>
      aRoster({ people: [aPerson({ browsers: [aBrowser({ lastOnlineTimestamp: daysAgo(days, seconds) })] })] })
    expect(outcomesOf(id, seen(30))).toEqual(outcomes)
    expect(outcomesOf(id, seen(10), { parameters: { browserStaleDays: 10 } })).toEqual(outcomes)
  })

  it("is not assessable where a finding may be one, or the detection is switched off", () => {
    expect(outcomesOf(id, rosterOf([{ type: null }]))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([{ state: "SNOOZED" }]))).toEqual({ unknown_value: 1 })
    expect(outcomesOf(id, rosterOf([]), { parameters: { declaredDetections: [] } })).toEqual({ feature_off: 1 })
    expect(outcomesOf(id, rosterOf([]), { parameters: { declaredDetections: [type] } })).toEqual({ pass: 1 })
  })

  it("can't pass without findings, and fails all the same", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.findings"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([], { notOffered: ["push.findings"] }))).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf([{}], { partial: ["push.findings"] }))).toEqual({ fail: 1 })
  })

  it.each(["push.accounts", "push.accountsOther"] as const)(
    "needs %s only where a finding names nobody but an account that is not there",
    (key) => {
      const findings = [aFinding({ type, employeeId: null, accountId: "a9" })]
      expect(outcomesOf(id, rosterOf([], { partial: [key] }))).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings }))).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, partial: [key] }))).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, notOffered: [key] }))).toEqual({ source_unavailable: 1 })
      expect(outcomesOf(id, rosterOf([{}], { findings, partial: [key] }))).toEqual({ fail: 1 })
    }
  )

  it("is not assessable where no browser sees the employee for sure", () => {
    expect(outcomesOf(id, aRoster({ people: [aPerson()] }))).toEqual({ not_observed: 1 })
    const browsers = [aBrowser({ isActive: null })]
    expect(outcomesOf(id, aRoster({ people: [aPerson({ browsers })] }))).toEqual({ not_observed: 1 })
  })

  it("fails although the detection is switched off", () => {
    expect(outcomesOf(id, rosterOf([{}]), { parameters: { declaredDetections: [] } })).toEqual({ fail: 1 })
  })

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.employees"] }))).toEqual(uncounted("source_partial"))
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
