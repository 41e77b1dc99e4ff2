/**
 * What a section is made of. Renderers know blocks and nothing else; blocks know neither PDF nor HTML.
 */
import type { Severity } from "@rollcall/model"
import type { Drawing } from "./charts/drawing.ts"
import type { Logo } from "./theme/Theme.ts"

/** What a mark stands for: always shown as shape, lightness and word together. */
export type Mark = Severity | "pass" | "unknown" | "excepted"

/** Words of a text that lead to an anchor, where a reader can follow them; on paper they are words. */
export interface Link {
  readonly words: string
  readonly to: string
}

/** A table's cell: its text, a mark before it, and a quieter second line. */
export type Cell =
  | string
  | {
      readonly text: string
      readonly mark?: Mark
      readonly detail?: string
      /** In the order that their words come in the text. */
      readonly links?: ReadonlyArray<Link>
      /** On a row's first cell: what links lead to the row by; see `anchors.ts`. */
      readonly anchor?: string
    }

/** A table's column; widths are shares of the whole. */
export interface Column {
  readonly title: string
  readonly width: number
  readonly align?: "left" | "right"
}

/** The report's name plate. */
export interface Cover {
  readonly kind: "cover"
  readonly title: string
  readonly subtitle: string
  readonly period: string
  /** Quiet lines below the period; put there by a theme, as is the logo. */
  readonly remarks?: ReadonlyArray<string>
  readonly logo?: Logo & { readonly alternative: string }
}

/** A heading below the section's own. */
export interface Heading {
  readonly kind: "heading"
  readonly level: 2 | 3
  readonly text: string
  readonly mark?: Mark
  /** What links lead to it by; see `anchors.ts`. */
  readonly anchor?: string
}

/** Running text, as one paragraph. */
export interface Paragraph {
  readonly kind: "paragraph"
  readonly text: string
  /** Set in bold before the text. */
  readonly lead?: string
  readonly role?: "verdict"
}

/** Names with their values. */
export interface Facts {
  readonly kind: "facts"
  readonly entries: ReadonlyArray<{ readonly name: string; readonly value: string }>
}

/** Numbers to be seen first, side by side. */
export interface Figures {
  readonly kind: "figures"
  readonly entries: ReadonlyArray<{ readonly label: string; readonly value: string; readonly note: string }>
}

/** A table's row. */
export type Row = ReadonlyArray<Cell>

/** The rows of a table: a list of them, or what makes each anew whenever it is asked for. */
export interface Rows extends Iterable<Row> {
  readonly length: number
  /** Counts from the end where it is negative, as a list does. */
  at(index: number): Row | undefined
  slice(from: number, until: number): Rows
}

/** Rows under columns; the first cell of a row names it. */
export interface Table {
  readonly kind: "table"
  readonly caption: string
  readonly columns: ReadonlyArray<Column>
  readonly rows: Rows
  /** What was left out; `null` if nothing was. */
  readonly leftOut: string | null
}

/** A remark that stands out. */
export interface Note {
  readonly kind: "note"
  readonly tone: "information" | "warning"
  readonly text: string
}

/** Numbers as shapes, with all of them as text; see `charts/`. */
export interface Chart {
  readonly kind: "chart"
  readonly title: string
  /** Every number, in words. */
  readonly description: string
  readonly legend: ReadonlyArray<{ readonly label: string; readonly mark: Mark }>
  readonly drawing: Drawing
}

/** Anything that a section can say. */
export type Block = Cover | Heading | Paragraph | Facts | Figures | Table | Note | Chart

/** A row for each of these, made when it is asked for: those of a long table are never all in memory. */
export const rowsOf = <A>(all: ReadonlyArray<A>, rowOf: (one: A) => Row): Rows => ({
  length: all.length,
  at: (index) => {
    const one = all.at(index)
    return one === undefined ? undefined : rowOf(one)
  },
  slice: (from, until) => rowsOf(all.slice(from, until), rowOf),
  *[Symbol.iterator]() {
    for (const one of all) yield rowOf(one)
  }
})

/** The first so many rows of a table, with the sentence that says what was left out. */
export function firstRows<A>(
  all: ReadonlyArray<A>,
  limit: number,
  sentence: (shown: number, all: number) => string
): { readonly shown: ReadonlyArray<A>; readonly leftOut: string | null } {
  if (all.length <= limit) return { shown: all, leftOut: null }
  return { shown: all.slice(0, limit), leftOut: sentence(limit, all.length) }
}

/** The text that a cell shows, without its mark. */
export const cellText = (cell: Cell): string => (typeof cell === "string" ? cell : cell.text)
