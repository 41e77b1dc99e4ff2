import type { PostureException } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { anEmployee, aPerson, aRoster, type Employee, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "employee-unlicensed"
const rosterOf = (employee: Partial<Employee>) => aRoster({ people: [aPerson({ employee: anEmployee(employee) })] })
const unlicensed = { licensed: false }
const marking = (pattern: string) => ({ parameters: { nonHuman: [{ pattern }] } })

describe("employee-unlicensed", () => {
  it("passes an employee with a licence", () => {
    expect(outcomesOf(id, rosterOf({}))).toEqual({ pass: 1 })
  })

  it("fails an employee without", () => {
    expect(resultOf(id, rosterOf(unlicensed)).failures).toEqual([
      {
        subject: { kind: "employee", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example has no licence."
      }
    ])
  })

  it("is not assessable where that is unknown", () => {
    expect(outcomesOf(id, rosterOf({ licensed: null }))).toEqual({ field_null: 1 })
    const { licensed: _, ...employee } = anEmployee()
    expect(outcomesOf(id, aRoster({ people: [aPerson({ employee })] }))).toEqual({ field_missing: 1 })
  })

  it("leaves out people without employee record", () => {
    expect(outcomesOf(id, aRoster({ people: [aPerson({ employee: null, email: "guest@acme.example" })] }))).toEqual({})
  })

  it("leaves out whom the configuration marks, by any of their addresses", () => {
    const emails = ["jane@acme.example", "svc-jane@acme.example"]
    const people = [aPerson({ employee: anEmployee(unlicensed), emails })]
    expect(outcomesOf(id, aRoster({ people }), marking("svc-*"))).toEqual({})
    expect(outcomesOf(id, aRoster({ people }), marking("test-*"))).toEqual({ fail: 1 })
  })

  it("leaves out whom the configuration names by the address itself, in any spelling", () => {
    const named = { parameters: { nonHuman: [" Jane@ACME.test"] } }
    expect(outcomesOf(id, rosterOf(unlicensed), named)).toEqual({})
    expect(outcomesOf(id, rosterOf({ ...unlicensed, email: "john@acme.example" }), named)).toEqual({ fail: 1 })
  })

  it("says where nobody can know whether an employee is marked", () => {
    const roster = rosterOf({ ...unlicensed, email: null })
    expect(outcomesOf(id, roster, { parameters: { nonHuman: ["svc@acme.example"] } })).toEqual({
      membership_unknown: 1
    })
    expect(outcomesOf(id, roster)).toEqual({ fail: 1 })
  })

  it("lets an exception cover an employee who is out of scope", () => {
    const exception: PostureException = {
      check: id,
      subject: "jane@acme.example",
      reason: "on leave",
      approvedBy: "J. Doe",
      expires: "2026-12-31"
    }
    expect(outcomesOf(id, rosterOf(unlicensed), { exceptions: [exception] })).toEqual({ excepted: 1 })
  })

  it("counts nothing if employees were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.employees"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })
})
