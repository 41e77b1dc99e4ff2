import { describe, expect, it } from "@effect/vitest"
import { resourcesOf } from "@rollcall/model"
import { Effect } from "effect"
import { SnapshotStore } from "../src/index.ts"
import { packRecords } from "../src/pack-records.ts"
import { compress } from "../src/RecordPage.ts"
import { backends, withStore } from "./backends.ts"
import { aReading, anEmployee, begin, readResource, sealedSnapshot } from "./store.ts"

/** A page as the store writes it. */
const pageOf = (json: string) =>
  packRecords("employees", [{ id: "a", json }]).map(({ bytes }) => compress(bytes))[0] ?? Buffer.of()

const flipped = (bytes: Buffer) => bytes.map((byte, index) => (index === bytes.length - 9 ? byte ^ 1 : byte))

describe.each(backends)("collection runs in $name", (backend) => {
  it.effect("become a snapshot with the records of all pages when they are sealed", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      const header = yield* sealedSnapshot("run-1", [[anEmployee("b"), anEmployee("a")], [anEmployee("c")]])
      expect(header).toMatchObject({ id: "run-1", tenant: "acme", finishedAt: "2026-10-31T08:10:00.000Z" })
      expect(yield* store.list("acme")).toEqual([header])
      const { records, ...loaded } = (yield* store.load("acme", "run-1")) ?? { records: null }
      expect(loaded).toEqual(header)
      expect(records?.employees.map(({ id }) => id)).toEqual(["a", "b", "c"])
      expect(records?.devices).toEqual([])
    }).pipe(withStore(backend))
  )

  it.effect("are complete only if every resource of every source was read", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      const [last, ...others] = resourcesOf("push").toReversed()
      yield* begin("run-1")
      yield* begin("run-2")
      for (const resource of others) {
        yield* readResource("run-1", resource)
        yield* readResource("run-2", resource)
      }
      if (last !== undefined) yield* readResource("run-2", last)
      expect((yield* store.seal("run-1", "2026-10-31T09:00:00.000Z")).complete).toBe(false)
      expect((yield* store.seal("run-2", "2026-10-31T09:00:00.000Z")).complete).toBe(true)
    }).pipe(withStore(backend))
  )

  it.effect("are partial if a resource was not read to its end or one record in fifty was refused", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      const seal = Effect.fnUntraced(function* (id: string, overrides: Partial<ReturnType<typeof aReading>>) {
        yield* begin(id, { sources: ["banyan"] })
        yield* store.openResource(id, "banyan", "devices")
        yield* store.append(id, "banyan", "devices", [{ id: "d", json: "{}" }], null)
        yield* store.closeResource(id, aReading("devices", { source: "banyan", records: 1, ...overrides }))
        yield* store.openResource(id, "banyan", "endusers")
        yield* store.closeResource(id, aReading("endusers", { source: "banyan" }))
        return (yield* store.seal(id, "2026-10-31T09:00:00.000Z")).complete
      })
      expect(yield* seal("whole", {})).toBe(true)
      expect(yield* seal("cut", { complete: false, problem: "the source went away" })).toBe(false)
      expect(yield* seal("refused", { refused: 1 })).toBe(false)
      expect(yield* seal("not-offered", { offered: false, complete: false })).toBe(true)
    }).pipe(withStore(backend))
  )

  it.effect("take no change once they are sealed", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      const header = yield* sealedSnapshot("run-1", [[anEmployee("a")]])
      const attempts = [
        store.openResource("run-1", "push", "employees"),
        store.append("run-1", "push", "employees", [anEmployee("b")], null),
        store.closeResource("run-1", aReading("employees")),
        store.seal("run-1", "2026-11-30T00:00:00.000Z"),
        store.begin({ id: "run-1", tenant: "bolt", startedAt: "2026-10-31T08:00:00.000Z", sources: [] })
      ]
      for (const attempt of attempts.slice(0, 4)) {
        expect(yield* Effect.flip(attempt)).toMatchObject({
          reason: "busy",
          detail: expect.stringContaining("is sealed")
        })
      }
      for (const attempt of attempts.slice(4)) expect((yield* Effect.flip(attempt)).reason).toBe("other")
      expect(yield* store.list("acme")).toEqual([header])
      expect((yield* store.load("acme", "run-1"))?.records.employees).toHaveLength(1)
    }).pipe(withStore(backend))
  )

  it.effect("take records only for a resource that is being read", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* begin("run-1")
      const append = store.append("run-1", "push", "employees", [anEmployee("a")], null)
      expect((yield* Effect.flip(append)).detail).toContain("is not being read")
      yield* readResource("run-1", "employees")
      expect((yield* Effect.flip(append)).detail).toContain("is not being read")
      expect((yield* Effect.flip(store.openResource("run-1", "banyan", "employees"))).detail).toBe(
        "banyan has no employees"
      )
      expect((yield* Effect.flip(store.openResource("run-0", "push", "employees"))).detail).toContain(
        "no collection run run-0"
      )
    }).pipe(withStore(backend))
  )

  it.effect("are not sealed while a resource is being read", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* begin("run-1")
      yield* store.openResource("run-1", "push", "apps")
      expect((yield* Effect.flip(store.seal("run-1", "2026-10-31T09:00:00.000Z"))).detail).toContain(
        "apps of run-1 is still being read"
      )
    }).pipe(withStore(backend))
  )

  it.effect("forget what an interrupted reading left when the resource is opened again", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* begin("run-1")
      yield* store.openResource("run-1", "push", "employees")
      yield* store.append("run-1", "push", "employees", [anEmployee("left-over")], null)
      yield* readResource("run-1", "employees", [anEmployee("a")])
      yield* store.seal("run-1", "2026-10-31T09:00:00.000Z")
      expect((yield* store.load("acme", "run-1"))?.records.employees).toEqual([{ id: "a" }])
    }).pipe(withStore(backend))
  )

  it.effect("notice that another process added records to the same resource", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* begin("run-1")
      yield* store.openResource("run-1", "push", "employees")
      yield* store.append("run-1", "push", "employees", [anEmployee("a"), anEmployee("b")], null)
      const error = yield* Effect.flip(store.closeResource("run-1", aReading("employees", { records: 1 })))
      expect(error.detail).toContain("another process works on run-1")
    }).pipe(withStore(backend))
  )

  it.effect("can be found while they have no end, with the resources that are closed", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      expect(yield* store.unfinished("acme")).toBeNull()
      yield* begin("run-1", { startedAt: "2026-10-30T08:00:00.000Z" })
      yield* begin("run-2", { startedAt: "2026-10-31T08:00:00.000Z" })
      yield* readResource("run-2", "employees", [anEmployee("a")])
      yield* store.openResource("run-2", "push", "apps")
      expect(yield* store.unfinished("acme")).toEqual({
        id: "run-2",
        tenant: "acme",
        startedAt: "2026-10-31T08:00:00.000Z",
        sources: ["push"],
        origin: null,
        readings: [aReading("employees", { records: 1 })],
        open: [{ source: "push", resource: "apps", progress: null, records: 0 }]
      })
      expect(yield* store.unfinished("bolt")).toBeNull()
    }).pipe(withStore(backend))
  )

  it.effect("keep where they read from", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* begin("run-1", { origin: "push https://api.example" })
      expect(yield* store.unfinished("acme")).toMatchObject({ origin: "push https://api.example" })
    }).pipe(withStore(backend))
  )

  it.effect("are not found once a later run was sealed", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* begin("run-1", { startedAt: "2026-10-30T08:00:00.000Z" })
      yield* sealedSnapshot("run-2", [], { startedAt: "2026-10-31T08:00:00.000Z" })
      expect(yield* store.unfinished("acme")).toBeNull()
    }).pipe(withStore(backend))
  )
})

