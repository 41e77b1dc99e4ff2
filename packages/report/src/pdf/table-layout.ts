/**
 * How a table's columns, titles and rows are set, and which of a cell's text is left out.
 */
import type { Cell, Column, Mark, Table } from "../blocks.ts"
import { displayText } from "../display.ts"
import { columnWidths, gap, gapAfter } from "./column-widths.ts"
import type { Flow } from "./Flow.ts"
import { sheet } from "./ReportPdf.ts"
import { styles } from "./styles.ts"
import { type Style, wrap } from "./wrap.ts"

/** The type that a table is set in. */
export interface Grid {
  readonly cell: Style
  readonly detail: Style
  /** Above and below a cell's lines. */
  readonly padding: number
  readonly markSize: number
  readonly markGap: number
}

/** Where a column stands. */
export interface Place {
  readonly column: Column
  readonly x: number
  readonly width: number
}

/** The column titles, in lines. */
export interface Titles {
  readonly cells: ReadonlyArray<{ readonly place: Place; readonly lines: ReadonlyArray<string> }>
  readonly style: Style
  readonly height: number
}

/** A cell, in lines. */
export interface LaidCell {
  readonly place: Place
  readonly mark: Mark | null
  readonly lines: ReadonlyArray<string>
  readonly detail: ReadonlyArray<string>
  /** The whole text, where less is shown. */
  readonly actual: string | null
}

/** A row, in cells. */
export interface LaidRow {
  readonly cells: ReadonlyArray<LaidCell>
  readonly height: number
}

/** A cell shows at most so many lines; the whole text is its actual text. */
const textLinesMax = 10
const detailLinesMax = 3

/** Tables of more rows are looked things up in, and set smaller. */
const readRowsMax = 200

const readGrid: Grid = { cell: styles.cell, detail: styles.cellDetail, padding: 2.5, markSize: 6, markGap: 4 }
const annexGrid: Grid = {
  cell: { ...styles.cell, size: 7.5, leading: 9.5 },
  detail: { ...styles.cellDetail, leading: 8.5 },
  padding: 2,
  markSize: 5.5,
  markGap: 3.5
}

/** How a table of so many rows is set. */
export const gridOf = (rowCount: number): Grid => (rowCount > readRowsMax ? annexGrid : readGrid)

/** Where a table's columns stand. */
export function placesOf(flow: Flow, grid: Grid, table: Table): ReadonlyArray<Place> {
  const widths = columnWidths(flow, grid, table)
  let x = sheet.left
  return table.columns.map((column, index) => {
    const width = widths[index] ?? 0
    const place = { column, x, width: width - gapAfter(column, table.columns[index + 1]) }
    x += width
    return place
  })
}

/** The column titles as they stand at the head of every page; a word of them may reach into the gap, and is not broken. */
export function titlesOf(flow: Flow, places: ReadonlyArray<Place>): Titles {
  const { columnTitle } = styles
  const reach = gap - 2
  const wordWidth = (word: string) => flow.faces.width(word, columnTitle.size, columnTitle.weight)
  const isTight = places.some(({ column, width }) =>
    column.title.split(" ").some((word) => wordWidth(word) > width + reach)
  )
  const style = isTight ? { ...columnTitle, size: 7 } : columnTitle
  const cells = places.map((place) => {
    const isWide = place.column.title.split(" ").some((word) => wordWidth(word) > place.width)
    return { place, lines: wrap(flow.faces, place.column.title, style, place.width + (isWide ? reach : 0)).lines }
  })
  const lineCount = Math.max(...cells.map((cell) => cell.lines.length))
  return { cells, style, height: lineCount * style.leading + 4 }
}

/** Breaks the cells of a row into lines. */
export function layRow(flow: Flow, grid: Grid, places: ReadonlyArray<Place>, row: ReadonlyArray<Cell>): LaidRow {
  let height = 0
  const cells = places.map((place, index) => {
    const cell = layCell(flow, grid, place, row[index] ?? "–")
    height = Math.max(height, cell.lines.length * grid.cell.leading + cell.detail.length * grid.detail.leading)
    return cell
  })
  return { cells, height: height + 2 * grid.padding }
}

function layCell(flow: Flow, grid: Grid, place: Place, cell: Cell): LaidCell {
  const { detail = null, mark = null, text } = typeof cell === "string" ? { text: cell } : cell
  const shown = displayText(text)
  const width = place.width - (mark === null ? 0 : grid.markSize + grid.markGap)
  const main = wrap(flow.faces, shown, grid.cell, width, textLinesMax)
  if (detail === null) {
    return { place, mark, lines: main.lines, detail: [], actual: main.isCut ? shown : null }
  }
  const shownDetail = displayText(detail)
  const second = wrap(flow.faces, shownDetail, grid.detail, place.width, detailLinesMax)
  const isCut = main.isCut || second.isCut
  return { place, mark, lines: main.lines, detail: second.lines, actual: isCut ? `${shown} ${shownDetail}` : null }
}
