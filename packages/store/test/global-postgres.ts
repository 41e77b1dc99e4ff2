/**
 * Starts one PostgreSQL server for all tests that need one.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import { Effect, Redacted } from "effect"
import { Reactivity } from "effect/reactivity"
import type { TestProject } from "vitest/node"
import { startPostgres } from "./postgres-server.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** The server's address without a database, for its superuser and for a user who owns the tests' databases. */
    readonly postgres: { readonly superuser: string; readonly owner: string }
  }
}

export default async function setup(project: TestProject) {
  const { port, password, remove } = await startPostgres()
  const address = `127.0.0.1:${port}`
  const superuser = `postgres://postgres:${encodeURIComponent(password)}@${address}`
  const createOwner = Effect.flatMap(
    PgClient.makeClient({ url: Redacted.make(`${superuser}/postgres`) }),
    (sql) => sql`CREATE ROLE store_owner LOGIN PASSWORD 'owner/of:tests'`
  )
  await Effect.runPromise(Effect.scoped(Effect.provide(createOwner, Reactivity.layer)))
  project.provide("postgres", { superuser, owner: `postgres://store_owner:owner%2Fof%3Atests@${address}` })
  return remove
}
