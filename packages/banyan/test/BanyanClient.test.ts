import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { BanyanClient, courteousRateLimit } from "@rollcall/banyan"
import { json, scriptedServer } from "@rollcall/sandbox/scripted-server"
import { makeRateLimiters, type RateLimit, RateLimiters } from "@rollcall/transport"
import { Effect, Layer, Redacted } from "effect"

const auth = { token: Redacted.make("the-key") }

const making = Effect.fnUntraced(function* (baseUrl: string, rateLimit?: RateLimit) {
  const limits: Array<RateLimit> = []
  const limiters = makeRateLimiters()
  const client = yield* BanyanClient.make({ baseUrl, auth, ...(rateLimit === undefined ? {} : { rateLimit }) }).pipe(
    Effect.provideService(RateLimiters, {
      bucketFor: (key, url, limit) => {
        limits.push(limit)
        return limiters.bucketFor(key, url, limit)
      }
    }),
    Effect.provide(yield* Layer.build(NodeHttpClient.layerUndici))
  )
  return { client, limits }
})

describe("BanyanClient", () => {
  it.live.each(["v1", "v2/"])("is not made for an address that ends in %s, which paths would double", (version) =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(making(`https://net.banyanops.com/api/${version}`))
      assert.strictEqual(exit._tag, "Failure")
      assert.match(String(exit), /leave it out, the client adds the version itself/)
    })
  )

  it.live("asks for pages of a thousand unless told otherwise", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => json([]))
      const { client } = yield* making(server.url)
      yield* client.devices.withSerialNumber("S")
      yield* Effect.flip(client.devicesV2.withSerialNumber("S"))
      assert.deepStrictEqual(
        server.received.map(({ query }) => query.get("limit")),
        [null, "1000"]
      )
    })
  )

  it.live("calls as fast as it is told, and at a rate of its own otherwise", () =>
    Effect.gen(function* () {
      const rateLimit = { requestsPerSecond: 3, burst: 2 }
      const told = yield* making("https://net.banyanops.com/api", rateLimit)
      const untold = yield* making("https://net.banyanops.com/api")
      assert.deepStrictEqual([told.limits, untold.limits], [[rateLimit], [courteousRateLimit]])
    })
  )
})
