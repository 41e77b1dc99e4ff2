/**
 * Draws each kind of block, and knows how much of it must stay together.
 */
import type { Block, Cover, Facts, Figures, Heading, Note, Paragraph } from "../blocks.ts"
import { displayText } from "../display.ts"
import { fills, ink } from "../palette.ts"
import { chartHeight, drawChart } from "./draw-chart.ts"
import { drawLogo } from "./draw-logo.ts"
import { drawTable, tableHeadHeight } from "./draw-table.ts"
import { type Flow, measureWidth } from "./Flow.ts"
import { sheet } from "./ReportPdf.ts"
import { StructureElement } from "./StructureElement.ts"
import { styles } from "./styles.ts"
import { type Style, wrap } from "./wrap.ts"

/** Where values and texts begin that have a name or lead beside them. */
const indent = 110

const noteInset = 12

/** So many facts stay together: as many as a check has, and the first of longer lists. */
const factsTogether = 4

/** Draws blocks one below the other; a heading stays with what follows it. */
export async function drawBlocks(flow: Flow, blocks: ReadonlyArray<Block>): Promise<void> {
  for (const [index, block] of blocks.entries()) {
    flow.skip(spaceBefore(block))
    flow.ensure(togetherFrom(flow, blocks, index))
    // oxlint-disable-next-line no-await-in-loop -- blocks stand below one another
    await drawBlock(flow, block)
  }
}

function drawBlock(flow: Flow, block: Block): Promise<void> | void {
  switch (block.kind) {
    case "cover":
      return drawCover(flow, block)
    case "heading":
      return drawHeading(flow, block)
    case "paragraph":
      return drawParagraph(flow, block)
    case "facts":
      return drawFacts(flow, block)
    case "figures":
      return drawFigures(flow, block)
    case "table":
      return drawTable(flow, block)
    case "note":
      return drawNote(flow, block)
    case "chart":
      return drawChart(flow, block)
  }
}

function spaceBefore(block: Block): number {
  if (block.kind === "heading") return block.level === 2 ? 24 : 16
  if (block.kind === "figures" || block.kind === "table" || block.kind === "chart") return 14
  return 8
}

/** The height from here on that a page's end must not cut: a heading and its facts stay with the beginning of what follows. */
function togetherFrom(flow: Flow, blocks: ReadonlyArray<Block>, index: number): number {
  const block = blocks[index]
  if (block === undefined) return 0
  const own = headHeight(flow, block)
  const leadsOn = block.kind === "heading" || (block.kind === "facts" && blocks[index - 1]?.kind === "heading")
  return leadsOn ? own + 14 + togetherFrom(flow, blocks, index + 1) : own
}

function headHeight(flow: Flow, block: Block): number {
  switch (block.kind) {
    case "cover":
      return 90
    case "heading":
      return flow.heightOf(block.text, block.level === 2 ? styles.heading2 : styles.heading3)
    case "paragraph":
      return Math.min(paragraphHeight(flow, block), 3 * styles.body.leading)
    case "facts":
      return block.entries.slice(0, factsTogether).reduce((sum, entry) => sum + factLines(flow, entry).height, 0)
    case "figures":
      return 70
    case "table":
      return tableHeadHeight(flow, block)
    case "note":
      return noteHeight(flow, block)
    case "chart":
      return chartHeight(block)
  }
}

function paragraphHeight(flow: Flow, { lead, role, text }: Paragraph): number {
  if (lead === undefined) return flow.heightOf(text, role === "verdict" ? styles.verdict : styles.body)
  return flow.heightOf(text, styles.body, measureWidth - indent)
}

function drawCover(flow: Flow, { logo, period, remarks = [], subtitle, title }: Cover): void {
  flow.canvas.artifact(() => flow.canvas.box({ x: sheet.left, y: flow.y, width: measureWidth, height: 3 }, flow.accent))
  flow.y += 14
  if (logo !== undefined) drawLogo(flow, logo)
  flow.paragraph("H1", title, styles.cover)
  flow.paragraph("P", subtitle, { ...styles.coverSubtitle, color: flow.accent })
  flow.paragraph("P", period, styles.coverPeriod)
  for (const remark of remarks) flow.paragraph("P", remark, styles.coverRemark)
  flow.y += 4
}

