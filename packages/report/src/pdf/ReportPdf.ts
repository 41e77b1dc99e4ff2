/**
 * The PDF document itself: archival and accessible by intent (PDF/A-3a, PDF/UA-1), with nothing that changes per run.
 *
 * **Gotchas** pdfkit's private hook `_addInfo` is overridden: its version is pinned, and tests look at the result.
 *
 * **Source** guides/reporting.md, section 2.
 */
import PDFDocument from "pdfkit"

/** An element of the structure tree. */
export type StructureElement = PDFKit.PDFStructureElement

/** A font that is embedded in the document, as far as it is used. */
export type EmbeddedFont = PDFKit.EmbeddedFont

/** What a PDF says of itself. */
export interface PdfDescription {
  readonly title: string
  readonly subject: string
  readonly author: string
  readonly creator: string
  /** SHA-256 of the document; makes the file's id follow its content. */
  readonly modelHash: string
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

/** A pdfkit document with PDF/A and PDF/UA metadata. */
export class ReportPdf extends PDFDocument {
  constructor(description: PdfDescription) {
    super({
      size: "A4",
      margins: { top: 0, bottom: 0, left: 0, right: 0 },
      pdfVersion: "1.7",
      subset: "PDF/A-3a",
      tagged: true,
      lang: "en-GB",
      displayTitle: true,
      bufferPages: true,
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
    this.outline.options = { expanded: true }
  }

  /** Writes the values into XMP escaped, which pdfkit does not do, and says that the file is built to PDF/UA-1. */
  override _addInfo(): void {
    const raw = this.info
    this.info = Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [name, typeof value === "string" ? escapeXml(value) : value])
    )
    // oxlint-disable-next-line no-underscore-dangle -- pdfkit's name for it
    super._addInfo()
    this.info = raw
    this.appendXML(accessibilityXml)
  }
}

/** Ends a document and gathers its bytes. */
export function bytesOf(pdf: ReportPdf): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Array<Uint8Array> = []
    pdf.on("data", (chunk) => chunks.push(chunk))
    pdf.on("end", () => resolve(joined(chunks)))
    pdf.on("error", reject)
    pdf.end()
  })
}

function joined(chunks: ReadonlyArray<Uint8Array>): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** PDF/A demands that the PDF/UA name space be described in the file that uses it. */
const accessibilityXml = `
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`
