/**
 * Sealed snapshots, read back and removed.
 */
import type { SnapshotHeader } from "@rollcall/model"
import { Effect, Stream } from "effect"
import type { SqlClient } from "effect/sql"
import { canonicalBytes } from "./canonical-order.ts"
import { makeContentHash } from "./ContentHash.ts"
import { decodeResources } from "./decode-records.ts"
import { findRecords } from "./find.ts"
import { readingKey, readPages, pagesOf } from "./record-pages.ts"
import { parsePage, textsOf } from "./RecordPage.ts"
import { closedReadings, parseReadings, parseSources } from "./rows.ts"
import { reclaim } from "./reclaim.ts"
import type { Snapshots } from "./SnapshotStore.ts"
import { corrupt } from "./StoreError.ts"
import type { TenantDatabase } from "./TenantDatabase.ts"

interface SnapshotRow {
  readonly id: string
  readonly tenant: string
  readonly sources: string
  readonly startedAt: string
  readonly finishedAt: string
  readonly complete: number
  readonly contentHash: string
}

const columns =
  'id, tenant, sources, started_at AS "startedAt", finished_at AS "finishedAt", complete, content_hash AS "contentHash"'

export const makeSnapshots = (database: TenantDatabase): Snapshots => ({
  list: (tenant) => database.read("list snapshots", { tenant }, (sql) => list(sql, tenant)),

  latest: (tenant) =>
    database.read("find snapshot", { tenant }, (sql) =>
      Effect.gen(function* () {
        const [row] = yield* sql<SnapshotRow>`SELECT ${sql.literal(columns)} FROM collection_run
          WHERE tenant = ${tenant} AND finished_at IS NOT NULL ORDER BY complete DESC, finished_at DESC, id DESC LIMIT 1`
        return row === undefined ? null : yield* headerOf(sql, row)
      })
    ),

  load: (tenant, id) =>
    database.read("load snapshot", { tenant }, (sql) =>
      Effect.gen(function* () {
        const row = yield* snapshotRow(sql, tenant, id)
        if (row === undefined) return null
        const header = yield* headerOf(sql, row)
        const records = yield* readRecords(sql, header)
        return { ...header, records }
      })
    ),

  records: (tenant, id, resource) => {
    const key = readingKey(id, resource)
    const operation = "read records"
    return Stream.unwrap(
      database.read(operation, { tenant }, (sql) =>
        Effect.gen(function* () {
          if ((yield* snapshotRow(sql, tenant, id)) === undefined) return Stream.empty
          return canonicalBytes(yield* pagesOf(sql, key), (numbers) =>
            database.read(operation, { tenant }, (each) => readPages(each, key, numbers))
          )
        })
      )
    ).pipe(Stream.flatMap((bytes) => Stream.fromIterable(textsOf(parsePage(bytes)))))
  },

  find: (tenant, id, keys) =>
    database.read("find records", { tenant }, (sql) =>
      Effect.gen(function* () {
        const row = yield* snapshotRow(sql, tenant, id)
        return row === undefined ? [] : yield* findRecords(sql, id, keys)
      })
    ),

  remove: (tenant, ids) =>
    Effect.gen(function* () {
      if (ids.length === 0) return []
      const removed = yield* database.write(
        "remove snapshots",
        { tenant },
        (sql) =>
          sql<{ readonly id: string }>`DELETE FROM collection_run
          WHERE tenant = ${tenant} AND ${sql.in("id", ids)} RETURNING id`
      )
      if (removed.length > 0) yield* reclaim(database)
      return removed.map(({ id }) => id).toSorted()
    }),

  tenants: database.read("list tenants", { tenant: "" }, (sql) =>
    Effect.map(sql<{ readonly id: string }>`SELECT id FROM tenant ORDER BY id`, (rows) => rows.map(({ id }) => id))
  )
})

const snapshotRow = (sql: SqlClient.SqlClient, tenant: string, id: string) =>
  Effect.map(
    sql<SnapshotRow>`SELECT ${sql.literal(columns)} FROM collection_run
      WHERE tenant = ${tenant} AND id = ${id} AND finished_at IS NOT NULL`,
    ([row]) => row
  )

/** Two statements, however many snapshots there are. */
const list = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, tenant: string) {
  const rows = yield* sql<SnapshotRow>`SELECT ${sql.literal(columns)} FROM collection_run
    WHERE tenant = ${tenant} AND finished_at IS NOT NULL ORDER BY finished_at, id`
  const readings = yield* sql<{ readonly runId: string; readonly reading: string }>`SELECT run_id AS "runId", reading
    FROM resource_reading WHERE reading IS NOT NULL AND run_id IN (
      SELECT id FROM collection_run WHERE tenant = ${tenant} AND finished_at IS NOT NULL)`
  const readingsOf = Map.groupBy(readings, ({ runId }) => runId)
  return yield* Effect.forEach(rows, (row) =>
    Effect.flatMap(
      parseReadings(
        row.id,
        (readingsOf.get(row.id) ?? []).map(({ reading }) => reading)
      ),
      (resources) => withReadings(row, resources)
    )
  )
})

const headerOf = (sql: SqlClient.SqlClient, row: SnapshotRow) =>
  Effect.flatMap(closedReadings(sql, row.id), (resources) => withReadings(row, resources))

const withReadings = (row: SnapshotRow, resources: SnapshotHeader["resources"]) =>
  Effect.map(parseSources(row.id, row.sources), (sources): SnapshotHeader => ({
    id: row.id,
    tenant: row.tenant,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    complete: row.complete === 1,
    contentHash: row.contentHash,
    sources,
    resources
  }))

/** Reads all records, one resource after the other in the order of the content hash. */
const readRecords = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, { id, contentHash }: SnapshotHeader) {
  const hash = makeContentHash()
  const records = yield* decodeResources(`${id}, `, (resource, decode) => {
    const key = readingKey(id, resource)
    return Effect.flatMap(pagesOf(sql, key), (pages) =>
      canonicalBytes(pages, (numbers) => readPages(sql, key, numbers)).pipe(
        Stream.tap((bytes) => Effect.sync(() => hash.add(bytes))),
        Stream.mapEffect((bytes) => Effect.forEach(textsOf(parsePage(bytes)), decode)),
        Stream.flatMap(Stream.fromIterable),
        Stream.runCollect
      )
    )
  })
  if (hash.digest() !== contentHash) return yield* corrupt(`the records of ${id} are not those that were sealed`)
  return records
})
