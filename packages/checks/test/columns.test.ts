import { describe, expect, it } from "vitest"
import { KnownColumn, MemberColumn, ValueColumn } from "../src/columns.ts"

interface Column<A> {
  readonly put: (position: number, value: A) => void
  readonly at: (position: number) => unknown
}

function givenBack<A>(column: Column<A>, values: ReadonlyArray<A>): ReadonlyArray<unknown> {
  for (const [position, value] of values.entries()) column.put(position, value)
  return values.map((_, position) => column.at(position))
}

describe("a column", () => {
  it("gives back what is known of each", () => {
    const values = [true, false, null, false, true]
    expect(givenBack(new KnownColumn(5), values)).toEqual(values)
  })

  it("tells a member that is null from one that is missing", () => {
    const values = [true, null, undefined, false, null]
    expect(givenBack(new MemberColumn(5), values)).toEqual(values)
    expect(new MemberColumn(1).at(0)).toBe(undefined)
  })

  it("gives back values, the same ones and others", () => {
    const values = ["High", undefined, "Low", null, "High", "", "Low"]
    expect(givenBack(new ValueColumn<string | null | undefined>(7), values)).toEqual(values)
  })
})
