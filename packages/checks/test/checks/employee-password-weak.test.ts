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

const id = "employee-password-weak"
const rosterOf = (findings: ReadonlyArray<Partial<Finding>>, parts: RosterParts = {}) =>
  aRoster({
    people: [
      aPerson({
        browsers: [aBrowser()],
        findings: findings.map((fields, position) => aFinding({ id: `f${position}`, type: "WEAK_PASSWORD", ...fields }))
      })
    ],
    ...parts
  })
const detailOf = (findings: ReadonlyArray<Partial<Finding>>) => resultOf(id, rosterOf(findings)).failures[0]?.detail

describe("employee-password-weak", () => {
  it("passes an employee whom the extension sees and no open finding names", () => {
    expect(outcomesOf(id, rosterOf([{ state: "RESOLVED" }, { type: "LEAKED_PASSWORD" }]))).toEqual({ pass: 1 })
  })

  it("fails an employee with an open finding", () => {
    expect(resultOf(id, rosterOf([{ passwordId: "secret-1" }])).failures).toEqual([
      {
        subject: { kind: "employee", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example has 1 open finding of a weak password."
      }
    ])
  })

  it("says why the passwords are weak where the source does, each reason once, those of this version and others", () => {
    const findings = [
      { weakPasswordReasons: ["COMMON_BASE_WORD", "BANNED_BASE_WORD"] },
      { weakPasswordReasons: ["COMMON_BASE_WORD", "A_NEW_REASON"] },
      { weakPasswordReasons: null },
      { state: "RESOLVED", weakPasswordReasons: ["COMPROMISED_HIBP"] }
    ]
    expect(detailOf(findings)).toBe(
      "jane@acme.example has 3 open findings of a weak password: A_NEW_REASON, BANNED_BASE_WORD, COMMON_BASE_WORD."
    )
  })

  it("is not assessable where nobody sees the employee, or where a finding may be one", () => {
    expect(outcomesOf(id, aRoster({ people: [aPerson()] }))).toEqual({ not_observed: 1 })
    const browsers = [aBrowser({ isActive: null })]
    expect(outcomesOf(id, aRoster({ people: [aPerson({ browsers })] }))).toEqual({ not_observed: 1 })
    expect(outcomesOf(id, rosterOf([{ type: null }]))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([{ state: null }]))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([{ state: "SNOOZED" }]))).toEqual({ unknown_value: 1 })
  })

  it("is not assessable where the detection is switched off", () => {
    const parameters = { declaredDetections: ["LEAKED_PASSWORD"] }
    expect(outcomesOf(id, rosterOf([]), { parameters })).toEqual({ feature_off: 1 })
    expect(outcomesOf(id, rosterOf([{}]), { parameters })).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf([]), { parameters: { declaredDetections: ["WEAK_PASSWORD"] } })).toEqual({ pass: 1 })
  })

  it("can't pass without findings, and fails all the same", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.findings"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([], { notOffered: ["push.findings"] }))).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf([{}], { notOffered: ["push.findings"] }))).toEqual({ fail: 1 })
  })

  it.each(["push.accounts", "push.accountsOther"] as const)(
    "needs %s only where a finding names nobody but an account that is not there",
    (key) => {
      const findings = [aFinding({ type: "WEAK_PASSWORD", employeeId: null, accountId: "a9" })]
      expect(outcomesOf(id, rosterOf([], { partial: [key] }))).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings }))).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, partial: [key] }))).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, notOffered: [key] }))).toEqual({ source_unavailable: 1 })
      expect(outcomesOf(id, rosterOf([{}], { findings, partial: [key] }))).toEqual({ fail: 1 })
    }
  )

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, rosterOf([{}], { partial: ["push.employees"] }))).toEqual(uncounted("source_partial"))
  })

  it.each([
    [false, {}],
    [null, { membership_unknown: 1 }]
  ])("looks at licensed employees only: %s", (licensed, outcomes) => {
    const people = [aPerson({ employee: anEmployee({ licensed }), findings: [aFinding({ type: "WEAK_PASSWORD" })] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual(outcomes)
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
})
