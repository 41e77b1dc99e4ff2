/**
 * Collection runs from their beginning to their seal.
 */
import {
  isComplete,
  isResourceName,
  type ResourceReading,
  resources,
  resourcesOf,
  type SnapshotHeader,
  type Source
} from "@rollcall/model"
import { Effect, Stream } from "effect"
import type { SqlClient } from "effect/sql"
import { canonicalBytes } from "./canonical-order.ts"
import { hashOrder, makeContentHash } from "./ContentHash.ts"
import { type GrowingIndexes, indexResource, makeGrowingIndexes } from "./index-records.ts"
import { appendedRecords, openReadings } from "./open-readings.ts"
import {
  compressPages,
  countRecords,
  insertPages,
  pagesOf,
  type ReadingKey,
  readingKey,
  readPages
} from "./record-pages.ts"
import { packRecords } from "./pack-records.ts"
import { closedReadings, parseSources } from "./rows.ts"
import type { CollectionRuns, ReadingProgress, UnfinishedRun } from "./SnapshotStore.ts"
import { StoreError, taken } from "./StoreError.ts"
import type { TenantDatabase } from "./TenantDatabase.ts"

interface RunRow {
  readonly id: string
  readonly tenant: string
  readonly sources: string
  readonly origin: string | null
  readonly startedAt: string
  readonly finishedAt: string | null
  /** How often any of its resources was opened. */
  readonly openings: number
}

const columns = 'id, tenant, sources, origin, started_at AS "startedAt", finished_at AS "finishedAt", openings'

export const makeCollectionRuns = (database: TenantDatabase): CollectionRuns =>
  collectionRuns(database, makeGrowingIndexes())

const collectionRuns = (database: TenantDatabase, indexes: GrowingIndexes): CollectionRuns => ({
  begin: ({ id, tenant, startedAt, sources, origin = null }) =>
    database.write("begin run", { tenant }, (sql) =>
      Effect.gen(function* () {
        const row = { id, tenant, sources: JSON.stringify(sources), origin, started_at: startedAt }
        yield* sql`INSERT INTO collection_run ${sql.insert(row)}`
        yield* sql`INSERT INTO tenant (id) VALUES (${tenant}) ON CONFLICT (id) DO NOTHING`
      })
    ),

  unfinished: (tenant) =>
    database.read("find run", { tenant }, (sql) =>
      Effect.gen(function* () {
        const [run] = yield* sql<RunRow>`SELECT ${sql.literal(columns)} FROM collection_run
          WHERE tenant = ${tenant} ORDER BY started_at DESC, id DESC LIMIT 1`
        // After a newer snapshot nobody wants the old run continued.
        return run === undefined || run.finishedAt !== null ? null : yield* unfinishedRun(sql, run)
      })
    ),

  interrupted: (tenant) =>
    database.read("find runs", { tenant }, (sql) =>
      Effect.flatMap(
        sql<RunRow>`SELECT ${sql.literal(columns)} FROM collection_run
          WHERE tenant = ${tenant} AND finished_at IS NULL ORDER BY started_at DESC, id DESC`,
        (runs) => Effect.forEach(runs, (run) => unfinishedRun(sql, run))
      )
    ),

  openResource: (runId, source, resource) =>
    database.write("open resource", { run: runId }, (sql) =>
      Effect.gen(function* () {
        indexes.take({ runId, source, resource })
        yield* requireOpenRun(sql, "open resource", runId)
        if (resources[resource].source !== source) return yield* refuse("open resource", `${source} has no ${resource}`)
        yield* sql`UPDATE collection_run SET openings = openings + 1 WHERE id = ${runId}`
        yield* sql`DELETE FROM resource_reading
          WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource}`
        yield* sql`INSERT INTO resource_reading ${sql.insert({ run_id: runId, source, resource })}`
      })
    ),

  append: (runId, source, resource, records, progress) =>
    Effect.suspend(() => {
      const key = { runId, source, resource }
      const pages = packRecords(resource, records)
      const compressed = compressPages(pages)
      return database
        .write("append records", { run: runId }, (sql) =>
          Effect.tap(advance(sql, key, pages.length, progress), (first) => insertPages(sql, key, first, compressed))
        )
        .pipe(Effect.map((first) => indexes.add(key, first, pages)))
    }),

  appended: (runId, source, resource) => appendedRecords(database, { runId, source, resource }),

  closeResource: (runId, reading) =>
    Effect.andThen(
      database.write("close resource", { run: runId }, (sql) => closeResource(sql, runId, reading)),
      isResourceName(reading.resource) ? indexResource(database, runId, reading.resource, indexes) : Effect.void
    ),

  seal: (runId, finishedAt) => seal(database, indexes, runId, finishedAt)
})

const unfinishedRun = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, row: RunRow) {
  const { id, tenant, startedAt } = row
  const run: UnfinishedRun = {
    id,
    tenant,
    startedAt,
    sources: yield* parseSources(id, row.sources),
    origin: row.origin,
    readings: yield* closedReadings(sql, id),
    open: yield* openReadings(sql, id)
  }
  return run
})

