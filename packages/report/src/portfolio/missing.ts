/**
 * Whose report is missing, or rests on less than it should, and why?
 */
import type { Block, Cell, Column } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import { sourceTitles } from "../reading.ts"
import type { SectionContent } from "../section.ts"
import {
  isReported,
  type Portfolio,
  type PortfolioTenant,
  type ReportedTenant,
  titleOf,
  type UnreportedTenant
} from "./Portfolio.ts"
import { type PortfolioTexts, textsIn } from "./texts.ts"

type Words = PortfolioTexts["missing"]

/** What did not go as it should. */
export function portfolioMissing({ checks, tenants }: Portfolio, language: Language): SectionContent {
  const { missing } = textsIn(language)
  const { columns } = missing
  const reported = tenants.filter(isReported)
  const without = tenants.filter((each) => !isReported(each))
  const partial = reported.filter(({ snapshot }) => !snapshot.complete)
  const withheld = reported.filter(({ withheldBy }) => withheldBy.length > 0)
  const tables = [
    ...tableOf(
      missing.withoutReport,
      columnsOf([columns.tenant, 26], [columns.why, 46], [columns.where, 28]),
      without.map((tenant) => unreportedRow(tenant, missing))
    ),
    ...tableOf(
      missing.partial,
      columnsOf([columns.tenant, 26], [columns.unread, 50], [columns.finished, 24]),
      partial.map((tenant) => partialRow(tenant, missing, language))
    ),
    ...tableOf(
      missing.withheld,
      columnsOf([columns.tenant, 26], [columns.gates, 74]),
      withheld.map((tenant) => withheldRow(tenant, checks, language))
    ),
    ...tableOf(
      missing.outside,
      columnsOf([columns.tenant, 26], [columns.basis, 50], [columns.finished, 24]),
      reported.flatMap((tenant) => outsideRow(tenant, missing, language))
    )
  ]
  const nothing: Block = { kind: "paragraph", text: missing.nothing }
  return { id: "missing", title: missing.title, blocks: tables.length === 0 ? [nothing] : tables }
}

const columnsOf = (...all: ReadonlyArray<readonly [title: string, width: number]>): ReadonlyArray<Column> =>
  all.map(([title, width]) => ({ title, width }))

type Row = ReadonlyArray<Cell>

const tableOf = (caption: string, titles: ReadonlyArray<Column>, rows: ReadonlyArray<Row>): ReadonlyArray<Block> =>
  rows.length === 0 ? [] : [{ kind: "table", caption, columns: titles, rows, leftOut: null }]

function unreportedRow(tenant: UnreportedTenant, { why }: Words): Row {
  const where = [tenant.source, tenant.operation].filter((each) => each !== null).join(" ")
  return [nameCell(tenant), { text: why[tenant.why], mark: "unknown" }, where === "" ? "–" : where]
}

function partialRow(tenant: ReportedTenant, { refusedRecords }: Words, language: Language): Row {
  const { finishedAt, unread } = tenant.snapshot
  const bySource = [...Map.groupBy(unread, ({ source }) => source)].map(([source, all]) => {
    const names = all.map(({ resource }) => language.texts.resources[resource])
    // English has names of things in small letters within a sentence.
    return `${sourceTitles[source]}: ${language.listed(language.code === "en" ? names.map((name) => name.toLowerCase()) : names)}`
  })
  return [
    nameCell(tenant),
    { text: bySource.length === 0 ? refusedRecords : bySource.join("; "), mark: "unknown" },
    language.instant(finishedAt)
  ]
}

function withheldRow(tenant: ReportedTenant, checks: Portfolio["checks"], language: Language): Row {
  const failed = checks.filter(({ code }) => tenant.withheldBy.includes(code))
  const words = failed.map((check) => `${check.code}: ${titleOf(check, language)}`)
  return [nameCell(tenant), { text: words.join("; "), mark: "gate" }]
}

function outsideRow(tenant: ReportedTenant, words: Words, { instant }: Language): ReadonlyArray<Row> {
  const { basis, finishedAt } = tenant.snapshot
  return basis === "within-period" ? [] : [[nameCell(tenant), words.basis[basis], instant(finishedAt)]]
}

const nameCell = ({ id, name }: PortfolioTenant): Cell => (name === id ? id : { text: name, detail: id })
