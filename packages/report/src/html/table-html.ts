/**
 * A table with its rows, in pieces, so that a long one is never one view.
 */
import type { Cell, Column, Link, Table } from "../blocks.ts"
import { displayText } from "../display.ts"
import { around, fill, hole } from "./fill.ts"

/** What a link to a place is written as; `undefined` where the report has no such place. */
export type Hrefs = (to: string) => string | undefined

const rowsAtOnce = 250

/** More than these are laid out only when they come near what is looked at. */
const fewRowsMax = 200

/** Fills in a table. */
export function* tableHtml({ caption, columns, leftOut, rows }: Table, empty: string, hrefs: Hrefs): Generator<string> {
  const total = columns.reduce((sum, column) => sum + column.width, 0)
  const [before = "", after = ""] = around("table", {
    caption: displayText(caption),
    className: [
      "scroll",
      ...(columns.length > 5 ? ["many-columns"] : []),
      ...(rows.length > fewRowsMax ? ["many-rows"] : []),
      ...rightColumns(columns)
    ].join(" "),
    columns: columns.map((column) => ({
      title: column.title,
      className: column.align ?? "left",
      width: `${Math.round((column.width / total) * 1000) / 10}%`
    })),
    rows: hole,
    none: rows.length === 0 ? empty : null,
    leftOut
  })
  yield before
  yield* rowsHtml(columns, rows, hrefs)
  yield after
}

/** Cells are set by the place of their column, so that not each has to say it. */
const rightColumns = (columns: ReadonlyArray<Column>): ReadonlyArray<string> =>
  columns.flatMap(({ align }, index) => (align === "right" ? [`right-${index + 1}`] : []))

function* rowsHtml({ length }: Table["columns"], rows: Table["rows"], hrefs: Hrefs): Generator<string> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const views = Array.from(rows.slice(from, from + rowsAtOnce), (row) => {
      const [head = noCell, ...cells] = Array.from({ length }, (_, index) => cellView(row[index] ?? "–", hrefs))
      return { anchor: anchorOf(row[0]), head, cells }
    })
    yield fill("rows", { rows: views })
  }
}

const anchorOf = (head: Cell | undefined): string | null =>
  head === undefined || typeof head === "string" ? null : (head.anchor ?? null)

type CellView =
  | { readonly isRich: false; readonly text: string }
  | {
      readonly isRich: true
      readonly mark: string | null
      /** The text, if it belongs to the mark and leads nowhere. */
      readonly marked: string
      readonly runs: ReadonlyArray<Run>
      readonly detail: string | null
    }

interface Run {
  readonly text: string
  readonly href: string | null
  /** What a line must not begin with. */
  readonly comma: string
}

const noCell: CellView = { isRich: false, text: "–" }

function cellView(cell: Cell, hrefs: Hrefs): CellView {
  if (typeof cell === "string") return { isRich: false, text: displayText(cell) }
  const text = displayText(cell.text)
  const isMarked = cell.mark !== undefined && cell.links === undefined
  return {
    isRich: true,
    mark: cell.mark ?? null,
    marked: isMarked ? text : "",
    runs: isMarked ? [] : runsOf(text, cell.links ?? [], hrefs),
    detail: cell.detail === undefined ? null : displayText(cell.detail)
  }
}

/** A text cut where links begin and end; words that are not in it, or lead nowhere, stay plain. */
function runsOf(text: string, links: ReadonlyArray<Link>, hrefs: Hrefs): ReadonlyArray<Run> {
  const runs: Array<Run> = []
  let done = 0
  for (const { to, words: linkWords } of links) {
    const shown = displayText(linkWords)
    const at = text.indexOf(shown, done)
    const href = hrefs(to)
    if (at < 0 || shown === "" || href === undefined) continue
    if (at > done) runs.push({ text: text.slice(done, at), href: null, comma: "" })
    done = at + shown.length
    const comma = text.startsWith(",", done) ? "," : ""
    runs.push({ text: shown, href, comma })
    done += comma.length
  }
  if (done < text.length) runs.push({ text: text.slice(done), href: null, comma: "" })
  return runs
}
