/**
 * Goal: a list is read whole and a write is done once however the source limits requests and says so.
 * Method: the sandbox with so small a bucket that the client, which is told of a larger one, is refused on the way; contract,
 * section 6, row 4.
 */
import { assert, describe, it } from "@effect/vitest"
import type { PushSwitches } from "@rollcall/sandbox"
import { Effect } from "effect"
import { readToEnd } from "./reading.ts"
import { held, oneOf, sandboxed } from "./sandboxed.ts"

const forms: ReadonlyArray<Partial<PushSwitches>> = [
  { bucketCapacity: 1, retryAfter: "none" },
  { bucketCapacity: 2, retryAfter: "seconds" },
  { bucketCapacity: 2, retryAfter: "date" }
]

const pagesInAll = Math.ceil(held.browsers.length / 50)

describe("a source that limits requests", { timeout: 60_000 }, () => {
  it.live.each(forms)("is waited for as it asks, and nothing is lost: %j", (push) =>
    Effect.gen(function* () {
      const { client, requests } = yield* sandboxed({ push, rateLimit: true })
      const { ids, duplicates, problem } = yield* readToEnd(client.browsers.pages())
      const wanted = held.browsers.map(({ id }) => id)
      assert.deepStrictEqual({ ids, duplicates, problem }, { ids: wanted, duplicates: 0, problem: null })
      const statuses = requests().map(({ status }) => status)
      assert.isAbove(statuses.filter((status) => status === 429).length, 0)
      assert.lengthOf(
        statuses.filter((status) => status === 200),
        pagesInAll
      )
    })
  )

  it.live("is waited for if it counts strictly over every second", () =>
    Effect.gen(function* () {
      const { client, requests } = yield* sandboxed({
        push: { limiter: "window", retryAfter: "seconds" },
        rateLimit: true
      })
      const lists = Array.from({ length: 8 }, () => readToEnd(client.browsers.pages()))
      const read = yield* Effect.all(lists, { concurrency: "unbounded" })
      for (const { ids, problem } of read) {
        assert.deepStrictEqual({ count: ids.length, problem }, { count: held.browsers.length, problem: null })
      }
      assert.isTrue(requests().some(({ status }) => status === 429))
    })
  )

  it.live("gets a write again after a 429, as nothing was done, and does it once", () =>
    Effect.gen(function* () {
      const { client, requests } = yield* sandboxed({ push: { bucketCapacity: 1 }, rateLimit: true })
      const { id, labels } = oneOf(held.apps)
      yield* client.apps.get(id)
      assert.deepStrictEqual(yield* client.apps.addLabel(id, "new"), [...labels, "new"])
      const posts = requests().filter(({ method }) => method === "POST")
      assert.strictEqual(posts[0]?.status, 429)
      assert.deepStrictEqual(
        posts.filter(({ status }) => status !== 429).map(({ status }) => status),
        [200]
      )
    })
  )
})
