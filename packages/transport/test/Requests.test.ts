/**
 * Two kinds of tests: what needs a real socket runs against a server with waits of a millisecond; what is about waiting
 * runs against answers in memory with a test clock.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, describe, it } from "@effect/vitest"
import { makeRateLimiters, makeRequests, RateLimiters, RequestLimits, SourceError } from "@rollcall/transport"
import { Cause, Deferred, Effect, Exit, Fiber, Layer, Redacted } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import { TestClock } from "effect/testing"
import { randomBytes } from "node:crypto"
import { inspect } from "node:util"
import { deflateSync, gzipSync } from "node:zlib"
import { cutBody, json, type Reply, reset, scriptedServer, text } from "@rollcall/sandbox/scripted-server"

const key = "sk-very-secret-0123456789"
const get = HttpClientRequest.get("/v1/things", { headers: { "x-api-key": key } })
const limits = { attemptMs: 2000, triesMax: 5, readMs: 20_000, throttledMs: 5000, backoffMs: 1, backoffMsMax: 5 }

const packed =
  (encoding: string, body: Buffer, code = 200): Reply =>
  (response) =>
    response.writeHead(code, { "content-type": "application/json", "content-encoding": encoding }).end(body)

const requestsTo = Effect.fnUntraced(function* (baseUrl: string, change: Partial<RequestLimits> = {}) {
  const rateLimit = { requestsPerSecond: 1000, burst: 100 }
  return yield* makeRequests({ source: "push", baseUrl, key: Redacted.make(key), rateLimit }).pipe(
    Effect.provideService(RateLimiters, makeRateLimiters()),
    Effect.provideService(RequestLimits, { ...limits, ...change }),
    Effect.provide(yield* Layer.build(NodeHttpClient.layerUndici))
  )
})

/** Reads once from a server that gives the replies in turn, the last one for ever. */
const readFrom = Effect.fnUntraced(function* (replies: ReadonlyArray<Reply>, change: Partial<RequestLimits> = {}) {
  const server = yield* scriptedServer((_, number) => replies[Math.min(number, replies.length - 1)] ?? reset)
  const { read } = yield* requestsTo(server.url, change)
  const result = yield* Effect.result(read("things.list", get))
  const value = result._tag === "Success" ? result.success : null
  const error = result._tag === "Failure" ? result.failure : null
  return { value, error, ...server }
}, Effect.scoped)

const reasonFrom = (replies: ReadonlyArray<Reply>, change: Partial<RequestLimits> = {}) =>
  Effect.map(readFrom(replies, change), ({ error, received }) => {
    assert.instanceOf(error, SourceError)
    assert.notInclude(`${error.message} ${inspect(error, { depth: 9 })} ${JSON.stringify(error)}`, key)
    return { reason: error.reason, message: error.message, tries: received.length }
  })

