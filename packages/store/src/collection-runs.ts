/**
 * Collection runs from their beginning to their seal.
 */
import {
  isComplete,
  type ResourceName,
  type ResourceReading,
  resources,
  resourcesOf,
  type SnapshotHeader,
  type Source
} from "@rollcall/model"
import { Array as Arr, Effect, Stream } from "effect"
import type { SqlClient } from "effect/sql"
import { hashOrder, makeContentHash } from "./ContentHash.ts"
import { closedReadings, parseSources, recordsOf } from "./rows.ts"
import type { CollectionRuns, RecordText } from "./SnapshotStore.ts"
import { StoreError } from "./StoreError.ts"
import type { TenantDatabase } from "./TenantDatabase.ts"

/** SQLite takes 32,766 parameters in a statement and a record has five; the limit keeps statements short as well. PostgreSQL gets a page as two arrays. */
const recordsPerInsertMax = 500

interface RunRow {
  readonly id: string
  readonly tenant: string
  readonly sources: string
  readonly startedAt: string
  readonly finishedAt: string | null
}

export const makeCollectionRuns = (database: TenantDatabase): CollectionRuns => ({
  begin: ({ id, tenant, startedAt, sources }) =>
    database.write("begin run", { tenant }, (sql) =>
      Effect.asVoid(
        sql`INSERT INTO collection_run ${sql.insert({
          id,
          tenant,
          sources: JSON.stringify(sources),
          started_at: startedAt
        })}`
      )
    ),

  unfinished: (tenant) =>
    database.read("find run", { tenant }, (sql) =>
      Effect.gen(function* () {
        const [run] =
          yield* sql<RunRow>`SELECT id, tenant, sources, started_at AS "startedAt", finished_at AS "finishedAt"
          FROM collection_run WHERE tenant = ${tenant} ORDER BY started_at DESC, id DESC LIMIT 1`
        // After a newer snapshot nobody wants the old run continued.
        if (run === undefined || run.finishedAt !== null) return null
        const sources = yield* parseSources(run.id, run.sources)
        const readings = yield* closedReadings(sql, run.id)
        return { id: run.id, tenant, startedAt: run.startedAt, sources, readings }
      })
    ),

  openResource: (runId, source, resource) =>
    database.write("open resource", { run: runId }, (sql) =>
      Effect.gen(function* () {
        yield* requireOpenRun(sql, "open resource", runId)
        if (resources[resource].source !== source) return yield* refuse("open resource", `${source} has no ${resource}`)
        yield* sql`DELETE FROM resource_reading
          WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource}`
        yield* sql`INSERT INTO resource_reading ${sql.insert({ run_id: runId, source, resource })}`
      })
    ),

  append: (runId, source, resource, records) =>
    database.write("append records", { run: runId }, (sql) =>
      Effect.gen(function* () {
        yield* requireOpenReading(sql, "append records", { runId, source, resource })
        yield* insertRecords(sql, { runId, source, resource }, records)
      })
    ),

  closeResource: (runId, reading) =>
    database.write("close resource", { run: runId }, (sql) => closeResource(sql, runId, reading)),

  seal: (runId, finishedAt) => database.write("seal snapshot", { run: runId }, (sql) => seal(sql, runId, finishedAt))
})

interface ReadingKey {
  readonly runId: string
  readonly source: Source
  readonly resource: ResourceName
}

const insertRecords = (
  sql: SqlClient.SqlClient,
  { runId, source, resource }: ReadingKey,
  records: ReadonlyArray<RecordText>
) =>
  sql.onDialectOrElse({
    pg: () =>
      Effect.asVoid(sql`INSERT INTO record (run_id, source, resource, record_id, json)
        SELECT ${runId}, ${source}, ${resource}, id, json
        FROM unnest(${records.map(({ id }) => id)}::text[], ${records.map(({ json }) => json)}::text[]) AS page (id, json)`),
    orElse: () =>
      Effect.forEach(
        Arr.chunksOf(records, recordsPerInsertMax),
        (chunk) => {
          const rows = Arr.map(chunk, ({ id, json }) => ({ run_id: runId, source, resource, record_id: id, json }))
          return sql`INSERT INTO record ${sql.insert(rows)}`
        },
        { discard: true }
      )
  })

