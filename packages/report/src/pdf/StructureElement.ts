/**
 * An element of the structure tree, which tells a screen reader what content is and in which order it is read.
 */
import { reference, textString } from "./objects.ts"
import type { Page } from "./Page.ts"
import type { ReportPdf } from "./ReportPdf.ts"

/** What an element says of its content. */
export interface ElementAttributes {
  /** Of a header cell. */
  readonly scope?: "Row" | "Column"
  /** What is to be read in place of what is shown. */
  readonly actual?: string
  /** Of a figure: what it shows, and where. */
  readonly figure?: { readonly alt: string; readonly box: string }
}

/** An element that takes content until it is ended. */
export class StructureElement {
  readonly id: number
  readonly type: string
  readonly #pdf: ReportPdf
  readonly #head: string
  #page: Page | null = null
  #kids = ""

  constructor(pdf: ReportPdf, type: string, parent: StructureElement | null, attributes: ElementAttributes = {}) {
    this.#pdf = pdf
    this.type = type
    this.id = pdf.reserve()
    this.#head = `<</S/${type}/P ${reference(parent?.id ?? pdf.structureId)}${written(attributes)}`
    parent?.adopt(this.id)
  }

  /** Takes an element as its next child. */
  adopt(id: number): void {
    this.#kids += ` ${reference(id)}`
  }

  /** Takes marked content of a page, by its number there. */
  takeContent(page: Page, mark: number): void {
    this.#page ??= page
    this.#kids += this.#page === page ? ` ${mark}` : ` <</Type/MCR/Pg ${reference(page.id)}/MCID ${mark}>>`
  }

  /** Takes an annotation, such as a link. */
  takeAnnotation(page: Page, id: number): void {
    this.#kids += ` <</Type/OBJR/Pg ${reference(page.id)}/Obj ${reference(id)}>>`
  }

  /** Writes the element. */
  end(): void {
    const page = this.#page === null ? "" : `/Pg ${reference(this.#page.id)}`
    this.#pdf.pack(`${this.#head}${page}/K[${this.#kids}]>>`, this.id)
  }
}

function written({ actual, figure, scope }: ElementAttributes): string {
  const spoken = actual === undefined ? "" : `/ActualText${textString(actual)}`
  if (scope !== undefined) return `${spoken}/A<</O/Table/Scope/${scope}>>`
  if (figure === undefined) return spoken
  return `${spoken}/Alt${textString(figure.alt)}/A<</O/Layout/Placement/Block/BBox${figure.box}>>`
}
