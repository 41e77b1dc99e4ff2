/**
 * Goal: a reading that was interrupted goes on after any page, and brings what an undisturbed one would have brought.
 * Method: scripted lists are read to some page, then again from its cursor with what came until then.
 */
import { assert, describe, it } from "@effect/vitest"
import type { Page, PagesOptions, PushClientShape, SourceError } from "@rollcall/push"
import { json, type Received, type Reply, scriptedServer } from "@rollcall/sandbox/scripted-server"
import { Effect, Ref, Stream } from "effect"
import { numbersFrom } from "./numbers.ts"
import { clientOf, objects } from "./reading.ts"

type Script = (request: Received, number: number) => Reply
type List = (client: PushClientShape, options: PagesOptions) => Stream.Stream<Page<unknown>, SourceError>

/** Reads a list in sittings of so many pages each until one of them comes to its end. */
const readInSittings = Effect.fnUntraced(function* (list: List, script: Script, pagesOf: (sitting: number) => number) {
  const server = yield* scriptedServer(script)
  const client = yield* clientOf(server.url)
  const kept = yield* Ref.make<ReadonlyArray<Page<unknown>>>([])
  for (let sitting = 0; sitting < 500; sitting += 1) {
    const pagesMax = pagesOf(sitting)
    const before = yield* Ref.get(kept)
    const cursor = before.at(-1)?.cursor ?? null
    const known = before.flatMap((page) => page.records)
    const refused = before.flatMap((page) => page.refusals.map((each) => each.fingerprint))
    const resume = cursor === null ? null : { cursor, known: Stream.fromIterable(known), refused }
    const pages = yield* list(client, { resume }).pipe(
      Stream.take(pagesMax),
      Stream.tap((page) => Ref.update(kept, (all) => [...all, page])),
      Stream.runCollect
    )
    if (pages.length < pagesMax) break
  }
  const pages = yield* Ref.get(kept)
  return {
    pages,
    ids: pages.flatMap((page) => page.records.map((record) => record.id)),
    refused: pages.flatMap((page) => page.refusals).length,
    duplicates: pages.reduce((sum, page) => sum + page.duplicates, 0),
    drift: [...new Set(pages.flatMap((page) => page.drift))],
    asked: server.received.map((request) => request.query.toString())
  }
})

const accounts: List = (client, options) => client.accounts.pages({}, options)
const accountsAnyhow: List = (client, options) => client.accounts.pages({}, { ...options, inAnyOrder: true })

const answer = (total: number, from: number, next: (end: number) => object): Reply => {
  const end = Math.min(total, from + 50)
  const result = objects(from, Math.max(from, end))
  return json({ result, paging: end < total ? { moreResults: true, ...next(end) } : { moreResults: false } })
}

const byOffset =
  (total: number): Script =>
  ({ query }) =>
    answer(total, Number(query.get("offset") ?? 0), (end) => ({ next: String(end) }))

const byToken =
  (total: number): Script =>
  ({ query }) =>
    answer(total, Number(query.get("nextToken") ?? 0), (end) => ({ nextToken: String(end) }))

/** The first few that are not there: a whole list would fill the screen. */
function missingIn(ids: ReadonlyArray<string>, wanted: ReadonlyArray<string>): ReadonlyArray<string> {
  const there = new Set(ids)
  return wanted.filter((id) => !there.has(id)).slice(0, 5)
}

const allOf = (total: number) => objects(0, total).map(({ id }) => id)

