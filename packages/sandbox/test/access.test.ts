import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { ask, start, withBearer, type Answer } from "./harness.ts"

const lastRetryAfter = (answers: ReadonlyArray<Answer>) => answers.at(-1)?.headers.get("retry-after")

describe("Push access", () => {
  it.effect("refuses a request without a key as the gateway does", () =>
    Effect.gen(function* () {
      const { sandbox } = yield* start()
      const answer = yield* ask(`${sandbox.pushUrl}/v1/employees`)
      expect(answer.status).toBe(403)
      expect(answer.json).toEqual({ message: "Forbidden" })
    })
  )

  it.effect("refuses a wrong key, a key in the query and a key as bearer", () =>
    Effect.gen(function* () {
      const { sandbox, tenant } = yield* start({ push: { unauthorizedStatus: 401 } })
      const url = `${sandbox.pushUrl}/v1/employees`
      expect((yield* ask(url, { headers: { "x-api-key": "wrong" } })).status).toBe(401)
      expect((yield* ask(`${url}?x-api-key=${tenant.pushApiKey}`)).status).toBe(401)
      expect((yield* ask(url, withBearer(tenant.pushApiKey))).status).toBe(401)
    })
  )

  it.effect("gives each key its own tenant's data", () =>
    Effect.gen(function* () {
      const { push, sandbox } = yield* start()
      const [, globex] = sandbox.tenants
      const own = yield* push("/v1/employees?email=jane.doe")
      const other = yield* push("/v1/employees?email=jane.doe", { headers: { "X-API-Key": globex?.pushApiKey ?? "" } })
      expect(own.json).toMatchObject({ result: [{ email: "jane.doe@acme.example" }] })
      expect(other.json).toMatchObject({ result: [] })
    })
  )

  it.effect("answers 404 to an unknown path, 405 to a wrong method, 501 to a write", () =>
    Effect.gen(function* () {
      const { push } = yield* start()
      expect((yield* push("/v1/nothing")).status).toBe(404)
      expect((yield* push("/v2/employees")).status).toBe(404)
      expect((yield* push("/v1/employees", { method: "DELETE" })).status).toBe(405)
      expect((yield* push("/v1/accounts/x", { method: "DELETE" })).status).toBe(501)
    })
  )
})

describe("Push rate limit", () => {
  it.effect("passes ten at once, refuses the eleventh, and passes one more for each tenth of a second", () =>
    Effect.gen(function* () {
      const { push } = yield* start({ rateLimit: true })
      const statuses = yield* Effect.forEach(Array.from({ length: 14 }), () => push("/v1/apps?limit=1"))
      expect(statuses.map((answer) => answer.status)).toEqual([...Array(10).fill(200), ...Array(4).fill(429)])
      expect(statuses.at(-1)?.json).toEqual({ message: "Too Many Requests" })
      expect(statuses.at(-1)?.headers.has("retry-after")).toBe(false)
      yield* TestClock.adjust("100 millis")
      expect((yield* push("/v1/apps?limit=1")).status).toBe(200)
      expect((yield* push("/v1/apps?limit=1")).status).toBe(429)
    })
  )

  it.effect("keeps a bucket for each key", () =>
    Effect.gen(function* () {
      const { push, sandbox } = yield* start({ rateLimit: true })
      yield* Effect.forEach(Array.from({ length: 11 }), () => push("/v1/apps?limit=1"))
      const other = sandbox.tenants[1]?.pushApiKey ?? ""
      expect((yield* push("/v1/apps?limit=1", { headers: { "x-api-key": other } })).status).toBe(200)
    })
  )

  it.effect("says when to come back, in seconds or as a date, if switched so", () =>
    Effect.gen(function* () {
      const seconds = yield* start({ rateLimit: true, push: { retryAfter: "seconds" } })
      const date = yield* start({ rateLimit: true, push: { retryAfter: "date" } })
      expect(lastRetryAfter(yield* Effect.forEach(Array.from({ length: 11 }), () => seconds.push("/v1/apps")))).toBe(
        "1"
      )
      expect(lastRetryAfter(yield* Effect.forEach(Array.from({ length: 11 }), () => date.push("/v1/apps")))).toBe(
        "Thu, 01 Jan 1970 00:00:01 GMT"
      )
    })
  )
})

describe("Banyan access", () => {
  it.effect("refuses no token, a wrong token and a refresh token, each in its version's form", () =>
    Effect.gen(function* () {
      const { sandbox, tenant } = yield* start()
      const v1 = yield* ask(`${sandbox.banyanUrl}/v1/devices`)
      expect([v1.status, v1.json]).toEqual([401, { Message: "Unauthorized" }])
      const v2 = yield* ask(`${sandbox.banyanUrl}/v2/devices`, withBearer("wrong"))
      expect([v2.status, v2.json]).toEqual([
        401,
        { request_id: "", error_code: 401, error_description: "Unauthorized", data: null }
      ])
      expect((yield* ask(`${sandbox.banyanUrl}/v1/devices`, withBearer(tenant.banyanRefreshToken))).status).toBe(401)
    })
  )

  it.effect("exchanges a refresh token for an access token that expires", () =>
    Effect.gen(function* () {
      const { sandbox, tenant } = yield* start({ banyan: { tokenTtlMs: 60_000 } })
      const exchange = (token: string) =>
        ask(`${sandbox.banyanUrl}/v1/refresh_token`, { method: "POST", ...withBearer(token) })
      const { text } = yield* exchange(tenant.banyanRefreshToken)
      const access = /^\{"Message":"(.*)"\}$/.exec(text)?.[1] ?? ""
      const read = ask(`${sandbox.banyanUrl}/v1/devices?skip=0&limit=1`, withBearer(access))
      expect((yield* read).status).toBe(200)
      expect((yield* exchange(access)).status).toBe(401)
      yield* TestClock.adjust("59 seconds")
      expect((yield* read).status).toBe(200)
      yield* TestClock.adjust("1 second")
      expect((yield* read).status).toBe(401)
      expect((yield* exchange(tenant.banyanToken)).json).toEqual({ Message: tenant.banyanToken })
    })
  )

  it.effect("has no rate limit", () =>
    Effect.gen(function* () {
      const { banyan } = yield* start({ rateLimit: true })
      const answers = yield* Effect.forEach(Array.from({ length: 25 }), () => banyan("/v1/devices?skip=0&limit=1"))
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
    })
  )
})
