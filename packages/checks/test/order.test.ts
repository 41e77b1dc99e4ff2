import { describe, expect, it } from "vitest"
import { placeOf, placesByKey } from "../src/order.ts"

describe("places by key", () => {
  it("come in the order of keys, and those of one key in their own", () => {
    const keys = [2, 0, 3, 2, 0, 2]
    expect([...placesByKey(keys.length, (place) => keys[place] ?? 0, 4)]).toEqual([1, 4, 0, 3, 5, 2])
  })

  it("are none of nothing", () => {
    expect([...placesByKey(0, () => 0, 1)]).toEqual([])
  })
})

describe("a place among texts that are in order", () => {
  const texts = ["b", "b", "d", "f"]

  it("is the first that no lesser text has", () => {
    const places = ["a", "b", "c", "d", "f", "g"].map((text) => placeOf(text, texts.length, (place) => texts[place]))
    expect(places).toEqual([0, 0, 2, 2, 3, 4])
  })
})
