/**
 * Values as cells of a worksheet.
 *
 * **Source** ECMA-376 part 1: 18.3.1.4 (cells), 22.9.2.19 (escaped text).
 */
import { dataText } from "../data-text.ts"
import type { Value } from "../tables/DataTable.ts"

/** Positions in the style sheet of the workbook. */
export const styles = { text: 1, instant: 2, header: 3 } as const

/** No spreadsheet holds a longer text in a cell. */
export const textLengthMax = 32_767

const dayMs = 86_400_000
/** Days from the spreadsheet's first day to that of computers. */
const unixEpochDay = 25_569

/** The markup of a cell; nothing for an empty text. */
export function cell(value: Value, address: string): string {
  if (value === "") return ""
  if (value === null || (typeof value === "number" && !Number.isFinite(value))) return notKnown(address)
  if (typeof value === "string") return textCell(value, address, styles.text)
  if (typeof value === "number") return `<c r="${address}"><v>${value}</v></c>`
  if (typeof value === "boolean") return `<c r="${address}" t="b"><v>${value ? 1 : 0}</v></c>`
  return instantCell(value.instant, address)
}

/** A text, never a formula: neither when the file is opened nor, by its style, when the cell is edited. */
export const textCell = (value: string, address: string, style: number): string =>
  `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${textMarkup(fitting(value))}</t></is></c>`

const notKnown = (address: string): string => textCell("not known", address, styles.text)

/** A time as the number that spreadsheets calculate with, in UTC, to the millisecond; what is none stays a text. */
function instantCell(value: string, address: string): string {
  const serial = Date.parse(value) / dayMs + unixEpochDay
  // Before March 1900 the numbers mean different days to different programs.
  if (!(serial > 60)) return textCell(value, address, styles.text)
  return `<c r="${address}" s="${styles.instant}"><v>${serial}</v></c>`
}

/** The text, or as much of it as a cell holds with how much is left out. */
function fitting(text: string): string {
  if (text.length <= textLengthMax) return text
  // Half a surrogate pair at the cut is replaced with all other halves.
  const kept = text.slice(0, textLengthMax - 60)
  return `${kept} … [${text.length - kept.length} characters left out]`
}

/** Text that reads the same when it is loaded: `_x0041_` would be an escaped `A`, and a CR a line feed. */
function textMarkup(text: string): string {
  if (/^[\w .@:/-]*$/.test(text) && !text.includes("_x")) return text
  return dataText(text)
    .replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "_x000D_")
}
