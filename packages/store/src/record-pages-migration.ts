/**
 * Migration 0005: records in compressed pages in place of a row for each, the index by which they are found, how far a reading
 * has come, who collects a tenant, and which tenants there are.
 */
import { isResourceName, type ResourceName } from "@rollcall/model"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { addPage, insertBlocks } from "./index-records.ts"
import { makeIndexBuilder } from "./record-index.ts"
import { compressPages, insertPages, readingKey } from "./record-pages.ts"
import { packRecords } from "./pack-records.ts"
import type { RecordText } from "./SnapshotStore.ts"

export const recordPages = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  yield* sql.onDialectOrElse({ pg: () => lowerWalls(sql), orElse: () => Effect.void })
  yield* makeTables(sql)
  yield* sql`INSERT INTO tenant (id) SELECT DISTINCT tenant FROM collection_run`
  yield* carryOver(sql)
  yield* sql`DROP TABLE record`
  yield* sql.onDialectOrElse({ pg: () => Effect.andThen(keepBytes(sql), raiseWalls(sql)), orElse: () => Effect.void })
})

/** The tables' owner, who migrates, sees no tenant's rows otherwise. */
const lowerWalls = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  for (const table of ["collection_run", "resource_reading", "record"]) {
    yield* sql`ALTER TABLE ${sql(table)} NO FORCE ROW LEVEL SECURITY`
  }
})

const raiseWalls = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const ofTenant = "tenant = NULLIF(current_setting('rollcall.tenant', true), '')"
  const ofRun = "run_id IN (SELECT id FROM collection_run)"
  for (const [table, condition] of Object.entries({
    collection_lease: ofTenant,
    record_page: ofRun,
    record_index: ofRun
  })) {
    yield* sql`ALTER TABLE ${sql(table)} ENABLE ROW LEVEL SECURITY`
    yield* sql`CREATE POLICY tenant ON ${sql(table)} USING (${sql.literal(condition)})`
  }
  for (const table of ["collection_run", "resource_reading", "collection_lease", "record_page", "record_index"]) {
    yield* sql`ALTER TABLE ${sql(table)} FORCE ROW LEVEL SECURITY`
  }
})

const makeTables = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  // Text is ordered byte by byte.
  const types = sql.onDialectOrElse({
    pg: () => ({ text: 'TEXT COLLATE "C"', bytes: "BYTEA" }),
    orElse: () => ({ text: "TEXT", bytes: "BLOB" })
  })
  const text = sql.literal(types.text)
  yield* sql`CREATE TABLE tenant (id ${text} NOT NULL PRIMARY KEY)`
  // How often a resource was opened: what was hashed before is sealed only if none was since.
  yield* sql`ALTER TABLE collection_run ADD COLUMN openings INTEGER NOT NULL DEFAULT 0`
  // How many pages a reading has had, and how far it has come while it is open, in the collector's words.
  yield* sql`ALTER TABLE resource_reading ADD COLUMN pages INTEGER NOT NULL DEFAULT 0`
  yield* sql`ALTER TABLE resource_reading ADD COLUMN reader_cursor ${text}`
  yield* sql`ALTER TABLE resource_reading ADD COLUMN tally ${text}`
  const reading = sql.literal("REFERENCES resource_reading (run_id, source, resource) ON DELETE CASCADE")
  yield* sql`CREATE TABLE record_page (
    run_id ${text} NOT NULL,
    source ${text} NOT NULL,
    resource ${text} NOT NULL,
    number INTEGER NOT NULL,
    records INTEGER NOT NULL,
    size INTEGER NOT NULL,
    body ${sql.literal(types.bytes)} NOT NULL,
    PRIMARY KEY (run_id, source, resource, number),
    FOREIGN KEY (run_id, source, resource) ${reading}
  )`
  // The block comes early in the key, as a search reads one block of each resource.
  yield* sql`CREATE TABLE record_index (
    run_id ${text} NOT NULL,
    block INTEGER NOT NULL,
    source ${text} NOT NULL,
    resource ${text} NOT NULL,
    blocks INTEGER NOT NULL,
    entries ${sql.literal(types.bytes)} NOT NULL,
    PRIMARY KEY (run_id, block, source, resource),
    FOREIGN KEY (run_id, source, resource) ${reading}
  )`
  yield* sql`CREATE TABLE collection_lease (
    tenant ${text} NOT NULL PRIMARY KEY,
    token ${text} NOT NULL,
    host ${text} NOT NULL,
    machine ${text} NOT NULL,
    process INTEGER NOT NULL,
    began ${text} NOT NULL,
    since_ms DOUBLE PRECISION NOT NULL,
    expires_at_ms DOUBLE PRECISION NOT NULL
  )`
})

/** PostgreSQL would try to compress what is compressed already. */
const keepBytes = (sql: SqlClient.SqlClient) =>
  Effect.andThen(
    sql`ALTER TABLE record_page ALTER COLUMN body SET STORAGE EXTERNAL`,
    sql`ALTER TABLE record_index ALTER COLUMN entries SET STORAGE EXTERNAL`
  )

/** Makes pages of the records, one resource after the other. */
const carryOver = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const readings = yield* sql<{ readonly runId: string; readonly resource: string }>`
    SELECT run_id AS "runId", resource FROM resource_reading ORDER BY run_id, source, resource`
  for (const { runId, resource } of readings) {
    if (isResourceName(resource)) yield* carryReading(sql, runId, resource)
  }
})

const carryReading = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string, resource: ResourceName) {
  const key = readingKey(runId, resource)
  const records = yield* sql<RecordText>`SELECT record_id AS id, json FROM record
    WHERE run_id = ${runId} AND source = ${key.source} AND resource = ${resource} ORDER BY record_id, json`
  if (records.length === 0) return
  const pages = packRecords(resource, records)
  const index = makeIndexBuilder()
  for (const [number, page] of pages.entries()) addPage(index, resource, number, page.records)
  yield* insertPages(sql, key, 0, compressPages(pages))
  yield* insertBlocks(sql, key, index.blocks())
  yield* sql`UPDATE resource_reading SET pages = ${pages.length}
    WHERE run_id = ${runId} AND source = ${key.source} AND resource = ${resource}`
})
