/**
 * Goal: nothing that stands in a list through a whole reading is lost in silence, however the list changes meanwhile.
 * Method: a list that loses and gains records between any two requests, by a seeded generator, served by tokens and by offsets.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { numbersFrom } from "./numbers.ts"
import { reading } from "./reading.ts"
import { json, type Received, type Reply } from "@rollcall/sandbox/scripted-server"

const seeds = Array.from({ length: 40 }, (_, index) => index + 1)

/** Some 300 records in the order of their rank, which change before every answer but the first. */
function changingList(seed: number) {
  const below = numbersFrom(seed)
  let ranks = Array.from({ length: 300 }, (_, index) => index * 1000)
  const standing = new Set(ranks)
  let answers = 0
  const change = () => {
    if (answers++ === 0) return
    for (let times = below(6); times > 0; times -= 1) {
      const gone = ranks[below(ranks.length)]
      if (gone !== undefined) standing.delete(gone)
      ranks = ranks.filter((rank) => rank !== gone)
    }
    for (let times = below(6); times > 0; times -= 1) ranks.push(below(300_000))
    ranks = [...new Set(ranks)].toSorted((a, b) => a - b)
  }
  const page = (from: number, nextOf: (last: number, end: number) => Record<string, string>): Reply => {
    const slice = ranks.slice(from, from + 50)
    const moreResults = from + slice.length < ranks.length
    const next = moreResults ? nextOf(slice.at(-1) ?? 0, from + slice.length) : {}
    return json({ result: slice.map((rank) => ({ id: `r${rank}` })), paging: { moreResults, ...next } })
  }
  return {
    /** A token says after which record to go on. */
    byToken: ({ query }: Received): Reply => {
      change()
      const after = query.get("nextToken")
      const from = after === null ? 0 : ranks.filter((rank) => rank <= Number(after)).length
      return page(from, (last) => ({ nextToken: String(last) }))
    },
    byOffset: ({ query }: Received): Reply => {
      change()
      return page(Number(query.get("offset") ?? 0), (_, end) => ({ next: String(end) }))
    },
    lost: (ids: ReadonlyArray<string>) => [...standing].filter((rank) => !ids.includes(`r${rank}`))
  }
}

describe("a list that changes while it is read", () => {
  it.live.each(seeds)("loses nothing that stood through the reading if read by tokens, seed %i", (seed) =>
    Effect.gen(function* () {
      const list = changingList(seed)
      const { ids, problem, duplicates, drift } = yield* reading((client) => client.accounts.pages(), list.byToken)
      assert.deepStrictEqual(
        { lost: list.lost(ids), problem, duplicates, drift },
        { lost: [], problem: null, duplicates: 0, drift: [] }
      )
    })
  )

  it.live.each(seeds)(
    "loses nothing if tokens expire on the way either, and says that it began anew, seed %i",
    (seed) =>
      Effect.gen(function* () {
        const list = changingList(seed)
        const expiring = 1 + (seed % 5)
        const { ids, problem, drift } = yield* reading(
          (client) => client.accounts.pages(),
          (request, number) => (number === expiring ? json({ message: "expired" }, 400) : list.byToken(request))
        )
        assert.deepStrictEqual({ lost: list.lost(ids), problem }, { lost: [], problem: null })
        assert.deepStrictEqual(drift, ["a page token was no longer valid: the list was read again from its first page"])
      })
  )

  it.live("may lose something if read by offsets, and says so whether it did or not", () =>
    Effect.gen(function* () {
      const lost: Array<number> = []
      for (const seed of seeds) {
        const list = changingList(seed)
        const { ids, problem, drift } = yield* reading((client) => client.accounts.pages(), list.byOffset)
        assert.isNull(problem)
        assert.deepStrictEqual(drift, ["read with offsets: records may have been missed"])
        lost.push(list.lost(ids).length)
      }
      assert.isAbove(Math.max(...lost), 0)
    })
  )
})
