import { describe, expect, it } from "vitest"
import { aFinding, aPerson, aRoster, daysAgo, type Finding, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "finding-overdue"
const rosterOf = (finding: Partial<Finding>) => aRoster({ people: [aPerson({ findings: [aFinding(finding)] })] })

describe("finding-overdue", () => {
  it.each([
    ["STOLEN_CREDENTIALS", 2],
    ["LEAKED_PASSWORD", 7],
    ["MFA_NOT_REGISTERED", 30],
    ["SHARED_ACCOUNT", 30],
    ["WEAK_PASSWORD", 30],
    ["REUSED_PASSWORD", 30],
    ["UNUSED_THIRD_PARTY_APP", 90],
    ["A_NEW_TYPE", 90],
    ["constructor", 90]
  ])("lets a finding %s take %i days exactly", (type, days) => {
    expect(outcomesOf(id, rosterOf({ type, creationTimestamp: daysAgo(days) }))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf({ type, creationTimestamp: daysAgo(days, 1) }))).toEqual({ fail: 1 })
  })

  it("fails a finding past its deadline, and names both", () => {
    expect(resultOf(id, rosterOf({ creationTimestamp: daysAgo(12), passwordId: "secret-1" })).failures).toEqual([
      {
        subject: { kind: "finding", id: "f1", email: "jane@acme.example" },
        detail:
          "The finding f1 (LEAKED_PASSWORD) of jane@acme.example was first seen more than 12 days ago, and its deadline is 7."
      }
    ])
  })

  it("takes the configured deadline, and the standard ones of the types that are not configured", () => {
    const assessing = { parameters: { findingSla: { LEAKED_PASSWORD: 3, others: 10 } } }
    const outcomes = (type: string, days: number) =>
      outcomesOf(id, rosterOf({ type, creationTimestamp: daysAgo(days) }), assessing)
    expect(outcomes("LEAKED_PASSWORD", 3)).toEqual({ pass: 1 })
    expect(outcomes("LEAKED_PASSWORD", 4)).toEqual({ fail: 1 })
    expect(outcomes("WEAK_PASSWORD", 30)).toEqual({ pass: 1 })
    expect(outcomes("PASSWORD_MANAGER_NOT_USED", 10)).toEqual({ pass: 1 })
    expect(outcomes("PASSWORD_MANAGER_NOT_USED", 11)).toEqual({ fail: 1 })
  })

  it.each<[string, Partial<Finding>]>([
    ["field_null", { creationTimestamp: null }],
    ["field_missing", {}],
    ["field_null", { type: null, creationTimestamp: daysAgo(1) }],
    ["unknown_value", { creationTimestamp: "soon" }],
    ["clock_skew", { creationTimestamp: daysAgo(-1) }]
  ])("is not assessable: %s", (reason, finding) => {
    expect(outcomesOf(id, rosterOf(finding))).toEqual({ [reason]: 1 })
  })

  it.each([
    ["RESOLVED", {}],
    ["SNOOZED", { membership_unknown: 1 }],
    [null, { membership_unknown: 1 }]
  ])("looks at open findings only: %s", (state, outcomes) => {
    expect(outcomesOf(id, rosterOf({ state, creationTimestamp: daysAgo(99) }))).toEqual(outcomes)
  })

  it("looks at findings of nobody as well", () => {
    const findings = [aFinding({ employeeId: null, creationTimestamp: daysAgo(99) })]
    expect(resultOf(id, aRoster({ findings })).failures[0]?.detail).toBe(
      "The finding f1 (LEAKED_PASSWORD) was first seen more than 99 days ago, and its deadline is 7."
    )
  })

  it("counts nothing if findings were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.findings"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ notOffered: ["push.findings"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("is not assessable where the source leaves the type out", () => {
    const { type: _, ...finding } = aFinding({ creationTimestamp: daysAgo(1) })
    expect(outcomesOf(id, aRoster({ findings: [finding] }))).toEqual({ field_missing: 1 })
  })

  it("lists the failures that were seen although findings were not read to their end", () => {
    const findings = [aFinding({ creationTimestamp: daysAgo(99) })]
    expect(resultOf(id, aRoster({ findings, partial: ["push.findings"] })).failures).toHaveLength(1)
  })
})
