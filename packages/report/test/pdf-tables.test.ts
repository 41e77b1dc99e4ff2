import { describe, expect, it } from "vitest"
import { loadFonts } from "./fonts.ts"
import type { Column, Row, Table } from "../src/blocks.ts"
import { german } from "../src/language/german.ts"
import { Flow, measureWidth } from "../src/pdf/Flow.ts"
import { gridOf, layRow, placesOf, titlesOf } from "../src/pdf/table-layout.ts"
import { plainTheme } from "../src/theme/Theme.ts"

const description = {
  title: "",
  subject: "",
  author: "",
  creator: "",
  modelHash: "",
  language: german,
  at: new Date(0)
}

/** How a table's titles and its only row come out, line by line. */
function laid(columns: ReadonlyArray<Column>, row: Row) {
  const flow = new Flow(description, loadFonts(), plainTheme)
  const table: Table = { kind: "table", caption: "", columns, rows: [row], leftOut: null }
  const places = placesOf(flow, gridOf(1), table)
  return {
    places,
    titles: titlesOf(flow, places).cells.map(({ lines }) => lines),
    cells: layRow(flow, gridOf(1), places, row).cells.map(({ lines }) => lines)
  }
}

const serial = "BD617D1676E607B9055344DFC73C8B22"

describe("columns of a printed table", () => {
  it("are as wide as their longest word, if others have room to spare", () => {
    const { cells, places, titles } = laid(
      [
        { title: "Prüfung", width: 80 },
        { title: "Schweregrad", width: 8 },
        { title: "Nicht beurteilbar", width: 6, align: "right" },
        { title: "Score", width: 6, align: "right" }
      ],
      ["Jede Quelle wurde gelesen", { text: "Datenprüfung", mark: "gate" }, "1.234.567", "entfällt"]
    )
    expect(titles.slice(1)).toEqual([["Schweregrad"], ["Nicht", "beurteilbar"], ["Score"]])
    expect(cells.slice(1)).toEqual([["Datenprüfung"], ["1.234.567"], ["entfällt"]])
    const last = places.at(-1)
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo((places[0]?.x ?? 0) + measureWidth)
  })

  it("keep dates, times and versions in one line", () => {
    const row = ["Jane Doe", "2026-11-15", "1.77.0", "12:30"]
    const { cells } = laid(
      row.map((_, index) => ({ title: "", width: index === 0 ? 85 : 5 })),
      row
    )
    expect(cells).toEqual(row.map((cell) => [cell]))
  })

  it("keep their shares beside a word that has to be broken anyhow", () => {
    const columns: ReadonlyArray<Column> = [
      { title: "Gerät", width: 10 },
      { title: "Personen", width: 90 }
    ]
    const { cells, places } = laid(columns, [serial, "Jane"])
    expect(cells[0]?.join("")).toBe(serial)
    expect(places.map(({ x }) => x)).toEqual(laid(columns, ["C02", "Jane"]).places.map(({ x }) => x))
  })

  it("keep their shares where there is no room for every word", () => {
    const words = Array.from({ length: 9 }, () => "Identitätsanbieter")
    const { places } = laid(
      words.map((title) => ({ title, width: 10 })),
      words
    )
    expect(new Set(places.slice(0, -1).map(({ width }) => width.toFixed(3))).size).toBe(1)
  })
})
