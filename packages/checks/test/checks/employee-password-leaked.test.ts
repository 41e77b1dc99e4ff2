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

const id = "employee-password-leaked"
const rosterOf = (findings: ReadonlyArray<Partial<Finding>>, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ browsers: [aBrowser()], findings: findings.map(aFinding) })], ...parts })

describe("employee-password-leaked", () => {
  it("passes an employee whom the extension sees and no open finding names", () => {
    expect(outcomesOf(id, rosterOf([{ state: "RESOLVED" }, { type: "WEAK_PASSWORD" }]))).toEqual({ pass: 1 })
  })

  it("fails an employee with an open finding, without naming the password", () => {
    const [failure] = resultOf(id, rosterOf([{ passwordId: "secret-1" }, { id: "f2" }])).failures
    expect(failure).toEqual({
      subject: { kind: "employee", id: "e1", email: "jane@acme.example" },
      detail: "jane@acme.example has 2 open findings of a leaked password."
    })
  })

  it.each([
    ["not_observed", aBrowser({ isActive: false })],
    ["not_observed", aBrowser({ isActive: null })],
    ["not_observed", aBrowser({ lastOnlineTimestamp: daysAgo(31) })]
  ])("is not assessable: %s", (reason, browser) => {
    expect(outcomesOf(id, aRoster({ people: [aPerson({ browsers: [browser] })] }))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where a finding may be one", () => {
    expect(outcomesOf(id, rosterOf([{ type: null }]))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([{ state: "SNOOZED" }]))).toEqual({ unknown_value: 1 })
  })

  it("is not assessable where the detection is switched off", () => {
    const parameters = { declaredDetections: ["WEAK_PASSWORD"] }
    expect(outcomesOf(id, rosterOf([]), { parameters })).toEqual({ feature_off: 1 })
    expect(outcomesOf(id, rosterOf([{}]), { parameters })).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf([]), { parameters: { declaredDetections: ["LEAKED_PASSWORD"] } })).toEqual({
      pass: 1
    })
  })

  it("can't pass without findings, and fails all the same", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.findings"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([], { notOffered: ["push.findings"] }))).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf([{}], { partial: ["push.findings"] }))).toEqual({ fail: 1 })
  })

  it.each(["push.accounts", "push.accountsOther"] as const)(
    "needs %s only where a finding names nobody but an account that is not there",
    (key) => {
      const findings = [aFinding({ type: "LEAKED_PASSWORD", employeeId: null, accountId: "a9" })]
      expect(outcomesOf(id, rosterOf([], { partial: [key] }))).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings }))).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, partial: [key] }))).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, notOffered: [key] }))).toEqual({ source_unavailable: 1 })
      expect(outcomesOf(id, rosterOf([{}], { findings, partial: [key] }))).toEqual({ fail: 1 })
    }
  )

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.employees"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("looks at licensed employees only", () => {
    const people = [
      aPerson({ employee: anEmployee({ licensed: false }) }),
      aPerson({ employee: null, email: "x@acme.example" })
    ]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({})
    expect(outcomesOf(id, aRoster({ people: [aPerson({ employee: anEmployee({ licensed: null }) })] }))).toEqual({
      membership_unknown: 1
    })
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
