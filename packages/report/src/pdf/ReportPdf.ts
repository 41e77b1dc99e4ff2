/**
 * The PDF document itself: archival and accessible by intent (PDF/A-3a, PDF/UA-1), with nothing that changes per run.
 *
 * pdfkit embeds fonts and writes metadata. Pages and structure are too many for it: they are written here as text, small
 * objects packed, some hundreds to a stream.
 *
 * **Gotchas** Private members of pdfkit are used and two of its hooks overridden: its version is pinned, and tests look at
 * the result.
 *
 * **Source** guides/reporting.md, sections 2 and 4.
 */
import type { Language } from "../language/Language.ts"
import { deflateSync } from "node:zlib"
import PDFDocument from "pdfkit"
import { accessibilityXml, escapeXml } from "./metadata.ts"
import { reference, Written } from "./objects.ts"
import { Output } from "./Output.ts"
import { crossReferenceEntries, crossReferences, Offsets, PackedObjects } from "./packing.ts"

/* oxlint-disable no-underscore-dangle -- pdfkit's names */

/** What a PDF says of itself. */
export interface PdfDescription {
  readonly title: string
  readonly subject: string
  readonly author: string
  readonly creator: string
  /** SHA-256 of the document; makes the file's id follow its content. */
  readonly modelHash: string
  readonly language: Language
  /** Stands for the time of making, so that the same input gives the same bytes. */
  readonly at: Date
}

/** A4 with the report's margins, in points. */
export const sheet: Readonly<Record<"width" | "height" | "left" | "right" | "top" | "bottom", number>> = {
  width: 595.28,
  height: 841.89,
  left: 48,
  right: 547.28,
  top: 64,
  bottom: 785.89
}

/** Pages are kept for years, and read often. */
const streamLevel = 6

/** What most streams take when they are compressed. */
const deflatedLength = 8192

/** Packed objects are alike: trying harder takes twice the time, for a twentieth of their bytes. */
const packedLevel = 4

/** A pdfkit document with PDF/A and PDF/UA metadata, and with objects of our own. */
export class ReportPdf extends PDFDocument {
  /** Only declared: pdfkit writes the header before fields of this class are set. */
  declare private output: Output | undefined
  readonly #packed = new PackedObjects()
  // Memory outside of the heap is dear: for every 64 MB of it, all that the process holds is gone through.
  #scratch = Buffer.allocUnsafe(1 << 16)

  constructor(description: PdfDescription) {
    super({
      pdfVersion: "1.7",
      subset: "PDF/A-3a",
      tagged: true,
      lang: description.language.tag,
      displayTitle: true,
      autoFirstPage: false,
      // No default font: only what is drawn with is opened and embedded.
      font: "",
      info: {
        Title: description.title,
        Subject: description.subject,
        Author: description.author,
        Creator: description.creator,
        Producer: "pdfkit 0.20.2",
        Keywords: description.modelHash,
        CreationDate: description.at,
        ModDate: description.at
      }
    })
    this._offsets = new Offsets(this._offsets.length)
  }

  get pagesId(): number {
    return this._root.data.Pages.id
  }

  get structureId(): number {
    return this._root.data.StructTreeRoot.id
  }

  /** The id of an object that will be written. */
  reserve(): number {
    this._offsets.push(null)
    return this._offsets.length
  }