describe("a reading that was interrupted after any page", () => {
  it.live.each([
    ["tokens", byToken(330), accounts],
    ["offsets", byOffset(330), accounts]
  ] as const)("goes on by %s where it stopped, and asks for no page twice", ([, script, list]) =>
    Effect.gen(function* () {
      const { ids, duplicates, asked } = yield* readInSittings(list, script, () => 1)
      assert.deepStrictEqual({ ids, duplicates }, { ids: allOf(330), duplicates: 0 })
      assert.lengthOf(asked, 7)
      assert.lengthOf(new Set(asked), 7)
    })
  )

  it.live("asks for nothing after the last page", () =>
    Effect.gen(function* () {
      const { pages, asked } = yield* readInSittings(accounts, byToken(20), () => 1)
      assert.deepStrictEqual({ pages: pages.length, asked: asked.length }, { pages: 1, asked: 1 })
    })
  )

  it.live("goes on with the second reading of a list that takes two", () =>
    Effect.gen(function* () {
      const { ids, duplicates, asked } = yield* readInSittings(
        (client, options) => client.appBanners.pages(undefined, options),
        ({ query }) => {
          const from = Number(query.get("offset") ?? 0)
          const all = Array.from({ length: query.has("enabled") ? 90 : 60 }, (_, id) => ({
            id: `b${id}`,
            enabled: id < 60,
            mode: "BLOCK"
          }))
          const end = Math.min(all.length, from + 50)
          return json({ result: all.slice(from, end), paging: { moreResults: end < all.length, next: String(end) } })
        },
        () => 1
      )
      assert.deepStrictEqual(
        { count: ids.length, distinct: new Set(ids).size, duplicates },
        { count: 90, distinct: 90, duplicates: 0 }
      )
      assert.lengthOf(asked, 4)
    })
  )

  it.live("counts no refused record twice", () =>
    Effect.gen(function* () {
      const result = [{ id: "a" }, { nameless: true }]
      const { refused, duplicates } = yield* readInSittings(
        accounts,
        (_, number) => json({ result, paging: number < 2 ? { moreResults: true, nextToken: String(number) } : {} }),
        () => 1
      )
      assert.deepStrictEqual({ refused, duplicates }, { refused: 1, duplicates: 0 })
    })
  )

  it.live("begins anew where its token has expired meanwhile, and says so", () =>
    Effect.gen(function* () {
      const { ids, duplicates, drift } = yield* readInSittings(
        accounts,
        (request, number) => (number === 3 ? json({ message: "expired" }, 400) : byToken(330)(request, number)),
        (sitting) => (sitting === 0 ? 3 : 100)
      )
      assert.deepStrictEqual({ ids: ids.toSorted(), duplicates }, { ids: allOf(330).toSorted(), duplicates: 0 })
      assert.deepStrictEqual(drift, ["a page token was no longer valid: the list was read again from its first page"])
    })
  )

  it.live("begins anew where the source objects to the offset, as the list has become shorter", () =>
    Effect.gen(function* () {
      const { ids, drift } = yield* readInSittings(
        accounts,
        (request, number) =>
          number < 3
            ? byOffset(330)(request, number)
            : Number(request.query.get("offset") ?? 0) < 120
              ? byOffset(120)(request, number)
              : json({ message: "Bad offset" }, 400),
        (sitting) => (sitting === 0 ? 3 : 100)
      )
      assert.deepStrictEqual(ids, allOf(150))
      assert.include(drift.join(), "the list ended before where it was to go on: it was read again from its first page")
    })
  )

  it.live("begins anew with a cursor that nobody understands, and delivers nothing twice", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(byOffset(120))
      const { accounts: list } = yield* clientOf(server.url)
      const known = Stream.fromIterable(objects(0, 70).map((raw) => ({ id: raw.id, raw })))
      const pages = yield* Stream.runCollect(list.pages({}, { resume: { cursor: "page 2", known, refused: [] } }))
      assert.deepStrictEqual(
        pages.flatMap((page) => page.records.map((record) => record.id)),
        allOf(120).slice(70)
      )
      assert.deepStrictEqual(
        pages.map((page) => page.duplicates),
        [0, 0, 0]
      )
    })
  )
})

describe("a list of offsets that is read in any order and interrupted", () => {
  const seeds = Array.from({ length: 25 }, (_, index) => index + 1)

  it.live.each(seeds)("brings every record once, however often it is interrupted, seed %i", (seed) =>
    Effect.gen(function* () {
      const below = numbersFrom(seed)
      const total = 700 + below(900)
      const late: Script = (request, number) => (response) =>
        void setTimeout(() => byOffset(total)(request, number)(response), below(15))
      const { ids, duplicates } = yield* readInSittings(accountsAnyhow, late, () => 1 + below(20))
      assert.deepStrictEqual(
        { missing: missingIn(ids, allOf(total)), count: ids.length, duplicates },
        { missing: [], count: total, duplicates: 0 }
      )
    })
  )

  it.live.each(seeds)("loses nothing that stood in it while it grew, seed %i", (seed) =>
    Effect.gen(function* () {
      const below = numbersFrom(seed)
      let ranks = Array.from({ length: 900 }, (_, index) => index * 1000)
      const standing = ranks.map((rank) => `r${rank}`)
      const script: Script = ({ query }) => {
        return (response) =>
          void setTimeout(() => {
            for (let times = below(4); times > 0; times -= 1) ranks.push(below(900_000))
            ranks = [...new Set(ranks)].toSorted((a, b) => a - b)
            const from = Number(query.get("offset") ?? 0)
            const slice = ranks.slice(from, from + 50)
            const end = from + slice.length
            const paging = { moreResults: end < ranks.length, next: String(end) }
            json({ result: slice.map((rank) => ({ id: `r${rank}` })), paging })(response)
          }, below(15))
      }
      const { ids } = yield* readInSittings(accountsAnyhow, script, () => 2 + below(20))
      assert.lengthOf(new Set(ids), ids.length)
      assert.deepStrictEqual(missingIn(ids, standing), [])
    })
  )
})
