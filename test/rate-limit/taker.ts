/**
 * A process that takes tokens from a shared bucket for a while and prints when it got each, in epoch milliseconds.
 *
 * Arguments: database file, duration in milliseconds.
 */
import { RateLimiters } from "@rollcall/transport"
import { sharedRateLimiters } from "@rollcall/store/sqlite"
import { Clock, Duration, Effect, Redacted } from "effect"

const [filename = "", durationMs = "0"] = process.argv.slice(2)

const taking = Effect.gen(function* () {
  const { bucketFor } = yield* RateLimiters
  const bucket = bucketFor(Redacted.make("one key"), "https://api.example", { requestsPerSecond: 10, burst: 10 })
  yield* Effect.forever(
    Effect.gen(function* () {
      yield* bucket.take
      const at = yield* Clock.currentTimeMillis
      yield* Effect.sync(() => process.stdout.write(`${at}\n`))
    })
  ).pipe(Effect.timeoutOption(Duration.millis(Number(durationMs))))
})

await Effect.runPromise(Effect.provide(taking, sharedRateLimiters({ filename })))
