import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { SqlClient } from "effect/sql"
import { SnapshotStore } from "../src/index.ts"
import { backends, sqlite, withStore } from "./backends.ts"
import { aReading, anEmployee, begin, readResource, sealedSnapshot } from "./store.ts"

describe.each(backends)("snapshots kept in $name", (backend) => {
  it.effect("are the latest if they are complete, else the latest partial one", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      expect(yield* store.latest("acme")).toBeNull()
      yield* begin("open")
      yield* sealedSnapshot("partial-1", [], { finishedAt: "2026-10-30T11:00:00.000Z" })
      const partial = yield* sealedSnapshot("partial-2", [], { finishedAt: "2026-10-31T11:00:00.000Z" })
      expect(yield* store.latest("acme")).toEqual(partial)
      yield* begin("complete", { sources: ["banyan"] })
      for (const resource of ["endusers", "devices"] as const) {
        yield* store.openResource("complete", "banyan", resource)
        yield* store.closeResource("complete", aReading(resource, { source: "banyan" }))
      }
      const complete = yield* store.seal("complete", "2026-10-29T11:00:00.000Z")
      expect(complete.complete).toBe(true)
      expect(yield* store.latest("acme")).toEqual(complete)
      expect(yield* store.latest("bolt")).toBeNull()
    }).pipe(withStore(backend))
  )

  it.effect("can be removed with everything in them, and only by their tenant", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      const kept = yield* sealedSnapshot("kept", [[anEmployee("a")]])
      yield* sealedSnapshot("old", [[anEmployee("a"), anEmployee("b")]])
      yield* sealedSnapshot("other", [[anEmployee("c")]], { tenant: "bolt" })
      yield* begin("open")
      yield* readResource("open", "employees", [anEmployee("d")])
      expect(yield* store.remove("acme", [])).toEqual([])
      expect(yield* store.remove("acme", ["old", "other", "open", "none"])).toEqual(["old", "open"].toSorted())
      expect(yield* store.list("acme")).toEqual([kept])
      expect(yield* store.unfinished("acme")).toBeNull()
      expect((yield* store.load("acme", "kept"))?.records.employees).toHaveLength(1)
      expect(yield* store.load("bolt", "other")).not.toBeNull()
      expect(yield* store.find("acme", "old", [{ kind: "id", value: "a" }])).toEqual([])
    }).pipe(withStore(backend))
  )

  it.effect("name every tenant that ever began a run", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      expect(yield* store.tenants).toEqual([])
      yield* begin("run-1", { tenant: "bolt" })
      yield* begin("run-2", { tenant: "acme" })
      yield* begin("run-3", { tenant: "acme" })
      yield* store.remove("bolt", ["run-1"])
      expect(yield* store.tenants).toEqual(["acme", "bolt"])
    }).pipe(withStore(backend))
  )

  it.effect("are named by the periods that were reported from them", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      const save = (tenant: string, period: string, snapshotId: string) =>
        store.saveAssessment({ tenant, period, snapshotId, document: "{}" })
      yield* save("acme", "2026-10", "run-2")
      yield* save("acme", "2026-09", "run-1")
      yield* save("bolt", "2026-08", "run-3")
      expect(yield* store.assessmentPeriods("acme")).toEqual([
        { period: "2026-09", snapshotId: "run-1" },
        { period: "2026-10", snapshotId: "run-2" }
      ])
    }).pipe(withStore(backend))
  )
})

describe("a file of SQLite", () => {
  const sizeOf = Effect.flatMap(SqlClient.SqlClient, (sql) =>
    Effect.map(sql<{ readonly page_count: number }>`PRAGMA page_count`, ([row]) => row?.page_count ?? 0)
  )
  const ids = Array.from({ length: 20_000 }, (_, index) => String((index * 7919) % 20_000))

  for (const [what, statement] of [
    ["", "SELECT 1"],
    [" that was made by an earlier version", "PRAGMA auto_vacuum = NONE; VACUUM"]
  ] as const) {
    it.effect(`${what} shrinks when snapshots are removed`.trim(), () =>
      Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        for (const each of statement.split("; ")) yield* sql.unsafe(each)
        const before = yield* sizeOf
        yield* sealedSnapshot("run-1", [ids.map((id) => anEmployee(id))])
        expect(yield* sizeOf).toBeGreaterThan(before * 2)
        yield* (yield* SnapshotStore).remove("acme", ["run-1"])
        expect(yield* sizeOf).toBeLessThan(before + 10)
      }).pipe(withStore(sqlite))
    )
  }
})
