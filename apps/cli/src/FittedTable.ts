/**
 * Tables that are as narrow as the terminal they are read on.
 */
import { Effect, Terminal } from "effect"
import { CliOutput } from "effect/cli"
import { table, terminalText } from "./Table.ts"

/** A column, and how narrow it may become. */
export interface Column {
  readonly head: string
  /** Narrower than this only if nothing else helps; a column without it is never cut. */
  readonly narrow?: number
  /** The narrowest that is of any use, for columns that are cut last. */
  readonly narrowest?: number
}

/** Rows as a table, cut to the terminal's width; not where the output goes elsewhere. */
export const fittedTable = Effect.fnUntraced(function* (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<ReadonlyArray<string>>
) {
  const terminal = yield* Terminal.Terminal
  return cutTable(columns, rows, yield* terminal.columns)
})

/** The same for a known width; 0 is as wide as the cells are. */
export function cutTable(
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  width: number
): ReadonlyArray<string> {
  const heads = columns.map(({ head }) => head)
  const plain = rows.map((row) => row.map(terminalText))
  const wanted = columns.map(({ head, narrow }, index) => {
    const full = plain.reduce((most, row) => Math.max(most, CliOutput.displayWidth(row[index] ?? "")), head.length)
    return narrow === undefined ? full : Math.min(full, cellWidthMax)
  })
  const room = width === 0 ? Number.POSITIVE_INFINITY : width - gap * (columns.length - 1)
  const first = shrunk(
    wanted,
    columns.map(
      ({ head, narrow }, index) => (narrow === undefined ? wanted[index] : Math.max(narrow, head.length)) ?? 0
    ),
    room
  )
  const widths = shrunk(
    first,
    columns.map(({ narrowest }, index) => narrowest ?? first[index] ?? 0),
    room
  )
  return table(
    heads,
    plain.map((row) => row.map((cell, index) => cut(cell, widths[index] ?? 0)))
  )
}

/** Blanks between columns. */
const gap = 2

/** Wide enough for any name; a hostile one must not push everything else off the page. */
const cellWidthMax = 48

/** Takes from the widest column, again and again, until all fit or none can give more. */
function shrunk(widths: ReadonlyArray<number>, least: ReadonlyArray<number>, room: number): ReadonlyArray<number> {
  const result = [...widths]
  let excess = result.reduce((sum, each) => sum + each, 0) - room
  while (excess > 0) {
    let widest = -1
    for (const [index, each] of result.entries()) {
      if (each > (least[index] ?? 0) && each > (result[widest] ?? 0)) widest = index
    }
    if (widest === -1) break
    result[widest] = (result[widest] ?? 0) - 1
    excess -= 1
  }
  return result
}

/** Text that is at most so wide, with an ellipsis for what was taken. */
export function cut(text: string, width: number): string {
  if (CliOutput.displayWidth(text) <= width) return text
  let kept = ""
  let keptWidth = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    keptWidth += CliOutput.displayWidth(segment)
    if (keptWidth >= width) break
    kept += segment
  }
  return `${kept}…`
}
