import { assert, describe, it } from "@effect/vitest"
import { Leads, makeRateLimiters, makeTokenBucket, type TokenBucket } from "@rollcall/transport"
import { Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"

/** Starts takers that note their name when they pass. */
const queueUp = (bucket: TokenBucket, names: ReadonlyArray<number>, passed: Array<number>) =>
  Effect.forEach(names, (name) =>
    Effect.forkChild(
      Effect.tap(bucket.take, () => Effect.sync(() => passed.push(name))),
      { startImmediately: true }
    )
  )

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

describe("makeTokenBucket", () => {
  it.effect("lets a burst pass at once and then one an interval, first come, first served", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 10 })
      const passed: Array<number> = []
      yield* queueUp(bucket, upTo(25), passed)
      yield* bucket.answered(0)
      assert.lengthOf(passed, 10)
      yield* TestClock.adjust("99 millis")
      assert.lengthOf(passed, 10)
      yield* TestClock.adjust("10 millis")
      assert.lengthOf(passed, 11)
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(passed, upTo(21))
    })
  )

  it.effect("does not fill while its first request after a rest is on the way", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 5 })
      const passed: Array<number> = []
      yield* queueUp(bucket, upTo(20), passed)
      yield* TestClock.adjust("900 millis")
      assert.lengthOf(passed, 5)
      yield* bucket.answered(0)
      yield* TestClock.adjust("99 millis")
      assert.lengthOf(passed, 5)
      yield* TestClock.adjust("20 millis")
      assert.lengthOf(passed, 6)
    })
  )

  it.effect(
    "makes up for all but a tenth of a second of the first round trip once a later one shows that it was no longer than usual",
    () =>
      Effect.gen(function* () {
        const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 9 })
        const passed: Array<number> = []
        yield* queueUp(bucket, upTo(40), passed)
        yield* TestClock.adjust("800 millis")
        yield* bucket.answered(800)
        yield* TestClock.adjust("810 millis")
        assert.lengthOf(passed, 9 + 8)
        yield* TestClock.adjust("100 millis")
        yield* bucket.answered(800)
        yield* TestClock.adjust("110 millis")
        assert.lengthOf(passed, 9 + 17)
      })
  )

  it.effect("makes up for nothing where the first round trip was longer than those after it", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 9 })
      const passed: Array<number> = []
      yield* queueUp(bucket, upTo(40), passed)
      yield* TestClock.adjust("800 millis")
      yield* bucket.answered(800)
      yield* TestClock.adjust("110 millis")
      yield* bucket.answered(5)
      yield* TestClock.adjust("105 millis")
      assert.lengthOf(passed, 9 + 2)
    })
  )

  it.effect("lets those that lead go first, and keeps a token for them", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 5 })
      const passed: Array<number> = []
      const others = Effect.provideService(queueUp(bucket, upTo(10), passed), Leads, () => false)
      yield* others
      assert.lengthOf(passed, 4)
      yield* queueUp(bucket, [77], passed)
      assert.deepStrictEqual(passed.at(-1), 77)
      yield* bucket.answered(0)
      yield* queueUp(bucket, [78], passed)
      yield* TestClock.adjust("101 millis")
      assert.deepStrictEqual(passed.at(-1), 78)
      yield* TestClock.adjust("203 millis")
      assert.deepStrictEqual(passed.slice(6), [4])
    })
  )

  it.effect("has a token to spare when nobody waits and the reserve is there", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 3 })
      const passed: Array<number> = []
      yield* queueUp(bucket, upTo(4), passed)
      yield* bucket.answered(0)
      const spare = yield* Effect.forkChild(bucket.spare.one, { startImmediately: true })
      yield* TestClock.adjust("250 millis")
      assert.lengthOf(passed, 4)
      assert.isUndefined(spare.pollUnsafe())
      yield* TestClock.adjust("200 millis")
      assert.isDefined(spare.pollUnsafe())
    })
  )

  it.effect("fills again after a second, even if no answer comes", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 5 })
      const passed: Array<number> = []
      yield* queueUp(bucket, upTo(20), passed)
      yield* TestClock.adjust("2 seconds")
      assert.isAtLeast(passed.length, 14)
      assert.isAtMost(passed.length, 15)
    })
  )

  it.effect("fills up again at rest, but never beyond the burst", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 3 })
      const passed: Array<number> = []
      yield* queueUp(bucket, upTo(3), passed)
      yield* bucket.answered(0)
      yield* TestClock.adjust("1 hour")
      yield* queueUp(bucket, upTo(9), passed)
      assert.lengthOf(passed, 6)
    })
  )

  it.effect("takes no token for a waiter that is interrupted", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 1 })
      const passed: Array<number> = []
      yield* bucket.take
      const impatient = yield* queueUp(bucket, upTo(20), passed)
      yield* Fiber.interruptAll(impatient)
      yield* queueUp(bucket, [99], passed)
      yield* TestClock.adjust("100 millis")
      assert.deepStrictEqual(passed, [99])
    })
  )

  it.effect("lets nobody pass during a pause, the first in the queue included, and then one at a time", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 5 })
      const passed: Array<number> = []
      yield* queueUp(bucket, upTo(8), passed)
      yield* bucket.pause("10 seconds")
      yield* TestClock.adjust("9999 millis")
      assert.lengthOf(passed, 5)
      yield* TestClock.adjust("11 millis")
      assert.lengthOf(passed, 6)
      yield* TestClock.adjust("120 millis")
      assert.lengthOf(passed, 7)
    })
  )

  it.effect("goes slower after a refusal and is back at the granted rate after some fifty requests", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 1 })
      const passed: Array<number> = []
      yield* bucket.pause(0)
      yield* queueUp(bucket, upTo(80), passed)
      yield* TestClock.adjust("1050 millis")
      assert.lengthOf(passed, 10)
      yield* TestClock.adjust("4500 millis")
      const before = passed.length
      assert.isAtLeast(before, 50)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(passed.length - before, 10)
    })
  )

  it.effect("goes slower once for requests that were refused while they were on their way together", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 1 })
      yield* TestClock.adjust("1 second")
      for (let refused = 0; refused < 8; refused += 1) {
        yield* bucket.pause(0, 800)
        yield* TestClock.adjust("50 millis")
      }
      const passed: Array<number> = []
      yield* queueUp(bucket, upTo(80), passed)
      yield* TestClock.adjust("5 seconds")
      assert.isAtLeast(passed.length, 45)
    })
  )

  it.effect("goes slower again for a request that was sent after a refusal", () =>
    Effect.gen(function* () {
      const bucket = makeTokenBucket({ requestsPerSecond: 10, burst: 1 })
      for (let refused = 0; refused < 8; refused += 1) {
        yield* bucket.pause(0, 800)
        yield* TestClock.adjust("1 second")
      }
      const passed: Array<number> = []
      yield* queueUp(bucket, upTo(80), passed)
      yield* TestClock.adjust("5 seconds")
      assert.isAtMost(passed.length, 30)
    })
  )
})

