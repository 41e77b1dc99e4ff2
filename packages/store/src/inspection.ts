/**
 * Whether a store can be worked with.
 */
import { Data, Effect } from "effect"
import { SqlClient } from "effect/sql"
import { latest } from "./migrations.ts"
import { storeError } from "./StoreError.ts"
import { inTransaction } from "./TenantDatabase.ts"

/** What is known of a store that opened and takes writes. */
export interface Inspection {
  /** The number of its schema, which opening has brought up to date. */
  readonly schema: number
}

class TakenBack extends Data.TaggedError("TakenBack") {}

/** Writes a row to an open store and takes it back. */
export const inspect = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const row = { id: "inspection", full_at_ms: 0, slowdown: 1 }
  yield* inTransaction(
    sql,
    Effect.andThen(sql`INSERT INTO request_bucket ${sql.insert(row)}`, Effect.fail(new TakenBack()))
  ).pipe(Effect.catchTag("TakenBack", () => Effect.void))
  const inspection: Inspection = { schema: latest }
  return inspection
}).pipe(Effect.mapError((error) => storeError("write", error)))
