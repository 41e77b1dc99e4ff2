/**
 * How wide a table's columns are: their shares of the page, but none so narrow that a word of it would be broken.
 */
import type { Cell, Column, Table } from "../blocks.ts"
import { displayText } from "../display.ts"
import { type Flow, measureWidth } from "./Flow.ts"
import { styles } from "./styles.ts"
import type { Grid } from "./table-layout.ts"
import { type Style, unbroken } from "./wrap.ts"

/** Between columns. */
export const gap = 8

/** A longer word is an id or a path: it is broken, and takes no room from other columns. */
const wordWidthMax = 90

/** The rows whose words are looked at, and how far into a cell: whoever names himself in a million letters gets no more. */
const measuredRowsMax = 200
const measuredLettersMax = 400

/** A word of more letters is wider than `wordWidthMax` in any type. */
const wordLettersMax = 40

/** The widths of columns with the gaps after them. */
export function columnWidths(flow: Flow, grid: Grid, { columns, rows }: Table): ReadonlyArray<number> {
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  const shares = columns.map((column) => (column.width / total) * measureWidth)
  const measured = Array.from(rows.slice(0, measuredRowsMax))
  const needs = columns.map((column, index) => {
    const cells = measured.map((row) => cellWidth(flow, grid, row[index] ?? ""))
    return (
      Math.max(longestWord(flow, column.title, styles.columnTitle), ...cells) + gapAfter(column, columns[index + 1])
    )
  })
  return fitted(shares, needs)
}

/** Numbers that end at a column's right edge need more room before text that begins at the next one's left. */
export function gapAfter(column: Column, next: Column | undefined): number {
  if (next === undefined) return 0
  return column.align === "right" && next.align !== "right" ? 2 * gap : gap
}

/** Gives columns what they lack, taken from what others have to spare; the shares as they are if that is not enough. */
function fitted(shares: ReadonlyArray<number>, needs: ReadonlyArray<number>): ReadonlyArray<number> {
  const spares = shares.map((share, index) => share - (needs[index] ?? 0))
  const lacking = spares.reduce((sum, spare) => sum + Math.max(0, -spare), 0)
  const spare = spares.reduce((sum, each) => sum + Math.max(0, each), 0)
  if (lacking === 0 || lacking > spare) return shares
  return shares.map((share, index) => {
    const own = spares[index] ?? 0
    return own < 0 ? share - own : share - (own / spare) * lacking
  })
}

function cellWidth(flow: Flow, grid: Grid, cell: Cell): number {
  const { detail = "", mark, text } = typeof cell === "string" ? { text: cell } : cell
  const indent = mark === undefined ? 0 : grid.markSize + grid.markGap
  return Math.max(indent + longestWord(flow, text, grid.cell), longestWord(flow, detail, grid.detail))
}

/** The width of the longest word that is to stay whole. */
function longestWord({ faces }: Flow, text: string, style: Style): number {
  const words = unbroken(displayText(text.slice(0, measuredLettersMax))).filter(
    ({ length }) => length <= wordLettersMax
  )
  const widths = words.map((word) => faces.width(word, style.size, style.weight))
  return Math.max(0, ...widths.filter((width) => width <= wordWidthMax))
}
