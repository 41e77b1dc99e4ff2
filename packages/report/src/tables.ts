/**
 * The tables that spreadsheets receive, in order. A table is a file in `tables/` and a line here.
 */
import type { ReportDocument } from "@rollcall/model"
import type { DataTable } from "./tables/DataTable.ts"
import { devices } from "./tables/devices.ts"
import { failures } from "./tables/failures.ts"
import { findings } from "./tables/findings.ts"
import { people } from "./tables/people.ts"

/** All tables of a document. */
export const tablesOf = (document: ReportDocument): ReadonlyArray<DataTable> =>
  [people, devices, findings, failures].map((table) => table(document))
