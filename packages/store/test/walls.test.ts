/**
 * Goal: on PostgreSQL one tenant's work neither sees nor changes another's rows, whatever a statement asks for.
 * Method: hand-written statements without any condition, run as the store runs its own.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { SqlClient } from "effect/sql"
import { AuditTrail, ReportArchive, SnapshotStore, type StoreServices } from "../src/index.ts"
import * as PostgresClient from "../src/PostgresClient.ts"
import { services } from "../src/services.ts"
import { makeTenantDatabase, type Owner } from "../src/TenantDatabase.ts"
import { postgresDatabase } from "./backends.ts"
import { anEmployee, anEvent, sealedSnapshot } from "./store.ts"

const tables = [
  "collection_run",
  "collection_lease",
  "resource_reading",
  "record_page",
  "record_index",
  "assessment",
  "audit_entry",
  "archived_report",
  "archived_file",
  "archived_chunk"
]

/** Everything the store keeps, for two tenants alike. */
const fill = Effect.forEach(["acme", "bolt"], (tenant) =>
  Effect.gen(function* () {
    const store = yield* SnapshotStore
    yield* sealedSnapshot(`run-${tenant}`, [[anEmployee("a"), anEmployee("b")]], { tenant })
    yield* write(
      { tenant },
      `INSERT INTO collection_lease (tenant, token, host, machine, process, began, since_ms, expires_at_ms)
        VALUES ('${tenant}', '', '', '', 1, '', 0, 0)`
    )
    yield* store.saveAssessment({ tenant, period: "2026-10", snapshotId: `run-${tenant}`, document: "{}" })
    yield* (yield* AuditTrail).append(anEvent("one", { tenant }))
    const files = [{ name: "report.json", bytes: new TextEncoder().encode("{}") }]
    yield* (yield* ReportArchive).save({ tenant, period: "2026-10", snapshotId: `run-${tenant}`, files })
  })
)

const counts = Object.fromEntries(tables.map((table) => [table, 1]))

const count = (sql: SqlClient.SqlClient) =>
  Effect.map(
    Effect.forEach(tables, (table) =>
      Effect.map(
        sql<{ readonly count: number }>`SELECT CAST(count(*) AS INTEGER) AS count FROM ${sql(table)}`,
        ([row]) => [table, row?.count] as const
      )
    ),
    Object.fromEntries
  )

const write = (owner: Owner, statement: string) =>
  Effect.flatMap(SqlClient.SqlClient, (sql) =>
    makeTenantDatabase(sql).write("try", owner, (each) => each.unsafe(statement))
  )

const all = { acme: counts, bolt: counts }

const left = Effect.gen(function* () {
  const database = makeTenantDatabase(yield* SqlClient.SqlClient)
  return {
    acme: yield* database.read("count", { tenant: "acme" }, count),
    bolt: yield* database.read("count", { tenant: "bolt" }, count)
  }
})

const users = [
  { who: "the tables' owner", user: "owner" },
  { who: "a superuser", user: "superuser" }
] as const

