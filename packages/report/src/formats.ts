/**
 * The report's formats, in the order that their files are listed in. A format is a file in `formats/` and a line here.
 */
import { csv } from "./formats/csv.ts"
import type { Format } from "./formats/Format.ts"
import { html } from "./formats/html.ts"
import { json } from "./formats/json.ts"
import { ocsf } from "./formats/ocsf.ts"
import { oscal } from "./formats/oscal.ts"
import { pdf } from "./formats/pdf.ts"
import { xlsx } from "./formats/xlsx.ts"

const registry = { pdf, html, json, csv, xlsx, ocsf, oscal } satisfies Record<string, Format>

/** What can be asked for; `json` always comes, and the manifest with it. */
export type ReportFormat = keyof typeof registry

/** All formats by name. */
export const formats: Readonly<Record<ReportFormat, Format>> = registry

const isFormat = (name: string): name is ReportFormat => Object.hasOwn(registry, name)

/** The names of all formats. */
export const reportFormats: ReadonlyArray<ReportFormat> = Object.keys(registry).filter(isFormat)

/** The formats that are written where none is named. */
export const defaultFormats: ReadonlyArray<ReportFormat> = reportFormats.filter(
  (name) => formats[name].presence !== "on-request"
)
