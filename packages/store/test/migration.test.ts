/**
 * Goal: what earlier versions wrote is there after the tables were changed. Method: the migrations up to the one before, rows as
 * they were written then, and a content hash that is calculated here.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Stream } from "effect"
import { Migrator } from "effect/sql"
import { createHash } from "node:crypto"
import { type RecordText, SnapshotStore } from "../src/index.ts"
import { migrations, table } from "../src/migrations.ts"
import { type Backend, backends } from "./backends.ts"
import { aReading, begin } from "./store.ts"

/** Those whose tables had a row for each record. */
const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < "0005"))

const oldTables = Migrator.make({})({ loader: Migrator.fromRecord(before), table })

/** In an order that is not canonical, with every kind of text. */
const employees: ReadonlyArray<RecordText> = [
  ...Array.from({ length: 3000 }, (_none, index) => String((index * 7919) % 3000)),
  "ä",
  "Z",
  "\u{1f600}",
  "\ufb00",
  "it's"
].map((id) => ({
  id,
  json: JSON.stringify({ id, email: `${id}@acme.example`, big: 1 }).replace("1}", "98765432109876543210}")
}))

const bytes = ({ id, json }: RecordText) => Buffer.concat([Buffer.from(id), Buffer.from([0]), Buffer.from(json)])

function hashOf(resource: string, records: ReadonlyArray<RecordText>): string {
  const hash = createHash("sha256")
  for (const { id, json } of records.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)))) {
    for (const text of ["push", resource, id, json]) hash.update(`${Buffer.byteLength(text)}:`).update(text)
  }
  return hash.digest("hex")
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

const insertRecords = (run: string, resource: string, records: ReadonlyArray<RecordText>) =>
  `INSERT INTO record (run_id, source, resource, record_id, json) VALUES ${records
    .map(({ id, json }) => `('${run}', 'push', '${resource}', ${quoted(id)}, ${quoted(json)})`)
    .join(", ")}`

const reading = aReading("employees", { records: employees.length })

const oldRows = [
  `INSERT INTO collection_run (id, tenant, sources, started_at, finished_at, complete, content_hash) VALUES
    ('run-1', 'acme', '["push"]', '2026-09-30T08:00:00.000Z', '2026-09-30T09:00:00.000Z', 0, '${hashOf("employees", employees)}'),
    ('run-2', 'bolt', '["push"]', '2026-09-30T08:00:00.000Z', NULL, NULL, NULL)`,
  `INSERT INTO resource_reading (run_id, source, resource, reading) VALUES
    ('run-1', 'push', 'employees', '${JSON.stringify(reading)}'),
    ('run-2', 'push', 'apps', '${JSON.stringify(aReading("apps"))}'),
    ('run-2', 'push', 'employees', NULL)`,
  insertRecords("run-1", "employees", employees),
  insertRecords("run-2", "employees", employees.slice(0, 3))
]

/** A database as the version before left it, opened by this one. */
const carriedOver = Effect.fnUntraced(function* (backend: Backend) {
  const { client, layer, tamper } = yield* backend.database
  yield* Effect.orDie(Effect.provide(oldTables, client))
  for (const statement of oldRows) yield* tamper(statement)
  return yield* Layer.build(layer)
})

describe.each(backends)("a $name database whose index lacks what records leave out", (backend) => {
  it.effect("has it afterwards", () =>
    Effect.gen(function* () {
      const { layer, tamper } = yield* backend.database
      yield* Effect.gen(function* () {
        const store = yield* SnapshotStore
        yield* begin("run-1")
        yield* store.openResource("run-1", "push", "accounts")
        const accounts = [null, "jane@acme.example"].map((email, id) => ({
          id: `a${id}`,
          json: JSON.stringify({ email })
        }))
        yield* store.append("run-1", "push", "accounts", accounts, null)
        yield* store.closeResource("run-1", aReading("accounts", { records: 2 }))
        yield* store.seal("run-1", "2026-10-31T09:00:00.000Z")
      }).pipe(Effect.provide(layer), Effect.scoped)
      // As the version before left it.
      yield* tamper("UPDATE record_index SET entries = substr(entries, 1, 0)")
      yield* tamper("ALTER TABLE collection_run DROP COLUMN origin")
      for (const each of ["report_run", "archived_chunk", "archived_file", "archived_report"]) {
        yield* tamper(`DROP TABLE ${each}`)
      }
      yield* tamper(`DELETE FROM ${table} WHERE migration_id >= 6`)
      const store = yield* SnapshotStore.pipe(Effect.provide(yield* Layer.build(Layer.fresh(layer))))
      const found = yield* store.find("acme", "run-1", [{ kind: "untold", value: "email" }])
      expect(found.map(({ id }) => id)).toEqual(["a0"])
    }).pipe(Effect.scoped)
  )
})

describe.each(backends)("a $name database of an earlier version", (backend) => {
  it.effect("keeps its snapshots, with the same content hash, and finds their records", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore.pipe(Effect.provide(yield* carriedOver(backend)))
      const snapshot = yield* store.load("acme", "run-1")
      expect(snapshot?.contentHash).toBe(hashOf("employees", employees))
      expect(snapshot?.resources).toEqual([reading])
      const records = yield* Stream.runCollect(store.records("acme", "run-1", "employees"))
      expect(records).toEqual(employees.toSorted((a, b) => Buffer.compare(bytes(a), bytes(b))))
      const found = yield* store.find("acme", "run-1", [{ kind: "email", value: "77@acme.example" }])
      expect(found.map(({ id }) => id)).toEqual(["77"])
      expect(yield* store.load("bolt", "run-1")).toBeNull()
      expect(yield* store.tenants).toEqual(["acme", "bolt"])
    })
  )

  it.effect("keeps an interrupted run, which can go on", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore.pipe(Effect.provide(yield* carriedOver(backend)))
      expect(yield* store.unfinished("bolt")).toMatchObject({
        id: "run-2",
        readings: [aReading("apps")],
        open: [{ resource: "employees", progress: null, records: 3 }]
      })
      yield* store.append("run-2", "push", "employees", employees.slice(3), null)
      yield* store.closeResource("run-2", reading)
      const header = yield* store.seal("run-2", "2026-10-31T09:00:00.000Z")
      expect(header.contentHash).toBe(hashOf("employees", employees))
    })
  )
})
