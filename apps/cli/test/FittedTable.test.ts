import { CliOutput } from "effect/cli"
import { describe, expect, it } from "vitest"
import { cutTable } from "../src/FittedTable.ts"

const columns = [
  { head: "SERIAL", narrowest: 8 },
  { head: "NAME", narrow: 6 },
  { head: "OWNER", narrow: 10 },
  { head: "STATE" }
]

const rows = [
  ["27812a90a19df067", "The MacBook of Jane Doe", "jane.doe@acme.example", "unknown"],
  ["C02XK1", "王伟的笔记本电脑", "wang@acme.example", "no"]
]

const widthOf = (lines: ReadonlyArray<string>): number => Math.max(...lines.map((line) => CliOutput.displayWidth(line)))

describe("cutTable", () => {
  it("leaves everything whole where the width is not known or enough", () => {
    expect(cutTable(columns, rows, 0)).toEqual(cutTable(columns, rows, 80))
    expect(cutTable(columns, rows, 0)[1]).toBe(
      "27812a90a19df067  The MacBook of Jane Doe  jane.doe@acme.example  unknown"
    )
  })

  it("cuts names and owners first, and an identifier only when nothing else helps", () => {
    const [, first] = cutTable(columns, rows, 50)
    expect(first).toMatch(/^27812a90a19df067 {2}The .*… +jane\..*… +unknown$/)
    const [, narrow] = cutTable(columns, rows, 38)
    expect(narrow).toBe("27812a90…  The M…  jane.doe@…  unknown")
  })

  it.each([38, 44, 50, 60, 72])("is at most %i wide, wide characters counted as the terminal shows them", (width) => {
    expect(widthOf(cutTable(columns, rows, width))).toBeLessThanOrEqual(width)
  })

  it("never cuts a column that has no narrow width", () => {
    expect(cutTable(columns, rows, 10)[1]).toMatch(/unknown$/)
  })

  it("keeps a hostile cell from pushing the others off the page", () => {
    expect(widthOf(cutTable(columns, [["x", "a".repeat(5000), "\u001b[2J", "no"]], 0))).toBeLessThan(90)
  })
})
