/**
 * A table of the report for programs and spreadsheets, before it takes a form.
 */
import type { ReportDocument } from "@rollcall/model"

/** A point in time, as the report document writes it. */
export interface Instant {
  readonly instant: string
}

/** A value of a table; `null` is what is not known, and an empty text is that there is none. */
export type Value = string | number | boolean | Instant | null

/** A table of one document. */
export interface DataTable {
  /** Names the file. */
  readonly name: string
  readonly title: string
  readonly columns: ReadonlyArray<string>
  /** Gives the rows anew, one by one. */
  readonly rows: () => Iterable<ReadonlyArray<Value>>
}

/** A table as it is defined. */
export interface TableDefinition<Row> {
  readonly name: string
  readonly title: string
  readonly rows: (document: ReportDocument) => Iterable<Row>
  /** Each column's name with what stands in it, in order. */
  readonly columns: (document: ReportDocument) => Readonly<Record<string, (row: Row) => Value>>
}

/** Makes a table of its definition, for any document. */
export const defineTable =
  <Row>({ columns, name, rows, title }: TableDefinition<Row>) =>
  (document: ReportDocument): DataTable => {
    const cells = columns(document)
    const values = Object.values(cells)
    return {
      name,
      title,
      columns: Object.keys(cells),
      rows: function* () {
        for (const row of rows(document)) yield values.map((value) => value(row))
      }
    }
  }

/** Text whose absence says nothing more than that there is none. */
export const words = (value: string | null | undefined): string => value ?? ""

/** Several texts in one cell. */
export const several = (values: ReadonlyArray<string>): string => values.join("; ")

/** A value that has an answer, whether or not it was given. */
export const fact = <A extends Value>(value: A | null | undefined): A | null => value ?? null

/** A time that a source gave. */
export const instant = (value: string | null | undefined): Instant | null =>
  value === null || value === undefined ? null : { instant: value }
