/**
 * The wall between tenants: whoever reads or writes their tables says first whose rows are meant.
 *
 * PostgreSQL then shows and changes no other rows, whatever a statement asks for (see `migrations.ts`, 0004). SQLite has no
 * such wall; there it is the statements' own conditions that hold.
 */
import { Effect } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import { type StoreError, storeError } from "./StoreError.ts"

/** Whose rows: a tenant's, or those of the tenant to whom a collection run belongs. */
export type Owner = { readonly tenant: string } | { readonly run: string }

/** What statements need, and what they may fail with. */
export type Statements<A> = (sql: SqlClient.SqlClient) => Effect.Effect<A, SqlError.SqlError | StoreError>

/** The tables of all tenants, one tenant at a time. `operation` is what an error is called. */
export interface TenantDatabase {
  readonly read: <A>(operation: string, owner: Owner, statements: Statements<A>) => Effect.Effect<A, StoreError>
  /** One transaction, so that what was checked still holds when it is written. */
  readonly write: <A>(operation: string, owner: Owner, statements: Statements<A>) => Effect.Effect<A, StoreError>
}

export function makeTenantDatabase(sql: SqlClient.SqlClient): TenantDatabase {
  const walled = <A>(owner: Owner, statements: Statements<A>) =>
    inTransaction(sql, Effect.andThen(enter(sql, owner), statements(sql)), owner)
  return {
    read: (operation, owner, statements) =>
      named(
        operation,
        sql.onDialectOrElse({
          pg: () => walled(owner, statements),
          // A transaction of SQLite would wait for whoever writes.
          orElse: () => statements(sql)
        })
      ),
    write: (operation, owner, statements) => named(operation, walled(owner, statements))
  }
}

const named = <A>(operation: string, effect: Effect.Effect<A, SqlError.SqlError | StoreError>) =>
  Effect.catchTag(effect, "SqlError", (error) => Effect.fail(storeError(operation, error)))

/** Another's lock is waited for as long as with SQLite. */
const lockTimeout = "5s"

/** A transaction that sees the rows of one owner, or of none. */
export const inTransaction = <A, E, R>(
  sql: SqlClient.SqlClient,
  effect: Effect.Effect<A, E, R>,
  owner?: Owner
): Effect.Effect<A, E | SqlError.SqlError, R> => {
  const tenant = owner !== undefined && "tenant" in owner ? owner.tenant : ""
  const run = owner !== undefined && "run" in owner ? owner.run : ""
  const settings = sql.onDialectOrElse({
    // What is set here ends with the transaction: a connection goes back to the pool as it was.
    pg: () =>
      Effect.asVoid(sql`SELECT set_config('lock_timeout', ${lockTimeout}, true),
        set_config('rollcall.tenant', ${tenant}, true), set_config('rollcall.run', ${run}, true)`),
    orElse: () => Effect.void
  })
  return sql.withTransaction(Effect.andThen(settings, effect))
}

/** Names the tenant of a run. A run that does not exist belongs to nobody, who has no rows. */
const enter = (sql: SqlClient.SqlClient, owner: Owner) =>
  "run" in owner
    ? sql.onDialectOrElse({
        pg: () =>
          Effect.asVoid(
            sql`SELECT set_config('rollcall.tenant', tenant, true) FROM collection_run WHERE id = ${owner.run}`
          ),
        orElse: () => Effect.void
      })
    : Effect.void
