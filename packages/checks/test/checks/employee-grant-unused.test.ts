import { describe, expect, it } from "vitest"
import {
  aFinding,
  aPerson,
  aRoster,
  type Assessing,
  type Finding,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "employee-grant-unused"
const declared: Assessing = { parameters: { idpIntegration: true } }
const rosterOf = (findings: ReadonlyArray<Partial<Finding>>, parts: RosterParts = {}) =>
  aRoster({
    people: [aPerson({ findings: findings.map((each) => aFinding({ type: "UNUSED_THIRD_PARTY_APP", ...each })) })],
    ...parts
  })

describe("employee-grant-unused", () => {
  it("passes an employee without such an open finding, whether the extension sees them or not", () => {
    expect(outcomesOf(id, rosterOf([{ state: "RESOLVED" }, { type: "LEAKED_PASSWORD" }]), declared)).toEqual({
      pass: 1
    })
  })

  it("fails an employee with one, and counts the apps", () => {
    expect(resultOf(id, rosterOf([{}, { id: "f2" }]), declared).failures).toEqual([
      {
        subject: { kind: "employee", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example let in 2 third-party apps that nobody uses."
      }
    ])
  })

  it.each([
    ["field_null", { type: null }],
    ["unknown_value", { state: "SNOOZED" }]
  ])("is not assessable where a finding may be one: %s", (reason, finding) => {
    expect(outcomesOf(id, rosterOf([finding]), declared)).toEqual({ [reason]: 1 })
  })

  it("is not assessable where the source leaves a finding's type out", () => {
    const { type: _, ...finding } = aFinding()
    const roster = aRoster({ people: [aPerson({ findings: [finding] })] })
    expect(outcomesOf(id, roster, declared)).toEqual({ field_missing: 1 })
  })

  it("can't pass without findings, and fails all the same", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.findings"] }), declared)).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([], { notOffered: ["push.findings"] }), declared)).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf([{}], { partial: ["push.findings"] }), declared)).toEqual({ fail: 1 })
  })

  it.each(["push.accounts", "push.accountsOther"] as const)(
    "needs %s only where a finding names nobody but an account that is not there",
    (key) => {
      const findings = [aFinding({ type: "UNUSED_THIRD_PARTY_APP", employeeId: null, accountId: "a9" })]
      expect(outcomesOf(id, rosterOf([], { partial: [key] }), declared)).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings }), declared)).toEqual({ pass: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, partial: [key] }), declared)).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, rosterOf([], { findings, notOffered: [key] }), declared)).toEqual({ source_unavailable: 1 })
      expect(outcomesOf(id, rosterOf([{}], { findings, partial: [key] }), declared)).toEqual({ fail: 1 })
    }
  )

  it("says once that the integration is not declared", () => {
    expect(outcomesOf(id, rosterOf([{}]))).toEqual({ parameter_unset: 1 })
  })

  it("looks at nobody where there is no integration, and at employees only where there is", () => {
    expect(outcomesOf(id, rosterOf([{}]), { parameters: { idpIntegration: false } })).toEqual({})
    const findings = [aFinding({ type: "UNUSED_THIRD_PARTY_APP" })]
    const guest = aPerson({ employee: null, email: "guest@acme.example", findings })
    expect(outcomesOf(id, aRoster({ people: [guest] }), declared)).toEqual({})
  })

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, rosterOf([], { partial: ["push.employees"] }), declared)).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }), declared)).toEqual(uncounted("source_unavailable"))
  })
})