describe("read", () => {
  it.live("gives the JSON of the answer with every digit", () =>
    Effect.gen(function* () {
      const { value } = yield* readFrom([json('{"at":1595623756579573745}')])
      assert.deepStrictEqual(value, { at: 1595623756579573745n })
    })
  )

  it.live("sends the key, and no trace ids to a third party", () =>
    Effect.gen(function* () {
      const { received } = yield* readFrom([json({})])
      assert.strictEqual(received[0]?.headers["x-api-key"], key)
      assert.doesNotHaveAnyKeys(received[0]?.headers ?? {}, ["traceparent", "b3"])
    })
  )

  it.live.each([
    ["a server error", text("oops", 500)],
    ["a bad gateway", text("<html>bad gateway</html>", 502)],
    ["a cut body", cutBody],
    ["a body cut inside the JSON", json('{"result":[{"id":')],
    ["a connection that is reset", reset],
    ["a page in place of JSON", text("<html>login</html>")],
    ["an empty body", text("", 200, "application/json")],
    ["a silent server", () => {}]
  ] as const)("tries again after %s", ([, failure]) =>
    Effect.gen(function* () {
      const { value, received } = yield* readFrom([failure, failure, json({ ok: true })], { attemptMs: 150 })
      assert.deepStrictEqual({ value, tries: received.length }, { value: { ok: true }, tries: 3 })
    })
  )

  it.live("gives up after five tries and says what came last", () =>
    Effect.gen(function* () {
      const { reason, tries, message } = yield* reasonFrom([json({ message: "try later" }, 503)])
      assert.deepInclude(reason, { _tag: "Unavailable", responded: true })
      assert.strictEqual(tries, 5)
      assert.strictEqual(message, "push things.list: no usable answer: HTTP 503: try later.")
    })
  )

  it.live("never takes a page for an empty list and quotes its beginning", () =>
    Effect.gen(function* () {
      const { reason } = yield* reasonFrom([text(`<html>\n<title>Log in</title>${key}${"x".repeat(500)}`)])
      assert.strictEqual(reason._tag, "Unavailable")
      assert.include(reason.message, 'HTTP 200 with text/html, "<html> <title>Log in</title><redacted>xxx')
      assert.isBelow(reason.message.length, 180)
    })
  )

  it.live("does not quote text that could be a record or a token", () =>
    Effect.gen(function* () {
      const { reason } = yield* reasonFrom([json('{"result":[{"email":"jane@acme.example"')])
      assert.include(reason.message, "application/json, 39 characters")
      assert.notInclude(reason.message, "jane")
    })
  )

  it.live("says that no answer ever came if nobody listens", () =>
    Effect.gen(function* () {
      const gone = yield* Effect.scoped(scriptedServer(() => reset))
      const { read } = yield* requestsTo(gone.url)
      const { reason } = yield* Effect.flip(read("things.list", get))
      assert.deepInclude(reason, { _tag: "Unavailable", responded: false })
      assert.include(reason.message, "ECONNREFUSED")
    })
  )

  it.live("does not forget an answer because the last try got none", () =>
    Effect.gen(function* () {
      const { reason } = yield* reasonFrom([text("", 500), reset])
      assert.deepInclude(reason, { _tag: "Unavailable", responded: true })
    })
  )

  it.live.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync]
  ] as const)("unpacks an answer that came as %s", ([encoding, pack]) =>
    Effect.gen(function* () {
      const { value, received } = yield* readFrom([packed(encoding, pack(JSON.stringify({ ok: "é".repeat(1000) })))])
      assert.deepStrictEqual(value, { ok: "é".repeat(1000) })
      assert.strictEqual(received[0]?.headers["accept-encoding"], "gzip")
    })
  )

  it.live("says what a packed error body says, however long it is", () =>
    Effect.gen(function* () {
      const body = Buffer.concat([Buffer.from("no such filter "), randomBytes(5000)]).toString("base64url")
      const { reason } = yield* reasonFrom([packed("gzip", gzipSync(body), 400)])
      assert.deepInclude(reason, { _tag: "Rejected", detail: `${body.slice(0, 79)}…` })
    })
  )

  it.live("tries again after a packed body that was cut", () =>
    Effect.gen(function* () {
      const whole = gzipSync(JSON.stringify({ ok: true }))
      const { value, received } = yield* readFrom([packed("gzip", whole.subarray(0, -9)), packed("gzip", whole)])
      assert.deepStrictEqual({ value, tries: received.length }, { value: { ok: true }, tries: 2 })
    })
  )

  it.live("gives up a packed body that unpacks to more than anything expected", () =>
    Effect.gen(function* () {
      const { reason } = yield* reasonFrom([packed("gzip", gzipSync(Buffer.alloc(65 * 1024 * 1024, 0x20)))])
      assert.deepInclude(reason, { _tag: "Incomplete", detail: "an answer is larger than 64 MiB" })
    })
  )

  it.live.each([
    [401, "Unauthorized"],
    [403, "Forbidden"],
    [404, "NotFound"],
    [405, "NotFound"],
    [410, "NotFound"],
    [501, "NotOffered"],
    [400, "Rejected"],
    [302, "Rejected"]
  ] as const)("takes HTTP %i as %s at the first answer", ([status, tag]) =>
    Effect.gen(function* () {
      const { reason, tries } = yield* reasonFrom([json("", status, { location: "http://127.0.0.1:1/" })])
      assert.deepStrictEqual({ tag: reason._tag, tries }, { tag, tries: 1 })
    })
  )

  it.live.each([
    ["message and code", json({ message: "Invalid input", code: "BAD_LABEL", n: 1 }, 400), "Invalid input, BAD_LABEL"],
    ["Message", json({ Message: "no" }, 400), "no"],
    ["error_description", json({ error_code: 400, error_description: "record not found" }, 400), "record not found"],
    ["plain text", text("bad\u001b[2J\n request", 400, "text/plain"), "bad [2J request"],
    ["nothing", text("", 400), ""],
    ["more than anybody reads", text("z".repeat(100_000), 400), `${"z".repeat(79)}…`],
    ["the key itself", json({ message: `key ${key} is wrong` }, 400), "key <redacted> is wrong"]
  ] as const)("repeats what an error body says: %s", ([, reply, detail]) =>
    Effect.gen(function* () {
      const { reason } = yield* reasonFrom([reply])
      assert.deepInclude(reason, { _tag: "Rejected", status: 400, detail })
    })
  )

  it.live("waits as long as a refusal for the rate asks, and holds back every other request of the key", () =>
    Effect.gen(function* () {
      const arrivals: Array<number> = []
      const isThere = yield* Deferred.make<void>()
      const server = yield* scriptedServer((_, number) => {
        arrivals.push(performance.now())
        Deferred.doneUnsafe(isThere, Effect.void)
        return number === 0 ? json({}, 429, { "retry-after": "1" }) : json({ number })
      })
      const { read } = yield* requestsTo(server.url)
      const first = yield* Effect.forkChild(read("things.list", get), { startImmediately: true })
      yield* Deferred.await(isThere)
      yield* Effect.sleep("400 millis")
      yield* read("things.list", get)
      yield* Fiber.join(first)
      assert.lengthOf(arrivals, 3)
      assert.isAtLeast((arrivals[1] ?? 0) - (arrivals[0] ?? 0), 950)
    })
  )

  it.live("gives up a body that is larger than anything expected", () =>
    Effect.gen(function* () {
      const chunk = Buffer.alloc(1024 * 1024, 0x20)
      const { reason, tries } = yield* reasonFrom(
        [
          (response) => {
            const pour = () => {
              while (!response.destroyed && response.write(chunk));
            }
            response.on("drain", pour)
            pour()
          }
        ],
        { attemptMs: 20_000 }
      )
      assert.deepInclude(reason, { _tag: "Incomplete", detail: "an answer is larger than 64 MiB" })
      assert.strictEqual(tries, 1)
    })
  )

  it.effect("is a defect for an address that would send the key unencrypted", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(requestsTo("http://api.example.com"))
      assert.include(Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "", "unencrypted")
    })
  )
})

