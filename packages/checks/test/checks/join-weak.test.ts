import { describe, expect, it } from "vitest"
import { anEmployee, anEndUser, aDevice, aPerson, aRoster, assessed, outcomesOf, resultOf } from "../builders.ts"

const id = "join-weak"
const people = (count: number, matched: number) =>
  Array.from({ length: count }, (_, index) => {
    const email = `p${index}@acme.example`
    return aPerson({
      employee: anEmployee({ id: `e${index}`, email }),
      endusers: index < matched ? [anEndUser({ Email: email })] : []
    })
  })
const strangers = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const email = `s${index}@acme.example`
    return aPerson({ employee: null, email, endusers: [anEndUser({ Email: email })] })
  })

describe("join-weak", () => {
  it("passes where both sides match", () => {
    expect(outcomesOf(id, aRoster({ people: people(20, 20) }))).toEqual({ pass: 3 })
  })

  it("fails where too few end users match, and withholds the score", () => {
    const roster = aRoster({ people: [...people(20, 20), ...strangers(5)] })
    const detail = "Only 80.0 % of end users match an employee, of at least 85.0 %."
    expect(resultOf(id, roster).failures).toEqual([
      { subject: { kind: "tenant", id: "endusers", email: null }, detail }
    ])
    expect(assessed(roster).scoreWithheld).toBe(
      "The score is withheld: Only 80.0 % of end users match an employee, of at least 85.0 %."
    )
  })

  it("never says that a share is what it falls short of", () => {
    expect(resultOf(id, aRoster({ people: people(2000, 1699) })).failures[0]?.detail).toBe(
      "Only 84.9 % of employees match an end user or a device, of at least 85.0 %."
    )
    const ambiguous = aPerson({ employee: null, email: "both@acme.example", ambiguous: true })
    expect(resultOf(id, aRoster({ people: [...people(98, 98), ambiguous] })).failures[0]?.detail).toBe(
      "1.1 % of people are known by an ambiguous address alone, of at most 1.0 %."
    )
  })

  it("matches an employee by a device too, if it is not deleted", () => {
    const device = aDevice()
    const [first, second] = people(2, 0)
    const others = people(20, 17).slice(2)
    const roster = (fields: object) =>
      aRoster({
        people: [
          { ...aPerson(), ...first, devices: [{ ...device, ...fields }] },
          { ...aPerson(), ...second },
          ...others
        ]
      })
    expect(outcomesOf(id, roster({}), { parameters: { minJoinRate: 0.8 } })).toEqual({ pass: 3 })
    expect(outcomesOf(id, roster({ is_deleted: true }), { parameters: { minJoinRate: 0.8 } })).toEqual({
      pass: 2,
      fail: 1
    })
  })

  it("is not assessable if a source is not configured or was not read to its end", () => {
    expect(outcomesOf(id, aRoster({ people: people(20, 0), without: ["banyan"] }))).toEqual({ source_unavailable: 3 })
    expect(assessed(aRoster({ people: people(20, 0), without: ["banyan"] })).scoreWithheld).toBeNull()
  })

  it.each(["push.employees", "banyan.endusers", "banyan.devices"] as const)(
    "is not assessable if %s were not read to their end",
    (key) => {
      expect(outcomesOf(id, aRoster({ people: people(20, 0), partial: [key] }))).toEqual({ source_partial: 3 })
    }
  )

  it("is not assessable where there is nothing to match", () => {
    expect(outcomesOf(id, aRoster())).toEqual({ empty_population: 3 })
  })

  it.each([
    [17, { pass: 3 }],
    [16, { pass: 2, fail: 1 }]
  ])("passes at minJoinRate exactly: %i of 20 employees", (matched, outcomes) => {
    expect(outcomesOf(id, aRoster({ people: people(20, matched) }))).toEqual(outcomes)
  })

  it.each([
    [100, { pass: 3 }],
    [99, { pass: 2, fail: 1 }]
  ])("allows one in a hundred people to be ambiguous: one of %i", (count, outcomes) => {
    const ambiguous = aPerson({ employee: null, email: "desk@acme.example", ambiguous: true })
    expect(outcomesOf(id, aRoster({ people: [...people(count - 1, count - 1), ambiguous] }))).toEqual(outcomes)
  })

  it.each([
    [3, { pass: 3 }],
    [4, { pass: 2, fail: 1 }]
  ])("passes at minJoinRate exactly: 17 end users that match, and %i that don't", (others, outcomes) => {
    expect(outcomesOf(id, aRoster({ people: [...people(17, 17), ...strangers(others)] }))).toEqual(outcomes)
  })

  it.each([
    [10, { pass: 3 }],
    [9, { pass: 2, fail: 1 }]
  ])("goes by the configured minJoinRate: %i of 20 employees", (matched, outcomes) => {
    const configured = { parameters: { minJoinRate: 0.5 } }
    expect(outcomesOf(id, aRoster({ people: people(20, matched) }), configured)).toEqual(outcomes)
  })

  it("says how many employees match, and how many people are ambiguous", () => {
    expect(resultOf(id, aRoster({ people: people(20, 16) })).failures).toEqual([
      {
        subject: { kind: "tenant", id: "employees", email: null },
        detail: "Only 80.0 % of employees match an end user or a device, of at least 85.0 %."
      }
    ])
    const ambiguous = ["desk@acme.example", "sales@acme.example"].map((email) =>
      aPerson({ employee: null, email, ambiguous: true })
    )
    expect(resultOf(id, aRoster({ people: [...people(48, 48), ...ambiguous] })).failures).toEqual([
      {
        subject: { kind: "tenant", id: "people", email: null },
        detail: "4.0 % of people are known by an ambiguous address alone, of at most 1.0 %."
      }
    ])
  })

  it("takes nobody without an employee record for an employee that matches", () => {
    const roster = aRoster({ people: [...people(20, 11), ...strangers(7)] })
    expect(outcomesOf(id, roster, { parameters: { minJoinRate: 0.6 } })).toEqual({ pass: 2, fail: 1 })
  })

  it("asks for no match of an end user that is deleted", () => {
    const email = "gone@acme.example"
    const gone = Array.from({ length: 5 }, () =>
      aPerson({ employee: null, email, endusers: [anEndUser({ Email: email, is_deleted: true })] })
    )
    expect(outcomesOf(id, aRoster({ people: [...people(20, 20), ...gone] }))).toEqual({ pass: 3 })
  })
})
