/**
 * One file of a report: its pages, its structure, and the places that bookmarks and links lead to.
 */
import type { Fonts } from "../Fonts.ts"
import type { Logo } from "../theme/Theme.ts"
import { deflateSync } from "node:zlib"
import { bookmarks } from "./bookmarks.ts"
import { type Box, Canvas } from "./Canvas.ts"
import { Faces } from "./Faces.ts"
import { number, reference, textString } from "./objects.ts"
import { Drawing, Page } from "./Page.ts"
import { type PdfDescription, ReportPdf, sheet } from "./ReportPdf.ts"
import { StructureElement } from "./StructureElement.ts"

/** A heading that bookmarks lead to, and the contents unless it goes on from the volume before. */
export interface Landmark {
  readonly level: 1 | 2
  readonly text: string
  readonly volume: Volume
  readonly page: Page
  readonly top: number
  /** The name of the place. */
  readonly destination: string
  readonly isContinued: boolean
}

/** Where a link leads to. */
export interface LinkTarget {
  readonly landmark: Landmark
  /** The file that the place is in; `null` for the same one. */
  readonly file: string | null
}

/** One volume, on its first page. */
export class Volume {
  /** From 1. */
  readonly number: number
  readonly pdf: ReportPdf
  readonly faces: Faces
  readonly canvas: Canvas
  readonly root: StructureElement
  readonly landmarks: Array<Landmark> = []
  readonly #pages: Array<Page>
  readonly #openPages: Set<Page> = new Set()
  readonly #annotationOwners: Array<number> = []
  #pictures = ""

  constructor(place: number, description: PdfDescription, fonts: Fonts) {
    const { print } = description.language.texts
    const subject = place === 1 ? description.subject : `${description.subject}, ${print.volume(place)}`
    this.number = place
    this.pdf = new ReportPdf({ ...description, subject })
    this.faces = new Faces(this.pdf, fonts)
    this.root = new StructureElement(this.pdf, "Document", null)
    const first = new Page(this.pdf, 0)
    this.#pages = [first]
    this.canvas = new Canvas(first, this.faces)
  }

  get pages(): ReadonlyArray<Page> {
    return this.#pages
  }

  /** The page after the last one, which is drawn on from now on. */
  addPage(): Page {
    const before = this.#pages.at(-1)
    if (before !== undefined && !this.#openPages.has(before)) before.close()
    const page = new Page(this.pdf, this.#pages.length)
    this.#pages.push(page)
    this.canvas.turnTo(page)
    return page
  }

  /** Keeps a page open until the end. */
  keepOpen(page: Page): void {
    this.#openPages.add(page)
  }

  /** Embeds a picture, and gives the name to draw it by. */
  picture({ height, rgb, width }: Logo): string {
    const id = this.pdf.compressedStream(
      `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8`,
      deflateSync(rgb)
    )
    const name = `Picture${id}`
    this.#pictures += `/${name} ${reference(id)}`
    return name
  }

  /** Lays a link over a box of a page; its words are in `element`. */
  link(page: Page, element: StructureElement, box: Box, target: LinkTarget, description: string): void {
    const { destination } = target.landmark
    const corners = [box.x, sheet.height - box.y - box.height, box.x + box.width, sheet.height - box.y]
    const way =
      target.file === null
        ? `/Dest(${destination})`
        : `/A<</S/GoToR/F${textString(target.file)}/D(${destination})/NewWindow true>>`
    const key = this.#pages.length + this.#annotationOwners.push(element.id) - 1
    const id = this.pdf.pack(
      `<</Type/Annot/Subtype/Link/Rect[${corners.map(number).join(" ")}]/Border[0 0 0]/F 4` +
        `/Contents${textString(description)}/StructParent ${key}${way}>>`
    )
    page.annotate(id)
    element.takeAnnotation(page, id)
  }

  /**
   * Draws what every page has, and writes the pages and what leads to them.
   *
   * **Details** `drawFrame` draws what is alike on all pages, and is kept once; `drawPage` what is not.
   */
  end(drawFrame: () => void, drawPage: (page: Page) => void): void {
    const owners = this.#pages.map((page) => page.close().owners)
    const frame = this.#drawn(drawFrame)
    const furniture = this.#pages.map((page) => this.#drawn(() => drawPage(page)))
    const fonts = [...this.canvas.fonts].map(([name, id]) => `/${name} ${reference(id)}`).join("")
    const fontsId = this.pdf.pack(`<<${fonts}>>`)
    const form = this.pdf.stream(
      `/Type/XObject/Subtype/Form/BBox[0 0 ${sheet.width} ${sheet.height}]/Resources<</Font ${reference(fontsId)}>>`,
      frame
    )
    const resources = this.pdf.pack(
      `<</Font ${reference(fontsId)}/XObject<</Frame ${reference(form)}${this.#pictures}>>>>`
    )
    for (const [index, page] of this.#pages.entries()) {
      page.end(resources, this.pdf.shortStream(`/Frame Do\n${furniture[index] ?? ""}`))
    }
    this.pdf.setPages(this.#pages.map(({ id }) => id))
    this.root.end()
    this.pdf.setStructure(this.root.id, [...owners, ...this.#annotationOwners])
    const names = this.landmarks.map((landmark) => `(${landmark.destination})${placeOf(landmark)}`)
    this.pdf.setNames("Dests", names.join(" "))
    this.pdf.setCatalog("Outlines", reference(bookmarks(this.pdf, this.landmarks, placeOf)))
    this.pdf.setCatalog("PageMode", "/UseOutlines")
  }

  #drawn(draw: () => void): string {
    const drawing = new Drawing()
    this.canvas.turnTo(drawing)
    this.canvas.artifact(draw, "Pagination")
    return drawing.take()
  }
}

const placeOf = ({ page, top }: Landmark): string => `[${reference(page.id)}/XYZ 0 ${number(sheet.height - top)} null]`