const closeResource = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string, reading: ResourceReading) {
  const { source, resource } = reading
  yield* requireOpenReading(sql, "close resource", { runId, source, resource })
  // PostgreSQL counts in 64 bits, which would arrive as a bigint.
  const [row] = yield* sql<{ readonly count: number }>`SELECT CAST(count(*) AS INTEGER) AS count FROM record
    WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource}`
  if (row?.count !== reading.records) {
    const detail = `${source} ${resource} has ${row?.count} records in the store, but ${reading.records} were read: another process works on ${runId}`
    return yield* taken("close resource", detail)
  }
  yield* sql`UPDATE resource_reading SET reading = ${JSON.stringify(reading)}
    WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource}`
})

const seal = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string, finishedAt: string) {
  const run = yield* requireOpenRun(sql, "seal snapshot", runId)
  const [open] = yield* sql<{ readonly resource: string }>`SELECT resource FROM resource_reading
    WHERE run_id = ${runId} AND reading IS NULL ORDER BY resource LIMIT 1`
  if (open !== undefined) return yield* taken("seal snapshot", `${open.resource} of ${runId} is still being read`)
  const sources = yield* parseSources(runId, run.sources)
  const readings = yield* closedReadings(sql, runId)
  const hash = makeContentHash()
  for (const resource of hashOrder) {
    yield* Stream.runForEach(recordsOf(sql, runId, resource), (record) => Effect.sync(() => hash.add(resource, record)))
  }
  const header: SnapshotHeader = {
    id: runId,
    tenant: run.tenant,
    startedAt: run.startedAt,
    finishedAt,
    complete:
      isComplete(readings) && sources.length > 0 && sources.every((source) => hasEveryResource(readings, source)),
    contentHash: hash.digest(),
    sources,
    resources: readings
  }
  yield* sql`UPDATE collection_run SET finished_at = ${finishedAt}, complete = ${header.complete ? 1 : 0},
    content_hash = ${header.contentHash} WHERE id = ${runId}`
  return header
})

const hasEveryResource = (readings: ReadonlyArray<ResourceReading>, source: Source): boolean =>
  resourcesOf(source).every((resource) => readings.some((each) => each.source === source && each.resource === resource))

/** The run, if it can still be written; until the transaction ends, nobody else writes it. */
const requireOpenRun = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, operation: string, runId: string) {
  const [run] = yield* sql<RunRow>`SELECT id, tenant, sources, started_at AS "startedAt", finished_at AS "finishedAt"
    FROM collection_run WHERE id = ${runId} ${locked(sql)}`
  if (run === undefined) return yield* refuse(operation, `there is no collection run ${runId}`)
  if (run.finishedAt !== null) return yield* taken(operation, `${runId} is sealed and cannot be changed`)
  return run
})

/** SQLite has one writer at a time anyway. */
const locked = (sql: SqlClient.SqlClient) =>
  sql.literal(sql.onDialectOrElse({ pg: () => "FOR UPDATE", orElse: () => "" }))

/** Fails unless the resource was opened and not closed since. */
const requireOpenReading = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  operation: string,
  { runId, source, resource }: Omit<ReadingKey, "resource"> & { readonly resource: string }
) {
  yield* requireOpenRun(sql, operation, runId)
  const [row] = yield* sql<{ readonly reading: string | null }>`SELECT reading FROM resource_reading
    WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource}`
  if (row === undefined || row.reading !== null) {
    return yield* taken(operation, `${source} ${resource} of ${runId} is not being read, or by another process`)
  }
})

/** A run that is written by one process never comes to this; one that a second process resumes meanwhile does. */
const taken = (operation: string, detail: string): Effect.Effect<never, StoreError> =>
  Effect.fail(new StoreError({ operation, reason: "busy", detail }))

const refuse = (operation: string, detail: string): Effect.Effect<never, StoreError> =>
  Effect.fail(new StoreError({ operation, reason: "other", detail }))
