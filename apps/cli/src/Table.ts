/**
 * Tables for a terminal.
 */
import { CliOutput } from "effect/cli"

/** Rows under heads in aligned columns; the last column is as wide as it likes. */
export function table(heads: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> {
  const all = [heads, ...rows.map((row) => row.map(terminalText))]
  const widths = heads.map((_, column) =>
    all.reduce((width, row) => Math.max(width, CliOutput.displayWidth(row[column] ?? "")), 0)
  )
  return all.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - CliOutput.displayWidth(cell)))
      .join("  ")
      .trimEnd()
  )
}

/** Text from a source, without what a terminal would obey: control characters and changes of direction. */
export const terminalText = (text: string): string =>
  text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, "\ufffd")

/** Blocks of lines with a blank line between them. */
export const apart = (blocks: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> =>
  blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]))
