import { describe, expect, it } from "vitest"
import type { PositionLists } from "@rollcall/model"
import { chosen, firstOf, lengthOf, listsOf, membersOf, placesOf, renumbered, reversed } from "../src/position-lists.ts"

const listed = (lists: PositionLists): ReadonlyArray<ReadonlyArray<number>> =>
  Array.from({ length: lists.begins.length - 1 }, (_, list) => membersOf(lists, list, (position) => position))

const lists = [[2, 0], [], [1], [0, 1, 3]]

describe("lists of positions", () => {
  it("are what they were made of", () => {
    expect(listed(listsOf(lists))).toEqual(lists)
    expect(lists.map((_, list) => lengthOf(listsOf(lists), list))).toEqual([2, 0, 1, 3])
    expect(lists.map((_, list) => firstOf(listsOf(lists), list))).toEqual([2, undefined, 1, 0])
  })

  it("are turned round, each number's lists in order", () => {
    expect(listed(reversed(listsOf(lists), 5))).toEqual([[0, 3], [2, 3], [0], [3], []])
  })

  it("are chosen by their places", () => {
    expect(listed(chosen(listsOf(lists), Int32Array.of(3, 1, 0)))).toEqual([[0, 1, 3], [], [2, 0]])
  })

  it("are given other numbers, without those that have none", () => {
    const numbers = [10, -1, 12, 13]
    expect(listed(renumbered(listsOf(lists), (position) => numbers[position] ?? -1))).toEqual([
      [12, 10],
      [],
      [],
      [10, 13]
    ])
  })

  it("tell the places of each key, without those of none", () => {
    expect(listed(placesOf(Int32Array.of(1, -1, 0, 1, 3), 4))).toEqual([[2], [0, 3], [], [4]])
  })
})