/** Makes room for pages in a reading that is open, and answers the number of the first. */
const advance = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  key: ReadingKey,
  pages: number,
  progress: ReadingProgress | null
) {
  const [row] = yield* sql<{ readonly first: number }>`UPDATE resource_reading SET pages = pages + ${pages},
      reader_cursor = ${progress?.cursor ?? null}, tally = ${progress?.tally ?? null}
    WHERE run_id = ${key.runId} AND source = ${key.source} AND resource = ${key.resource} AND reading IS NULL
    RETURNING pages - ${pages} AS first`
  if (row !== undefined) return row.first
  yield* requireOpenRun(sql, "append records", key.runId)
  return yield* notBeingRead("append records", key)
})

const closeResource = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string, reading: ResourceReading) {
  const { source, resource } = reading
  yield* requireOpenRun(sql, "close resource", runId)
  const [row] = yield* sql<{ readonly reading: string | null }>`SELECT reading FROM resource_reading
    WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource}`
  if (row === undefined || row.reading !== null)
    return yield* notBeingRead("close resource", { runId, source, resource })
  const count = isResourceName(resource) ? yield* countRecords(sql, { runId, source, resource }) : 0
  if (count !== reading.records) {
    const detail = `${source} ${resource} has ${count} records in the store, but ${reading.records} were read: another process works on ${runId}`
    return yield* taken("close resource", detail)
  }
  yield* sql`UPDATE resource_reading SET reading = ${JSON.stringify(reading)}, reader_cursor = NULL, tally = NULL
    WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource}`
})

/**
 * Hashes what is there, which may take a while and keeps nobody waiting, and seals it if it is still the same then.
 */
const seal = Effect.fnUntraced(function* (
  database: TenantDatabase,
  indexes: GrowingIndexes,
  runId: string,
  finishedAt: string
) {
  const operation = "seal snapshot"
  const before = yield* database.read(operation, { run: runId }, (sql) => requireReadRun(sql, operation, runId))
  const requireSame = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
    const run = yield* requireReadRun(sql, operation, runId)
    return run.openings === before.openings ? run : yield* taken(operation, `another process works on ${runId}`)
  })
  const contentHash = yield* hashRun(database, indexes, runId).pipe(
    // Pages that another process takes away meanwhile are not damaged.
    Effect.tapError(() => database.read(operation, { run: runId }, requireSame))
  )
  return yield* database.write(operation, { run: runId }, (sql) =>
    Effect.gen(function* () {
      const run = yield* requireSame(sql)
      const sources = yield* parseSources(runId, run.sources)
      const readings = yield* closedReadings(sql, runId)
      const header: SnapshotHeader = {
        id: runId,
        tenant: run.tenant,
        startedAt: run.startedAt,
        finishedAt,
        complete:
          isComplete(readings) && sources.length > 0 && sources.every((source) => hasEveryResource(readings, source)),
        contentHash,
        sources,
        resources: readings
      }
      yield* sql`UPDATE collection_run SET finished_at = ${finishedAt}, complete = ${header.complete ? 1 : 0},
        content_hash = ${contentHash} WHERE id = ${runId}`
      return header
    })
  )
})

const hashRun = Effect.fnUntraced(function* (database: TenantDatabase, indexes: GrowingIndexes, runId: string) {
  for (const resource of hashOrder) yield* indexResource(database, runId, resource, indexes)
  return yield* database.read("seal snapshot", { run: runId }, (sql) => hashRecords(sql, runId))
})

const hashRecords = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string) {
  const hash = makeContentHash()
  for (const resource of hashOrder) {
    const key = readingKey(runId, resource)
    const bytes = canonicalBytes(yield* pagesOf(sql, key), (numbers) => readPages(sql, key, numbers))
    yield* Stream.runForEach(bytes, (page) => Effect.sync(() => hash.add(page)))
  }
  return hash.digest()
})

const hasEveryResource = (readings: ReadonlyArray<ResourceReading>, source: Source): boolean =>
  resourcesOf(source).every((resource) => readings.some((each) => each.source === source && each.resource === resource))

/** The run, if it can still be written; until the transaction ends, nobody else writes it. */
const requireOpenRun = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, operation: string, runId: string) {
  const [run] = yield* sql<RunRow>`SELECT ${sql.literal(columns)}
    FROM collection_run WHERE id = ${runId} ${locked(sql)}`
  if (run === undefined) return yield* refuse(operation, `there is no collection run ${runId}`)
  if (run.finishedAt !== null) return yield* taken(operation, `${runId} is sealed and cannot be changed`)
  return run
})

/** The same, if all of its readings are closed. */
const requireReadRun = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, operation: string, runId: string) {
  const run = yield* requireOpenRun(sql, operation, runId)
  const [open] = yield* sql<{ readonly resource: string }>`SELECT resource FROM resource_reading
    WHERE run_id = ${runId} AND reading IS NULL ORDER BY resource LIMIT 1`
  if (open !== undefined) return yield* taken(operation, `${open.resource} of ${runId} is still being read`)
  return run
})

/** SQLite has one writer at a time anyway. */
const locked = (sql: SqlClient.SqlClient) =>
  sql.literal(sql.onDialectOrElse({ pg: () => "FOR UPDATE", orElse: () => "" }))

const notBeingRead = (operation: string, { runId, source, resource }: { readonly [K in keyof ReadingKey]: string }) =>
  taken(operation, `${source} ${resource} of ${runId} is not being read, or by another process`)

const refuse = (operation: string, detail: string): Effect.Effect<never, StoreError> =>
  Effect.fail(new StoreError({ operation, reason: "other", detail }))
