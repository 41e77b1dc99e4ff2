/**
 * The contents: a line for every heading of the first two levels, with its page and a link to it.
 */
import { baseline } from "./Canvas.ts"
import type { Flow } from "./Flow.ts"
import { measureWidth } from "./Flow.ts"
import type { Page } from "./Page.ts"
import { sheet } from "./ReportPdf.ts"
import { StructureElement } from "./StructureElement.ts"
import { styles } from "./styles.ts"
import type { Landmark } from "./Volume.ts"
import { onOneLine, type Style } from "./wrap.ts"

const titleHeight = 36

/** Room for a page's number, and for one of another volume. */
const pageWidth = 40
const volumePageWidth = 110

const entryStyles: Readonly<
  Record<Landmark["level"], { readonly style: Style; readonly height: number; readonly x: number }>
> = {
  1: { style: { ...styles.lead, size: 10 }, height: 20, x: sheet.left },
  2: { style: { ...styles.cell, size: 9 }, height: 14, x: sheet.left + 14 }
}

/** Pages kept free for the contents, to be filled when the page numbers are known. */
export interface ContentsPlace {
  readonly element: StructureElement
  readonly pages: ReadonlyArray<Page>
}

/** Keeps pages for the contents, after the pages drawn so far. */
export function reserveContents(flow: Flow, levels: ReadonlyArray<Landmark["level"]>): ContentsPlace {
  const element = new StructureElement(flow.pdf, "TOC", flow.volume.root)
  const pageCount = (placesOf(levels).at(-1)?.page ?? 0) + 1
  const pages = Array.from({ length: pageCount }, () => {
    flow.addPage()
    flow.volume.keepOpen(flow.page)
    return flow.page
  })
  return { element, pages }
}

/** Fills the pages that were kept; `fileNames` are those of all volumes. */
export function drawContents(flow: Flow, { element, pages }: ContentsPlace, fileNames: ReadonlyArray<string>): void {
  const {
    first,
    texts: { print }
  } = flow
  const [page] = pages
  if (page === undefined) return
  const landmarks = flow.volumes.flatMap((volume) => volume.landmarks).filter(({ isContinued }) => !isContinued)
  const places = placesOf(landmarks.map(({ level }) => level))
  const title = new StructureElement(first.pdf, "Caption", element)
  first.canvas.turnTo(page)
  page.content(title, () => {
    first.canvas.text(print.contents, sheet.left, sheet.top + baseline(styles.heading1), styles.heading1)
    if (fileNames.length < 2) return
    const line = onOneLine(first.faces, print.inVolumes(fileNames), styles.small, measureWidth)
    first.canvas.text(line, sheet.left, sheet.top + styles.heading1.leading + 9, styles.small)
  })
  title.end()
  landmarks.forEach((landmark, index) => {
    const place = places[index]
    const on = place === undefined ? undefined : pages[place.page]
    if (place === undefined || on === undefined) return
    first.canvas.turnTo(on)
    drawEntry(flow, on, element, { landmark, y: place.y, file: fileNames[landmark.volume.number - 1] ?? "" })
  })
  element.end()
}

interface Entry {
  readonly landmark: Landmark
  readonly y: number
  readonly file: string
}

function drawEntry(flow: Flow, page: Page, contents: StructureElement, { file, landmark, y }: Entry): void {
  const {
    first,
    texts: { print }
  } = flow
  const { height, style, x } = entryStyles[landmark.level]
  const isHere = landmark.volume === first
  const number = landmark.page.index + 1
  const place = isHere ? print.page(number) : `${print.volume(landmark.volume.number)}, ${print.page(number)}`
  const where = isHere ? String(number) : place
  const width = sheet.right - x - (isHere ? pageWidth : volumePageWidth)
  const text = onOneLine(first.faces, landmark.text, style, width)
  const item = new StructureElement(
    first.pdf,
    "TOCI",
    contents,
    text === landmark.text ? {} : { actual: `${landmark.text} ${where}` }
  )
  const link = new StructureElement(first.pdf, "Link", item)
  const line = { ...style, leading: height }
  page.content(link, () => {
    first.canvas.text(text, x, y + baseline(line), style)
    first.canvas.textRight(where, sheet.right, y + baseline(line), style)
  })
  first.link(
    page,
    link,
    { x: sheet.left, y, width: measureWidth, height },
    { landmark, file: isHere ? null : file },
    print.goTo(landmark.text, place)
  )
  link.end()
  item.end()
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
