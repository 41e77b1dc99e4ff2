/**
 * Goal: a list that only counts offsets is read at several places at once, and nothing is lost by that.
 * Method: lists that grow or change before every answer, answered in an order that no two seeds share.
 */
import { assert, describe, it } from "@effect/vitest"
import { json, type Received, type Reply, text } from "@rollcall/sandbox/scripted-server"
import { Effect } from "effect"
import { reading } from "./reading.ts"

const seeds = Array.from({ length: 30 }, (_, index) => index + 1)

/** Numbers from 0 to the bound, the same for the same seed. */
function numbersFrom(seed: number) {
  let state = seed
  return (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
}

interface Habits {
  readonly records: number
  /** Most records that come before an answer, and that go. */
  readonly coming: number
  readonly going: number
  /** Where new records come in: anywhere, or always first. */
  readonly where: "anywhere" | "first"
  /** The number of the next page's first object as the documentation shows it, one too high. */
  readonly countsFromOne?: boolean
}

/** Records in the order of their rank. */
function changingList(seed: number, { records, coming, going, where, countsFromOne = false }: Habits) {
  const below = numbersFrom(seed)
  let ranks = Array.from({ length: records }, (_, index) => index * 1000)
  const standing = new Set(ranks)
  let first = 0
  const change = () => {
    for (let times = below(going + 1); times > 0; times -= 1) {
      const gone = ranks[below(ranks.length)]
      if (gone !== undefined) standing.delete(gone)
      ranks = ranks.filter((rank) => rank !== gone)
    }
    for (let times = below(coming + 1); times > 0; times -= 1) {
      ranks.push(where === "first" ? (first -= 1) : below(records * 1000))
    }
    ranks = [...new Set(ranks)].toSorted((a, b) => a - b)
  }
  const answer = ({ query }: Received): Reply => {
    change()
    const from = Number(query.get("offset") ?? 0)
    const slice = ranks.slice(from, from + 50)
    const end = from + slice.length
    const paging = { moreResults: end < ranks.length, next: String(countsFromOne ? end + 1 : end) }
    return json({ result: slice.map((rank) => ({ id: `r${rank}` })), paging })
  }
  return {
    /** Answers late, by up to 20 ms, with what the list is then. */
    script:
      (request: Received): Reply =>
      (response) =>
        void setTimeout(() => answer(request)(response), below(20)),
    lost: (ids: ReadonlyArray<string>) => [...standing].filter((rank) => !ids.includes(`r${rank}`))
  }
}

const readAnyhow = (script: (request: Received, number: number) => Reply) =>
  reading((client) => client.accounts.pages({}, { inAnyOrder: true }), script)

const still = { coming: 0, going: 0, where: "anywhere" } as const

describe("a list of offsets that is read in any order", () => {
  it.live.each([1, 49, 50, 51, 99, 100, 101, 149, 500, 1499, 3001])(
    "brings each of %i records once, and asks for few pages more than there are",
    (records) =>
      Effect.gen(function* () {
        const list = changingList(records, { ...still, records })
        const { ids, problem, duplicates, asked } = yield* readAnyhow(list.script)
        assert.deepStrictEqual(
          { problem, duplicates, lost: list.lost(ids) },
          { problem: null, duplicates: 0, lost: [] }
        )
        assert.lengthOf(ids, records)
        assert.isAtMost(asked.length, Math.ceil(records / 50) * 1.25 + 6)
      })
  )

  it.live("is read at several places at once", () =>
    Effect.gen(function* () {
      const list = changingList(1, { ...still, records: 3000 })
      let open = 0
      let openMost = 0
      yield* readAnyhow((request) => (response) => {
        open += 1
        openMost = Math.max(openMost, open)
        response.once("close", () => (open -= 1))
        list.script(request)(response)
      })
      assert.isAbove(openMost, 5)
    })
  )

  it.live.each(seeds)("loses nothing that stood in it while it grew anywhere, seed %i", (seed) =>
    Effect.gen(function* () {
      const list = changingList(seed, { records: 900, coming: 5, going: 0, where: "anywhere" })
      const { ids, problem } = yield* readAnyhow(list.script)
      assert.deepStrictEqual({ problem, lost: list.lost(ids) }, { problem: null, lost: [] })
      assert.lengthOf(new Set(ids), ids.length)
    })
  )

  it.live.each(seeds)("loses nothing that stood in it while it grew at its beginning, seed %i", (seed) =>
    Effect.gen(function* () {
      const list = changingList(seed, { records: 900, coming: 3, going: 0, where: "first" })
      const { ids, problem } = yield* readAnyhow(list.script)
      assert.deepStrictEqual({ problem, lost: list.lost(ids) }, { problem: null, lost: [] })
    })
  )

  it.live.each(seeds)("says that records may be missing where some come and others go, seed %i", (seed) =>
    Effect.gen(function* () {
      const list = changingList(seed, { records: 900, coming: 4, going: 4, where: "anywhere" })
      const { ids, problem, drift } = yield* readAnyhow(list.script)
      assert.isNull(problem)
      assert.deepStrictEqual(drift, ["read with offsets: records may have been missed"])
      assert.isBelow(list.lost(ids).length, 60)
    })
  )

  it.live("is read whole where the source counts from one", () =>
    Effect.gen(function* () {
      const list = changingList(3, { ...still, records: 1234, countsFromOne: true })
      const { ids, problem } = yield* readAnyhow(list.script)
      assert.deepStrictEqual({ problem, lost: list.lost(ids) }, { problem: null, lost: [] })
    })
  )

  it.live("is read whole where the source objects to offsets beyond the end", () =>
    Effect.gen(function* () {
      const list = changingList(5, { ...still, records: 1234 })
      const { ids, problem } = yield* readAnyhow((request) =>
        Number(request.query.get("offset") ?? 0) < 1234 ? list.script(request) : json({ message: "Bad offset" }, 400)
      )
      assert.deepStrictEqual({ problem, lost: list.lost(ids) }, { problem: null, lost: [] })
    })
  )

  it.live("is read whole where the source gives fewer records than asked for", () =>
    Effect.gen(function* () {
      const { ids, problem, duplicates } = yield* readAnyhow(({ query }) => {
        const from = Number(query.get("offset") ?? 0)
        const end = Math.min(from + 20, 730)
        const result = Array.from({ length: Math.max(0, end - from) }, (_, index) => ({ id: `r${from + index}` }))
        return json({ result, paging: { moreResults: end < 730, next: String(end) } })
      })
      assert.deepStrictEqual({ problem, duplicates }, { problem: null, duplicates: 0 })
      assert.lengthOf(ids, 730)
    })
  )

  it.live("is read whole where records without an id stand at the ends of its pages", () =>
    Effect.gen(function* () {
      const { ids, problem, refusals } = yield* readAnyhow(({ query }) => {
        const from = Number(query.get("offset") ?? 0)
        const end = Math.min(from + 20, 3000)
        const result = Array.from({ length: Math.max(0, end - from) }, (_, index) => {
          const number = from + index
          return number % 20 === 19 ? { number } : { id: `r${number}` }
        })
        return json({ result, paging: { moreResults: end < 3000, next: String(end) } })
      })
      assert.isNull(problem)
      assert.lengthOf(refusals, 150)
      assert.lengthOf(ids, 2850)
    })
  )

  it.live.each([
    ["fails", json({ message: "Internal Server Error" }, 500)],
    ["begins anew", json({ result: [{ id: "r0" }, { id: "r1000" }], paging: { moreResults: true, next: "2" } })]
  ] as const)("is read whole where the source %s at offsets beyond the end", ([, beyond]) =>
    Effect.gen(function* () {
      const list = changingList(5, { ...still, records: 1234 })
      const { ids, problem } = yield* readAnyhow((request) =>
        Number(request.query.get("offset") ?? 0) < 1234 ? list.script(request) : beyond
      )
      assert.deepStrictEqual({ problem, lost: list.lost(ids) }, { problem: null, lost: [] })
    })
  )

  it.live("is read whole where pages differ in length and the source does not say where the next one is", () =>
    Effect.gen(function* () {
      const below = numbersFrom(11)
      const { ids, problem } = yield* readAnyhow(({ query }) => {
        const from = Number(query.get("offset") ?? 0)
        const end = Math.min(from + 15 + below(36), 1517)
        const result = Array.from({ length: Math.max(0, end - from) }, (_, index) => ({ id: `r${from + index}` }))
        return json({ result, paging: { moreResults: end < 1517 } })
      })
      assert.deepStrictEqual({ problem, read: ids.length }, { problem: null, read: 1517 })
    })
  )

  it.live("fails if a page in its middle cannot be read", () =>
    Effect.gen(function* () {
      const list = changingList(7, { ...still, records: 2000 })
      const { problem } = yield* readAnyhow((request) => {
        const from = Number(request.query.get("offset") ?? 0)
        return from <= 1000 && from + 50 > 1000 ? text("<html>", 403) : list.script(request)
      })
      assert.strictEqual(problem?._tag, "Forbidden")
    })
  )

  it.live("is given up where the source answers every offset with the same page", () =>
    Effect.gen(function* () {
      const result = Array.from({ length: 50 }, (_, index) => ({ id: `r${index}` }))
      const { problem } = yield* readAnyhow(() => json({ result, paging: { moreResults: true, next: "50" } }))
      assert.strictEqual(problem?._tag, "Incomplete")
    })
  )

  it.live("is read by tokens, one page after the other, as soon as the source gives them", () =>
    Effect.gen(function* () {
      const { ids, asked } = yield* readAnyhow(({ query }) => {
        const from = Number(query.get("nextToken") ?? 0)
        const result = Array.from({ length: 50 }, (_, index) => ({ id: `r${from + index}` }))
        return json({ result, paging: { moreResults: from < 450, next: "1", nextToken: String(from + 50) } })
      })
      assert.lengthOf(ids, 500)
      assert.lengthOf(asked, 10)
    })
  )
})
