/**
 * Both databases of the store, for tests that must pass on each.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import { Effect, Layer, Redacted, type Scope } from "effect"
import { Reactivity } from "effect/reactivity"
import { SqlClient } from "effect/sql"
import { randomUUID } from "node:crypto"
import { inject } from "vitest"
import type { StoreError, StoreServices } from "../src/index.ts"
import * as PostgresClient from "../src/PostgresClient.ts"
import { services } from "../src/services.ts"
import * as SqliteClient from "../src/SqliteClient.ts"
import { temporaryFile } from "./store.ts"

/** A new database. */
export interface TestDatabase {
  /** The store and the client that it works with. Each build opens the database again. */
  readonly layer: Layer.Layer<StoreServices | SqlClient.SqlClient, StoreError>
  /** Where it is, for another process. */
  readonly place: { readonly filename: string } | { readonly url: string }
  /** A client that leaves the tables as they are. */
  readonly client: Layer.Layer<SqlClient.SqlClient, unknown>
  /** Runs a statement behind the store's back, on all rows. */
  readonly tamper: (statement: string) => Effect.Effect<void>
}

export interface Backend {
  readonly name: "SQLite" | "PostgreSQL"
  readonly database: Effect.Effect<TestDatabase, never, Scope.Scope>
  /** Bytes as a literal in a statement. */
  readonly literal: (bytes: Buffer) => string
}

export const sqlite: Backend = {
  name: "SQLite",
  literal: (bytes) => `X'${bytes.toString("hex")}'`,
  database: Effect.map(temporaryFile, (filename) => {
    const client = SqliteClient.layer({ filename })
    return {
      layer: Layer.provideMerge(services, client),
      client: Layer.fresh(client),
      place: { filename },
      tamper: (statement) =>
        Effect.flatMap(SqlClient.SqlClient, (sql) => sql.unsafe(statement)).pipe(
          Effect.provide(Layer.fresh(client)),
          Effect.orDie
        )
    }
  })
}

/** A PostgreSQL database of its own with the user who owns it, and the way in for the superuser. */
export const postgresDatabase: Effect.Effect<
  { readonly owner: string; readonly superuser: string },
  never,
  Scope.Scope
> = Effect.gen(function* () {
  const server = inject("postgres")
  const name = `t_${randomUUID().replaceAll("-", "")}`
  yield* Effect.acquireRelease(asSuperuser("postgres", `CREATE DATABASE ${name} OWNER store_owner`), () =>
    asSuperuser("postgres", `DROP DATABASE ${name} WITH (FORCE)`)
  )
  return { owner: `${server.owner}/${name}`, superuser: `${server.superuser}/${name}` }
})

/** Runs one statement on a database as the superuser, whom no policy holds. */
export const asSuperuser = (database: string, statement: string): Effect.Effect<ReadonlyArray<object>> => {
  const url = Redacted.make(new URL(`/${database}`, inject("postgres").superuser).href)
  return Effect.flatMap(PgClient.makeClient({ url }), (sql) => sql.unsafe<object>(statement)).pipe(
    Effect.scoped,
    Effect.provide(Reactivity.layer),
    Effect.orDie
  )
}

/** Keeps everybody else from a table of a database, to the end of the scope. */
export const holding = (superuser: string, table: string): Effect.Effect<void, never, Scope.Scope> =>
  PgClient.makeClient({ url: Redacted.make(superuser) }).pipe(
    Effect.flatMap((sql) => Effect.andThen(sql`BEGIN`, sql`LOCK TABLE ${sql(table)}`)),
    Effect.provide(Reactivity.layer),
    Effect.orDie
  )

const postgres: Backend = {
  name: "PostgreSQL",
  literal: (bytes) => `'\\x${bytes.toString("hex")}'::bytea`,
  database: Effect.map(postgresDatabase, ({ owner }) => ({
    layer: Layer.provideMerge(services, PostgresClient.layer({ url: Redacted.make(owner) })),
    place: { url: owner },
    client: Layer.effect(SqlClient.SqlClient, PgClient.makeClient({ url: Redacted.make(owner) })).pipe(
      Layer.provide(Reactivity.layer)
    ),
    tamper: (statement) => Effect.asVoid(asSuperuser(new URL(owner).pathname.slice(1), statement))
  }))
}

export const backends: ReadonlyArray<Backend> = [sqlite, postgres]

/** Runs a test with a store over a new database. */
export const withStore =
  ({ database }: Backend) =>
  <A, E>(
    test: Effect.Effect<A, E, StoreServices | SqlClient.SqlClient | Scope.Scope>
  ): Effect.Effect<A, E | StoreError, Scope.Scope> =>
    Effect.flatMap(database, ({ layer }) => Effect.provide(test, layer))
