/**
 * The tables as CSV: RFC 4180, UTF-8 with the byte-order mark that spreadsheets want.
 *
 * **Details** What is not known prints `not known`; an empty cell is an empty text.
 *
 * **Source** design/product.md, "What a report run writes".
 */
import { encoded } from "../bytes.ts"
import { dataText } from "../data-text.ts"
import type { DataTable, Value } from "../tables/DataTable.ts"
import { tablesOf } from "../tables.ts"
import type { Format } from "./Format.ts"

export const csv: Format = {
  presence: "by-default",
  files: ({ document }) =>
    tablesOf(document).map((table) => ({ name: `${table.name}.csv`, chunks: encoded(linesOf(table)) }))
}

function* linesOf({ columns, rows }: DataTable): Generator<string> {
  yield `\ufeff${columns.join(",")}\r\n`
  for (const row of rows()) yield `${row.map(cellOf).join(",")}\r\n`
}

function cellOf(value: Value): string {
  if (typeof value === "number") return String(value)
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (value === null) return "not known"
  return fieldOf(typeof value === "string" ? value : value.instant)
}

/**
 * What a spreadsheet may take for a formula. Wider than the rule's `= + - @`, tab and CR: some programs look past blanks
 * and invisible marks, and read the full-width signs of East Asian keyboards alike.
 */
const formula = /^(?:[\s\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u

/** A cell that a spreadsheet would take for a formula is made text by an apostrophe. */
function fieldOf(text: string): string {
  const fit = dataText(text)
  const safe = formula.test(fit) ? `'${fit}` : fit
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
