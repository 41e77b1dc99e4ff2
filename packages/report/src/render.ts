/**
 * A report document as the files that an auditor receives.
 */
import type { ReportDocument } from "@rollcall/model"
import { devicesCsv, findingsCsv, peopleCsv } from "./csv.ts"
import { renderHtml } from "./html/render-html.ts"
import { identityOf } from "./identity.ts"
import { reportJson } from "./json.ts"
import { manifestJson, type ReportFile } from "./manifest.ts"
import type { Fonts } from "./Fonts.ts"
import { renderPdf } from "./pdf/render-pdf.ts"
import { sections } from "./sections.ts"

/** What can be asked for; `report.json` and the manifest always come. */
export type ReportFormat = "pdf" | "html" | "json" | "csv"

/**
 * Renders a report document to its files, the manifest last.
 *
 * **Details** Pure: no clock, no file system, no randomness; the same document and fonts give the same bytes. Memory holds
 * every file at once.
 *
 * **Source** design/product.md, "What a report run writes".
 */
export async function render(
  document: ReportDocument,
  formats: ReadonlySet<ReportFormat>,
  fonts: Fonts
): Promise<ReadonlyArray<ReportFile>> {
  const json = reportJson(document)
  const identity = identityOf(document, json)
  const content = sections.map((section) => section.of(document)).filter((each) => each !== null)
  const name = `${document.tenant.id}-${document.period}-posture`
  const files: Array<ReportFile> = []
  if (formats.has("pdf")) {
    files.push({ name: `${name}.pdf`, bytes: await renderPdf({ document, identity, content, json, fonts }) })
  }
  if (formats.has("html")) files.push({ name: `${name}.html`, bytes: renderHtml({ document, identity, content }) })
  files.push({ name: "report.json", bytes: json })
  if (formats.has("csv")) {
    files.push({ name: "people.csv", bytes: peopleCsv(document) })
    files.push({ name: "devices.csv", bytes: devicesCsv(document) })
    files.push({ name: "findings.csv", bytes: findingsCsv(document) })
  }
  return [...files, { name: "manifest.json", bytes: manifestJson(document, identity, files) }]
}
