/**
 * Draws tables row by row: a row is never cut by a page's end, and every page begins with the column titles.
 */
import type { Table } from "../blocks.ts"
import { displayText } from "../display.ts"
import { ink, markInks } from "../palette.ts"
import { type Flow, measureWidth } from "./Flow.ts"
import {
  type Grid,
  gridOf,
  type LaidCell,
  type LaidRow,
  layRow,
  type Place,
  placesOf,
  type Titles,
  titlesOf
} from "./table-layout.ts"
import { sheet } from "./ReportPdf.ts"
import { type ElementAttributes, StructureElement } from "./StructureElement.ts"
import { styles } from "./styles.ts"
import { type Style, wrap } from "./wrap.ts"

/** A table on the pages of one volume. */
interface OpenTable {
  readonly element: StructureElement
  readonly volume: Flow["volume"]
}

/** Draws a table. */
export async function drawTable(flow: Flow, table: Table): Promise<void> {
  const grid = gridOf(table.rows.length)
  const places = placesOf(flow, grid, table)
  const titles = titlesOf(flow, places)
  flow.ensure(tableHeadHeight(flow, table))
  let open = openTable(flow, table.caption, titles)
  let rows = openRows(flow, open)
  for (const row of table.rows) {
    const laid = layRow(flow, grid, places, row)
    if (flow.room < laid.height) {
      closeRows(flow, rows)
      flow.nextPage()
      // oxlint-disable-next-line no-await-in-loop -- rows stand below one another
      await flow.breathe()
      if (flow.volume === open.volume) {
        flow.canvas.artifact(() => placeTitles(flow, titles))
        flow.y += titles.height
      } else {
        open.element.end()
        open = openTable(flow, flow.texts.print.continued(table.caption), titles)
      }
      rows = openRows(flow, open)
    }
    drawRow(flow, grid, rows, laid)
  }
  closeRows(flow, rows)
  open.element.end()
  if (table.rows.length === 0) flow.paragraph("P", flow.texts.table.empty, styles.small)
  if (table.leftOut !== null) {
    flow.y += 3
    flow.paragraph("P", table.leftOut, styles.small)
  }
}

/** The height of what must stay together at a table's beginning: caption, column titles and first row. */
export function tableHeadHeight(flow: Flow, table: Table): number {
  const grid = gridOf(table.rows.length)
  const places = placesOf(flow, grid, table)
  const first = table.rows.at(0)
  return (
    flow.heightOf(table.caption, styles.caption) +
    2 +
    titlesOf(flow, places).height +
    (first === undefined ? styles.small.leading : layRow(flow, grid, places, first).height)
  )
}

function openTable(flow: Flow, caption: string, titles: Titles): OpenTable {
  const element = flow.element("Table")
  drawCaption(flow, element, caption)
  drawTitles(flow, element, titles)
  return { element, volume: flow.volume }
}

function drawCaption(flow: Flow, table: StructureElement, caption: string): void {
  const { lines } = wrap(flow.faces, displayText(caption), styles.caption, measureWidth)
  const element = new StructureElement(flow.pdf, "Caption", table)
  flow.content(element, () => flow.lines(lines, sheet.left, flow.y, styles.caption))
  element.end()
  flow.y += lines.length * styles.caption.leading + 2
}

function drawTitles(flow: Flow, table: StructureElement, titles: Titles): void {
  const head = new StructureElement(flow.pdf, "THead", table)
  const row = new StructureElement(flow.pdf, "TR", head)
  for (const cell of titles.cells) {
    const element = new StructureElement(flow.pdf, "TH", row, { scope: "Column" })
    flow.content(element, () => placeTitle(flow, titles, cell))
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
  const top = flow.y + titles.height - 4 - lines.length * titles.style.leading
  placeLines(flow, place, lines, top, titles.style, 0)
}

function titleRule(flow: Flow, titles: Titles): void {
  flow.canvas.rule(sheet.left, flow.y + titles.height - 1, measureWidth, 0.8, ink.muted)
}

/** The rows of one page. */
interface OpenRows {
  readonly body: StructureElement
  readonly ends: Array<number>
}

const openRows = (flow: Flow, { element }: OpenTable): OpenRows => ({
  body: new StructureElement(flow.pdf, "TBody", element),
  ends: []
})

function closeRows(flow: Flow, { body, ends }: OpenRows): void {
  body.end()
  if (ends.length > 0) flow.canvas.artifact(() => flow.canvas.rules(sheet.left, ends, measureWidth, 0.3, ink.rule))
}

function drawRow(flow: Flow, grid: Grid, { body, ends }: OpenRows, { cells, height }: LaidRow): void {
  const row = new StructureElement(flow.pdf, "TR", body)
  cells.forEach((cell, index) => drawCell(flow, grid, row, cell, index === 0))
  row.end()
  flow.y += height
  ends.push(flow.y)
}

const noAttributes: ElementAttributes = {}
const rowTitle: ElementAttributes = { scope: "Row" }

function drawCell(flow: Flow, grid: Grid, row: StructureElement, cell: LaidCell, isRowTitle: boolean): void {
  const own: ElementAttributes = isRowTitle ? rowTitle : noAttributes
  const attributes = cell.actual === null ? own : { ...own, actual: cell.actual }
  const element = new StructureElement(flow.pdf, isRowTitle ? "TH" : "TD", row, attributes)
  if (cell.actual !== null) flow.cutCellCount += 1
  flow.content(element, () => placeCell(flow, grid, cell))
  element.end()
}

function placeCell(flow: Flow, grid: Grid, { detail, lines, mark, place }: LaidCell): void {
  const top = flow.y + grid.padding
  if (mark !== null) {
    flow.canvas.shape(mark, place.x, top + (grid.cell.leading - grid.markSize) / 2, grid.markSize)
  }
  const style = mark === null ? grid.cell : { ...grid.cell, color: markInks[mark] }
  placeLines(flow, place, lines, top, style, mark === null ? 0 : grid.markSize + grid.markGap)
  if (detail.length > 0) placeLines(flow, place, detail, top + lines.length * grid.cell.leading, grid.detail, 0)
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
