/**
 * What pages in a browser say besides the report, in English.
 */
import { englishWording } from "./english-wording.ts"

const { count } = englishWording

export const englishPage = {
  modelHash: "SHA-256 of the data",
  parts: "Parts",
  previous: (title: string) => `Before: ${title}`,
  next: (title: string) => `Next: ${title}`,
  part: (at: number, of: number) => `part ${count(at)} of ${count(of)}`,
  partOf: (title: string, part: string) => `${title}, ${part}`,
  rows: (from: number, to: number) => `${count(from)} to ${count(to)}`,
  rowsOf: (caption: string, rows: string) => `${caption}: rows ${rows}`,
  divided: (rows: number, parts: number) =>
    `${count(rows)} rows are more than a browser handles well at once: they stand in ${count(parts)} files beside this one, none left out.`,
  ofWhole: (rows: string, all: number) =>
    `Rows ${rows} of ${count(all)}, in the order of the whole. Sorting and filtering see this part alone; report.json holds everything.`,
  partColumns: { part: "Part", rows: "Rows", first: "First", last: "Last" },
  /** The page itself fills in what stands in braces. */
  tables: {
    filter: "Filter rows",
    filterOf: "Filter rows of {table}",
    shown: "{shown} of {all} rows with “{filter}”",
    sorted: "{column}: sorted, {direction}",
    ascending: "ascending",
    descending: "descending",
    unsorted: "Rows in the report’s order"
  }
}
