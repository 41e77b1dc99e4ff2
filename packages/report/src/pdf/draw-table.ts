/**
 * Draws tables row by row: a row is never cut by a page's end, and every page begins with the column titles.
 */
import type { Cell, Column, Mark, Table } from "../blocks.ts"
import { displayText } from "../display.ts"
import { ink, markInks } from "../palette.ts"
import { type Flow, measureWidth } from "./Flow.ts"
import { sheet, type StructureElement } from "./ReportPdf.ts"
import { styles } from "./styles.ts"
import { type Style, wrap } from "./wrap.ts"

/** A cell shows at most so many lines; the whole text is its actual text. */
const textLinesMax = 6
const detailLinesMax = 2

const padding = 2.5
const gap = 8
const markSize = 6
const markWidth = markSize + 4

interface Place {
  readonly column: Column
  readonly x: number
  readonly width: number
}

interface LaidCell {
  readonly place: Place
  readonly mark: Mark | null
  readonly lines: ReadonlyArray<string>
  readonly detail: ReadonlyArray<string>
  /** The whole text, where less is shown. */
  readonly actual: string | null
}

interface LaidRow {
  readonly cells: ReadonlyArray<LaidCell>
  readonly height: number
}

/** Draws a table. */
export function drawTable(flow: Flow, table: Table): void {
  const places = placesOf(table.columns)
  const titles = titlesOf(flow, places)
  const element = flow.element("Table")
  flow.ensure(tableHeadHeight(flow, table))
  drawCaption(flow, element, table.caption)
  drawTitles(flow, element, titles)
  const body = flow.pdf.struct("TBody")
  element.add(body)
  for (const row of table.rows) {
    const laid = layRow(flow, places, row)
    if (flow.room < laid.height) {
      flow.addPage()
      flow.canvas.artifact(() => placeTitles(flow, titles))
      flow.y += titles.height
    }
    drawRow(flow, body, laid)
  }
  body.end()
  element.end()
  if (table.rows.length === 0) flow.paragraph("P", "None.", styles.small)
  if (table.leftOut !== null) {
    flow.y += 3
    flow.paragraph("P", table.leftOut, styles.small)
  }
}

/** The height of what must stay together at a table's beginning: caption, column titles and first row. */
export function tableHeadHeight(flow: Flow, table: Table): number {
  const places = placesOf(table.columns)
  const first = table.rows[0]
  return (
    flow.heightOf(table.caption, styles.caption) +
    2 +
    titlesOf(flow, places).height +
    (first === undefined ? styles.small.leading : layRow(flow, places, first).height)
  )
}

function placesOf(columns: ReadonlyArray<Column>): ReadonlyArray<Place> {
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  let x = sheet.left
  return columns.map((column, index) => {
    const share = (column.width / total) * measureWidth
    const place = { column, x, width: share - gapAfter(column, columns[index + 1]) }
    x += share
    return place
  })
}

/** Numbers that end at a column's right edge need more room before text that begins at the next one's left. */
function gapAfter(column: Column, next: Column | undefined): number {
  if (next === undefined) return 0
  return column.align === "right" && next.align !== "right" ? 2 * gap : gap
}

interface Titles {
  readonly cells: ReadonlyArray<{ readonly place: Place; readonly lines: ReadonlyArray<string> }>
  readonly height: number
}

function titlesOf(flow: Flow, places: ReadonlyArray<Place>): Titles {
  const cells = places.map((place) => ({
    place,
    lines: wrap(flow.faces, place.column.title, styles.columnTitle, place.width).lines
  }))
  const lineCount = Math.max(...cells.map((cell) => cell.lines.length))
  return { cells, height: lineCount * styles.columnTitle.leading + 4 }
}

function drawCaption(flow: Flow, table: StructureElement, caption: string): void {
  const { lines } = wrap(flow.faces, displayText(caption), styles.caption, measureWidth)
  const element = flow.pdf.struct("Caption")
  table.add(element)
  element.add(() => flow.lines(lines, sheet.left, flow.y, styles.caption))
  element.end()
  flow.y += lines.length * styles.caption.leading + 2
}

