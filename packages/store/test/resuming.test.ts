/**
 * Goal: an interrupted run can go on within a resource. Method: a store that is opened again, as after a crash.
 */
import { describe, expect, it } from "@effect/vitest"
import { Context, Effect, Layer, Stream } from "effect"
import { SnapshotStore } from "../src/index.ts"
import { backends, withStore } from "./backends.ts"
import { aReading, anEmployee, begin, readResource } from "./store.ts"

const progress = (page: number) => ({ cursor: `{"offset":${page * 2}}`, tally: `{"pages":${page}}` })

const openOf = (tenant: string) =>
  Effect.flatMap(SnapshotStore, (store) => Effect.map(store.unfinished(tenant), (run) => run?.open))

const pageOf = (...ids: ReadonlyArray<string>) => ids.map((id) => anEmployee(id, { email: `${id}@acme.example` }))

describe.each(backends)("a resource that is being read in $name", (backend) => {
  it.effect("goes on behind its last page in another process, and ends as if it had never stopped", () =>
    Effect.gen(function* () {
      const { layer } = yield* backend.database
      const reopened = Layer.fresh(layer)
      yield* Effect.gen(function* () {
        const store = yield* SnapshotStore
        yield* begin("run-1")
        yield* readResource("run-1", "apps")
        yield* store.openResource("run-1", "push", "employees")
        yield* store.append("run-1", "push", "employees", [anEmployee("b"), anEmployee("d")], progress(1))
        yield* store.append("run-1", "push", "employees", [anEmployee("a")], progress(2))
        yield* store.openResource("run-1", "push", "browsers")
      }).pipe(Effect.provide(layer))
      yield* Effect.gen(function* () {
        const store = yield* SnapshotStore
        expect(yield* openOf("acme")).toEqual([
          { source: "push", resource: "browsers", progress: null, records: 0 },
          { source: "push", resource: "employees", progress: progress(2), records: 3 }
        ])
        const appended = yield* Stream.runCollect(store.appended("run-1", "push", "employees"))
        expect(appended).toEqual([anEmployee("b"), anEmployee("d"), anEmployee("a")])
        yield* store.append("run-1", "push", "employees", [anEmployee("c")], { ...progress(3), cursor: null })
        expect((yield* openOf("acme"))?.[1]).toMatchObject({
          progress: { cursor: null, tally: '{"pages":3}' },
          records: 4
        })
        yield* store.closeResource("run-1", aReading("employees", { records: 4 }))
        yield* store.openResource("run-1", "push", "browsers")
        yield* store.closeResource("run-1", aReading("browsers"))
        const resumed = yield* store.seal("run-1", "2026-10-31T09:00:00.000Z")
        yield* begin("run-2")
        yield* readResource(
          "run-2",
          "employees",
          ["a", "b", "c", "d"].map((id) => anEmployee(id))
        )
        const undisturbed = yield* store.seal("run-2", "2026-10-31T09:00:00.000Z")
        expect(resumed.contentHash).toBe(undisturbed.contentHash)
      }).pipe(Effect.provide(reopened))
    })
  )

  it.effect("is found whole where several processes wrote it, and as the last of them began it", () =>
    Effect.gen(function* () {
      const { layer } = yield* backend.database
      const first = yield* Effect.map(Layer.build(layer), Context.get(SnapshotStore))
      const second = yield* Effect.map(Layer.build(Layer.fresh(layer)), Context.get(SnapshotStore))
      yield* first.begin({ id: "run-1", tenant: "acme", startedAt: "2026-10-31T08:00:00.000Z", sources: ["push"] })
      yield* first.openResource("run-1", "push", "employees")
      yield* first.append("run-1", "push", "employees", pageOf("forgotten"), null)
      yield* second.openResource("run-1", "push", "employees")
      yield* second.append("run-1", "push", "employees", pageOf("b"), null)
      yield* first.append("run-1", "push", "employees", pageOf("a", "d"), null)
      yield* second.append("run-1", "push", "employees", pageOf("c"), null)
      yield* first.closeResource("run-1", aReading("employees", { records: 4 }))
      yield* first.seal("run-1", "2026-10-31T09:00:00.000Z")
      for (const id of ["a", "b", "c", "d"])
        expect(yield* second.find("acme", "run-1", [{ kind: "email", value: `${id}@acme.example` }])).toHaveLength(1)
    })
  )

  it.effect("keeps nothing of a page that was refused, and says where the one before ended", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* begin("run-1")
      yield* store.openResource("run-1", "push", "employees")
      yield* store.append("run-1", "push", "employees", [anEmployee("a")], progress(1))
      yield* Effect.flip(store.append("run-1", "push", "browsers", [anEmployee("b")], progress(2)))
      expect(yield* openOf("acme")).toEqual([
        { source: "push", resource: "employees", progress: progress(1), records: 1 }
      ])
    }).pipe(withStore(backend))
  )

  it.effect("forgets how far it had come when it is opened anew, or a page tells nothing", () =>
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      yield* begin("run-1")
      yield* store.openResource("run-1", "push", "employees")
      yield* store.append("run-1", "push", "employees", [anEmployee("a")], progress(1))
      yield* store.append("run-1", "push", "employees", [], null)
      expect(yield* openOf("acme")).toMatchObject([{ progress: null, records: 1 }])
      yield* store.append("run-1", "push", "employees", [], progress(2))
      yield* store.openResource("run-1", "push", "employees")
      expect(yield* openOf("acme")).toMatchObject([{ progress: null, records: 0 }])
    }).pipe(withStore(backend))
  )
})
