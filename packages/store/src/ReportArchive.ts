/**
 * Finished reports, kept in the store's database: for workers that share no folder.
 *
 * A report is replaced as a whole, and read as it was stored or not at all. Its files lie in compressed chunks, so that a large
 * one is in memory a chunk at a time.
 */
import { Clock, Context, Effect, Layer, Option, Stream } from "effect"
import { SqlClient } from "effect/sql"
import { createHash, randomUUID } from "node:crypto"
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib"
import { reclaim } from "./reclaim.ts"
import { StoreError } from "./StoreError.ts"
import { makeTenantDatabase, type TenantDatabase } from "./TenantDatabase.ts"

/** What names a report. */
export interface ReportName {
  readonly tenant: string
  /** A calendar month, `2026-10`. */
  readonly period: string
}

/** A file that is stored. */
export interface ArchivedFile {
  readonly name: string
  readonly sizeBytes: number
  /** In hexadecimal. */
  readonly sha256: string
}

/** A report that is stored. */
export interface ArchivedReport {
  readonly period: string
  /** What it was made from; `null` for a portfolio, which is made of reports. */
  readonly snapshotId: string | null
  /** When it was stored; ISO 8601. */
  readonly storedAt: string
  /** In the order in which they were given. */
  readonly files: ReadonlyArray<ArchivedFile>
}

/** A report to be stored. */
export interface NewReport extends ReportName, Pick<ArchivedReport, "snapshotId"> {
  readonly files: ReadonlyArray<{ readonly name: string; readonly bytes: Uint8Array }>
}

/** A stored report and its content. */
export interface OpenReport extends ArchivedReport {
  /**
   * The bytes of a file, piece by piece; none if there is no such file.
   *
   * **Errors** `StoreError`: `corrupt` at the end if they are not those that were stored, `busy` if the report was replaced or
   * removed since it was opened.
   */
  readonly read: (name: string) => Stream.Stream<Uint8Array, StoreError>
}

/** The service that keeps finished reports, tenant by tenant: a report of another tenant is not there. */
export class ReportArchive extends Context.Service<
  ReportArchive,
  {
    /** Stores a report in place of the one of the same period, all of it or nothing. */
    readonly save: (report: NewReport) => Effect.Effect<ArchivedReport, StoreError>
    /** All reports of a tenant by period. */
    readonly list: (tenant: string) => Effect.Effect<ReadonlyArray<ArchivedReport>, StoreError>
    /** A report to be read; `null` if there is none of the period. */
    readonly open: (name: ReportName) => Effect.Effect<OpenReport | null, StoreError>
    /** Removes reports and gives their space back; answers the periods of those that were there. */
    readonly remove: (
      tenant: string,
      periods: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<string>, StoreError>
  }
>()("@rollcall/store/ReportArchive") {
  /** The archive in the database of a `SqlClient` that has its tables. */
  static readonly layer: Layer.Layer<ReportArchive, never, SqlClient.SqlClient> = Layer.effect(
    this,
    Effect.map(SqlClient.SqlClient, (sql) => makeReportArchive(makeTenantDatabase(sql)))
  )
}

const makeReportArchive = (database: TenantDatabase): typeof ReportArchive.Service => ({
  save: save(database),

  list: (tenant) =>
    Effect.map(
      database.read("list reports", { tenant }, (sql) => reportsOf(sql, tenant)),
      (reports) => reports.map(({ edition: _edition, ...report }) => report)
    ),

  open: Effect.fnUntraced(function* (name) {
    const found = yield* database.read("open report", name, (sql) => reportsOf(sql, name.tenant, name.period))
    const [report] = found
    if (report === undefined) return null
    const { edition, ...archived } = report
    const opened: OpenReport = {
      ...archived,
      read: (file) => {
        const wanted = archived.files.find((each) => each.name === file)
        return wanted === undefined ? Stream.empty : contentOf(database, { ...name, edition }, wanted)
      }
    }
    return opened
  }),

  remove: Effect.fnUntraced(function* (tenant, periods) {
    if (periods.length === 0) return []
    const removed = yield* database.write(
      "remove reports",
      { tenant },
      (sql) =>
        sql<{ readonly period: string }>`DELETE FROM archived_report
          WHERE tenant = ${tenant} AND ${sql.in("period", periods)} RETURNING period`
    )
    if (removed.length > 0) yield* reclaim(database)
    return removed.map(({ period }) => period).toSorted()
  })
})

/** Uncompressed: far below what a driver takes for one value, and enough to compress well. */
const chunkBytes = 2 ** 20

const save = (database: TenantDatabase) =>
  Effect.fnUntraced(function* ({ tenant, period, snapshotId, files }: NewReport) {
    const storedAt = new Date(yield* Clock.currentTimeMillis).toISOString()
    const edition = yield* Effect.sync(() => randomUUID())
    const described = files.map((file) => ({ bytes: file.bytes, file: describe(file) }))
    yield* database.write("save report", { tenant }, (sql) =>
      Effect.gen(function* () {
        const row = { tenant, period, edition, snapshot_id: snapshotId, stored_at: storedAt }
        // This locks the row: of two who save the same report one follows the other.
        yield* sql`INSERT INTO archived_report ${sql.insert(row)} ON CONFLICT (tenant, period)
          DO UPDATE SET edition = excluded.edition, snapshot_id = excluded.snapshot_id, stored_at = excluded.stored_at`
        yield* sql`DELETE FROM archived_file WHERE tenant = ${tenant} AND period = ${period}`
        for (const [position, { file, bytes }] of described.entries()) {
          const { name, sizeBytes: size, sha256 } = file
          yield* sql`INSERT INTO archived_file ${sql.insert({ tenant, period, name, position, size, sha256 })}`
          for (let number = 0; number * chunkBytes < size; number += 1) {
            const body = compress(bytes.subarray(number * chunkBytes, (number + 1) * chunkBytes))
            yield* sql`INSERT INTO archived_chunk ${sql.insert({ tenant, period, name, number, body })}`
          }
        }
      })
    )
    const archived: ArchivedReport = { period, snapshotId, storedAt, files: described.map(({ file }) => file) }
    return archived
  })

const describe = ({ name, bytes }: NewReport["files"][number]): ArchivedFile => ({
  name,
  sizeBytes: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex")
})

type EditionName = ReportName & Pick<Edition, "edition">

/** A report and the name of what replaced the one before, by which somebody who reads tells that it is still the same. */
interface Edition extends ArchivedReport {
  readonly edition: string
}

interface FileRow extends Omit<Edition, "files"> {
  /** `null` with the rest of the file where a report has none. */
  readonly name: string | null
  readonly sizeBytes: number
  readonly sha256: string
}

/** One statement, so that nothing is replaced between a report and its files. */
const reportsOf = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, tenant: string, period: string | null = null) {
  const those = period === null ? sql`` : sql`AND report.period = ${period}`
  const rows = yield* sql<FileRow>`SELECT report.period AS period, report.edition AS edition,
      report.snapshot_id AS "snapshotId", report.stored_at AS "storedAt",
      file.name AS name, file.size AS "sizeBytes", file.sha256 AS sha256
    FROM archived_report report LEFT JOIN archived_file file
      ON file.tenant = report.tenant AND file.period = report.period
    WHERE report.tenant = ${tenant} ${those} ORDER BY report.period, file.position`
  return [...Map.groupBy(rows, (row) => row.period).values()].flatMap((files) => editionOf(files) ?? [])
})

