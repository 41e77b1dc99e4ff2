/**
 * Goal: what stood in a list through a whole reading is read, or the reading says that it may not be complete.
 * Method: the sandbox with a list that changes behind each page, with another order for each page, and with page tokens that
 * expire; contract, section 6, rows 9, 13 and 14.
 */
import { assert, describe, it } from "@effect/vitest"
import type { PushSwitches } from "@rollcall/sandbox"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { readToEnd } from "./reading.ts"
import { held, sandboxed } from "./sandboxed.ts"

const all = held.accounts.map(({ id }) => id)
const offsetsUsed = "read with offsets: records may have been missed"
const beganAnew = "a page token was no longer valid: the list was read again from its first page"

/** Reads the accounts in a reading of the contract. */
const accountsWith = Effect.fnUntraced(function* (push: Partial<PushSwitches>) {
  const { client } = yield* sandboxed({ push })
  const { ids, duplicates, drift, problem, pages } = yield* readToEnd(client.accounts.pages())
  const lost = all.filter((id) => !ids.includes(id)).length
  assert.strictEqual(new Set(ids).size, ids.length)
  return { lost, duplicates, drift, problem, pages }
})

const changes = ["insertions", "deletions", "both"] as const

describe("a list that changes behind the reader", () => {
  it.live.each(changes)("loses nothing by tokens: %s", (changesWhilePaging) =>
    Effect.gen(function* () {
      const { lost, duplicates, drift, problem } = yield* accountsWith({ changesWhilePaging })
      assert.deepStrictEqual({ lost, duplicates, drift, problem }, { lost: 0, duplicates: 0, drift: [], problem: null })
    })
  )

  it.live.each([
    ["insertions", { loses: false, repeats: true }],
    ["deletions", { loses: true, repeats: false }],
    ["both", { loses: false, repeats: false }]
  ] as const)(
    "says that offsets may have missed something, whether they did or not: %s",
    ([changesWhilePaging, harm]) =>
      Effect.gen(function* () {
        const { lost, duplicates, drift, problem } = yield* accountsWith({ changesWhilePaging, tokens: "none" })
        assert.deepStrictEqual({ loses: lost > 0, repeats: duplicates > 0 }, harm)
        assert.deepStrictEqual({ drift, problem }, { drift: [offsetsUsed], problem: null })
      })
  )

  it.live("tells that pages in another order each time overlapped, and counts what came twice", () =>
    Effect.gen(function* () {
      const byTokens = yield* accountsWith({ order: "shuffled" })
      assert.isAbove(byTokens.lost, 0)
      assert.deepInclude(byTokens, { duplicates: byTokens.lost, problem: null })
      assert.include(byTokens.drift, "records came twice though read with page tokens: others may have been missed")
      const byOffsets = yield* accountsWith({ order: "shuffled", tokens: "none" })
      assert.deepInclude(byOffsets, { duplicates: byOffsets.lost, drift: [offsetsUsed], problem: null })
    })
  )
})

describe("page tokens that expire", () => {
  it.live("make the list begin anew once, so that nothing is lost, and it is said", () =>
    Effect.gen(function* () {
      const clock = yield* TestClock.make()
      // The sandbox alone goes by this clock: the third page is asked for an hour too late.
      const { client, requests } = yield* sandboxed({ push: { tokenTtlMs: 60_000 }, clock })
      let pages = 0
      const read = yield* readToEnd(client.accounts.pages(), () =>
        ++pages === 2 ? clock.adjust("1 hour") : Effect.void
      )
      assert.deepStrictEqual(read.ids, all)
      assert.deepStrictEqual(
        { duplicates: read.duplicates, drift: read.drift, problem: read.problem },
        { duplicates: 0, drift: [beganAnew], problem: null }
      )
      assert.lengthOf(
        requests().filter(({ status }) => status === 400),
        1
      )
    })
  )

  it.live("end the reading as incomplete, after what was read, if they always expire", () =>
    Effect.gen(function* () {
      const { problem, lost } = yield* accountsWith({ tokenTtlMs: 0 })
      assert.deepStrictEqual({ tag: problem?._tag, lost }, { tag: "Incomplete", lost: all.length - 50 })
    })
  )

  it.live("are worn out by an answer that was cut: the list begins anew, and it is said", () =>
    Effect.gen(function* () {
      const { client } = yield* sandboxed({
        push: { tokenUse: "single" },
        faults: [{ path: "/v1/accounts", kind: "cut", after: 3, count: 1 }]
      })
      const read = yield* readToEnd(client.accounts.pages())
      assert.deepStrictEqual(
        { ids: read.ids, duplicates: read.duplicates, drift: read.drift, problem: read.problem },
        { ids: all, duplicates: 0, drift: [beganAnew], problem: null }
      )
    })
  )
})

describe("empty pages that promise more", () => {
  it.live.each(["all", "none"] as const)(
    "end the reading as incomplete if there are too many in a row (tokens: %s)",
    (tokens) =>
      Effect.gen(function* () {
        const { problem, lost, pages } = yield* accountsWith({ emptyPages: 4, tokens })
        assert.deepStrictEqual(
          { tag: problem?._tag, lost, pages },
          { tag: "Incomplete", lost: all.length - 50, pages: 5 }
        )
      })
  )
})