describe.each(users)("the wall before $who", ({ user }) => {
  const filled = <A, E>(test: Effect.Effect<A, E, StoreServices | SqlClient.SqlClient>) =>
    Effect.flatMap(postgresDatabase, (urls) =>
      Effect.provide(
        Effect.andThen(fill, test),
        Layer.provideMerge(services, PostgresClient.layer({ url: Redacted.make(urls[user]) }))
      )
    )

  it.effect("hides every other tenant's rows from each table", () =>
    filled(
      Effect.gen(function* () {
        expect(yield* left).toEqual(all)
      })
    )
  )

  it.effect("shows nothing to a statement that names no tenant, or one that does not exist", () =>
    filled(
      Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        const none = Object.fromEntries(tables.map((table) => [table, 0]))
        expect(yield* count(sql)).toEqual(none)
        for (const owner of [{ tenant: "" }, { tenant: "nobody" }, { run: "" }, { run: "run-0" }]) {
          expect(yield* makeTenantDatabase(sql).read("count", owner, count)).toEqual(none)
        }
      })
    )
  )

  it.effect("lets a run's work see its tenant alone", () =>
    filled(
      Effect.gen(function* () {
        const database = makeTenantDatabase(yield* SqlClient.SqlClient)
        expect(yield* database.read("count", { run: "run-bolt" }, count)).toEqual(counts)
      })
    )
  )

  it.effect("stands when tables are emptied without a condition", () =>
    filled(
      Effect.gen(function* () {
        for (const table of tables.toReversed()) {
          for (const owner of [{ tenant: "acme" }, { run: "run-acme" }]) yield* write(owner, `DELETE FROM ${table}`)
          const { acme, bolt } = yield* left
          expect(bolt).toEqual(counts)
          expect(acme[table]).toBe(0)
        }
      })
    )
  )

  it.effect("keeps a tenant from giving rows to another, and from taking them", () =>
    filled(
      Effect.gen(function* () {
        const attempts = [
          "UPDATE collection_run SET tenant = 'bolt'",
          "UPDATE assessment SET tenant = 'bolt', period = '2026-09'",
          "UPDATE audit_entry SET tenant = 'bolt', sequence = 9",
          "UPDATE record_page SET run_id = 'run-bolt'",
          "UPDATE record_index SET run_id = 'run-bolt'",
          "UPDATE archived_report SET tenant = 'bolt', period = '2026-09'",
          "INSERT INTO archived_file (tenant, period, name, position, size, sha256) VALUES ('bolt', '2026-10', 'x', 1, 0, '')",
          "INSERT INTO archived_chunk (tenant, period, name, number, body) VALUES ('bolt', '2026-10', 'report.json', 1, '')",
          "UPDATE collection_lease SET tenant = 'bolt'",
          "INSERT INTO collection_run (id, tenant, sources, started_at) VALUES ('run-9', 'bolt', '[]', '')",
          "INSERT INTO record_page (run_id, source, resource, number, records, size, body) VALUES ('run-bolt', 'push', 'employees', 9, 0, 0, '')",
          "INSERT INTO audit_entry (tenant, sequence, event, previous_hash, hash) VALUES ('bolt', 2, '', '', '')"
        ]
        for (const attempt of attempts) {
          for (const owner of [{ tenant: "acme" }, { run: "run-acme" }]) {
            const error = yield* Effect.flip(write(owner, attempt))
            expect(error, attempt).toMatchObject({ reason: "forbidden", detail: expect.stringContaining("row-level") })
          }
        }
        yield* write({ tenant: "acme" }, "UPDATE collection_run SET tenant = 'acme' WHERE id = 'run-bolt'")
        expect(yield* left).toEqual(all)
      })
    )
  )

  it.effect("does not outlast the transaction that named the tenant", () =>
    filled(
      Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        const seen = Effect.andThen(makeTenantDatabase(sql).read("count", { tenant: "acme" }, count), count(sql))
        const after = yield* Effect.forEach(Array.from({ length: 20 }), () => seen, { concurrency: "unbounded" })
        expect(after.flatMap(Object.values).every((number) => number === 0)).toBe(true)
      })
    )
  )
})

describe("a superuser's store", () => {
  it.effect("can be opened by several at once, and again later", () =>
    Effect.gen(function* () {
      const { superuser } = yield* postgresDatabase
      const opened = Effect.suspend(() =>
        Effect.provide(
          Effect.flatMap(SqlClient.SqlClient, (sql) => sql`SELECT current_user AS name`),
          Layer.fresh(PostgresClient.layer({ url: Redacted.make(superuser) }))
        )
      )
      const names = yield* Effect.all([opened, opened, opened], { concurrency: "unbounded" })
      expect([...names, yield* opened].flat()).toEqual(Array.from({ length: 4 }, () => ({ name: "rollcall_tenant" })))
    })
  )
})
