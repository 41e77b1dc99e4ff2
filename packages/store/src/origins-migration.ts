/**
 * Migration 0006: where a run reads from, and devices and accounts that tell no address among what is found.
 */
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { indexAgain } from "./index-records.ts"

export const origins = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const text = sql.literal(sql.onDialectOrElse({ pg: () => 'TEXT COLLATE "C"', orElse: () => "TEXT" }))
  yield* sql`ALTER TABLE collection_run ADD COLUMN origin ${text}`
  yield* sql.onDialectOrElse({ pg: () => setWalls(sql, "NO FORCE"), orElse: () => Effect.void })
  yield* indexAgain(sql, ["accounts", "devices"])
  yield* sql.onDialectOrElse({ pg: () => setWalls(sql, "FORCE"), orElse: () => Effect.void })
})

/** The tables' owner, who migrates, sees no tenant's rows where they are forced. */
const setWalls = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, force: "FORCE" | "NO FORCE") {
  for (const table of ["collection_run", "resource_reading", "record_page", "record_index"]) {
    yield* sql`ALTER TABLE ${sql(table)} ${sql.literal(force)} ROW LEVEL SECURITY`
  }
})
