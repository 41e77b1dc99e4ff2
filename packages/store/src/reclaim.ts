/**
 * Gives the space of removed rows back to the disk.
 */
import { Effect } from "effect"
import type { TenantDatabase } from "./TenantDatabase.ts"

/** SQLite's mode in which free pages can be given back one by one. */
const incremental = 2

/**
 * Makes the file of an SQLite database as small as what is in it. PostgreSQL does that by itself.
 *
 * **Details** What was removed stays removed if this fails, as it does while others write, or where the disk has no room for the
 * one copy that a file from before needs: later removals try again.
 */
export const reclaim = (database: TenantDatabase): Effect.Effect<void> =>
  Effect.ignore(
    database.read("reclaim space", { tenant: "" }, (sql) =>
      sql.onDialectOrElse({
        pg: () => Effect.void,
        orElse: () =>
          Effect.gen(function* () {
            const [row] = yield* sql<{ readonly auto_vacuum: number }>`PRAGMA auto_vacuum`
            if (row?.auto_vacuum === incremental) {
              yield* sql`PRAGMA incremental_vacuum`
            } else {
              yield* sql`PRAGMA auto_vacuum = INCREMENTAL`
              yield* sql`VACUUM`
            }
            // Until then the file keeps its length.
            yield* sql`PRAGMA wal_checkpoint(TRUNCATE)`
          })
      })
    )
  )
