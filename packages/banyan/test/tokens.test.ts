import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { inspect } from "node:util"
import { clientOf } from "./reading.ts"
import { json, type Received, type Reply, scriptedServer, text } from "@rollcall/sandbox/scripted-server"

const refreshToken = "refresh-secret"

/** An API whose access tokens `access-1`, `access-2` … are good for `uses` calls each. */
const tokenServer = Effect.fnUntraced(function* (uses: number, answer: Reply = json([])) {
  let issued = 0
  let used = 0
  return yield* scriptedServer(({ method, path, headers }: Received) => {
    if (path === "/v1/refresh_token") {
      if (method !== "POST" || headers.authorization !== `Bearer ${refreshToken}`) return json({}, 401)
      issued += 1
      used = 0
      return json({ Message: `access-${issued}` })
    }
    used += 1
    return headers.authorization === `Bearer access-${issued}` && used <= uses ? answer : json({}, 401)
  })
})

const clientWith = (url: string) => clientOf(url, { refreshToken: Redacted.make(refreshToken) })

const exchanges = (received: ReadonlyArray<Received>) =>
  received.filter((request) => request.path === "/v1/refresh_token").length

describe("an API key", () => {
  it.live("goes with each request as it is, without white space around it", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => json([]))
      const client = yield* clientOf(server.url)
      yield* client.devices.all()
      assert.deepInclude(server.received[0]?.headers, { authorization: "Bearer the-key", accept: "application/json" })
    })
  )

  it.live("that is refused is not tried again", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => json({}, 401))
      const client = yield* clientOf(server.url)
      const error = yield* Effect.flip(client.devices.all())
      assert.deepInclude(error, { source: "banyan", operation: "devices.all" })
      assert.deepStrictEqual([error.reason._tag, server.received.length], ["Unauthorized", 1])
    })
  )
})

describe("a refresh token", () => {
  it.live("is exchanged once for all requests, even at the same time", () =>
    Effect.gen(function* () {
      const server = yield* tokenServer(100)
      const client = yield* clientWith(server.url)
      yield* Effect.all([client.devices.all(), client.endusers.all(), client.devices.all()], { concurrency: 3 })
      assert.strictEqual(exchanges(server.received), 1)
      assert.lengthOf(server.received, 4)
    })
  )

  it.live("is exchanged again when the access token has run out, and the request repeated", () =>
    Effect.gen(function* () {
      const server = yield* tokenServer(1)
      const client = yield* clientWith(server.url)
      yield* client.devices.all()
      yield* client.devices.all()
      assert.strictEqual(exchanges(server.received), 2)
      assert.deepStrictEqual(server.received.at(-1)?.headers.authorization, "Bearer access-2")
    })
  )

  it.live("is exchanged only once more, then the refusal stands", () =>
    Effect.gen(function* () {
      const server = yield* tokenServer(0)
      const client = yield* clientWith(server.url)
      const error = yield* Effect.flip(client.devices.all())
      assert.strictEqual(error.reason._tag, "Unauthorized")
      assert.deepStrictEqual([exchanges(server.received), server.received.length], [2, 4])
    })
  )

  it.live("is exchanged once for all that wait, even if that fails, and anew for those that come later", () =>
    Effect.gen(function* () {
      let isUp = false
      const server = yield* scriptedServer(({ path }) =>
        path !== "/v1/refresh_token" ? json([]) : isUp ? json({ Message: "access" }) : json({}, 401)
      )
      const client = yield* clientWith(server.url)
      const calls = Array.from({ length: 20 }, () => Effect.flip(client.devices.all()))
      const errors = yield* Effect.all(calls, { concurrency: "unbounded" })
      assert.deepStrictEqual([...new Set(errors.map(({ reason }) => reason._tag))], ["Unauthorized"])
      assert.strictEqual(exchanges(server.received), 1)
      isUp = true
      yield* client.devices.all()
      assert.strictEqual(exchanges(server.received), 2)
    })
  )

  it.live("is exchanged for a token without the white space around it", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer((_, number) => (number === 0 ? json({ Message: " access\n" }) : json([])))
      const client = yield* clientWith(server.url)
      yield* client.devices.all()
      assert.strictEqual(server.received[1]?.headers.authorization, "Bearer access")
    })
  )

  it.live("is not exchanged for a 403", () =>
    Effect.gen(function* () {
      const server = yield* tokenServer(100, json({}, 403))
      const client = yield* clientWith(server.url)
      const error = yield* Effect.flip(client.devices.all())
      assert.deepStrictEqual([error.reason._tag, exchanges(server.received)], ["Forbidden", 1])
    })
  )

  it.live("that is refused itself is told as such", () =>
    Effect.gen(function* () {
      const server = yield* tokenServer(100)
      const client = yield* clientOf(server.url, { refreshToken: Redacted.make("wrong") })
      const error = yield* Effect.flip(client.devices.all())
      assert.deepInclude(error, { operation: "refreshToken" })
      assert.strictEqual(error.reason._tag, "Unauthorized")
    })
  )

  it.live("survives an exchange that fails at first", () =>
    Effect.gen(function* () {
      const replies = [text("", 503), json({ Message: "access" })]
      const server = yield* scriptedServer((_, number) => replies[number] ?? json([]))
      const client = yield* clientWith(server.url)
      yield* client.devices.all()
      assert.lengthOf(server.received, 3)
    })
  )

  it.live.each([
    ["without a token", json({ Message: " " }), "SchemaMismatch"],
    ["with a sentence", json({ Message: "Log in again: in-the-open" }), "SchemaMismatch"],
    ["that no header can carry", json({ Message: "in-the-open\nsecond-line" }), "SchemaMismatch"],
    ["that is the bare token", text("access-token-in-the-open", 200, "text/plain"), "Unavailable"]
  ] as const)("fails for an answer %s and shows no secret", ([, reply, tag]) =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => reply)
      const client = yield* clientWith(server.url)
      const error = yield* Effect.flip(client.devices.all())
      assert.deepStrictEqual([error.operation, error.reason._tag], ["refreshToken", tag])
      assert.notMatch(`${error.message} ${inspect(error, { depth: 9 })}`, /refresh-secret|in-the-open/)
    })
  )
})