describe("makeRateLimiters", () => {
  const limit = { requestsPerSecond: 10, burst: 10 }

  it("gives clients with the same key and address one bucket", () => {
    const { bucketFor } = makeRateLimiters()
    const first = bucketFor(Redacted.make("key"), "https://a.example/", limit)
    assert.strictEqual(bucketFor(Redacted.make("key"), "https://a.example/other", limit), first)
    assert.notStrictEqual(bucketFor(Redacted.make("other"), "https://a.example", limit), first)
    assert.notStrictEqual(bucketFor(Redacted.make("key"), "https://b.example", limit), first)
  })

  it.effect("stays below the documented limit, one token and two per thousand", () =>
    Effect.gen(function* () {
      const passed: Array<number> = []
      const bucket = makeRateLimiters().bucketFor(Redacted.make("key"), "https://a.example", limit)
      yield* queueUp(bucket, upTo(200), passed)
      yield* bucket.answered(0)
      assert.lengthOf(passed, 9)
      yield* TestClock.adjust("10 seconds")
      assert.lengthOf(passed, 9 + 99)
    })
  )

  it.effect("grants one request at a time where the source grants no burst", () =>
    Effect.gen(function* () {
      const passed: Array<number> = []
      const slow = { requestsPerSecond: 1, burst: 1 }
      yield* queueUp(makeRateLimiters().bucketFor(Redacted.make("key"), "https://a.example", slow), upTo(3), passed)
      assert.lengthOf(passed, 1)
    })
  )
})
