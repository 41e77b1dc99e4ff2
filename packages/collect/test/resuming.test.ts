/**
 * Goal: a run that was interrupted at any moment goes on from there, and no two runs are under way for one tenant.
 */
import { describe, expect, it } from "@effect/vitest"
import { readingOf } from "@rollcall/model"
import { SnapshotStore, StoreError } from "@rollcall/store"
import { Deferred, Effect, Fiber, Stream } from "effect"
import { TestClock } from "effect/testing"
import { collect } from "../src/index.ts"
import { aBanyan, aList, aPage, aPush, aResumableList, sourceError } from "./sources.ts"
import { fresh, recordsOf, withStore } from "./store.ts"

const again = { tenant: "acme", resume: true }

type Asked = Parameters<typeof aResumableList>[1]

describe("an interrupted run", () => {
  /** Employees are done, browsers have failed, accounts hang after their first page when the run is interrupted. */
  const interruptedRun = Effect.gen(function* () {
    const reached = yield* Deferred.make<void>()
    const push = aPush({
      employees: aList([aPage([{ id: "kept" }])]),
      browsers: aList([aPage([{ id: "old" }])], yield* sourceError(401)),
      accounts: { pages: () => Stream.concat(Stream.make(aPage([{ id: "left-over" }])), Stream.never) }
    })
    const seen = new Set<string>()
    const run = yield* Effect.forkChild(
      collect({
        ...fresh,
        sources: { push, banyan: null },
        onProgress: ({ resource, kind }) => {
          seen.add(`${resource} ${kind}`)
          const isThere = seen.has("employees done") && seen.has("browsers failed") && seen.has("accounts page")
          return isThere ? Deferred.succeed(reached, undefined) : Effect.void
        }
      })
    )
    yield* Deferred.await(reached)
    yield* Fiber.interrupt(run)
  })

  const later = aPush({
    employees: aList([aPage([{ id: "read-again" }])]),
    browsers: aList([aPage([{ id: "new" }])]),
    accounts: aList([aPage([{ id: "a" }]), aPage([{ id: "b" }])])
  })

  it.effect("is no snapshot, and goes on where it was: what was done stays, the rest is read again", () =>
    withStore(
      Effect.gen(function* () {
        yield* interruptedRun
        const store = yield* SnapshotStore
        expect(yield* store.list("acme")).toEqual([])
        const begun = yield* store.unfinished("acme")
        yield* TestClock.adjust("1 hour")
        const { snapshot, resumed } = yield* collect({
          tenant: "acme",
          resume: true,
          sources: { push: later, banyan: null }
        })
        expect(resumed).toBe("continued")
        expect(snapshot).toMatchObject({ id: begun?.id, startedAt: begun?.startedAt, complete: true })
        const records = yield* recordsOf(snapshot)
        expect(records.employees).toEqual([{ id: "kept" }])
        expect(records.browsers).toEqual([{ id: "new" }])
        expect(records.accounts).toEqual([{ id: "a" }, { id: "b" }])
        expect(yield* store.unfinished("acme")).toBeNull()
      })
    )
  )

  it.effect("is not gone on with by another tenant, or where the sources changed", () =>
    withStore(
      Effect.gen(function* () {
        yield* interruptedRun
        const begun = yield* (yield* SnapshotStore).unfinished("acme")
        const other = yield* collect({ tenant: "bolt", resume: true, sources: { push: later, banyan: null } })
        expect(other.resumed).toBe("nothing-to-resume")
        const changed = yield* collect({ tenant: "acme", resume: true, sources: { push: later, banyan: aBanyan() } })
        expect(changed.resumed).toBe("sources-changed")
        expect(changed.snapshot.id).not.toBe(begun?.id)
        expect((yield* recordsOf(changed.snapshot)).employees).toEqual([{ id: "read-again" }])
      })
    )
  )

  it.effect("is too old after a day", () =>
    withStore(
      Effect.gen(function* () {
        yield* interruptedRun
        const store = yield* SnapshotStore
        const begun = yield* store.unfinished("acme")
        yield* TestClock.adjust("24 hours")
        yield* TestClock.adjust("1 millis")
        const { snapshot, resumed } = yield* collect({ ...again, sources: { push: later, banyan: null } })
        expect(resumed).toBe("too-old")
        expect(snapshot.id).not.toBe(begun?.id)
        expect((yield* recordsOf(snapshot)).employees).toEqual([{ id: "read-again" }])
      })
    )
  )

  it.effect("is not gone on with at another address, of either source, and is by another spelling of the same", () =>
    withStore(
      Effect.gen(function* () {
        const sources = { push: later, banyan: aBanyan() }
        const both = { push: "https://push.example/", banyan: "https://banyan.example/api" }
        const accounts = { pages: () => Stream.concat(Stream.make(aPage([{ id: "theirs" }])), Stream.never) }
        const interrupted = Effect.gen(function* () {
          const reached = yield* Deferred.make<void>()
          const run = yield* Effect.forkChild(
            collect({
              ...fresh,
              addresses: both,
              sources: { ...sources, push: aPush({ accounts }) },
              onProgress: ({ resource }) =>
                resource === "accounts" ? Deferred.succeed(reached, undefined) : Effect.void
            })
          )
          yield* Deferred.await(reached)
          yield* Fiber.interrupt(run)
        })
        const elsewhere = [
          { ...both, push: "https://push.test" },
          { ...both, banyan: "https://banyan.example/other" },
          { ...both, push: "https://push.example:8443" }
        ]
        for (const addresses of elsewhere) {
          yield* interrupted
          const { snapshot, resumed } = yield* collect({ ...again, sources, addresses })
          expect(resumed).toBe("addresses-changed")
          expect((yield* recordsOf(snapshot)).accounts).toEqual([{ id: "a" }, { id: "b" }])
        }
        yield* interrupted
        const same = { push: "HTTPS://Push.Example:443", banyan: "https://banyan.example/api/" }
        expect((yield* collect({ ...again, sources, addresses: same })).resumed).toBe("continued")
      })
    )
  )

  it.effect("is gone once a run has begun that does not go on with it", () =>
    withStore(
      Effect.gen(function* () {
        yield* interruptedRun
        const store = yield* SnapshotStore
        const begun = yield* store.unfinished("acme")
        yield* collect({ ...fresh, sources: { push: later, banyan: null } })
        expect(yield* store.unfinished("acme")).toBeNull()
        expect(yield* store.remove("acme", [begun?.id ?? ""])).toEqual([])
      })
    )
  )

  it.effect("ends no earlier than it began, though the clock was set back", () =>
    withStore(
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.parse("2026-10-31T08:00:00Z"))
        yield* interruptedRun
        const begun = yield* (yield* SnapshotStore).unfinished("acme")
        yield* TestClock.setTime(Date.parse("2026-10-30T09:00:00Z"))
        const { snapshot } = yield* collect({ tenant: "acme", resume: true, sources: { push: later, banyan: null } })
        expect(snapshot.finishedAt).toBe(begun?.startedAt)
      })
    )
  )

  it.effect("is gone on with, though a snapshot was sealed before it by a clock that was ahead", () =>
    withStore(
      Effect.gen(function* () {
        const store = yield* SnapshotStore
        yield* TestClock.setTime(Date.parse("2026-10-31T10:00:00Z"))
        const ahead = yield* collect({ ...fresh, sources: { push: later, banyan: null } })
        yield* TestClock.setTime(Date.parse("2026-10-31T09:00:00Z"))
        yield* interruptedRun
        const [begun] = yield* store.interrupted("acme")
        for (const now of ["2026-10-31T09:30:00Z", "2026-10-31T11:00:00Z"]) {
          yield* TestClock.setTime(Date.parse(now))
          expect((yield* store.interrupted("acme")).map(({ id }) => id)).toEqual([begun?.id])
        }
        const { snapshot, resumed } = yield* collect({ ...again, sources: { push: later, banyan: null } })
        expect({ resumed, id: snapshot.id }).toEqual({ resumed: "continued", id: begun?.id })
        expect((yield* store.list("acme")).map(({ id }) => id)).toEqual([ahead.snapshot.id, snapshot.id])
      })
    )
  )

  it.effect("is not gone on with if it began more than a day from now", () =>
    withStore(
      Effect.gen(function* () {
        const store = yield* SnapshotStore
        yield* TestClock.setTime(Date.parse("2027-10-31T08:00:00Z"))
        yield* interruptedRun
        yield* TestClock.setTime(Date.parse("2026-10-31T08:00:00Z"))
        const { snapshot, resumed } = yield* collect({ ...again, sources: { push: later, banyan: null } })
        expect(resumed).toBe("in-the-future")
        expect(snapshot).toMatchObject({
          startedAt: "2026-10-31T08:00:00.000Z",
          finishedAt: "2026-10-31T08:00:00.000Z"
        })
        expect(yield* store.interrupted("acme")).toEqual([])
      })
    )
  )

  it.effect("tells how much of it was there before", () =>
    withStore(
      Effect.gen(function* () {
        yield* interruptedRun
        const events: Array<string> = []
        yield* collect({
          ...again,
          sources: { push: later, banyan: null },
          onProgress: ({ resource, kind, records, recordsBefore }) =>
            Effect.sync(() => events.push(`${resource} ${kind} ${records} ${recordsBefore}`))
        })
        expect(events).toContain("employees kept 1 1")
        expect(events.filter((each) => each.startsWith("employees"))).toHaveLength(1)
        expect(events).toContain("browsers done 1 0")
      })
    )
  )

  it.effect("is also what a store in trouble leaves", () =>
    withStore(
      Effect.gen(function* () {
        const store = yield* SnapshotStore
        const full = new StoreError({ operation: "append records", reason: "full", detail: "the disk is full" })
        const sources = { push: aPush({ accounts: aList([aPage([{ id: "a" }])]) }), banyan: null }
        const error = yield* Effect.flip(collect({ ...fresh, sources })).pipe(
          Effect.provideService(SnapshotStore, {
            ...store,
            append: (...page) => (page[2] === "accounts" ? Effect.fail(full) : store.append(...page))
          })
        )
        expect(error).toBe(full)
        const { snapshot, resumed } = yield* collect({ tenant: "acme", resume: true, sources })
        expect(resumed).toBe("continued")
        expect(snapshot.complete).toBe(true)
      })
    )
  )
})

