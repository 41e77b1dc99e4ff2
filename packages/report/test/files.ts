/**
 * Renders an input and picks files out of the result.
 */
import {
  defaultFormats,
  render,
  type ReportFile,
  type ReportFormat,
  type ReportInput,
  reportDocument
} from "@rollcall/report"
import { loadFonts } from "./fonts.ts"

export const renderAll = (
  input: ReportInput,
  formats: ReadonlyArray<ReportFormat> = defaultFormats
): Promise<ReadonlyArray<ReportFile>> => render(reportDocument(input), new Set(formats), loadFonts())

export function bytesOf(files: ReadonlyArray<ReportFile>, ending: string): Uint8Array {
  const file = files.find(({ name }) => name.endsWith(ending))
  if (file === undefined) throw new Error(`no file ends with ${ending}: ${files.map(({ name }) => name).join(", ")}`)
  return file.bytes
}

export const textOf = (files: ReadonlyArray<ReportFile>, ending: string): string =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytesOf(files, ending))

/** The rows of a CSV file without quoted line ends, its header first. */
export const rowsOf = (text: string): ReadonlyArray<string> => text.replace("\ufeff", "").trimEnd().split("\r\n")
