import { defaultParameters, ReasonCode } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { basisOf } from "../src/Basis.ts"
import { type Age, ageOf, Ages } from "../src/terms/age.ts"
import { aRoster, aTenant, daysAgo } from "./builders.ts"

const basis = basisOf(aRoster(), aTenant(), defaultParameters)

describe("an age", () => {
  it("is the days between an instant and the snapshot, down to five minutes after it", () => {
    expect(ageOf(daysAgo(45), basis)).toBe(45)
    expect(ageOf(daysAgo(0, 43_200), basis)).toBe(0.5)
    expect(ageOf(daysAgo(0, -300), basis)).toBe(-300 / 86_400)
    expect(ageOf(daysAgo(0, -301), basis)).toBe("clock_skew")
  })

  it("says why it is unknown", () => {
    expect([null, undefined, "soon"].map((each) => ageOf(each, basis))).toEqual([
      "field_null",
      "field_missing",
      "unknown_value"
    ])
  })
})

describe("a column of ages", () => {
  it("gives back every age and every reason", () => {
    const given: ReadonlyArray<Age> = [0, -300 / 86_400, 0.5, 45, 20_000.25, ...ReasonCode.literals]
    const ages = new Ages(given.length, (position) => given[position] ?? "field_missing")
    for (const _ of ["when it is first asked", "and afterwards"]) {
      expect(given.map((_age, position) => ages.at(position))).toEqual(given)
    }
  })
})
