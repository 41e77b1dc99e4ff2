/**
 * A report document as the files that an auditor receives.
 */
import type { ReportDocument } from "@rollcall/model"
import { type FileStream, HandedOut, type ReportFile, wholeFiles } from "./files.ts"
import type { Fonts } from "./Fonts.ts"
import type { FormatInput } from "./formats/Format.ts"
import { formats, type ReportFormat, reportFormats } from "./formats.ts"
import { identityOf } from "./identity.ts"
import { jsonChunks } from "./json.ts"
import { english } from "./language/english.ts"
import type { Language } from "./language/Language.ts"
import { manifestFile } from "./manifest.ts"
import { mastheadOf } from "./masthead.ts"
import { Packing } from "./pdf/attachment.ts"
import type { SectionContent } from "./section.ts"
import { contentOf } from "./sections.ts"
import { plainTheme, type Theme } from "./theme/Theme.ts"

/** How a report is told and looks. */
export interface RenderOptions {
  readonly language?: Language
  readonly theme?: Theme
}

const jsonName = "report.json"

/**
 * Renders a report document to its files: `report.json` first, since the others name its hash, and the manifest last.
 *
 * **Details** Pure: no clock, no file system, no randomness; the same document and fonts give the same bytes. Memory holds
 * every file at once; `renderStreams` is for reports that may be long.
 *
 * **Source** design/product.md, "What a report run writes".
 */
export const render = (...input: Parameters<typeof renderStreams>): Promise<ReadonlyArray<ReportFile>> =>
  wholeFiles(renderStreams(...input))

/**
 * Renders a report document to its files, one after the other.
 *
 * **Details** The same files as those of `render`. One is made while it is read, and has to be read to its end before the
 * next is asked for. Beside the document, memory holds little more than the file that is being made.
 */
export async function* renderStreams(
  document: ReportDocument,
  wanted: ReadonlySet<ReportFormat>,
  fonts: Fonts,
  { language = english, theme = plainTheme }: RenderOptions = {}
): AsyncGenerator<FileStream> {
  const handedOut = new HandedOut()
  const json = jsonChunks(document)
  const packing = wanted.has("pdf") ? new Packing() : null
  yield handedOut.file({ name: jsonName, chunks: packing?.pass(json) ?? json })
  const identity = identityOf(document, handedOut.sha256Of(jsonName))
  let content: ReadonlyArray<SectionContent> | undefined
  const input: FormatInput = {
    document,
    identity,
    packed: packing?.end() ?? null,
    content: () => (content ??= contentOf(document, language)),
    language,
    fonts,
    masthead: mastheadOf(document, language),
    theme,
    name: `${document.tenant.id}-${document.period}-posture`
  }
  for (const name of reportFormats) {
    const { files, presence } = formats[name]
    if (presence !== "always" && !wanted.has(name)) continue
    // oxlint-disable-next-line no-await-in-loop -- memory has room for one file at a time
    for await (const file of files(input)) yield handedOut.file(file)
  }
  yield manifestFile(document, identity, input, handedOut.entries())
}
