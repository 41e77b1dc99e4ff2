/**
 * The tables of the store. A migration that was released is never changed; the next change is a new one.
 *
 * **Gotchas** Record ids and JSON are compared byte by byte. SQLite does so by itself; a database with locales has to be
 * told (`COLLATE "C"`), or content hashes would differ.
 */
import { Effect } from "effect"
import { Migrator, SqlClient } from "effect/sql"
import { StoreError, storeError } from "./StoreError.ts"

const table = "rollcall_migration"

const migrations = {
  "0001_snapshots": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    // A run becomes a snapshot when it is sealed: then finished_at, complete and content_hash are set, and nothing changes.
    yield* sql`CREATE TABLE collection_run (
      id TEXT NOT NULL PRIMARY KEY,
      tenant TEXT NOT NULL,
      sources TEXT NOT NULL,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      complete INTEGER,
      content_hash TEXT
    )`
    yield* sql`CREATE INDEX collection_run_tenant ON collection_run (tenant, started_at, id)`
    // reading is NULL while the resource is being read.
    yield* sql`CREATE TABLE resource_reading (
      run_id TEXT NOT NULL REFERENCES collection_run (id) ON DELETE CASCADE,
      source TEXT NOT NULL,
      resource TEXT NOT NULL,
      reading TEXT,
      PRIMARY KEY (run_id, source, resource)
    )`
    yield* sql`CREATE TABLE record (
      run_id TEXT NOT NULL,
      source TEXT NOT NULL,
      resource TEXT NOT NULL,
      record_id TEXT NOT NULL,
      json TEXT NOT NULL,
      FOREIGN KEY (run_id, source, resource) REFERENCES resource_reading (run_id, source, resource) ON DELETE CASCADE
    )`
    yield* sql`CREATE INDEX record_order ON record (run_id, source, resource, record_id)`
    yield* sql`CREATE TABLE assessment (
      tenant TEXT NOT NULL,
      period TEXT NOT NULL,
      snapshot_id TEXT NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (tenant, period)
    )`
  }),
  "0002_audit_trail": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`CREATE TABLE audit_entry (
      tenant TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      event TEXT NOT NULL,
      previous_hash TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (tenant, sequence)
    )`
  }),
  "0003_request_bucket": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql`CREATE TABLE request_bucket (
      id TEXT NOT NULL PRIMARY KEY,
      full_at_ms DOUBLE PRECISION NOT NULL,
      slowdown DOUBLE PRECISION NOT NULL
    )`
  })
}

const latest = Math.max(...Object.keys(migrations).map((name) => Number.parseInt(name, 10)))

/** Brings the tables up to date, and refuses a database that a later version of Rollcall has changed. */
export const migrate = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  yield* Migrator.make({})({ loader: Migrator.fromRecord(migrations), table })
  const [row] = yield* sql<{ readonly id: number }>`SELECT max(migration_id) AS id FROM ${sql(table)}`
  if (row !== undefined && row.id > latest) {
    const detail = `the database has schema ${row.id}, and this version knows ${latest} at most`
    return yield* new StoreError({ operation: "open", reason: "newer", detail })
  }
}).pipe(
  Effect.catchTags({
    MigrationError: (error) => Effect.fail(storeError("prepare tables", error)),
    SqlError: (error) => Effect.fail(storeError("open", error))
  })
)