describe("a resource in the middle of which a run was interrupted", () => {
  /** Pages with a record each, `a` first. */
  const pages = ["a", "b", "c", "d"].map((id) => aPage([{ id }], { duplicates: 1 }))

  /** The same, with records on the first that were refused. */
  const withRefusals = (count: number) => {
    const refusals = Array.from({ length: count }, (_, index) => ({ reason: "no id", fingerprint: `${index}` }))
    return [aPage([{ id: "a" }], { refusals }), ...pages.slice(1)]
  }

  /** Collects the pages as accounts, and is interrupted after the second. */
  const interruptedAfterTwo = (asked: Asked, all = pages) =>
    Effect.gen(function* () {
      const accounts = aResumableList(all, asked, (page) => (page === 2 ? Stream.never : Stream.empty))
      const reached = yield* Deferred.make<void>()
      const run = yield* Effect.forkChild(
        collect({
          ...fresh,
          sources: { push: aPush({ accounts }), banyan: null },
          onProgress: ({ resource, pages: count }) =>
            resource === "accounts" && count === 2 ? Deferred.succeed(reached, undefined) : Effect.void
        })
      )
      yield* Deferred.await(reached)
      yield* Fiber.interrupt(run)
    })

  it.effect("goes on after its last stored page, with what came before and its counts", () =>
    withStore(
      Effect.gen(function* () {
        const asked: Asked = []
        yield* TestClock.setTime(Date.parse("2026-10-31T08:00:00Z"))
        yield* interruptedAfterTwo(asked)
        yield* TestClock.adjust("1 hour")
        const sources = { push: aPush({ accounts: aResumableList(pages, asked) }), banyan: null }
        const seen: Array<string> = []
        const { snapshot, resumed } = yield* collect({
          ...again,
          sources,
          onProgress: ({ resource, records, recordsBefore }) =>
            Effect.sync(() => resource === "accounts" && seen.push(`${records} of which ${recordsBefore}`))
        })
        expect(resumed).toBe("continued")
        expect(asked).toEqual([
          { cursor: null, known: [], refused: 0 },
          { cursor: "2", known: ["a", "b"], refused: 0 }
        ])
        expect(seen).toEqual(["3 of which 2", "4 of which 2", "4 of which 2"])
        expect((yield* recordsOf(snapshot)).accounts).toEqual([{ id: "a" }, { id: "b" }, { id: "c" }, { id: "d" }])
        expect(readingOf(snapshot, "push.accounts")).toMatchObject({
          records: 4,
          pages: 4,
          duplicates: 4,
          complete: true,
          startedAt: "2026-10-31T08:00:00.000Z",
          finishedAt: "2026-10-31T09:00:00.000Z"
        })
      })
    )
  )

  it.effect("is interrupted again and again, and still is what it would have been", () =>
    withStore(
      Effect.gen(function* () {
        const asked: Asked = []
        yield* interruptedAfterTwo(asked)
        const once = aResumableList(pages, asked, (page) => (page === 3 ? Stream.never : Stream.empty))
        const run = yield* Effect.forkChild(
          collect({ ...again, sources: { push: aPush({ accounts: once }), banyan: null } })
        )
        const store = yield* SnapshotStore
        while (((yield* store.unfinished("acme"))?.open[0]?.records ?? 0) < 3) yield* Effect.yieldNow
        yield* Fiber.interrupt(run)
        const accounts = aResumableList(pages, asked)
        const { snapshot } = yield* collect({ ...again, sources: { push: aPush({ accounts }), banyan: null } })
        const undisturbed = yield* collect({ ...fresh, sources: { push: aPush({ accounts }), banyan: null } })
        expect(snapshot.contentHash).toBe(undisturbed.snapshot.contentHash)
        expect(asked.map(({ cursor }) => cursor)).toEqual([null, "2", "3", null])
      })
    )
  )

  it.effect("begins anew where its last page told no way on", () =>
    withStore(
      Effect.gen(function* () {
        yield* interruptedAfterTwo([])
        const store = yield* SnapshotStore
        const run = yield* store.unfinished("acme")
        yield* store.append(run?.id ?? "", "push", "accounts", [{ id: "x", json: '{"id":"x"}' }], null)
        const asked: Asked = []
        const sources = { push: aPush({ accounts: aResumableList(pages, asked) }), banyan: null }
        const { snapshot } = yield* collect({ ...again, sources })
        expect(asked).toEqual([{ cursor: null, known: [], refused: 0 }])
        expect(readingOf(snapshot, "push.accounts")).toMatchObject({ records: 4, pages: 4 })
      })
    )
  )

  it.effect("says what was refused, and begins anew where that is not known in full", () =>
    withStore(
      Effect.gen(function* () {
        const asked: Asked = []
        for (const count of [1000, 1001]) {
          const accounts = aResumableList(withRefusals(count), asked)
          yield* interruptedAfterTwo([], withRefusals(count))
          const { snapshot } = yield* collect({ ...again, sources: { push: aPush({ accounts }), banyan: null } })
          expect(readingOf(snapshot, "push.accounts")?.refused).toBe(count)
        }
        expect(asked.map(({ cursor, refused }) => [cursor, refused])).toEqual([
          ["2", 1000],
          [null, 0]
        ])
      })
    )
  )

  it.effect("goes on before the first page that was held back, as it did not tell who belongs to whom", () =>
    withStore(
      Effect.gen(function* () {
        const devices = [{ DeviceID: "d1", Emails: [] }, { DeviceID: "d2" }, { DeviceID: "d3", Emails: [] }]
        const list = devices.map((each) => aPage([each]))
        const whole = aPage(devices.map(({ DeviceID }) => ({ DeviceID, Emails: [], LoginCount: 1 })))
        const asked: Asked = []
        const banyan = (all: Effect.Effect<typeof whole>) =>
          aBanyan({ devices: { ...aResumableList(list, asked), all: () => all } })
        const reached = yield* Deferred.make<void>()
        const hangs = Effect.andThen(Deferred.succeed(reached, undefined), Effect.never)
        const run = yield* Effect.forkChild(collect({ ...fresh, sources: { push: null, banyan: banyan(hangs) } }))
        yield* Deferred.await(reached)
        yield* Fiber.interrupt(run)
        const { snapshot } = yield* collect({
          ...again,
          sources: { push: null, banyan: banyan(Effect.succeed(whole)) }
        })
        expect(asked).toEqual([
          { cursor: null, known: [], refused: 0 },
          { cursor: "1", known: ["d1"], refused: 0 }
        ])
        const records = yield* recordsOf(snapshot)
        expect(records.devices.map(({ DeviceID, LoginCount }) => [DeviceID, LoginCount])).toEqual([
          ["d1", 1],
          ["d2", 1],
          ["d3", 1]
        ])
      })
    )
  )
})

