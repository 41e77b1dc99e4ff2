/**
 * Migration 0008: finished reports, for whoever has no folder that all workers share.
 */
import { Effect } from "effect"
import { SqlClient } from "effect/sql"

export const reportArchive = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const types = sql.onDialectOrElse({
    pg: () => ({ text: 'TEXT COLLATE "C"', bytes: "BYTEA" }),
    orElse: () => ({ text: "TEXT", bytes: "BLOB" })
  })
  const text = sql.literal(types.text)
  // The edition is another one each time that the report is replaced. A portfolio is made of no snapshot.
  yield* sql`CREATE TABLE archived_report (
    tenant ${text} NOT NULL,
    period ${text} NOT NULL,
    edition ${text} NOT NULL,
    snapshot_id ${text},
    stored_at ${text} NOT NULL,
    PRIMARY KEY (tenant, period)
  )`
  yield* sql`CREATE TABLE archived_file (
    tenant ${text} NOT NULL,
    period ${text} NOT NULL,
    name ${text} NOT NULL,
    position INTEGER NOT NULL,
    size INTEGER NOT NULL,
    sha256 ${text} NOT NULL,
    PRIMARY KEY (tenant, period, name),
    FOREIGN KEY (tenant, period) REFERENCES archived_report (tenant, period) ON DELETE CASCADE
  )`
  yield* sql`CREATE TABLE archived_chunk (
    tenant ${text} NOT NULL,
    period ${text} NOT NULL,
    name ${text} NOT NULL,
    number INTEGER NOT NULL,
    body ${sql.literal(types.bytes)} NOT NULL,
    PRIMARY KEY (tenant, period, name, number),
    FOREIGN KEY (tenant, period, name) REFERENCES archived_file (tenant, period, name) ON DELETE CASCADE
  )`
  yield* sql.onDialectOrElse({ pg: () => Effect.andThen(keepBytes(sql), raiseWalls(sql)), orElse: () => Effect.void })
})

/** PostgreSQL would try to compress what is compressed already. */
const keepBytes = (sql: SqlClient.SqlClient) => sql`ALTER TABLE archived_chunk ALTER COLUMN body SET STORAGE EXTERNAL`

const raiseWalls = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  for (const table of ["archived_report", "archived_file", "archived_chunk"]) {
    yield* sql`ALTER TABLE ${sql(table)} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`
    yield* sql`CREATE POLICY tenant ON ${sql(table)}
      USING (tenant = NULLIF(current_setting('rollcall.tenant', true), ''))`
  }
})
