/**
 * A process that takes tokens from a shared bucket for a while and prints when it got each, in epoch milliseconds.
 *
 * Arguments: the store as in rollcall.yaml, duration in milliseconds. A line on standard input is a refusal by the source: it
 * pauses the bucket for so many milliseconds.
 */
import { RateLimiters } from "@rollcall/transport"
import * as postgres from "@rollcall/store/postgres"
import * as sqlite from "@rollcall/store/sqlite"
import { Clock, Duration, Effect, Redacted } from "effect"
import { createInterface } from "node:readline/promises"

const [store = "", durationMs = "0"] = process.argv.slice(2)

const taking = Effect.gen(function* () {
  const { bucketFor } = yield* RateLimiters
  const bucket = bucketFor(Redacted.make("one key"), "https://api.example", { requestsPerSecond: 10, burst: 10 })
  const lines = createInterface({ input: process.stdin })
  lines.on("line", (pauseMs) => Effect.runFork(bucket.pause(Duration.millis(Number(pauseMs)))))
  yield* Effect.forever(
    Effect.gen(function* () {
      yield* bucket.take
      const at = yield* Clock.currentTimeMillis
      yield* Effect.sync(() => process.stdout.write(`${at}\n`))
    })
  ).pipe(Effect.timeoutOption(Duration.millis(Number(durationMs))))
  lines.close()
})

const limiters = store.startsWith("sqlite:")
  ? sqlite.sharedRateLimiters({ filename: store.slice("sqlite:".length) })
  : postgres.sharedRateLimiters({ url: Redacted.make(store) })

await Effect.runPromise(Effect.provide(taking, limiters))