describe("write", () => {
  it.live.each([
    ["a server error", text("", 503)],
    ["a lost answer", reset]
  ] as const)("is sent once, whatever comes back: %s", ([, reply]) =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => reply)
      const { write } = yield* requestsTo(server.url)
      const error = yield* Effect.flip(write("things.delete", HttpClientRequest.delete("/v1/things/1")))
      assert.strictEqual(error.operation, "things.delete")
      assert.lengthOf(server.received, 1)
    })
  )

  it.live("is sent again after a 429, as nothing was done, and no longer than the limit says", () =>
    Effect.gen(function* () {
      const once = yield* scriptedServer((_, number) => (number === 0 ? text("", 429) : text("done")))
      const { write } = yield* requestsTo(once.url)
      assert.strictEqual(yield* write("things.delete", HttpClientRequest.delete("/v1/things/1")), "done")
      assert.lengthOf(once.received, 2)
      const always = yield* scriptedServer(() => text("", 429))
      const impatient = yield* requestsTo(always.url, { throttledMs: 30 })
      const error = yield* Effect.flip(impatient.write("things.delete", HttpClientRequest.delete("/v1/things/1")))
      assert.strictEqual(error.reason._tag, "RateLimited")
    })
  )

  it.live("gives the body of the answer as it is", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => json('"*://x.example/*"'))
      const { write } = yield* requestsTo(server.url)
      assert.strictEqual(yield* write("things.add", HttpClientRequest.post("/v1/things")), '"*://x.example/*"')
    })
  )
})

const status = (code: number, headers: Record<string, string> = {}) => new Response("{}", { status: code, headers })

/** Lets body streams, which are promises, settle between the steps of the clock. */
const pass = (seconds: number) =>
  Effect.forEach(
    Array.from({ length: seconds * 4 }),
    () =>
      Effect.andThen(
        TestClock.adjust("250 millis"),
        Effect.promise(() => new Promise((done) => void setImmediate(done)))
      ),
    { discard: true }
  )

