/**
 * The tables as one workbook with typed cells, behind a sheet that says what it is.
 */
import { instant, type DataTable, type Value } from "../tables/DataTable.ts"
import { tablesOf } from "../tables.ts"
import { periodName } from "../wording.ts"
import { measured, workbook } from "../xlsx/workbook.ts"
import type { Format, FormatInput } from "./Format.ts"

export const xlsx: Format = {
  presence: "on-request",
  files: (input) => {
    const tables = tablesOf(input.document).map(measured)
    const cutCount = tables.reduce((sum, table) => sum + table.cutCount, 0)
    return [{ name: `${input.name}.xlsx`, chunks: workbook([measured(about(input, cutCount)), ...tables]) }]
  }
}

/** What the workbook is made of, so that it can be traced when it lies alone on a desk. */
function about({ document, identity }: FormatInput, cutCount: number): DataTable {
  const { generator, period, snapshot, tenant } = document
  const facts: ReadonlyArray<readonly [string, Value]> = [
    ["Tenant", tenant.name],
    ["Tenant id", tenant.id],
    ["Period", periodName(period)],
    ["Time zone of the period", tenant.timezone],
    ["Collection began", instant(snapshot.startedAt)],
    ["Collection ended", instant(snapshot.finishedAt)],
    ["Snapshot", snapshot.id],
    ["Snapshot content hash", snapshot.contentHash],
    ["Everything was read to its end", snapshot.complete],
    ["Report", identity.reportId],
    ["SHA-256 of report.json", identity.modelHash],
    ["Made by", `Rollcall ${generator.version}`],
    ["Check catalogue", generator.catalogue],
    ["Times", "UTC, to the millisecond; report.json has every digit"],
    ["not known", "The source did not say, or was not read to its end"],
    ["Texts cut to what a cell holds", cutCount]
  ]
  return { name: "about", title: "About", columns: ["What", "Value"], rows: () => facts }
}
