/**
 * Every rule of contracts/push.md, section 2.4, against a server that each test scripts.
 */
import { assert, describe, it } from "@effect/vitest"
import type { Position } from "@rollcall/push"
import { Effect, Result } from "effect"
import { clientOf, ids, objects, reading } from "./reading.ts"
import { json, type Received, type Reply, scriptedServer } from "@rollcall/sandbox/scripted-server"

const employees = (script: (request: Received, number: number) => Reply) =>
  reading((client) => client.employees.pages(), script)

const page = (result: unknown, paging?: unknown) => json({ result, ...(paging === undefined ? {} : { paging }) })
const more = (cursor: Record<string, unknown>) => ({ moreResults: true, ...cursor })
const last = { moreResults: false }

/** Serves the objects 0 … total by offset, in pages of 50, saying `next` as told. */
const byOffset =
  (total: number, next: (offset: number, count: number) => unknown) =>
  ({ query }: Received): Reply => {
    const offset = Number(query.get("offset") ?? 0)
    const end = Math.min(total, offset + 50)
    return page(objects(offset, end), end < total ? more({ next: next(offset, end - offset) }) : last)
  }

describe("pages", () => {
  it.live("asks for the first page with neither offset nor token, and sends the key", () =>
    Effect.gen(function* () {
      const { asked, received, ids: got, problem } = yield* employees(() => page(objects(0, 2), last))
      assert.deepStrictEqual(asked, ["/v1/employees?limit=50"])
      assert.deepInclude(received[0]?.headers, { "x-api-key": "the-key", accept: "application/json" })
      assert.deepStrictEqual({ got, problem }, { got: ids(0, 2), problem: null })
    })
  )

  it.live.each([
    ["paging is missing", page(objects(0, 2))],
    ["paging is null", page(objects(0, 2), null)],
    ["moreResults is missing, though a token is there", page(objects(0, 2), { nextToken: "stale", next: "51" })],
    ["moreResults is false, though a token is there", page(objects(0, 2), { ...last, nextToken: "stale" })]
  ] as const)("ends where %s", ([, reply]) =>
    Effect.gen(function* () {
      const { asked, problem } = yield* employees(() => reply)
      assert.deepStrictEqual({ asked: asked.length, problem }, { asked: 1, problem: null })
    })
  )

  it.live("takes a null result for an empty one", () =>
    Effect.gen(function* () {
      const { ids: got, problem } = yield* employees(() => page(null, last))
      assert.deepStrictEqual({ got, problem }, { got: [], problem: null })
    })
  )

  it.live("prefers the token to the offset and never sends both, keeping filters and limit", () =>
    Effect.gen(function* () {
      const read = yield* reading(
        (client) => client.employees.pages({ email: "a+b@acme.example", licensed: true, groups: ["x", "y"] }),
        ({ query }) =>
          query.get("nextToken") === "t&1"
            ? page(objects(50, 60), last)
            : page(objects(0, 50), more({ nextToken: "t&1", next: "51" }))
      )
      const filters = "email=a%2Bb%40acme.example&licensed=true&groups=x&groups=y&limit=50"
      assert.deepStrictEqual(read.asked, [`/v1/employees?${filters}`, `/v1/employees?${filters}&nextToken=t%261`])
      assert.deepStrictEqual({ ids: read.ids, drift: read.drift }, { ids: ids(0, 60), drift: [] })
    })
  )

  it.live.each([
    ["is offset plus count", (offset: number, count: number) => String(offset + count)],
    ["is one too high, as in the documentation", (offset: number, count: number) => String(offset + count + 1)],
    ["is a number", (offset: number, count: number) => offset + count],
    ["is missing", () => undefined],
    ["is null", () => null],
    ["is no number", () => "soon"],
    ["does not advance", (offset: number) => String(offset)]
  ] as const)("reads every object once if next %s", ([, next]) =>
    Effect.gen(function* () {
      const read = yield* employees(byOffset(130, next))
      assert.deepStrictEqual(read.asked.slice(1), [
        "/v1/employees?limit=50&offset=50",
        "/v1/employees?limit=50&offset=100"
      ])
      assert.deepStrictEqual(
        { ids: read.ids, duplicates: read.duplicates, problem: read.problem },
        { ids: ids(0, 130), duplicates: 0, problem: null }
      )
      assert.deepStrictEqual(read.drift, ["read with offsets: records may have been missed"])
    })
  )

  it.live("corrects a next that is one too high after a short page as well", () =>
    Effect.gen(function* () {
      const { asked } = yield* employees((_, number) =>
        number === 0 ? page(objects(0, 30), more({ next: "31" })) : page(objects(30, 31), last)
      )
      assert.deepStrictEqual(asked[1], "/v1/employees?limit=50&offset=30")
    })
  )

  it.live("says that records may be missing where a short page counts as a whole one", () =>
    Effect.gen(function* () {
      const { drift, problem } = yield* employees(({ query }) => {
        const from = Number(query.get("offset") ?? 0)
        return json({
          result: objects(from, from + 20),
          paging: { moreResults: from < 100, next: String(from + 51) }
        })
      })
      assert.isNull(problem)
      assert.include(drift, "the source gave fewer records than it counted on: those between may have been missed")
    })
  )

  it.live("says so if the source goes on beyond what it gave", () =>
    Effect.gen(function* () {
      const { drift } = yield* employees((_, number) =>
        number === 0 ? page(objects(0, 50), more({ next: "501" })) : page(objects(500, 501), last)
      )
      assert.include(drift.join(), "the source went on at 501 after 50: records may have been missed")
    })
  )

  it.live("counts from what it has if the tokens cease", () =>
    Effect.gen(function* () {
      const { asked, ids: got } = yield* employees((_, number) =>
        number === 0
          ? page(objects(0, 50), more({ nextToken: "t" }))
          : number === 1
            ? page(objects(50, 100), more({}))
            : page(objects(100, 101), last)
      )
      assert.deepStrictEqual(asked[2], "/v1/employees?limit=50&offset=100")
      assert.deepStrictEqual(got, ids(0, 101))
    })
  )

  it.live("goes on after three empty pages that promise more", () =>
    Effect.gen(function* () {
      const { ids: got, problem } = yield* employees((_, number) =>
        number < 3 ? page(number === 1 ? null : [], more({ nextToken: `t${number}` })) : page(objects(0, 1), last)
      )
      assert.deepStrictEqual({ got, problem }, { got: ids(0, 1), problem: null })
    })
  )

  it.live("fails at the fourth empty page in a row", () =>
    Effect.gen(function* () {
      const { asked, problem } = yield* employees((_, number) => page([], more({ nextToken: `t${number}` })))
      assert.strictEqual(problem?._tag, "Incomplete")
      assert.lengthOf(asked, 4)
    })
  )

  it.live("drops objects that come again and counts them", () =>
    Effect.gen(function* () {
      const read = yield* employees((_, number) =>
        number === 0 ? page(objects(0, 50), more({ nextToken: "t" })) : page(objects(48, 60), last)
      )
      assert.deepStrictEqual({ ids: read.ids, duplicates: read.duplicates }, { ids: ids(0, 60), duplicates: 2 })
    })
  )

  it.live("fails at a token seen before, after it delivered what came", () =>
    Effect.gen(function* () {
      const read = yield* employees((_, number) =>
        page(objects(number * 50, number * 50 + 50), more({ nextToken: "t" }))
      )
      assert.deepStrictEqual(
        { tag: read.problem?._tag, asked: read.asked.length, count: read.ids.length },
        { tag: "Incomplete", asked: 2, count: 100 }
      )
    })
  )

  it.live("fails after three pages in a row that bring nothing new, however the offset grows", () =>
    Effect.gen(function* () {
      const { asked, problem, duplicates } = yield* employees((_, number) =>
        page(objects(0, 50), more({ next: String((number + 1) * 50) }))
      )
      assert.deepStrictEqual(
        { tag: problem?._tag, asked: asked.length, duplicates },
        { tag: "Incomplete", asked: 4, duplicates: 150 }
      )
    })
  )

  it.live("fails if more is promised without saying where and nothing new came", () =>
    Effect.gen(function* () {
      const { asked, problem } = yield* employees(() => page(objects(0, 50), more({})))
      assert.deepStrictEqual({ tag: problem?._tag, asked: asked.length }, { tag: "Incomplete", asked: 2 })
    })
  )

  it.live("begins once more at the first page if a token has expired, and says so", () =>
    Effect.gen(function* () {
      let isExpired = true
      const read = yield* employees(({ query }) => {
        const token = Number(query.get("nextToken") ?? 0)
        if (token === 4 && isExpired) {
          isExpired = false
          return json({ message: "expired" }, 400)
        }
        return page(objects(token * 50, token * 50 + 50), token === 5 ? last : more({ nextToken: String(token + 1) }))
      })
      assert.deepStrictEqual(
        { ids: read.ids, duplicates: read.duplicates, problem: read.problem },
        { ids: ids(0, 300), duplicates: 0, problem: null }
      )
      assert.deepStrictEqual(read.drift, [
        "a page token was no longer valid: the list was read again from its first page"
      ])
    })
  )

  it.live("fails if tokens expire in both readings", () =>
    Effect.gen(function* () {
      const { asked, problem } = yield* employees(({ query }) =>
        query.has("nextToken") ? json({}, 400) : page(objects(0, 50), more({ nextToken: "t" }))
      )
      assert.deepStrictEqual({ tag: problem?._tag, asked: asked.length }, { tag: "Incomplete", asked: 4 })
    })
  )

  it.live("takes a refusal of the first page or of an offset for what it is", () =>
    Effect.gen(function* () {
      const first = yield* employees(() => json({ message: "bad filter" }, 400))
      assert.deepInclude(first.problem, { _tag: "Rejected", detail: "bad filter" })
      const later = yield* employees((_, number) => (number === 0 ? page(objects(0, 50), more({})) : json({}, 400)))
      assert.deepStrictEqual({ tag: later.problem?._tag, count: later.ids.length }, { tag: "Rejected", count: 50 })
    })
  )

  it.live.each([
    ["an object without result", { message: "Internal" }, "result"],
    ["a result of another kind", { result: { id: "a" } }, "result"],
    ["a word in place of moreResults", { result: [], paging: { moreResults: "maybe" } }, "paging.moreResults"]
  ] as const)("never takes %s for the end of a list", ([, answer, path]) =>
    Effect.gen(function* () {
      const { problem } = yield* employees(() => json(answer))
      assert.deepInclude(problem, { _tag: "SchemaMismatch", path })
    })
  )
})

