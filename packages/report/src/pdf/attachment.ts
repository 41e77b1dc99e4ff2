/**
 * A file inside a PDF, as what the report was made from.
 *
 * **Source** ISO 32000-1, 7.11.4; ISO 19005-3, 6.8.
 */
import { createHash } from "node:crypto"
import { promisify } from "node:util"
import { deflate } from "node:zlib"
import { dateString, reference, textString } from "./objects.ts"
import type { ReportPdf } from "./ReportPdf.ts"

/** A larger `report.json` lies beside the PDF only: readers unpack an attachment in memory. */
export const attachedBytesMax = 64 * 1024 * 1024

/** Compresses on another thread, beside the drawing. */
export const compress: (bytes: Uint8Array) => Promise<Uint8Array> = promisify(deflate)

/** A JSON file to be attached. */
export interface Attachment {
  readonly name: string
  readonly description: string
  readonly bytes: Uint8Array
  readonly compressed: Uint8Array
  /** Stands for the time of making. */
  readonly at: Date
}

/** Attaches a file to the document. */
export function attach(pdf: ReportPdf, { at, bytes, compressed, description, name }: Attachment): void {
  const date = dateString(at)
  const sum = createHash("md5").update(bytes).digest("hex")
  const stream = pdf.compressedStream(
    "/Type/EmbeddedFile/Subtype/application#2Fjson" +
      `/Params<</CreationDate${date}/ModDate${date}/CheckSum<${sum}>/Size ${bytes.byteLength}>>`,
    compressed
  )
  const title = textString(name)
  const file = reference(
    pdf.pack(
      `<</Type/Filespec/AFRelationship/Source/F${title}/UF${title}/EF<</F ${reference(stream)}>>` +
        `/Desc${textString(description)}>>`
    )
  )
  pdf.setNames("EmbeddedFiles", `${title}${file}`)
  pdf.setCatalog("AF", `[${file}]`)
}