describe.each(backends)("snapshots in $name", (backend) => {
  it.effect("of one tenant cannot be read by another", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* sealedSnapshot("run-1", [[anEmployee("a")]])
      expect(yield* store.list("bolt")).toEqual([])
      expect(yield* store.load("bolt", "run-1")).toBeNull()
    }).pipe(withStore(backend))
  )

  it.effect("are listed oldest first, without runs that have no end", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* sealedSnapshot("late", [], { finishedAt: "2026-10-31T12:00:00.000Z" })
      yield* sealedSnapshot("early", [], { finishedAt: "2026-10-31T11:00:00.000Z" })
      yield* begin("open")
      expect((yield* store.list("acme")).map(({ id }) => id)).toEqual(["early", "late"])
      expect(yield* store.load("acme", "open")).toBeNull()
    }).pipe(withStore(backend))
  )

  it.effect("have a content hash that run, time, paging and order do not change", () =>
    Effect.gen(function* () {
      const first = yield* sealedSnapshot("run-1", [[anEmployee("a"), anEmployee("b")], [anEmployee("c")]])
      const second = yield* sealedSnapshot("run-2", [[anEmployee("c")], [anEmployee("b")], [anEmployee("a")]], {
        startedAt: "2026-11-01T00:00:00.000Z",
        finishedAt: "2026-11-01T01:00:00.000Z"
      })
      expect(second.contentHash).toBe(first.contentHash)
      expect(first.contentHash).toMatch(/^[0-9a-f]{64}$/)
    }).pipe(withStore(backend))
  )

  it.effect("have another content hash where any record differs, or only moved between fields", () =>
    Effect.gen(function* () {
      const hashes = new Set<string>()
      const variants = [
        [],
        [anEmployee("a")],
        [anEmployee("a"), anEmployee("a")],
        [anEmployee("a", { licensed: true })],
        [{ id: "a1", json: "2" }],
        [{ id: "a", json: "12" }]
      ]
      for (const [index, records] of variants.entries()) {
        hashes.add((yield* sealedSnapshot(`run-${index}`, [records])).contentHash)
      }
      expect(hashes.size).toBe(variants.length)
    }).pipe(withStore(backend))
  )

  it.effect("keep every digit and every unknown member of a record", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* begin("run-1", { sources: ["banyan"] })
      yield* store.openResource("run-1", "banyan", "devices")
      const json = '{"DeviceID":"d","LastLogin":1587370622671500176,"serialHash":98765432109876543210}'
      yield* store.append("run-1", "banyan", "devices", [{ id: "d", json }], null)
      yield* store.closeResource("run-1", aReading("devices", { source: "banyan", records: 1 }))
      yield* store.seal("run-1", "2026-10-31T09:00:00.000Z")
      expect((yield* store.load("acme", "run-1"))?.records.devices).toEqual([
        { DeviceID: "d", LastLogin: "2020-04-20T08:17:02.671500176Z", serialHash: 98765432109876543210n }
      ])
    }).pipe(withStore(backend))
  )

  it.effect("of several thousand records come back whole", () =>
    Effect.gen(function* () {
      const employees = Array.from({ length: 2345 }, (_, index) => anEmployee(String(index).padStart(4, "0")))
      yield* sealedSnapshot("run-1", [employees])
      const ids = (yield* (yield* SnapshotStore).load("acme", "run-1"))?.records.employees.map(({ id }) => id)
      expect(ids).toEqual(employees.map(({ id }) => id))
    }).pipe(withStore(backend))
  )

  const written = '{"id":"a"}'
  const changes: ReadonlyArray<readonly [what: string, page: Buffer | null, detail: RegExp]> = [
    ["no longer decodes", pageOf('{"id":7}'), /the record run-1, employees a cannot be understood/],
    ["is no JSON", pageOf('{"secret'), /the record run-1, employees a is not JSON$/],
    ["was changed", pageOf('{"id":"a","licensed":true}'), /run-1 are not those that were sealed/],
    ["has a flipped bit", Buffer.from(flipped(pageOf(written))), /page 0 of push employees in run-1 is damaged/],
    ["is no page", compress(Buffer.from("7:secret")), /page 0 of push .* is damaged/],
    ["was removed", null, /run-1 are not those that were sealed/]
  ]
  for (const [what, page, detail] of changes) {
    it.effect(`are corrupt where a record ${what} since they were sealed`, () =>
      Effect.gen(function* () {
        const { layer, tamper } = yield* backend.database
        const error = yield* Effect.gen(function* () {
          yield* sealedSnapshot("run-1", [[{ id: "a", json: written }]])
          yield* tamper(
            page === null ? "DELETE FROM record_page" : `UPDATE record_page SET body = ${backend.literal(page)}`
          )
          return yield* Effect.flip((yield* SnapshotStore).load("acme", "run-1"))
        }).pipe(Effect.provide(layer))
        expect(error).toMatchObject({ reason: "corrupt", detail: expect.stringMatching(detail) })
        expect(error.message).not.toContain("secret")
      })
    )
  }
})

describe.each(backends)("assessments in $name", (backend) => {
  it.effect("are kept by tenant and period, the later one in place of the one before", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      const save = (tenant: string, period: string, snapshotId: string) =>
        store.saveAssessment({ tenant, period, snapshotId, document: `{"of":"${snapshotId}"}` })
      yield* save("acme", "2026-10", "run-1")
      yield* save("acme", "2026-10", "run-2")
      yield* save("bolt", "2026-09", "run-3")
      expect(yield* store.assessment("acme", "2026-10")).toEqual({ snapshotId: "run-2", document: '{"of":"run-2"}' })
      expect(yield* store.assessment("acme", "2026-09")).toBeNull()
      expect(yield* store.assessment("bolt", "2026-10")).toBeNull()
    }).pipe(withStore(backend))
  )
})
