import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { SqlClient } from "effect/sql"
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs"
import { dirname, join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { SnapshotStore } from "../src/index.ts"
import { services } from "../src/services.ts"
import { layer } from "../src/sqlite.ts"
import * as SqliteClient from "../src/SqliteClient.ts"
import { anEmployee, begin, readResource, sealedSnapshot, temporaryFile } from "./store.ts"

const use = <A, E>(filename: string, effect: Effect.Effect<A, E, SnapshotStore>) =>
  Effect.provide(effect, layer({ filename }))
const list = Effect.flatMap(SnapshotStore, (store) => store.list("acme"))

/** Goal: the errors of a running database. Method: the same client for the store and for the trouble. */
const withClient = <A, E>(filename: string, effect: Effect.Effect<A, E, SnapshotStore | SqlClient.SqlClient>) =>
  Effect.provide(effect, Layer.provideMerge(services, SqliteClient.layer({ filename, busyTimeoutMs: 10 })))

describe("layer", () => {
  it.effect("takes no file of another program, and leaves it as it is", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      mkdirSync(dirname(filename))
      const theirs = new DatabaseSync(filename)
      theirs.exec("CREATE TABLE contacts (name TEXT)")
      theirs.close()
      const before = readFileSync(filename)
      expect(yield* Effect.flip(use(filename, list))).toMatchObject({
        reason: "foreign",
        detail: `${filename}: the file has tables, and none of them is Rollcall's`
      })
      expect(readFileSync(filename).equals(before)).toBe(true)
      expect(readdirSync(dirname(filename))).toHaveLength(1)
    })
  )

  it.effect("takes a file that holds other tables beside Rollcall's", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      const header = yield* use(filename, sealedSnapshot("run-1", [[anEmployee("a")]]))
      const database = new DatabaseSync(filename)
      database.exec("CREATE TABLE contacts (name TEXT)")
      database.close()
      expect(yield* use(filename, list)).toEqual([header])
    })
  )

  it.effect("makes folder and file for the owner alone, and finds everything again", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      const header = yield* use(filename, sealedSnapshot("run-1", [[anEmployee("a")]]))
      expect(yield* use(filename, list)).toEqual([header])
      expect(statSync(filename).mode & 0o777).toBe(0o600)
      expect(statSync(dirname(filename)).mode & 0o777).toBe(0o700)
    })
  )

  it.effect("keeps what was written before a process died, and lets the run go on", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      yield* use(
        filename,
        Effect.gen(function* () {
          yield* begin("run-1")
          yield* readResource("run-1", "employees", [anEmployee("a")])
        })
      )
      const run = yield* use(
        filename,
        Effect.flatMap(SnapshotStore, (store) => store.unfinished("acme"))
      )
      expect(run?.readings).toHaveLength(1)
    })
  )

  it.effect("lets two connections write in turn", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      const first = yield* Layer.build(layer({ filename }))
      const second = yield* Layer.build(Layer.fresh(layer({ filename })))
      yield* Effect.provide(begin("run-1"), first)
      yield* Effect.provide(begin("run-2", { tenant: "bolt" }), second)
      yield* Effect.provide(readResource("run-1", "employees", [anEmployee("a")]), first)
      yield* Effect.provide(readResource("run-2", "employees", [anEmployee("b")]), second)
      const seal = Effect.flatMap(SnapshotStore, (store) => store.seal("run-1", "2026-10-31T09:00:00.000Z"))
      const header = yield* Effect.provide(seal, first)
      expect(yield* Effect.provide(list, second)).toEqual([header])
    })
  )

  it.effect("takes a file that is no database for corrupt", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      mkdirSync(dirname(filename))
      writeFileSync(filename, "store: sqlite:./rollcall.db\n".repeat(200))
      const error = yield* Effect.flip(use(filename, list))
      expect(error).toMatchObject({ operation: "open", reason: "corrupt" })
      expect(error.message).toBe(`store, open: ${filename}: the file is damaged or not a database.`)
    })
  )

  it.effect("refuses a database that a later version has changed", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      yield* use(filename, list)
      const database = new DatabaseSync(filename)
      database.exec("INSERT INTO rollcall_migration (migration_id, name) VALUES (9999, 'later')")
      database.close()
      expect(yield* Effect.flip(use(filename, list))).toMatchObject({
        reason: "newer",
        next: "Use the Rollcall version that wrote the store, or a later one."
      })
    })
  )

  it.effect("says that a place where nothing can be made is unavailable", () =>
    Effect.gen(function* () {
      const folder = yield* temporaryFile
      mkdirSync(folder, { recursive: true })
      expect((yield* Effect.flip(use(folder, list))).reason).toBe("unavailable")
      writeFileSync(join(folder, "file"), "")
      expect((yield* Effect.flip(use(join(folder, "file", "store.db"), list))).reason).toBe("unavailable")
    })
  )

  it.effect("tells a database that cannot be written from a damaged one", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      yield* use(filename, list)
      // A write version above 2 makes SQLite open the file for reading only, whoever asks.
      const file = openSync(filename, "r+")
      writeSync(file, new Uint8Array([3]), 0, 1, 18)
      closeSync(file)
      expect((yield* Effect.flip(use(filename, begin("run-1")))).reason).toBe("read-only")
    })
  )
})

/** Text that does not compress, the same each time. */
const noise = (length: number): string => {
  let state = 1
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return String.fromCharCode(35 + ((state >>> 16) % 56))
  }).join("")
}

describe("a store in trouble", () => {
  it.effect("reports a full disk, keeps the pages before and none of the last one", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      yield* withClient(
        filename,
        Effect.gen(function* () {
          const store = yield* SnapshotStore
          const sql = yield* SqlClient.SqlClient
          yield* begin("run-1")
          yield* store.openResource("run-1", "push", "employees")
          yield* store.append("run-1", "push", "employees", [anEmployee("a")], null)
          yield* sql`PRAGMA max_page_count = 44`
          const text = noise(300_000)
          const page = Array.from({ length: 600 }, (_, index) =>
            anEmployee(`e${index}`, { location: text.slice(index * 500, (index + 1) * 500) })
          )
          const error = yield* Effect.flip(store.append("run-1", "push", "employees", page, null))
          expect(error).toMatchObject({ operation: "append records", reason: "full", detail: "the disk is full" })
          yield* sql`PRAGMA max_page_count = 100000`
          expect((yield* store.unfinished("acme"))?.open).toMatchObject([{ resource: "employees", records: 1 }])
          expect(yield* sql`PRAGMA integrity_check`).toEqual([{ integrity_check: "ok" }])
        })
      )
    })
  )

  it.effect("reports a lock that another process keeps", () =>
    Effect.gen(function* () {
      const filename = yield* temporaryFile
      yield* withClient(
        filename,
        Effect.gen(function* () {
          const other = new DatabaseSync(filename)
          other.exec("BEGIN IMMEDIATE")
          const error = yield* Effect.flip(begin("run-1"))
          other.exec("ROLLBACK")
          other.close()
          expect(error.reason).toBe("busy")
          yield* begin("run-1")
        })
      )
    })
  )
})
