import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { makeRateLimiters, makeRequests, RateLimiters, RequestLimits } from "@rollcall/transport"
import { Effect, Layer, Redacted } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { json, scriptedServer, text } from "@rollcall/sandbox/scripted-server"

const limits = { attemptMs: 2000, triesMax: 5, readMs: 20_000, throttledMs: 5000, backoffMs: 1, backoffMsMax: 5 }

const readerOf = Effect.fnUntraced(function* (baseUrl: string) {
  const rateLimit = { requestsPerSecond: 100_000, burst: 1000 }
  const { read } = yield* makeRequests({ source: "push", baseUrl, key: Redacted.make("k"), rateLimit }).pipe(
    Effect.provideService(RateLimiters, makeRateLimiters()),
    Effect.provideService(RequestLimits, limits),
    Effect.provide(yield* Layer.build(NodeHttpClient.layerUndici))
  )
  return Effect.result(read("things.list", HttpClientRequest.get("/v1/things")))
})

describe("the retry budget", () => {
  it.live("keeps a client from making an outage worse", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => text("", 503))
      const read = yield* readerOf(server.url)
      yield* Effect.all(
        Array.from({ length: 200 }, () => read),
        { concurrency: 8 }
      )
      // 200 requests, the reserve of 60, and what some seconds earn; without a budget it is 1,000.
      assert.isAtLeast(server.received.length, 260)
      assert.isAtMost(server.received.length, 275)
    })
  )

  it.live("is spent by no other client", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => text("", 503))
      const first = yield* readerOf(server.url)
      yield* Effect.all(
        Array.from({ length: 20 }, () => first),
        { concurrency: 8 }
      )
      const before = server.received.length
      yield* yield* readerOf(server.url)
      assert.strictEqual(server.received.length - before, 5)
    })
  )

  it.live("lets a source that fails every other time be read to the end", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer((_, number) => (number % 2 === 0 ? text("", 503) : json({})))
      const read = yield* readerOf(server.url)
      const results = yield* Effect.all(
        Array.from({ length: 200 }, () => read),
        { concurrency: 1 }
      )
      assert.deepStrictEqual([...new Set(results.map((each) => each._tag))], ["Success"])
    })
  )
})