  /** Writes an object that is no stream. */
  pack(text: string, id: number = this.reserve()): number {
    this.#packed.add(id, text)
    if (this.#packed.isFull) this.#flushPacked()
    return id
  }

  /** Writes a stream; `entries` are those of its dictionary but for length and filter. */
  stream(entries: string, content: string): number {
    return this.compressedStream(entries, this.#deflated(content, streamLevel))
  }

  /** Writes a stream that is compressed already. */
  compressedStream(entries: string, bytes: Uint8Array, id: number = this.reserve()): number {
    this.#writeStream(id, `${entries}/Filter/FlateDecode`, bytes)
    return id
  }

  /** Writes a stream as it is: for the short ones that are many. */
  shortStream(content: string): number {
    const id = this.reserve()
    this.#writeStream(id, "", Buffer.from(content, "latin1"))
    return id
  }

  /** Sets an entry of the catalog. */
  setCatalog(key: string, value: string): void {
    this._root.data[key] = new Written(value)
  }

  /** Sets the pages, in reading order; each names `pagesId` as its parent. */
  setPages(ids: ReadonlyArray<number>): void {
    const { data } = this._root.data.Pages
    data["Kids"] = ids.map((id) => new Written(reference(id)))
    data["Count"] = ids.length
  }

  /** Sets the names that files or places go by. */
  setNames(key: "Dests" | "EmbeddedFiles", names: string): void {
    this._root.data.Names.data[key] = new Written(`<</Names[${names}]>>`)
  }

  /** Sets the root of the structure, and the object that tells for each key which elements content belongs to. */
  setStructure(rootId: number, parents: ReadonlyArray<number>): void {
    const { data } = this._root.data.StructTreeRoot
    const numbers = parents.map((id, key) => `${key} ${reference(id)}`).join(" ")
    data["K"] = new Written(reference(rootId))
    data["ParentTree"] = new Written(reference(this.pack(`<</Nums[${numbers}]>>`)))
    data["ParentTreeNextKey"] = parents.length
  }

  /** Ends the document and gives its bytes away. */
  takeChunks(): Iterable<Uint8Array> {
    this.#flushPacked()
    this.end()
    const chunks = this.output?.takeChunks() ?? []
    this.output = undefined
    this.#packed.places.clear()
    return chunks
  }

  /** Keeps what is written: nobody reads along. */
  override _write(data: string | Uint8Array): void {
    this.output ??= new Output()
    this._offset += this.output.add(data instanceof Uint8Array ? data : `${data}\n`)
  }

  /** Writes the values into XMP escaped, which pdfkit does not do, and says that the file is built to PDF/UA-1. */
  override _addInfo(): void {
    const raw = this.info
    this.info = Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [name, typeof value === "string" ? escapeXml(value) : value])
    )
    super._addInfo()
    this.info = raw
    this.appendXML(accessibilityXml)
  }

  /** Writes the cross-references as a stream: a plain table can't tell of packed objects. */
  override _finalize(): void {
    const start = this._offset
    const id = this.reserve()
    this._offsets[id - 1] = start
    const fileId = `<${Buffer.from(this._id).toString("hex")}>`
    const entries = `/Type/XRef/Size ${id + 1}/Root ${reference(this._root.id)}/Info ${reference(this._info.id)}/ID[${fileId}${fileId}]`
    this.compressedStream(
      entries + crossReferenceEntries,
      deflateSync(crossReferences(this._offsets, this.#packed.places)),
      id
    )
    this._write(`startxref\n${start}\n%%EOF`)
  }

  #flushPacked(): void {
    if (this.#packed.isEmpty) return
    const id = this.reserve()
    const { content, entries } = this.#packed.take(id)
    this.compressedStream(entries, this.#deflated(content, packedLevel), id)
  }

  /** Compresses a text of one byte for each character, by way of a buffer that is used again and again. */
  #deflated(content: string, level: number): Uint8Array {
    if (content.length > this.#scratch.length) this.#scratch = Buffer.allocUnsafe(2 * content.length)
    const length = this.#scratch.write(content, "latin1")
    return deflateSync(this.#scratch.subarray(0, length), { level, chunkSize: deflatedLength })
  }

  #writeStream(id: number, entries: string, bytes: Uint8Array): void {
    this._offsets[id - 1] = this._offset
    this._write(`${id} 0 obj\n<<${entries}/Length ${bytes.byteLength}>>\nstream`)
    this._write(bytes)
    this._write("\nendstream\nendobj")
  }
}
