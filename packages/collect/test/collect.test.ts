import { describe, expect, it } from "@effect/vitest"
import { readingOf } from "@rollcall/model"
import { Leads } from "@rollcall/push"
import { SnapshotStore } from "@rollcall/store"
import { Deferred, Effect, Ref, Stream } from "effect"
import { TestClock } from "effect/testing"
import { collect, type Progress } from "../src/index.ts"
import { aBanyan, aList, aPage, aPush, sourceError } from "./sources.ts"
import { fresh, recordsOf, withStore } from "./store.ts"

const people = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `e${index}` }))

/** A list that waits for something. */
const after = <A, E>(event: Deferred.Deferred<void>, list: Stream.Stream<A, E>) =>
  Stream.unwrap(Effect.as(Deferred.await(event), list))

/** Two devices that tell whose they are, and by what they were told. */
const tellingOf = (by: string) => ["d1", "d2"].map((DeviceID) => ({ DeviceID, Emails: ["jane@acme.example"], by }))

describe("collect", () => {
  it.effect("reads every resource of both sources into a complete snapshot", () =>
    withStore(
      Effect.gen(function* () {
        yield* TestClock.setTime(Date.parse("2026-10-31T08:15:30.250Z"))
        const push = aPush({ employees: aList([aPage([{ id: "b" }]), aPage([{ id: "a" }], { duplicates: 2 })]) })
        const { snapshot, resumed, failures } = yield* collect({ ...fresh, sources: { push, banyan: aBanyan() } })
        expect(snapshot.id).toMatch(/^acme-20261031T081530Z-[0-9a-f]{6}$/)
        expect(snapshot).toMatchObject({ tenant: "acme", complete: true, sources: ["push", "banyan"] })
        expect(snapshot.resources).toHaveLength(13)
        expect(readingOf(snapshot, "push.employees")).toMatchObject({
          pages: 2,
          records: 2,
          duplicates: 2,
          complete: true
        })
        expect({ resumed, failures }).toEqual({ resumed: "not-asked", failures: [] })
        expect((yield* recordsOf(snapshot)).employees).toEqual([{ id: "a" }, { id: "b" }])
      })
    )
  )

  it.effect("reads one source where only one is configured", () =>
    withStore(
      Effect.gen(function* () {
        const { snapshot } = yield* collect({ ...fresh, sources: { push: null, banyan: aBanyan() } })
        expect(snapshot).toMatchObject({ complete: true, sources: ["banyan"] })
        expect(snapshot.resources.map(({ resource }) => resource)).toEqual(["endusers", "devices"])
      })
    )
  )

  it.effect("tells each page and each end", () =>
    withStore(
      Effect.gen(function* () {
        const events = yield* Ref.make<ReadonlyArray<Progress>>([])
        const push = aPush({
          apps: aList([aPage([{ id: "a" }]), aPage([{ id: "b" }])]),
          findings: aList([], yield* sourceError(401))
        })
        yield* collect({
          ...fresh,
          sources: { push, banyan: null },
          onProgress: (event) => Ref.update(events, (all) => [...all, event])
        })
        const of = (resource: string) =>
          Effect.map(Ref.get(events), (all) => all.filter((each) => each.resource === resource))
        const apps = { tenant: "acme", source: "push", resource: "apps", recordsBefore: 0 }
        expect(yield* of("apps")).toEqual([
          { ...apps, pages: 1, records: 1, kind: "page" },
          { ...apps, pages: 2, records: 2, kind: "page" },
          { ...apps, pages: 2, records: 2, kind: "done" }
        ])
        expect((yield* of("findings")).map(({ kind }) => kind)).toEqual(["failed"])
      })
    )
  )

  describe("where a resource fails", () => {
    it.effect("keeps the pages before, says why, and reads all others", () =>
      withStore(
        Effect.gen(function* () {
          const refused = yield* sourceError(401)
          const push = aPush({
            employees: aList([aPage([{ id: "a" }])], refused),
            findings: aList([aPage([{ id: "f" }])])
          })
          const { snapshot, failures } = yield* collect({ ...fresh, sources: { push, banyan: null } })
          expect(snapshot.complete).toBe(false)
          expect(failures).toEqual([refused])
          expect(readingOf(snapshot, "push.employees")).toMatchObject({
            complete: false,
            records: 1,
            problem: expect.stringContaining("refused the key")
          })
          expect(readingOf(snapshot, "push.findings")).toMatchObject({ complete: true, records: 1, problem: null })
          expect((yield* recordsOf(snapshot)).employees).toHaveLength(1)
        })
      )
    )

    it.effect("takes not found for not offered, where not every tenant has the resource", () =>
      withStore(
        Effect.gen(function* () {
          const missing = aList([], yield* sourceError(404))
          const optional = yield* collect({ ...fresh, sources: { push: aPush({ detections: missing }), banyan: null } })
          expect(readingOf(optional.snapshot, "push.detections")).toMatchObject({ offered: false, problem: null })
          expect(optional).toMatchObject({ snapshot: { complete: true }, failures: [] })
          const required = yield* collect({ ...fresh, sources: { push: aPush({ employees: missing }), banyan: null } })
          expect(readingOf(required.snapshot, "push.employees")).toMatchObject({ offered: true, complete: false })
          expect(required.snapshot.complete).toBe(false)
        })
      )
    )

    it.effect("abandons the rest of a source that never answers, and names it once", () =>
      withStore(
        Effect.gen(function* () {
          const silence = yield* sourceError("none")
          const dead = { pages: () => Stream.fail(silence) }
          const waiting = { pages: () => Stream.never }
          const push = aPush()
          const sources = {
            push: {
              ...push,
              ...Object.fromEntries(Object.keys(push).map((name) => [name, name === "accounts" ? dead : waiting]))
            },
            banyan: aBanyan()
          }
          const { snapshot, failures } = yield* collect({ ...fresh, sources })
          expect(failures).toEqual([silence])
          const problems = new Set(
            snapshot.resources.filter(({ source }) => source === "push").map(({ problem }) => problem)
          )
          expect([...problems]).toEqual([silence.message])
          expect(readingOf(snapshot, "banyan.devices")?.complete).toBe(true)
        })
      )
    )

    it.effect("reads on where one resource never answers and another did", () =>
      withStore(
        Effect.gen(function* () {
          const silence = yield* sourceError("none")
          const hasAnswered = yield* Deferred.make<void>()
          const hasFailed = yield* Deferred.make<void>()
          const rest = after(hasFailed, Stream.succeed(aPage([{ id: "b2" }])))
          const sources = {
            push: aPush({
              browsers: { pages: () => Stream.concat(Stream.succeed(aPage([{ id: "b1" }])), rest) },
              findings: { pages: () => after(hasAnswered, Stream.fail(silence)) }
            }),
            banyan: null
          }
          const { snapshot, failures } = yield* collect({
            ...fresh,
            sources,
            onProgress: ({ resource, kind }) =>
              resource === "browsers"
                ? Deferred.succeed(hasAnswered, undefined)
                : kind === "failed"
                  ? Deferred.succeed(hasFailed, undefined)
                  : Effect.void
          })
          expect(failures).toEqual([silence])
          expect(readingOf(snapshot, "push.browsers")).toMatchObject({ complete: true, records: 2 })
          expect(readingOf(snapshot, "push.findings")).toMatchObject({ complete: false })
        })
      )
    )

    it.effect("lets the longest list lead, and the next one once that is done", () =>
      withStore(
        Effect.gen(function* () {
          const seen: Array<string> = []
          const noting = (name: string, records: number) => ({
            pages: () =>
              Stream.range(1, 2).pipe(
                Stream.mapEffect((page) =>
                  Effect.gen(function* () {
                    yield* Effect.yieldNow
                    if ((yield* Leads)()) seen.push(name)
                    const from = page * 1000
                    return aPage(Array.from({ length: records }, (_, index) => ({ id: `${name}${from + index}` })))
                  })
                )
              )
          })
          const sources = {
            push: aPush({ accounts: noting("accounts", 1), employees: noting("employees", 5) }),
            banyan: null
          }
          yield* collect({ ...fresh, sources })
          expect(seen.slice(0, 2)).toEqual(["accounts", "accounts"])
          seen.length = 0
          yield* collect({ ...fresh, sources })
          expect(seen.slice(0, 2)).toEqual(["employees", "employees"])
        })
      )
    )

    it.effect("counts a snapshot as partial if more than one record in a hundred was refused", () =>
      withStore(
        Effect.gen(function* () {
          const refusal = { reason: "id: Missing key", fingerprint: "0123456789abcdef" }
          const collectPeople = (count: number) =>
            collect({
              ...fresh,
              sources: {
                push: aPush({ employees: aList([aPage(people(count), { refusals: [refusal] })]) }),
                banyan: null
              }
            })
          const partial = yield* collectPeople(98)
          expect(partial.snapshot.complete).toBe(false)
          expect(readingOf(partial.snapshot, "push.employees")).toMatchObject({ refused: 1, refusals: [refusal] })
          expect((yield* collectPeople(99)).snapshot.complete).toBe(true)
        })
      )
    )
  })

  it.effect("counts a list of which nothing could be understood as not read, however small it is", () =>
    withStore(
      Effect.gen(function* () {
        const refusals = [{ reason: "DeviceID: Missing key", fingerprint: "0123456789abcdef" }]
        const { snapshot } = yield* collect({
          ...fresh,
          sources: {
            push: aPush({
              employees: aList([aPage(people(1000))]),
              browsers: aList([aPage([], { refusals })])
            }),
            banyan: null
          }
        })
        expect(snapshot.complete).toBe(false)
        expect(readingOf(snapshot, "push.browsers")).toMatchObject({
          complete: false,
          problem: "none of its records could be understood (1 refused)"
        })
      })
    )
  )

  describe("where Banyan's pages lack links", () => {
    const paged = [{ DeviceID: "d1" }, { DeviceID: "d2", Emails: ["jane@acme.example"] }, { DeviceID: "gone" }]
    const whole = [
      { DeviceID: "d1", Emails: [], LastLogin: 1587370622671500176n },
      { DeviceID: "d2", Emails: ["jane@acme.example"] },
      { DeviceID: "new", Emails: ["jane@acme.example"] }
    ]
    const collectDevices = (
      all: ReturnType<ReturnType<typeof aBanyan>["devices"]["all"]>,
      records: ReadonlyArray<object> = paged
    ) => {
      const devices = { ...aList([aPage(records, { reportedTotal: 3 })]), all: () => all }
      return collect({ ...fresh, sources: { push: null, banyan: aBanyan({ devices }) } })
    }

    it.effect("forgets the pages before one with which the list begins anew", () =>
      withStore(
        Effect.gen(function* () {
          const first = aPage([{ DeviceID: "old", Emails: [] }], { duplicates: 2, drift: ["it moved"] })
          const again = aPage([{ DeviceID: "d1", Emails: [] }], { restarts: true })
          const devices = { ...aList([first, again]), all: () => Effect.die(new Error("nothing to link")) }
          const employees = aList([
            aPage([{ id: "old" }]),
            aPage([{ id: "e1" }], { restarts: true }),
            aPage([{ id: "e2" }])
          ])
          const { snapshot } = yield* collect({
            ...fresh,
            sources: { push: aPush({ employees }), banyan: aBanyan({ devices }) }
          })
          expect(readingOf(snapshot, "banyan.devices")).toMatchObject({
            records: 1,
            pages: 2,
            duplicates: 0,
            drift: ["it moved"],
            complete: true
          })
          const records = yield* recordsOf(snapshot)
          expect(records.devices.map(({ DeviceID }) => DeviceID)).toEqual(["d1"])
          expect(records.employees.map(({ id }) => id)).toEqual(["e1", "e2"])
        })
      )
    )

    it.effect("takes the records of the whole list, and keeps those that only the pages had", () =>
      withStore(
        Effect.gen(function* () {
          const { snapshot } = yield* collectDevices(Effect.succeed(aPage(whole)))
          expect(readingOf(snapshot, "banyan.devices")).toMatchObject({
            records: 4,
            pages: 2,
            reportedTotal: 3,
            complete: true,
            drift: [
              expect.stringContaining("1 records were in the pages"),
              expect.stringContaining("1 records were in the whole list"),
              "Emails of 1 records were not told, and the whole list does not have them either"
            ]
          })
          const { devices } = yield* recordsOf(snapshot)
          expect(devices.map(({ DeviceID }) => DeviceID)).toEqual(["d1", "d2", "gone", "new"])
          expect(devices[0]).toMatchObject({ Emails: [], LastLogin: "2020-04-20T08:17:02.671500176Z" })
          expect(devices[2]).toEqual({ DeviceID: "gone" })
        })
      )
    )

    it.effect("says what neither the pages nor the whole list tell, and loses no link that a page told", () =>
      withStore(
        Effect.gen(function* () {
          const { snapshot } = yield* collectDevices(
            Effect.succeed(aPage([{ DeviceID: "d1" }, { DeviceID: "d2", LoginCount: 7 }])),
            [{ DeviceID: "d1" }, { DeviceID: "d2", Emails: ["ada@acme.example"] }]
          )
          expect(readingOf(snapshot, "banyan.devices")?.drift).toEqual([
            "Emails of 1 records were not told, and the whole list does not have them either"
          ])
          expect((yield* recordsOf(snapshot)).devices).toMatchObject([
            { DeviceID: "d1" },
            { DeviceID: "d2", Emails: ["ada@acme.example"] }
          ])
        })
      )
    )

    it.effect("takes null for not told as well", () =>
      withStore(
        Effect.gen(function* () {
          const { snapshot } = yield* collectDevices(Effect.succeed(aPage(whole.slice(0, 1))), [
            { DeviceID: "d1", Emails: null }
          ])
          expect((yield* recordsOf(snapshot)).devices).toMatchObject([{ DeviceID: "d1", Emails: [] }])
        })
      )
    )

    it.effect("keeps the pages and says that links are not known where the whole list cannot be read", () =>
      withStore(
        Effect.gen(function* () {
          const { snapshot, failures } = yield* collectDevices(Effect.fail(yield* sourceError(401)))
          expect(snapshot.complete).toBe(true)
          expect(failures).toEqual([])
          expect(readingOf(snapshot, "banyan.devices")).toMatchObject({
            records: 3,
            complete: true,
            drift: [expect.stringMatching(/^Emails of 2 records were not told/)]
          })
        })
      )
    )

    it.effect("does not ask for the whole list where every record has its link", () =>
      withStore(
        Effect.gen(function* () {
          const { snapshot } = yield* collectDevices(Effect.die(new Error("asked")), [{ DeviceID: "d1", Emails: [] }])
          expect(readingOf(snapshot, "banyan.devices")).toMatchObject({ records: 1, drift: [] })
        })
      )
    )

    it.effect("stores pages as they arrive up to the first one that does not tell", () =>
      withStore(
        Effect.gen(function* () {
          const store = yield* SnapshotStore
          const pages = [aPage(tellingOf("page")), aPage([{ DeviceID: "d3" }]), aPage([{ DeviceID: "d4", Emails: [] }])]
          const stored: Array<number> = []
          const devices = {
            ...aList(pages),
            all: () =>
              Effect.gen(function* () {
                const run = yield* Effect.orDie(store.unfinished("acme"))
                stored.push(run?.open.find(({ resource }) => resource === "devices")?.records ?? -1)
                return aPage([...tellingOf("list"), { DeviceID: "d3", Emails: [] }])
              })
          }
          const { snapshot } = yield* collect({ ...fresh, sources: { push: null, banyan: aBanyan({ devices }) } })
          expect(stored).toEqual([2])
          const records = yield* recordsOf(snapshot)
          expect(records.devices.map(({ DeviceID, Emails }) => [DeviceID, Emails?.length])).toEqual([
            ["d1", 1],
            ["d2", 1],
            ["d3", 0],
            ["d4", 0]
          ])
          expect(records.devices[0]).toMatchObject({ by: "list" })
          expect(readingOf(snapshot, "banyan.devices")).toMatchObject({ records: 4, pages: 4, complete: true })
        })
      )
    )

    it.effect("stores the pages before a failure", () =>
      withStore(
        Effect.gen(function* () {
          const devices = {
            ...aList([aPage(paged)], yield* sourceError(401)),
            all: () => Effect.die(new Error("asked"))
          }
          const { snapshot } = yield* collect({ ...fresh, sources: { push: null, banyan: aBanyan({ devices }) } })
          expect(readingOf(snapshot, "banyan.devices")).toMatchObject({ records: 3, complete: false })
          expect((yield* recordsOf(snapshot)).devices).toHaveLength(3)
        })
      )
    )
  })
})