describe("list", () => {
  const listed = Effect.fnUntraced(function* (at: Position | undefined, reply: Reply) {
    const server = yield* scriptedServer(() => reply)
    const client = yield* clientOf(server.url)
    const result = yield* Effect.result(client.employees.list({ licensed: true }, at))
    const failure = Result.isFailure(result) && result.failure._tag === "SourceError" ? result.failure.reason : null
    const next = Result.isSuccess(result) ? result.success.next : failure?._tag
    return { query: server.received[0]?.query.toString(), next }
  })

  it.live.each([
    ["a token", undefined, more({ nextToken: "t", next: "51" }), { nextToken: "t" }],
    ["the corrected offset", { offset: 100 }, more({ next: "151" }), { offset: 150 }],
    ["nothing after the last page", { nextToken: "t" }, last, null],
    ["the offset as it came after a token", { nextToken: "t" }, more({ next: "250" }), { offset: 250 }]
  ] as const)("gives one page and, as the position of the next, %s", ([, at, paging, expected]) =>
    Effect.gen(function* () {
      const { next, query } = yield* listed(at, page(objects(0, 50), paging))
      assert.deepStrictEqual(next, expected)
      const position = at === undefined ? "" : "offset" in at ? `&offset=${at.offset}` : `&nextToken=${at.nextToken}`
      assert.strictEqual(query, `licensed=true&limit=50${position}`)
    })
  )

  it.live("fails if more is promised but cannot be found", () =>
    Effect.gen(function* () {
      const { next } = yield* listed({ nextToken: "t" }, page(objects(0, 50), more({})))
      assert.strictEqual(next, "Incomplete")
    })
  )
})
