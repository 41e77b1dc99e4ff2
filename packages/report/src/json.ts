/**
 * `report.json` and the manifest as bytes.
 */
import type { ReportDocument } from "@rollcall/model"

// The language has it since 2025, the compiler's library for our target does not.
declare global {
  interface JSON {
    rawJSON(text: string): unknown
  }
}

/** The bytes of `report.json`: indented by two, with a final line end; a `bigint` is written as bare digits. */
export const reportJson = (document: ReportDocument): Uint8Array => jsonBytes(document)

/** Any plain value as JSON bytes, laid out alike. */
export function jsonBytes(value: unknown): Uint8Array {
  const text = JSON.stringify(
    value,
    (_key, member: unknown) => (typeof member === "bigint" ? JSON.rawJSON(String(member)) : member),
    2
  )
  return new TextEncoder().encode(`${text}\n`)
}
