/**
 * What a section is made of. Renderers know blocks and nothing else; blocks know neither PDF nor HTML.
 */
import type { Severity } from "@rollcall/model"
import type { Drawing } from "./charts/drawing.ts"

/** What a mark stands for: always shown as shape, lightness and word together. */
export type Mark = Severity | "pass" | "unknown" | "excepted"

/** A table's cell: its text, a mark before it, and a quieter second line. */
export type Cell = string | { readonly text: string; readonly mark?: Mark; readonly detail?: string }

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
}

/** A heading below the section's own. */
export interface Heading {
  readonly kind: "heading"
  readonly level: 2 | 3
  readonly text: string
  readonly mark?: Mark
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

/** Rows under columns; the first cell of a row names it. */
export interface Table {
  readonly kind: "table"
  readonly caption: string
  readonly columns: ReadonlyArray<Column>
  readonly rows: ReadonlyArray<ReadonlyArray<Cell>>
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

/** The first so many rows of a table, with the sentence that says what was left out. */
export function firstRows<A>(
  all: ReadonlyArray<A>,
  limit: number,
  what: string
): { readonly shown: ReadonlyArray<A>; readonly leftOut: string | null } {
  if (all.length <= limit) return { shown: all, leftOut: null }
  return {
    shown: all.slice(0, limit),
    leftOut: `First ${limit} of ${all.length} ${what}; the whole list is in report.json.`
  }
}

/** The text that a cell shows, without its mark. */
export const cellText = (cell: Cell): string => (typeof cell === "string" ? cell : cell.text)
