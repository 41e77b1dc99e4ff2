/**
 * The tables of the store. A migration that was released is never changed; the next change is a new one.
 */
import { Effect } from "effect"
import { Migrator, SqlClient } from "effect/sql"
import { origins } from "./origins-migration.ts"
import { recordPages } from "./record-pages-migration.ts"
import { reportArchive } from "./report-archive-migration.ts"
import { reportRuns } from "./report-runs-migration.ts"
import { StoreError, storeError } from "./StoreError.ts"

/** Where the migrator notes what was done. */
export const table = "rollcall_migration"

export const migrations = {
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
  }),
  // SQLite compares text byte by byte and knows no users: there is nothing to do there.
  "0004_tenant_walls": Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* sql.onDialectOrElse({
      pg: () => Effect.andThen(compareBytes(sql), raiseWalls(sql)),
      orElse: () => Effect.void
    })
  }),
  "0005_record_pages": recordPages,
  "0006_origins": origins,
  "0007_report_runs": reportRuns,
  "0008_report_archive": reportArchive
}

/** Text is ordered byte by byte, whatever the locale of the database, or content hashes would differ. */
const compareBytes = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const columns = {
    collection_run: ["id", "tenant", "sources", "started_at", "finished_at", "content_hash"],
    resource_reading: ["run_id", "source", "resource", "reading"],
    record: ["run_id", "source", "resource", "record_id", "json"],
    assessment: ["tenant", "period", "snapshot_id", "document"],
    audit_entry: ["tenant", "event", "previous_hash", "hash"],
    request_bucket: ["id"]
  }
  for (const [each, names] of Object.entries(columns)) {
    const changes = names.map((name) => `ALTER COLUMN ${name} TYPE TEXT COLLATE "C"`).join(", ")
    yield* sql`ALTER TABLE ${sql(each)} ${sql.literal(changes)}`
  }
})

/**
 * Shows each transaction the rows of the tenant that it has named, and lets it change no others.
 *
 * **Details** Forced, as the owner of a table is exempt otherwise. Readings and records belong to whom their run belongs to.
 * Who works on a run names it first, and may see it to learn whose it is.
 */
const raiseWalls = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const ofTenant = "tenant = NULLIF(current_setting('rollcall.tenant', true), '')"
  const ofRun = "run_id IN (SELECT id FROM collection_run)"
  const walls = {
    collection_run: ofTenant,
    resource_reading: ofRun,
    record: ofRun,
    assessment: ofTenant,
    audit_entry: ofTenant
  }
  for (const [each, condition] of Object.entries(walls)) {
    yield* sql`ALTER TABLE ${sql(each)} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`
    yield* sql`CREATE POLICY tenant ON ${sql(each)} USING (${sql.literal(condition)})`
  }
  yield* sql`CREATE POLICY named_run ON collection_run FOR SELECT
    USING (id = NULLIF(current_setting('rollcall.run', true), ''))`
})

/** All tables but the migrator's own. */
export const tables = [
  "tenant",
  "collection_run",
  "collection_lease",
  "resource_reading",
  "record_page",
  "record_index",
  "assessment",
  "audit_entry",
  "request_bucket",
  "report_run",
  "archived_report",
  "archived_file",
  "archived_chunk"
] as const

/** The schema that an open store has. */
export const latest = Math.max(...Object.keys(migrations).map((name) => Number.parseInt(name, 10)))

/** Brings the tables up to date, and refuses a database that a later version of Rollcall has changed. */
export const migrate = Effect.gen(function* () {
  const schema = yield* knownSchema
  // The migrator locks its table, for which even a backup would have to be waited for.
  if (schema < latest) yield* Migrator.make({})({ loader: Migrator.fromRecord(migrations), table })
}).pipe(
  Effect.catchTags({
    MigrationError: (error) => Effect.fail(storeError("prepare tables", error)),
    SqlError: (error) => Effect.fail(storeError("open", error))
  })
)

/**
 * The newest migration that the database has seen; 0 if it is new.
 *
 * **Errors** `StoreError` `newer` if this version does not know it.
 */
export const knownSchema = Effect.gen(function* () {
  const schema = yield* schemaOf(yield* SqlClient.SqlClient)
  if (schema <= latest) return schema
  const detail = `the database has schema ${schema}, and this version knows ${latest} at most`
  return yield* new StoreError({ operation: "open", reason: "newer", detail })
}).pipe(Effect.catchTag("SqlError", (error) => Effect.fail(storeError("open", error))))

const schemaOf = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const known = yield* sql.onDialectOrElse({
    pg: () => sql`SELECT 1 WHERE to_regclass(${table}) IS NOT NULL`,
    orElse: () => sql`SELECT 1 FROM sqlite_master WHERE name = ${table}`
  })
  if (known.length === 0) return 0
  const [row] = yield* sql<{ readonly id: number | null }>`SELECT max(migration_id) AS id FROM ${sql(table)}`
  return row?.id ?? 0
})
