/**
 * A report document as the files that an auditor receives.
 */
import type { ReportDocument } from "@rollcall/model"
import type { Fonts } from "./Fonts.ts"
import type { FormatInput } from "./formats/Format.ts"
import { formats, type ReportFormat, reportFormats } from "./formats.ts"
import { identityOf } from "./identity.ts"
import { reportJson } from "./json.ts"
import { english } from "./language/english.ts"
import type { Language } from "./language/Language.ts"
import { manifestJson, type ReportFile } from "./manifest.ts"
import { mastheadOf } from "./masthead.ts"
import type { SectionContent } from "./section.ts"
import { contentOf } from "./sections.ts"
import { plainTheme, type Theme } from "./theme/Theme.ts"

/** How a report is told and looks. */
export interface RenderOptions {
  readonly language?: Language
  readonly theme?: Theme
}

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
  wanted: ReadonlySet<ReportFormat>,
  fonts: Fonts,
  { language = english, theme = plainTheme }: RenderOptions = {}
): Promise<ReadonlyArray<ReportFile>> {
  const json = reportJson(document)
  const identity = identityOf(document, json)
  let content: ReadonlyArray<SectionContent> | undefined
  const input: FormatInput = {
    document,
    identity,
    json,
    content: () => (content ??= contentOf(document, language)),
    language,
    fonts,
    masthead: mastheadOf(document, language),
    theme,
    name: `${document.tenant.id}-${document.period}-posture`
  }
  const chosen = reportFormats.filter((name) => formats[name].presence === "always" || wanted.has(name))
  const files = (await Promise.all(chosen.map(async (name) => formats[name].files(input)))).flat()
  return [...files, { name: "manifest.json", bytes: manifestJson(document, identity, input, files) }]
}
