import { describe, expect, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { DatabaseSync } from "node:sqlite"
import { inspection as inspectPostgres } from "../src/postgres.ts"
import { inspection as inspectSqlite } from "../src/sqlite.ts"
import { asSuperuser, postgresDatabase } from "./backends.ts"
import { temporaryFile } from "./store.ts"

describe("inspection", () => {
  it.effect("tells the schema of a SQLite store that it brought up to date, and leaves no row", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      const { schema } = yield* inspectSqlite({ filename })
      expect(yield* inspectSqlite({ filename })).toEqual({ schema })
      const database = new DatabaseSync(filename)
      expect(database.prepare("SELECT count(*) AS count FROM request_bucket").get()).toMatchObject({ count: 0 })
      expect(database.prepare("SELECT max(migration_id) AS id FROM rollcall_migration").get()).toMatchObject({
        id: schema
      })
      database.close()
    })
  )

  it.effect("tells the same of PostgreSQL, as its owner and as a superuser", () =>
    Effect.gen(function* () {
      const { owner, superuser } = yield* postgresDatabase
      const { schema } = yield* inspectPostgres({ url: Redacted.make(owner) })
      expect(yield* inspectPostgres({ url: Redacted.make(superuser) })).toEqual({ schema })
      const name = new URL(owner).pathname.slice(1)
      expect(yield* asSuperuser(name, "SELECT id FROM request_bucket")).toEqual([])
    })
  )

  it.effect("fails where a database takes no writes", () =>
    Effect.gen(function* () {
      const { owner, superuser } = yield* postgresDatabase
      yield* inspectPostgres({ url: Redacted.make(owner) })
      const name = new URL(owner).pathname.slice(1)
      yield* asSuperuser(
        new URL(superuser).pathname.slice(1),
        `ALTER DATABASE ${name} SET default_transaction_read_only = on`
      )
      const error = yield* Effect.flip(inspectPostgres({ url: Redacted.make(owner) }))
      expect(error.reason).toBe("read-only")
    })
  )
})
