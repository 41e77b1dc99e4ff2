/**
 * Whose report is missing, or rests on less than it should, and why?
 */
import type { Block, Cell, Column } from "../blocks.ts"
import { english } from "../language/english.ts"
import { sourceTitles } from "../reading.ts"
import type { SectionContent } from "../section.ts"
import {
  isReported,
  type Portfolio,
  type PortfolioTenant,
  type ReportedTenant,
  type UnreportedTenant
} from "./Portfolio.ts"
import { texts } from "./texts.ts"

const { missing } = texts

/** What did not go as it should. */
export function portfolioMissing({ checks, tenants }: Portfolio): SectionContent {
  const reported = tenants.filter(isReported)
  const tables = [
    ...tableOf(
      missing.withoutReport,
      unreportedColumns,
      tenants.filter((each) => !isReported(each)).map(unreportedRow)
    ),
    ...tableOf(missing.partial, partialColumns, reported.filter(({ snapshot }) => !snapshot.complete).map(partialRow)),
    ...tableOf(
      missing.withheld,
      withheldColumns,
      reported.filter(({ withheldBy }) => withheldBy.length > 0).map((tenant) => withheldRow(tenant, checks))
    ),
    ...tableOf(missing.outside, outsideColumns, reported.flatMap(outsideRow))
  ]
  const nothing: Block = { kind: "paragraph", text: missing.nothing }
  return { id: "missing", title: missing.title, blocks: tables.length === 0 ? [nothing] : tables }
}

const { columns } = missing
const unreportedColumns = [
  { title: columns.tenant, width: 26 },
  { title: columns.why, width: 46 },
  { title: columns.where, width: 28 }
]
const partialColumns = [
  { title: columns.tenant, width: 26 },
  { title: columns.unread, width: 50 },
  { title: columns.finished, width: 24 }
]
const withheldColumns = [
  { title: columns.tenant, width: 26 },
  { title: columns.gates, width: 74 }
]
const outsideColumns = [
  { title: columns.tenant, width: 26 },
  { title: columns.basis, width: 50 },
  { title: columns.finished, width: 24 }
]

type Row = ReadonlyArray<Cell>

const tableOf = (caption: string, titles: ReadonlyArray<Column>, rows: ReadonlyArray<Row>): ReadonlyArray<Block> =>
  rows.length === 0 ? [] : [{ kind: "table", caption, columns: titles, rows, leftOut: null }]

function unreportedRow(tenant: UnreportedTenant): Row {
  const where = [tenant.source, tenant.operation].filter((each) => each !== null).join(" ")
  return [nameCell(tenant), { text: missing.why[tenant.why], mark: "unknown" }, where === "" ? "–" : where]
}

function partialRow(tenant: ReportedTenant): Row {
  const { finishedAt, unread } = tenant.snapshot
  const bySource = [...Map.groupBy(unread, ({ source }) => source)].map(
    ([source, all]) =>
      `${sourceTitles[source]}: ${english.listed(all.map(({ resource }) => english.texts.resources[resource].toLowerCase()))}`
  )
  return [
    nameCell(tenant),
    { text: bySource.length === 0 ? missing.refusedRecords : bySource.join("; "), mark: "unknown" },
    english.instant(finishedAt)
  ]
}

function withheldRow(tenant: ReportedTenant, checks: Portfolio["checks"]): Row {
  const failed = checks.filter(({ code }) => tenant.withheldBy.includes(code))
  return [nameCell(tenant), { text: failed.map(({ code, title }) => `${code}: ${title}`).join("; "), mark: "gate" }]
}

function outsideRow(tenant: ReportedTenant): ReadonlyArray<Row> {
  const { basis, finishedAt } = tenant.snapshot
  return basis === "within-period" ? [] : [[nameCell(tenant), missing.basis[basis], english.instant(finishedAt)]]
}

const nameCell = ({ id, name }: PortfolioTenant): Cell => (name === id ? id : { text: name, detail: id })
