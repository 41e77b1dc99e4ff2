/**
 * Where the next block goes: the volumes of a report, the place reached on the last page, and the structure being filled.
 */
import { setImmediate } from "node:timers/promises"
import { displayText } from "../display.ts"
import type { Fonts } from "../Fonts.ts"
import type { Language, Texts } from "../language/Language.ts"
import { ink } from "../palette.ts"
import type { Theme } from "../theme/Theme.ts"
import { baseline, type Canvas } from "./Canvas.ts"
import type { Faces } from "./Faces.ts"
import type { Page } from "./Page.ts"
import { type PdfDescription, type ReportPdf, sheet } from "./ReportPdf.ts"
import { type ElementAttributes, StructureElement } from "./StructureElement.ts"
import { styles } from "./styles.ts"
import { type Landmark, Volume } from "./Volume.ts"
import { type Style, wrap } from "./wrap.ts"

/** The width between the margins. */
export const measureWidth = sheet.right - sheet.left

/**
 * Pages of one volume: the next block or table row after them begins another.
 *
 * **Source** guides/reporting.md, section 2: readers keep up with flat page trees of that length.
 */
export const volumePagesMax = 2000

/** Pages that are drawn in one go. */
const pagesAtOnce = 64

/** How many of the lines to come are drawn on this page: none is left to stand alone on the next. */
function linesHere(toCome: number, fitting: number): number {
  const kept = toCome - fitting === 1 && fitting > 2 ? fitting - 1 : fitting
  return Math.max(1, kept)
}

/** The running state of one report. */
export class Flow {
  /** The volume that begins with the summary and the contents. */
  readonly first: Volume
  /** The colour of titles, rules and lines. */
  readonly accent: string
  /** Distance of the next block from the top of the page. */
  y = sheet.top
  /** Cells that show less than their whole text. */
  cutCellCount = 0
  readonly #description: PdfDescription
  readonly #fonts: Fonts
  readonly #pagesMax: number
  readonly #volumes: Array<Volume>
  #volume: Volume
  #page: Page
  #section: { readonly element: StructureElement; readonly title: string } | null = null
  #landmarkCount = 0

  constructor(description: PdfDescription, fonts: Fonts, theme: Theme, pagesMax: number = volumePagesMax) {
    this.#description = description
    this.#fonts = fonts
    this.accent = theme.accent?.light ?? ink.accent
    this.#pagesMax = pagesMax
    this.first = new Volume(1, description, fonts)
    this.#volume = this.first
    this.#volumes = [this.first]
    this.#page = firstPage(this.#volume)
  }

  get language(): Language {
    return this.#description.language
  }

  get texts(): Texts {
    return this.language.texts
  }

  get volumes(): ReadonlyArray<Volume> {
    return this.#volumes
  }

  get volume(): Volume {
    return this.#volume
  }

  get page(): Page {
    return this.#page
  }

  get pdf(): ReportPdf {
    return this.#volume.pdf
  }

  get faces(): Faces {
    return this.#volume.faces
  }

  get canvas(): Canvas {
    return this.#volume.canvas
  }

  /** What is left of the page. */
  get room(): number {
    return sheet.bottom - this.y
  }

  get isAtTop(): boolean {
    return this.y === sheet.top
  }

  addPage(): void {
    this.#page = this.#volume.addPage()
    this.y = sheet.top
  }

  /** Goes to the next page, of the next volume if this one is full: for places where nothing but the section goes on. */
  nextPage(): void {
    if (this.#volume.pages.length < this.#pagesMax) this.addPage()
    else this.#nextVolume()
  }

  /** Now and then lets others work: a long report must not hold up all else. */
  async breathe(): Promise<void> {
    if (this.#volume.pages.length % pagesAtOnce === 0) await setImmediate()
  }

  /** Goes to the next page unless a height is left on this one. */
  ensure(height: number): void {
    if (this.room < height && !this.isAtTop) this.nextPage()
  }

  /** Leaves a space before the next block, except at the top of a page. */
  skip(height: number): void {
    if (!this.isAtTop) this.y += height
  }

  /** Begins a section; it takes what is drawn until it is closed. */
  openSection(title: string): void {
    this.#section = { element: new StructureElement(this.pdf, "Sect", this.#volume.root), title }
  }

  closeSection(): void {
    this.#section?.element.end()
    this.#section = null
  }

  /** A new element of the structure, in the present section. */
  element(type: string, attributes: ElementAttributes = {}): StructureElement {
    return new StructureElement(this.pdf, type, this.#section?.element ?? this.#volume.root, attributes)
  }

  /** Draws content that belongs to an element. */
  content(element: StructureElement, draw: () => void): void {
    this.#page.content(element, draw)
  }

  /** Marks the place reached as one that bookmarks lead to. */
  landmark(level: Landmark["level"], text: string, isContinued = false): void {
    this.#landmarkCount += 1
    this.#volume.landmarks.push({
      level,
      text: displayText(text),
      volume: this.#volume,
      page: this.#page,
      top: Math.max(0, this.y - 8),
      // Of one width, since names are looked up in the order of their bytes.
      destination: `part${String(this.#landmarkCount).padStart(5, "0")}`,
      isContinued
    })
  }

  /** Draws text as one element, over as many pages as it takes. */
  paragraph(type: string, text: string, style: Style, { x = sheet.left, width = measureWidth } = {}): void {
    const { lines } = wrap(this.faces, displayText(text), style, width)
    let next = 0
    this.ensure(style.leading)
    const element = this.element(type)
    while (next < lines.length) {
      const fitting = lines.slice(next, next + linesHere(lines.length - next, Math.floor(this.room / style.leading)))
      this.content(element, () => this.lines(fitting, x, this.y, style))
      this.y += fitting.length * style.leading
      next += fitting.length
      if (next < lines.length) this.addPage()
    }
    element.end()
  }

  /** Draws lines below one another, the first with its top at `y`. */
  lines(lines: ReadonlyArray<string>, x: number, y: number, style: Style): void {
    lines.forEach((line, index) => this.canvas.text(line, x, y + index * style.leading + baseline(style), style))
  }

  /** Draws one line that ends at `right`. */
  lineRight(line: string, right: number, y: number, style: Style): void {
    this.canvas.textRight(line, right, y + baseline(style), style)
  }

  /** How high a text is when it is wrapped. */
  heightOf(text: string, style: Style, width = measureWidth): number {
    return wrap(this.faces, displayText(text), style, width).lines.length * style.leading
  }

  #nextVolume(): void {
    const title = this.#section?.title ?? null
    this.closeSection()
    this.#volume = new Volume(this.#volumes.length + 1, this.#description, this.#fonts)
    this.#volumes.push(this.#volume)
    this.#page = firstPage(this.#volume)
    this.y = sheet.top
    if (title === null) return
    this.openSection(title)
    const continued = this.texts.print.continued(title)
    this.landmark(1, continued, true)
    this.paragraph("H1", continued, styles.heading1)
    this.y += 10
  }
}

function firstPage({ pages }: Volume): Page {
  const [page] = pages
  if (page === undefined) throw new Error("A volume begins with a page.")
  return page
}