describe("the waits of a read", () => {
  /** Reads from answers in memory; `at` holds the seconds at which they were asked for. */
  const readInMemory = Effect.fnUntraced(function* (reply: (number: number) => Response | "silence") {
    const at: Array<number> = []
    const clock = yield* TestClock.testClockWith(Effect.succeed)
    const client = HttpClient.make((request) => {
      at.push(clock.currentTimeMillisUnsafe() / 1000)
      const response = reply(at.length - 1)
      return response === "silence" ? Effect.never : Effect.succeed(HttpClientResponse.fromWeb(request, response))
    })
    const { read } = yield* makeRequests({
      source: "push",
      baseUrl: "https://api.example.test",
      key: Redacted.make(key),
      rateLimit: { requestsPerSecond: 1000, burst: 100 }
    }).pipe(
      Effect.provideService(HttpClient.HttpClient, client),
      Effect.provideService(RateLimiters, makeRateLimiters())
    )
    const fiber = yield* Effect.forkChild(Effect.result(read("things.list", get)), { startImmediately: true })
    return { at, fiber }
  })

  it.effect("double from a quarter of a second, with jitter", () =>
    Effect.gen(function* () {
      const { at } = yield* readInMemory(() => status(500))
      yield* pass(10)
      const waits = at.slice(1).map((second, index) => second - (at[index] ?? 0))
      assert.lengthOf(waits, 4)
      for (const [index, wait] of waits.entries()) {
        // The clock of this test moves in steps of a quarter of a second.
        assert.isAtLeast(wait, 0.125 * 2 ** index)
        assert.isAtMost(wait, 0.25 * 2 ** index + 0.25)
      }
    })
  )

  it.effect("end after two minutes for failures, each try having thirty seconds", () =>
    Effect.gen(function* () {
      const { at, fiber } = yield* readInMemory(() => "silence")
      yield* pass(121)
      assert.lengthOf(at, 4)
      const result = yield* Fiber.join(fiber)
      assert.strictEqual(result._tag === "Failure" ? result.failure.reason._tag : "", "Unavailable")
    })
  )

  it.effect("follow the date of a refusal, measured from the date of the answer", () =>
    Effect.gen(function* () {
      const headers = { date: "Wed, 21 Oct 2026 07:28:00 GMT", "retry-after": "Wed, 21 Oct 2026 07:28:30 GMT" }
      const { at } = yield* readInMemory((number) => status(number === 0 ? 429 : 200, headers))
      yield* pass(40)
      assert.lengthOf(at, 2)
      assert.closeTo(at[1] ?? 0, 30, 0.5)
    })
  )

  it.effect.each(["soon", "-5", "1e3", "5 apples", ""])("ignore a Retry-After of %j", (retryAfter) =>
    Effect.gen(function* () {
      const { at } = yield* readInMemory((number) => status(number === 0 ? 429 : 200, { "retry-after": retryAfter }))
      yield* pass(1)
      assert.lengthOf(at, 2)
    })
  )

  it.effect("outlast a refusal for the rate that no five tries would outlast", () =>
    Effect.gen(function* () {
      const { at, fiber } = yield* readInMemory((number) => status(number < 12 ? 429 : 200))
      yield* pass(240)
      assert.lengthOf(at, 13)
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "Success")
    })
  )

  it.effect.each([
    ["601", 601_000],
    ["99999999999999999999", Number.MAX_SAFE_INTEGER]
  ] as const)("end at once if the source asks for more than ten minutes: %s s", ([retryAfter, waitMs]) =>
    Effect.gen(function* () {
      const { at, fiber } = yield* readInMemory(() => status(429, { "retry-after": retryAfter }))
      yield* pass(1)
      assert.lengthOf(at, 1)
      const result = yield* Fiber.join(fiber)
      assert.deepInclude(result._tag === "Failure" ? result.failure.reason : {}, { _tag: "RateLimited", waitMs })
    })
  )

  it.effect("end after ten minutes of refusals for reads side by side as well", () =>
    Effect.gen(function* () {
      const client = HttpClient.make((request) => Effect.succeed(HttpClientResponse.fromWeb(request, status(429))))
      const { read } = yield* makeRequests({
        source: "push",
        baseUrl: "https://api.example.test",
        key: Redacted.make(key),
        rateLimit: { requestsPerSecond: 1000, burst: 100 }
      }).pipe(
        Effect.provideService(HttpClient.HttpClient, client),
        Effect.provideService(RateLimiters, makeRateLimiters())
      )
      const three = Effect.all(
        Array.from({ length: 3 }, () => Effect.flip(read("things.list", get))),
        {
          concurrency: 3
        }
      )
      const fiber = yield* Effect.forkChild(three, { startImmediately: true })
      yield* pass(640)
      assert.strictEqual(fiber.pollUnsafe()?._tag, "Success")
    })
  )

  it.effect("after a refusal do not use up the time for failures", () =>
    Effect.gen(function* () {
      const { at, fiber } = yield* readInMemory((number) =>
        number === 0 ? status(429, { "retry-after": "500" }) : status(number === 1 ? 503 : 200)
      )
      yield* pass(510)
      assert.lengthOf(at, 3)
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "Success")
    })
  )
})
