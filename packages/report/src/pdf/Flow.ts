/**
 * Where the next block goes: the pages of a document, the place reached on the last one, and the structure being filled.
 */
import { displayText } from "../display.ts"
import { baseline, Canvas } from "./Canvas.ts"
import type { Faces } from "./Faces.ts"
import { type ReportPdf, sheet, type StructureElement } from "./ReportPdf.ts"
import { type Style, wrap } from "./wrap.ts"

/** A heading that the contents and the bookmarks lead to. */
export interface Landmark {
  readonly level: 1 | 2
  readonly text: string
  readonly pageIndex: number
  readonly top: number
  readonly destination: string
}

/** The width between the margins. */
export const measureWidth = sheet.right - sheet.left

/** How many of the lines to come are drawn on this page: none is left to stand alone on the next. */
function linesHere(toCome: number, fitting: number): number {
  const kept = toCome - fitting === 1 && fitting > 2 ? fitting - 1 : fitting
  return Math.max(1, kept)
}

/** The running state of one document. */
export class Flow {
  readonly pdf: ReportPdf
  readonly faces: Faces
  readonly canvas: Canvas
  readonly root: StructureElement
  readonly landmarks: Array<Landmark> = []
  /** Distance of the next block from the top of the page. */
  y = sheet.top
  /** Cells that show less than their whole text. */
  cutCellCount = 0
  #pageCount = 0
  #section: StructureElement

  constructor(pdf: ReportPdf, faces: Faces) {
    this.pdf = pdf
    this.faces = faces
    this.canvas = new Canvas(pdf, faces)
    this.root = pdf.struct("Document")
    pdf.addStructure(this.root)
    this.#section = this.root
  }

  get pageCount(): number {
    return this.#pageCount
  }

  /** What is left of the page. */
  get room(): number {
    return sheet.bottom - this.y
  }

  get isAtTop(): boolean {
    return this.y === sheet.top
  }

  addPage(): void {
    this.pdf.addPage()
    this.#pageCount += 1
    this.y = sheet.top
  }

  /** Goes to a new page unless a height is left on this one. */
  ensure(height: number): void {
    if (this.room < height && !this.isAtTop) this.addPage()
  }

  /** Leaves a space before the next block, except at the top of a page. */
  skip(height: number): void {
    if (!this.isAtTop) this.y += height
  }

  /** Begins a part of the structure, such as a section or the contents; it takes what is drawn from now on. */
  openSection(type: "Sect" | "TOC"): StructureElement {
    this.#section = this.pdf.struct(type)
    this.root.add(this.#section)
    return this.#section
  }

  /** A new element of the structure, in the present section. */
  element(type: string, options: PDFKit.Mixins.StructureElementOptions = {}): StructureElement {
    const element = this.pdf.struct(type, options)
    this.#section.add(element)
    return element
  }

  /** Marks the place reached as one that the contents lead to. */
  landmark(level: 1 | 2, text: string): void {
    const destination = `part${String(this.landmarks.length + 1).padStart(5, "0")}`
    const top = Math.max(0, this.y - 8)
    this.pdf.addNamedDestination(destination, "XYZ", 0, top, null)
    this.landmarks.push({ level, text: displayText(text), pageIndex: this.#pageCount - 1, top, destination })
  }

  /** Draws text as one element, over as many pages as it takes. */
  paragraph(type: string, text: string, style: Style, { x = sheet.left, width = measureWidth } = {}): void {
    const { lines } = wrap(this.faces, displayText(text), style, width)
    const element = this.element(type)
    let next = 0
    this.ensure(style.leading)
    while (next < lines.length) {
      const fitting = lines.slice(next, next + linesHere(lines.length - next, Math.floor(this.room / style.leading)))
      element.add(() => this.lines(fitting, x, this.y, style))
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
    this.canvas.text(line, right - this.faces.width(line, style.size, style.weight), y + baseline(style), style)
  }

  /** How high a text is when it is wrapped. */
  heightOf(text: string, style: Style, width = measureWidth): number {
    return wrap(this.faces, displayText(text), style, width).lines.length * style.leading
  }
}
