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

const id = "employee-credential-stolen"
const declared = { parameters: { declaredDetections: ["STOLEN_CREDENTIALS"] } }
const rosterOf = (findings: ReadonlyArray<Partial<Finding>>, parts: RosterParts = {}) =>
  aRoster({
    people: [
      aPerson({
        browsers: [aBrowser()],
        findings: findings.map((fields) => aFinding({ type: "STOLEN_CREDENTIALS", ...fields }))
      })
    ],
    ...parts
  })

describe("employee-credential-stolen", () => {
  it("passes an employee whom the extension sees and no open finding names", () => {
    expect(outcomesOf(id, rosterOf([{ state: "RESOLVED" }, { type: "LEAKED_PASSWORD" }]), declared)).toEqual({
      pass: 1
    })
  })

  it("fails an employee with an open finding, without naming the password", () => {
    expect(resultOf(id, rosterOf([{ passwordId: "secret-1" }, { id: "f2" }])).failures).toEqual([
      {
        subject: { kind: "employee", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example has 2 open findings of stolen credentials."
      }
    ])
  })

  it("takes the detection for off unless it is declared to be on", () => {
    expect(outcomesOf(id, rosterOf([]))).toEqual({ feature_off: 1 })
    expect(outcomesOf(id, rosterOf([]), { parameters: { declaredDetections: ["LEAKED_PASSWORD"] } })).toEqual({
      feature_off: 1
    })
    expect(outcomesOf(id, rosterOf([{}]), { parameters: { declaredDetections: [] } })).toEqual({ fail: 1 })
  })

  it("is not assessable where nobody sees the employee, or where a finding may be one", () => {
    const people = [aPerson({ browsers: [aBrowser({ isActive: false })] })]
    expect(outcomesOf(id, aRoster({ people }), declared)).toEqual({ not_observed: 1 })
    const untold = [aPerson({ browsers: [aBrowser({ isActive: null })] })]
    expect(outcomesOf(id, aRoster({ people: untold }), declared)).toEqual({ not_observed: 1 })
    expect(outcomesOf(id, rosterOf([{ type: null }]), declared)).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([{ state: "SNOOZED" }]), declared)).toEqual({ unknown_value: 1 })
  })

  it("can't pass without findings, and fails all the same", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.findings"] }), declared)).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([], { notOffered: ["push.findings"] }), declared)).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf([{}], { partial: ["push.findings"] }), declared)).toEqual({ fail: 1 })
  })

  it.each(["push.accounts", "push.accountsOther"] as const)(
    "needs %s only where a finding names nobody but an account that is not there",
    (key) => {
      const findings = [aFinding({ type: "STOLEN_CREDENTIALS", employeeId: null, accountId: "a9" })]
      expect(outcomesOf(id, rosterOf([], { partial: [key] }), declared)).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings }), declared)).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, partial: [key] }), declared)).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, notOffered: [key] }), declared)).toEqual({ source_unavailable: 1 })
      expect(outcomesOf(id, rosterOf([{}], { findings, partial: [key] }), declared)).toEqual({ fail: 1 })
    }
  )

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.employees"] }), declared)).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }), declared)).toEqual(uncounted("source_unavailable"))
  })

  it.each([
    [false, {}],
    [null, { membership_unknown: 1 }]
  ])("looks at licensed employees only: %s", (licensed, outcomes) => {
    const people = [
      aPerson({ employee: anEmployee({ licensed }), findings: [aFinding({ type: "STOLEN_CREDENTIALS" })] })
    ]
    expect(outcomesOf(id, aRoster({ people }), declared)).toEqual(outcomes)
  })

  it.each([
    [0, { pass: 1 }],
    [1, { not_observed: 1 }]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const seen = (days: number) =>
      aRoster({ people: [aPerson({ browsers: [aBrowser({ lastOnlineTimestamp: daysAgo(days, seconds) })] })] })
    expect(outcomesOf(id, seen(30), declared)).toEqual(outcomes)
    expect(outcomesOf(id, seen(10), { parameters: { ...declared.parameters, browserStaleDays: 10 } })).toEqual(outcomes)
  })
})