function drawHeading(flow: Flow, { level, mark, text }: Heading): void {
  if (level === 2) flow.landmark(2, text)
  const style = level === 2 ? styles.heading2 : styles.heading3
  const size = style.size * 0.72
  if (mark !== undefined) {
    flow.canvas.artifact(() => flow.canvas.shape(mark, sheet.left, flow.y + (style.leading - size) / 2, size))
  }
  const x = mark === undefined ? sheet.left : sheet.left + size + 6
  flow.paragraph(level === 2 ? "H2" : "H3", text, style, { x, width: sheet.right - x })
}

function drawParagraph(flow: Flow, { lead, role, text }: Paragraph): void {
  if (lead === undefined) {
    flow.paragraph("P", text, role === "verdict" ? styles.verdict : styles.body)
    return
  }
  const element = flow.element("P")
  flow.content(element, () => flow.lines([lead], sheet.left, flow.y, styles.lead))
  element.end()
  flow.paragraph("P", text, styles.body, { x: sheet.left + indent, width: measureWidth - indent })
}

function drawFacts(flow: Flow, { entries }: Facts): void {
  const table = flow.element("Table")
  for (const entry of entries) {
    const { height, name, value } = factLines(flow, entry)
    if (flow.room < height && !flow.isAtTop) flow.addPage()
    const row = new StructureElement(flow.pdf, "TR", table)
    drawFactCell(flow, new StructureElement(flow.pdf, "TH", row, { scope: "Row" }), name, sheet.left, styles.name)
    drawFactCell(flow, new StructureElement(flow.pdf, "TD", row), value, sheet.left + indent, styles.value)
    row.end()
    flow.y += height
  }
  table.end()
}

function factLines(flow: Flow, entry: Facts["entries"][number]) {
  const name = wrap(flow.faces, displayText(entry.name), styles.name, indent - 10).lines
  const value = wrap(flow.faces, displayText(entry.value), styles.value, measureWidth - indent).lines
  return { name, value, height: Math.max(name.length, value.length) * styles.value.leading }
}

function drawFactCell(flow: Flow, cell: StructureElement, lines: ReadonlyArray<string>, x: number, style: Style): void {
  flow.content(cell, () => flow.lines(lines, x, flow.y, style))
  cell.end()
}

function drawFigures(flow: Flow, { entries }: Figures): void {
  const gap = 14
  const width = (measureWidth - gap * (entries.length - 1)) / entries.length
  const top = flow.y
  const heights = entries.map(({ label, note, value }, index) => {
    const x = sheet.left + index * (width + gap)
    flow.canvas.artifact(() => flow.canvas.rule(x, top, width, 1.2, flow.accent))
    const fits = flow.faces.width(displayText(value), styles.figure.size, "bold") <= width
    const style = fits ? styles.figure : { ...styles.figure, size: 13 }
    const lines = wrap(flow.faces, displayText(note), styles.small, width).lines
    const element = flow.element("P")
    flow.content(element, () => {
      flow.lines([displayText(label)], x, top + 5, styles.figureLabel)
      flow.lines([displayText(value)], x, top + 17, style)
      flow.lines(lines, x, top + 42, styles.small)
    })
    element.end()
    return 42 + lines.length * styles.small.leading
  })
  flow.y = top + Math.max(...heights)
}

const noteText = ({ texts: { file } }: Flow, { text, tone }: Note): string =>
  `${tone === "warning" ? file.warning : file.note}: ${text}`

function noteHeight(flow: Flow, note: Note): number {
  return flow.heightOf(noteText(flow, note), styles.body, measureWidth - 2 * noteInset) + 12
}

function drawNote(flow: Flow, note: Note): void {
  const isWarning = note.tone === "warning"
  const box = { x: sheet.left, y: flow.y, width: measureWidth, height: noteHeight(flow, note) }
  flow.canvas.artifact(() => {
    flow.canvas.box(box, isWarning ? ink.warningTint : ink.tint)
    flow.canvas.box({ ...box, width: 3 }, isWarning ? (fills.high ?? ink.muted) : ink.rule)
  })
  flow.y += 6
  flow.paragraph("P", noteText(flow, note), styles.body, {
    x: sheet.left + noteInset,
    width: measureWidth - 2 * noteInset
  })
  flow.y += 6
}