describe("a clock that is set while a run is under way", () => {
  const hour = 3_600_000

  it.effect.each([-hour, hour, -hour * 48, hour * 48])("by %d ms makes no time negative and loses nothing", (stepMs) =>
    withStore(
      Effect.gen(function* () {
        const store = yield* SnapshotStore
        const startMs = Date.parse("2026-10-31T08:00:00Z")
        yield* TestClock.setTime(startMs)
        const step = Stream.fromEffectDrain(TestClock.setTime(startMs + stepMs))
        const accounts = {
          pages: () =>
            Stream.make(aPage([{ id: "a" }])).pipe(
              Stream.concat(step),
              Stream.concat(Stream.make(aPage([{ id: "b" }])))
            )
        }
        const { snapshot } = yield* collect({ ...fresh, sources: { push: aPush({ accounts }), banyan: null } })
        expect(snapshot.complete).toBe(true)
        for (const { startedAt, finishedAt } of [snapshot, ...snapshot.resources]) {
          expect(Date.parse(finishedAt) - Date.parse(startedAt)).toBeGreaterThanOrEqual(0)
        }
        expect((yield* recordsOf(snapshot)).accounts).toEqual([{ id: "a" }, { id: "b" }])
        const next = yield* collect({ ...again, sources: { push: aPush({ accounts }), banyan: null } })
        expect(next.resumed).toBe("nothing-to-resume")
        expect(yield* store.list("acme")).toHaveLength(2)
      })
    )
  )
})

