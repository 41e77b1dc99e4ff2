/**
 * The contents page and the bookmarks: both lead to every heading of the first two levels.
 */
import { baseline } from "./Canvas.ts"
import type { Flow, Landmark } from "./Flow.ts"
import { measureWidth } from "./Flow.ts"
import { sheet, type StructureElement } from "./ReportPdf.ts"
import { styles } from "./styles.ts"
import { onOneLine, type Style } from "./wrap.ts"

const titleHeight = 36

const entryStyles: Readonly<
  Record<Landmark["level"], { readonly style: Style; readonly height: number; readonly x: number }>
> = {
  1: { style: { ...styles.lead, size: 10 }, height: 20, x: sheet.left },
  2: { style: { ...styles.cell, size: 9 }, height: 14, x: sheet.left + 14 }
}

/** Pages kept free for the contents, to be filled when the page numbers are known. */
export interface ContentsPlace {
  readonly element: StructureElement
  readonly firstPageIndex: number
}

/** Keeps pages for the contents, after the pages drawn so far. */
export function reserveContents(flow: Flow, levels: ReadonlyArray<Landmark["level"]>): ContentsPlace {
  const element = flow.openSection("TOC")
  const firstPageIndex = flow.pageCount
  const pages = placesOf(levels).at(-1)?.page ?? 0
  for (let page = 0; page <= pages; page++) flow.addPage()
  return { element, firstPageIndex }
}

/** Fills the pages that were kept. */
export function drawContents(flow: Flow, { element, firstPageIndex }: ContentsPlace): void {
  const places = placesOf(flow.landmarks.map((landmark) => landmark.level))
  flow.pdf.switchToPage(firstPageIndex)
  const title = flow.pdf.struct("Caption")
  element.add(title)
  title.add(() => flow.lines(["Contents"], sheet.left, sheet.top, styles.heading1))
  title.end()
  flow.landmarks.forEach((landmark, index) => {
    const place = places[index]
    if (place === undefined) return
    flow.pdf.switchToPage(firstPageIndex + place.page)
    drawEntry(flow, element, landmark, place.y)
  })
  element.end()
}

function drawEntry(flow: Flow, contents: StructureElement, landmark: Landmark, y: number): void {
  const { height, style, x } = entryStyles[landmark.level]
  const page = String(landmark.pageIndex + 1)
  const text = onOneLine(flow.faces, landmark.text, style, sheet.right - x - 40)
  const item = flow.pdf.struct("TOCI", text === landmark.text ? {} : { actual: `${landmark.text} ${page}` })
  contents.add(item)
  const link = flow.pdf.struct("Link")
  item.add(link)
  link.add(() => {
    flow.canvas.text(text, x, y + baseline({ ...style, leading: height }), style)
    flow.lineRight(page, sheet.right, y, { ...style, leading: height })
  })
  flow.pdf.goTo(sheet.left, y, measureWidth, height, landmark.destination, {
    structParent: link,
    // pdfkit writes boxed strings as text and plain ones as names.
    Contents: Object(`Go to ${landmark.text}, page ${page}`)
  })
  item.end()
}

/** Adds the bookmarks: sections, closed over their headings. */
export function addBookmarks(flow: Flow): void {
  let parent = flow.pdf.outline
  let childCount = 0
  for (const { level, pageIndex, text, top } of flow.landmarks) {
    // pdfkit counts `left` from the right edge.
    const at = { pageNumber: pageIndex, fit: false, left: sheet.width, top }
    if (level === 1) {
      parent = flow.pdf.outline.addItem(text, at)
      childCount = 0
    } else {
      parent.addItem(text, at)
      childCount += 1
      parent.outlineData["Count"] = -childCount
    }
  }
}

function placesOf(
  levels: ReadonlyArray<Landmark["level"]>
): ReadonlyArray<{ readonly page: number; readonly y: number }> {
  let page = 0
  let y = sheet.top + titleHeight
  return levels.map((level) => {
    const { height } = entryStyles[level]
    if (y + height > sheet.bottom) {
      page += 1
      y = sheet.top
    }
    const place = { page, y }
    y += height
    return place
  })
}