function drawTitles(flow: Flow, table: StructureElement, titles: Titles): void {
  const head = flow.pdf.struct("THead")
  table.add(head)
  const row = flow.pdf.struct("TR")
  head.add(row)
  for (const cell of titles.cells) {
    const element = flow.pdf.struct("TH", { scope: "Column" })
    row.add(element)
    element.add(() => placeTitle(flow, titles, cell))
    element.end()
  }
  row.end()
  head.end()
  flow.canvas.artifact(() => titleRule(flow, titles))
  flow.y += titles.height
}

/** The column titles of a page after the first: for the eye only, the structure has them once. */
function placeTitles(flow: Flow, titles: Titles): void {
  for (const cell of titles.cells) placeTitle(flow, titles, cell)
  titleRule(flow, titles)
}

function placeTitle(flow: Flow, titles: Titles, { lines, place }: Titles["cells"][number]): void {
  const top = flow.y + titles.height - 4 - lines.length * styles.columnTitle.leading
  placeLines(flow, place, lines, top, styles.columnTitle, 0)
}

function titleRule(flow: Flow, titles: Titles): void {
  flow.canvas.rule(sheet.left, flow.y + titles.height - 1, measureWidth, 0.8, ink.muted)
}

function layRow(flow: Flow, places: ReadonlyArray<Place>, row: ReadonlyArray<Cell>): LaidRow {
  const cells = places.map((place, index) => layCell(flow, place, row[index] ?? "–"))
  const heights = cells.map(
    (cell) => cell.lines.length * styles.cell.leading + cell.detail.length * styles.cellDetail.leading
  )
  return { cells, height: Math.max(...heights) + 2 * padding }
}

function layCell(flow: Flow, place: Place, cell: Cell): LaidCell {
  const { detail = null, mark = null, text } = typeof cell === "string" ? { text: cell } : cell
  const shown = displayText(text)
  const width = place.width - (mark === null ? 0 : markWidth)
  const main = wrap(flow.faces, shown, styles.cell, width, textLinesMax)
  if (detail === null) {
    return { place, mark, lines: main.lines, detail: [], actual: main.isCut ? shown : null }
  }
  const shownDetail = displayText(detail)
  const second = wrap(flow.faces, shownDetail, styles.cellDetail, place.width, detailLinesMax)
  const isCut = main.isCut || second.isCut
  return { place, mark, lines: main.lines, detail: second.lines, actual: isCut ? `${shown} ${shownDetail}` : null }
}

function drawRow(flow: Flow, body: StructureElement, { cells, height }: LaidRow): void {
  const row = flow.pdf.struct("TR")
  body.add(row)
  cells.forEach((cell, index) => {
    const actual = cell.actual === null ? {} : { actual: cell.actual }
    const element =
      index === 0 ? flow.pdf.struct("TH", { scope: "Row", ...actual }) : flow.pdf.struct("TD", { ...actual })
    if (cell.actual !== null) flow.cutCellCount += 1
    row.add(element)
    element.add(() => placeCell(flow, cell))
    element.end()
  })
  row.end()
  flow.canvas.artifact(() => flow.canvas.rule(sheet.left, flow.y + height, measureWidth, 0.3, ink.rule))
  flow.y += height
}

function placeCell(flow: Flow, { detail, lines, mark, place }: LaidCell): void {
  const top = flow.y + padding
  if (mark !== null) {
    flow.canvas.shape(mark, place.x, top + (styles.cell.leading - markSize) / 2, markSize)
  }
  const style = mark === null ? styles.cell : { ...styles.cell, color: markInks[mark] }
  placeLines(flow, place, lines, top, style, mark === null ? 0 : markWidth)
  placeLines(flow, place, detail, top + lines.length * styles.cell.leading, styles.cellDetail, 0)
}

function placeLines(
  flow: Flow,
  place: Place,
  lines: ReadonlyArray<string>,
  top: number,
  style: Style,
  indent: number
): void {
  if (place.column.align !== "right") {
    flow.lines(lines, place.x + indent, top, style)
    return
  }
  lines.forEach((line, index) => flow.lineRight(line, place.x + place.width, top + index * style.leading, style))
}
