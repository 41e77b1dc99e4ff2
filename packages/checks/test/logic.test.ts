import { describe, expect, it } from "vitest"
import { and, every, type Known, not, or, some } from "../src/logic.ts"

const values: ReadonlyArray<Known> = [true, false, null]

describe("three-valued logic", () => {
  it("is false for AND if any part is, else unknown if any is", () => {
    for (const a of values) {
      for (const b of values)
        expect(and(a, b)).toBe(a === false || b === false ? false : a === null || b === null ? null : true)
    }
  })

  it("takes a third part of AND like the others", () => {
    for (const a of values) for (const b of values) for (const c of values) expect(and(a, b, c)).toBe(and(and(a, b), c))
  })

  it("is true for OR if any part is, else unknown if any is", () => {
    for (const a of values) {
      for (const b of values)
        expect(or(a, b)).toBe(a === true || b === true ? true : a === null || b === null ? null : false)
    }
  })

  it("does not know the opposite of what it does not know", () => {
    expect(values.map(not)).toEqual([false, true, null])
  })

  it("finds none among no members, and each of no members", () => {
    expect(some([], () => true)).toBe(false)
    expect(every([], () => false)).toBe(true)
  })

  it("does not skip a member of which it does not know", () => {
    expect(some([false, null], (each) => each)).toBeNull()
    expect(some([null, true], (each) => each)).toBe(true)
    expect(every([true, null], (each) => each)).toBeNull()
    expect(every([null, false], (each) => each)).toBe(false)
  })
})
