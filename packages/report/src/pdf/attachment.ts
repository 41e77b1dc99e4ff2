/**
 * A file inside a PDF, as what the report was made from.
 *
 * **Source** ISO 32000-1, 7.11.4; ISO 19005-3, 6.8.
 */
import { createHash } from "node:crypto"
import { once } from "node:events"
import { createDeflate } from "node:zlib"
import { joined } from "../bytes.ts"
import { dateString, reference, textString } from "./objects.ts"
import type { ReportPdf } from "./ReportPdf.ts"

/** A larger `report.json` lies beside the PDF only: readers unpack an attachment in memory. */
const attachedBytesMax = 64 * 1024 * 1024

/** Bytes that wait to be compressed. */
const waitingBytesMax = 8 * 1024 * 1024

/** A file ready to be attached. */
export interface PackedFile {
  readonly sizeBytes: number
  readonly md5: string
  readonly compressed: Promise<Uint8Array>
}

/** Packs a file while it passes, on another thread. */
export class Packing {
  readonly #md5 = createHash("md5")
  readonly #deflate = createDeflate()
  readonly #compressed: Array<Uint8Array> = []
  #sizeBytes = 0

  constructor() {
    this.#deflate.on("data", (chunk: Uint8Array) => this.#compressed.push(chunk))
  }

  /** Lets chunks pass, and takes what they hold. */
  async *pass(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) {
      this.#sizeBytes += chunk.byteLength
      // oxlint-disable-next-line no-await-in-loop -- a chunk may be overwritten by the next
      if (this.#sizeBytes <= attachedBytesMax) await this.#take(chunk)
      else if (!this.#deflate.destroyed) this.#giveUp()
      yield chunk
    }
  }

  /** What passed; `null` if it is too large to be attached. */
  end(): PackedFile | null {
    if (this.#sizeBytes > attachedBytesMax) return null
    const ended = once(this.#deflate, "end")
    this.#deflate.end()
    return {
      sizeBytes: this.#sizeBytes,
      md5: this.#md5.digest("hex"),
      compressed: ended.then(() => joined(this.#compressed))
    }
  }

  async #take(chunk: Uint8Array): Promise<void> {
    this.#md5.update(chunk)
    this.#deflate.write(chunk.slice())
    if (this.#deflate.writableLength > waitingBytesMax) await once(this.#deflate, "drain")
  }

  #giveUp(): void {
    this.#deflate.destroy()
    this.#compressed.length = 0
  }
}

/** Packs a file. */
export async function packed(chunks: Iterable<Uint8Array>): Promise<PackedFile | null> {
  const packing = new Packing()
  for await (const _ of packing.pass(chunks)) continue
  return packing.end()
}

/** A JSON file to be attached. */
export interface Attachment {
  readonly name: string
  readonly description: string
  readonly file: PackedFile
  /** Stands for the time of making. */
  readonly at: Date
}

/** Attaches a file to the document. */
export async function attach(pdf: ReportPdf, { at, description, file, name }: Attachment): Promise<void> {
  const date = dateString(at)
  const stream = pdf.compressedStream(
    "/Type/EmbeddedFile/Subtype/application#2Fjson" +
      `/Params<</CreationDate${date}/ModDate${date}/CheckSum<${file.md5}>/Size ${file.sizeBytes}>>`,
    await file.compressed
  )
  const title = textString(name)
  const specification = reference(
    pdf.pack(
      `<</Type/Filespec/AFRelationship/Source/F${title}/UF${title}/EF<</F ${reference(stream)}>>` +
        `/Desc${textString(description)}>>`
    )
  )
  pdf.setNames("EmbeddedFiles", `${title}${specification}`)
  pdf.setCatalog("AF", `[${specification}]`)
}
