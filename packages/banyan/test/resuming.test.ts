/**
 * Goal: a walk that was interrupted goes on after any page, and brings what an undisturbed one would have brought.
 * Method: scripted lists are walked page by page, each time from the cursor of the page before with what came until then.
 */
import { assert, describe, it } from "@effect/vitest"
import type { BanyanClientShape } from "@rollcall/banyan"
import { json, type Received, type Reply, scriptedServer } from "@rollcall/sandbox/scripted-server"
import type { Page, Resumption, SourceError } from "@rollcall/transport"
import { Effect, Result, Stream } from "effect"
import { clientOf, devices, ids } from "./reading.ts"

/** Walks a list one page at a time; what a page takes back is forgotten. */
const walkInSittings = Effect.fnUntraced(function* (
  listOf: (client: BanyanClientShape) => {
    readonly pages: (
      filters: undefined,
      options: { readonly resume: Resumption | null }
    ) => Stream.Stream<Page<unknown>, SourceError>
  },
  script: (request: Received, number: number) => Reply
) {
  const server = yield* scriptedServer(script)
  const list = listOf(yield* clientOf(`${server.url}/api`))
  const kept: Array<Page<unknown>> = []
  const drift: Array<string> = []
  let failure: string | null = null
  for (let sitting = 0; sitting < 100; sitting += 1) {
    const cursor = kept.at(-1)?.cursor ?? null
    const known = kept.flatMap((page) => page.records)
    const refused = kept.flatMap((page) => page.refusals.map((each) => each.fingerprint))
    const resume = cursor === null ? null : { cursor, known: Stream.fromIterable(known), refused }
    const read = yield* Effect.result(Stream.runCollect(Stream.take(list.pages(undefined, { resume }), 1)))
    if (Result.isFailure(read)) failure = String(read.failure)
    const [page] = Result.isSuccess(read) ? read.success : []
    if (page === undefined) break
    if (page.restarts === true) kept.length = 0
    kept.push(page)
    drift.push(...page.drift)
    // What follows is told by the walk itself: nobody could go on from here.
    if (page.cursor === null) break
  }
  return {
    ids: kept.flatMap((page) => page.records.map((record) => record.id)),
    refused: kept.flatMap((page) => page.refusals).length,
    duplicates: kept.reduce((sum, page) => sum + page.duplicates, 0),
    last: kept.at(-1)?.cursor,
    drift,
    failure,
    skips: server.received.map(({ query }) => Number(query.get("skip")))
  }
})

const page = (records: unknown, count: unknown) => json({ devices: records, count })

const serving =
  (count: number) =>
  ({ query }: Received): Reply => {
    const skip = Number(query.get("skip"))
    return page(devices(skip, Math.max(skip, Math.min(count, skip + 10))), count)
  }

describe("a walk that was interrupted after any page", () => {
  it.live("goes on where it stopped, asks for no page twice, and for nothing after the end", () =>
    Effect.gen(function* () {
      const read = yield* walkInSittings((client) => client.devices, serving(25))
      assert.deepInclude(read, {
        ids: [...ids(0, 25)],
        duplicates: 0,
        drift: [],
        failure: null,
        skips: [0, 10, 20, 25]
      })
    })
  )

  it.live("counts what came before, refused records too, against what the source counts", () =>
    Effect.gen(function* () {
      const nameless = { DeviceID: "", SerialNumber: null }
      const read = yield* walkInSittings(
        (client) => client.devices,
        ({ query }) => {
          const skip = Number(query.get("skip"))
          return page(skip === 0 ? [...devices(0, 9), nameless] : skip === 10 ? devices(9, 14) : [], 15)
        }
      )
      assert.deepInclude(read, { ids: [...ids(0, 14)], refused: 1, duplicates: 0, drift: [], failure: null })
    })
  )

  it.live("knows records by more than their id, and keeps the names they had", () =>
    Effect.gen(function* () {
      const ada = { Email: "ada@acme.example" }
      const gone = { ...ada, is_deleted: true }
      const read = yield* walkInSittings(
        (client) => client.endusers,
        ({ query }) => {
          const skip = Number(query.get("skip"))
          return json({ endusers: skip === 0 ? [gone] : skip === 1 ? [ada] : skip === 2 ? [gone] : [], count: 2 })
        }
      )
      assert.deepInclude(read, { ids: ["ada@acme.example", "ada@acme.example#2"], failure: null, drift: [] })
    })
  )

  it.live("reads the list again if it changed meanwhile, and then goes on in the second pass", () =>
    Effect.gen(function* () {
      const read = yield* walkInSittings(
        (client) => client.devices,
        (request, number) => serving(number < 2 ? 24 : 25)(request)
      )
      assert.deepInclude(read, { ids: [...ids(0, 25)], duplicates: 0, failure: null })
      assert.deepStrictEqual(read.skips, [0, 10, 20, 25, 0, 10, 20, 25])
      assert.match(read.drift.join(), /counted 24, then 25.*read again/)
    })
  )

  it.live("cannot go on where the list is given up", () =>
    Effect.gen(function* () {
      const { last } = yield* walkInSittings(
        (client) => client.devices,
        ({ query }) => page(query.get("skip") === "0" ? devices(0, 3) : [], 4)
      )
      assert.isNull(last)
    })
  )

  it.live("begins anew with a cursor that nobody understands, and delivers nothing twice", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(serving(25))
      const client = yield* clientOf(`${server.url}/api`)
      const known = Stream.fromIterable(devices(0, 12).map((raw) => ({ id: raw.DeviceID, raw })))
      const resume = { cursor: '{"page":2}', known, refused: [] }
      const pages = yield* Stream.runCollect(client.devices.pages(undefined, { resume }))
      assert.deepStrictEqual(
        pages.flatMap((each) => each.records.map((record) => record.id)),
        ids(12, 25)
      )
      assert.deepStrictEqual(
        pages.map(({ drift, duplicates }) => ({ drift, duplicates })),
        pages.map(() => ({ drift: [], duplicates: 0 }))
      )
    })
  )

  it.live("is not offered with a filter, as what was left out would be missing from the count", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(({ query }) =>
        page(
          query.get("skip") === "0"
            ? [
                { DeviceID: "a", Model: "M" },
                { DeviceID: "b", Model: "N" }
              ]
            : [],
          2
        )
      )
      const client = yield* clientOf(`${server.url}/api`)
      const pages = yield* Stream.runCollect(client.devices.pages({ model: "M" }))
      assert.deepStrictEqual(
        pages.map(({ cursor }) => cursor),
        [null, null]
      )
    })
  )
})
