/**
 * What is drawn on: the operators so far, and for a page which element of the structure each piece of content belongs to.
 */
import { reference, references } from "./objects.ts"
import { type ReportPdf, sheet } from "./ReportPdf.ts"
import type { StructureElement } from "./StructureElement.ts"

/** Operators that are drawn as one. */
export class Drawing {
  /** The operators that set what text was last drawn in: nothing is said twice. */
  font = ""
  fill = ""
  // From the top left corner down, where PDF counts from the bottom left up.
  #operators = `q 1 0 0 -1 0 ${sheet.height} cm\n`

  add(operators: string): void {
    this.#operators += operators
  }

  /** Gives the operators away. */
  take(): string {
    const operators = `${this.#operators}Q\n`
    this.#operators = ""
    return operators
  }
}

/** One page. */
export class Page extends Drawing {
  readonly id: number
  readonly index: number
  readonly #pdf: ReportPdf
  readonly #annotations: Array<number> = []
  #owners: Array<number> = []
  #written: { readonly content: number; readonly owners: number } | null = null

  constructor(pdf: ReportPdf, index: number) {
    super()
    this.#pdf = pdf
    this.id = pdf.reserve()
    this.index = index
  }

  /** Draws content that belongs to an element. */
  content(element: StructureElement, draw: () => void): void {
    const mark = this.#owners.push(element.id) - 1
    element.takeContent(this, mark)
    this.add(`/${element.type}<</MCID ${mark}>>BDC\n`)
    draw()
    this.add("EMC\n")
  }

  annotate(id: number): void {
    this.#annotations.push(id)
  }

  /** Writes what was drawn, and the object that tells whom it belongs to; nothing can be added any more. */
  close(): { readonly content: number; readonly owners: number } {
    this.#written ??= { content: this.#pdf.stream("", this.take()), owners: this.#pdf.pack(references(this.#owners)) }
    this.#owners = []
    return this.#written
  }

  /** Writes the page; `furniture` is drawn after its content. */
  end(resources: number, furniture: number): void {
    const annotations = this.#annotations.length === 0 ? "" : `/Annots${references(this.#annotations)}`
    this.#pdf.pack(
      `<</Type/Page/Parent ${reference(this.#pdf.pagesId)}/MediaBox[0 0 ${sheet.width} ${sheet.height}]` +
        `/Resources ${reference(resources)}/Contents${references([this.close().content, furniture])}` +
        `/StructParents ${this.index}/Tabs/S${annotations}>>`,
      this.id
    )
  }
}