function editionOf(rows: ReadonlyArray<FileRow>): Edition | null {
  const [first] = rows
  if (first === undefined) return null
  const { period, edition, snapshotId, storedAt } = first
  const files = rows.flatMap(({ name, sizeBytes, sha256 }) => (name === null ? [] : [{ name, sizeBytes, sha256 }]))
  return { period, edition, snapshotId, storedAt, files }
}

/** The chunks of a file in order, as long as the report is the edition that was opened. */
function contentOf(database: TenantDatabase, report: EditionName, file: ArchivedFile) {
  return Stream.suspend(() => {
    const hash = createHash("sha256")
    return Stream.paginate(0, (number) =>
      Effect.gen(function* () {
        const body = yield* chunkOf(database, report, file, number)
        if (body === null) {
          if (hash.digest("hex") !== file.sha256) return yield* notAsStored(database, report, file)
          return [[], Option.none<number>()] as const
        }
        const bytes = yield* Effect.try({
          try: () => decompress(body),
          catch: (cause) => damaged(report, file, cause)
        })
        hash.update(bytes)
        return [[bytes], Option.some(number + 1)] as const
      })
    )
  })
}

const operation = "read report"

const chunkOf = (
  database: TenantDatabase,
  { tenant, period, edition }: EditionName,
  { name }: ArchivedFile,
  number: number
) =>
  database.read(operation, { tenant }, (sql) =>
    Effect.map(
      sql<{ readonly body: Uint8Array }>`SELECT chunk.body AS body FROM archived_chunk chunk, archived_report report
        WHERE report.tenant = ${tenant} AND report.period = ${period} AND report.edition = ${edition}
          AND chunk.tenant = report.tenant AND chunk.period = report.period
          AND chunk.name = ${name} AND chunk.number = ${number}`,
      ([row]) => row?.body ?? null
    )
  )

/** Tells a report that was replaced or removed from one that somebody changed behind our back. */
const notAsStored = Effect.fnUntraced(function* (database: TenantDatabase, report: EditionName, file: ArchivedFile) {
  const { tenant, period, edition } = report
  const [now] = yield* database.read(operation, { tenant }, (sql) => reportsOf(sql, tenant, period))
  if (now?.edition === edition) return yield* damaged(report, file)
  const detail = `the report ${period} of ${tenant} was ${now === undefined ? "removed" : "replaced"} while it was read`
  return yield* new StoreError({ operation, reason: "busy", detail })
})

const damaged = ({ tenant, period }: ReportName, { name }: ArchivedFile, cause?: unknown): StoreError =>
  new StoreError({
    operation,
    reason: "corrupt",
    detail: `${name} of the report ${period} of ${tenant} is not what was stored`,
    ...(cause === undefined ? {} : { cause })
  })

/** The lowest level is the fastest; tables of text become a tenth with it, and pictures nothing with any. */
const compress = (bytes: Uint8Array): Buffer =>
  zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } })

/** Throws if the bytes are not those of a chunk. */
const decompress = (body: Uint8Array): Buffer => zstdDecompressSync(body, { maxOutputLength: chunkBytes })