describe("a tenant that is being collected", () => {
  const hanging = { push: aPush({ accounts: { pages: () => Stream.never } }), banyan: null }
  const quick = { push: aPush(), banyan: null }

  it.effect("is refused to a second run, which is told who has it, and left to it after an interruption", () =>
    withStore(
      Effect.gen(function* () {
        const store = yield* SnapshotStore
        const first = yield* Effect.forkChild(collect({ ...fresh, sources: hanging }))
        while ((yield* store.unfinished("acme")) === null) yield* Effect.yieldNow
        const begun = yield* store.unfinished("acme")
        const refused = yield* Effect.flip(collect({ ...again, sources: quick }))
        expect(refused).toMatchObject({ reason: "busy", holder: { process: process.pid } })
        expect((yield* store.unfinished("acme"))?.id).toBe(begun?.id)
        expect((yield* collect({ ...fresh, tenant: "bolt", sources: quick })).snapshot.complete).toBe(true)
        yield* Fiber.interrupt(first)
        const { snapshot, resumed } = yield* collect({ ...again, sources: quick })
        expect({ id: snapshot.id, resumed }).toEqual({ id: begun?.id, resumed: "continued" })
      })
    )
  )

  it.effect("is let go of by a run that loses it", () =>
    withStore(
      Effect.gen(function* () {
        const store = yield* SnapshotStore
        const loss = yield* Deferred.make<never, StoreError>()
        const run = yield* Effect.forkChild(
          Effect.flip(collect({ ...fresh, sources: hanging })).pipe(
            Effect.provideService(SnapshotStore, {
              ...store,
              lease: (tenant) => Effect.map(store.lease(tenant), (lease) => ({ ...lease, lost: Deferred.await(loss) }))
            })
          )
        )
        while ((yield* store.unfinished("acme")) === null) yield* Effect.yieldNow
        const taken = new StoreError({ operation: "take lease", reason: "busy", detail: "another has it" })
        yield* Deferred.fail(loss, taken)
        expect(yield* Fiber.join(run)).toBe(taken)
        expect((yield* collect({ ...again, sources: quick })).resumed).toBe("continued")
      })
    )
  )
})
