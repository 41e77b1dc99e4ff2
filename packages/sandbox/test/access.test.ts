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

  it.effect("answers 404 to an unknown path, 405 to a wrong method, 501 to the write of unknown form", () =>
    Effect.gen(function* () {
      const { push } = yield* start()
      expect((yield* push("/v1/nothing")).status).toBe(404)
      expect((yield* push("/v2/employees")).status).toBe(404)
      expect((yield* push("/v1/employees", { method: "DELETE" })).status).toBe(405)
      expect((yield* push("/v1/detections/x", { method: "PATCH" })).status).toBe(501)
    })
  )

  it.effect("answers 403 to both if unknownPath is turned to the gateway's way", () =>
    Effect.gen(function* () {
      const { push } = yield* start({ push: { unknownPath: "gateway" } })
      expect((yield* push("/v1/nothing")).status).toBe(403)
      expect((yield* push("/v1/employees", { method: "DELETE" })).status).toBe(403)
      expect((yield* push("/v1/employees")).status).toBe(200)
    })
  )

  it.effect.each([403, 401] as const)("lets a read-only key read, and refuses its writes first of all (%i)", (status) =>
    Effect.gen(function* () {
      const { push, tenant } = yield* start({ push: { readOnlyStatus: status } })
      const asReader = (path: string, method: string, body: string) =>
        push(path, { method, headers: { "x-api-key": tenant.pushReadOnlyKey }, ...(method === "GET" ? {} : { body }) })
      expect((yield* asReader("/v1/controls/blockedUrls", "GET", "")).status).toBe(200)
      for (const method of ["POST", "PATCH", "DELETE"]) {
        expect((yield* asReader("/v1/controls/blockedUrls", method, "no JSON")).status).toBe(status)
        expect((yield* asReader("/v1/nothing", method, "{}")).status).toBe(status)
      }
      const { json } = yield* push("/v1/controls/blockedUrls")
      expect(json).toMatchObject({ result: { length: 4 } })
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

  it.effect("holds as much at once as bucketCapacity says", () =>
    Effect.gen(function* () {
      const { push } = yield* start({ rateLimit: true, push: { bucketCapacity: 20 } })
      const answers = yield* Effect.forEach(Array.from({ length: 22 }), () => push("/v1/apps?limit=1"))
      expect(answers.map((answer) => answer.status)).toEqual([...Array(20).fill(200), 429, 429])
    })
  )

  it.effect("as a window admits twenty requests in any one second and no more", () =>
    Effect.gen(function* () {
      const { push, sandbox } = yield* start({ rateLimit: true, push: { limiter: "window", retryAfter: "seconds" } })
      for (let step = 0; step < 18; step++) {
        yield* Effect.forEach(Array.from({ length: 6 }), () => push("/v1/apps?limit=1"))
        yield* TestClock.adjust(step % 3 === 0 ? "150 millis" : "267 millis")
      }
      const admitted = sandbox.requests().flatMap(({ atMs, status }) => (status === 200 ? [atMs] : []))
      const inSecondFrom = (startMs: number) => admitted.filter((atMs) => atMs >= startMs && atMs <= startMs + 1000)
      expect(Math.max(...admitted.map((atMs) => inSecondFrom(atMs).length))).toBe(20)
      expect(admitted.length).toBeGreaterThan(60)
      expect(admitted.length).toBeLessThan(18 * 6)
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
  it.effect("refuses no token, a wrong token and a refresh token, each in its version's form (F1)", () =>
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

  it.effect("exchanges a refresh token for an access token that expires, and no access token (F1, F2)", () =>
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
