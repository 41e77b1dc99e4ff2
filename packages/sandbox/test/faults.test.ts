import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { TestClock } from "effect/testing"
import {
  defaultSandboxOptions,
  inMember,
  onlyRecord,
  SandboxError,
  startSandbox,
  withExtraMembers,
  withNullMember,
  withNumbersAsText,
  withoutMember,
  withUnknownValue,
  withWrongType,
  type Mutate,
  type PushState
} from "../src/index.ts"
import { acme, ask, pushPage, rows, send, start } from "./harness.ts"

type Account = PushState["accounts"][number]

describe("faults", () => {
  it.effect("hit a path with what is below it, after some requests and for some", () =>
    Effect.gen(function* () {
      const { push } = yield* start({
        faults: [
          { api: "push", path: "/v1/accounts", kind: "status", status: 503, retryAfter: "7", after: 1, count: 2 }
        ]
      })
      const status = (path: string) => Effect.map(push(path), (answer) => answer.status)
      expect(yield* status("/v1/accounts")).toBe(200)
      expect(yield* status("/v1/accountsOther")).toBe(200)
      const hit = yield* push("/v1/accounts")
      expect([hit.status, hit.headers.get("retry-after")]).toEqual([503, "7"])
      expect(yield* status("/v1/accounts/x")).toBe(503)
      expect(yield* status("/v1/accounts")).toBe(200)
    })
  )

  it.effect("can be meant for one tenant", () =>
    Effect.gen(function* () {
      const { push, sandbox } = yield* start({
        faults: [{ api: "push", path: "/v1", tenant: "globex", kind: "status", status: 401 }]
      })
      const globex = { headers: { "x-api-key": sandbox.tenants[1]?.pushApiKey ?? "" } }
      expect((yield* push("/v1/apps")).status).toBe(200)
      expect((yield* push("/v1/apps", globex)).status).toBe(401)
    })
  )

  it.effect("answer a web page", () =>
    Effect.gen(function* () {
      const { banyan } = yield* start({ faults: [{ api: "banyan", path: "/v1/devices", kind: "html", status: 200 }] })
      const answer = yield* banyan("/v1/devices")
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"])
      expect(answer.text).toMatch(/^<!doctype html>/)
    })
  )

  it.effect("cut the body short, or the connection before the answer", () =>
    Effect.gen(function* () {
      const { banyan, push, sandbox } = yield* start({
        faults: [
          { api: "banyan", path: "/v1/devices", kind: "cut" },
          { api: "push", path: "/v1/apps", kind: "reset" }
        ]
      })
      expect(yield* Effect.flip(banyan("/v1/devices"))).toBeInstanceOf(Error)
      expect(yield* Effect.flip(push("/v1/apps"))).toBeInstanceOf(Error)
      expect(sandbox.requests().map((request) => request.status)).toContain(null)
    })
  )

  it.effect("hold a body back", () =>
    Effect.gen(function* () {
      const { sandbox, tenant } = yield* start({
        faults: [{ api: "push", path: "/v1/apps", kind: "slow", delayMs: 60_000 }]
      })
      const response = yield* Effect.promise(() =>
        fetch(`${sandbox.pushUrl}/v1/apps`, {
          headers: { "x-api-key": tenant.pushApiKey },
          signal: AbortSignal.timeout(300)
        })
      )
      expect(response.status).toBe(200)
      expect(yield* Effect.flip(Effect.tryPromise(() => response.text()))).toBeDefined()
    })
  )

  it.effect("give a record of a page twice", () =>
    Effect.gen(function* () {
      const { banyan, push } = yield* start({
        faults: [
          { api: "push", path: "/v1/apps", kind: "duplicate" },
          { api: "banyan", path: "/v1/endusers", kind: "duplicate" }
        ]
      })
      const apps = pushPage((yield* push("/v1/apps?limit=3")).json).result ?? []
      expect(apps).toHaveLength(4)
      expect(apps[3]).toEqual(apps[0])
      const users = rows((yield* banyan("/v1/endusers")).json)
      expect(users.at(-1)).toEqual(users[0])
    })
  )

  it.effect("can be meant for a method, and cut the answer of a write that was carried out", () =>
    Effect.gen(function* () {
      const client = yield* start({
        faults: [{ api: "push", path: "/v1/controls/blockedUrls", method: "POST", kind: "cut" }]
      })
      expect(yield* Effect.flip(send(client, "POST", "/v1/controls/blockedUrls", { host: "a.example" }))).toBeDefined()
      expect((yield* client.push("/v1/controls/blockedUrls")).text).toContain("*://a.example/*")
    })
  )

  it.effect("change each record of a page", () =>
    Effect.gen(function* () {
      const { banyan, push } = yield* start({
        faults: [
          { api: "push", path: "/v1/employees", kind: "mutate", mutate: (record) => ({ ...record, licensed: "yes" }) },
          { api: "banyan", path: "/v1/endusers", kind: "mutate", mutate: ({ Email: _email, ...record }) => record }
        ]
      })
      const employees = pushPage((yield* push("/v1/employees?limit=5")).json).result ?? []
      expect(employees.map((employee) => employee["licensed"])).toEqual(Array(5).fill("yes"))
      expect(rows((yield* banyan("/v1/endusers")).json).some((user) => "Email" in user)).toBe(false)
    })
  )
})

describe("mutations", () => {
  type Case = readonly [name: string, mutate: Mutate, change: (record: Account) => object]
  const mutations: ReadonlyArray<Case> = [
    ["withoutMember", withoutMember("email"), (record) => ({ ...record, email: undefined })],
    ["withNullMember", withNullMember("email"), (record) => ({ ...record, email: null })],
    ["withUnknownValue", withUnknownValue("appType"), (record) => ({ ...record, appType: "NEVER_SEEN_BEFORE" })],
    [
      "withUnknownValue",
      withUnknownValue("mfaMethods"),
      (record) => ({ ...record, mfaMethods: ["NEVER_SEEN_BEFORE"] })
    ],
    [
      "withExtraMembers",
      withExtraMembers,
      (record) => ({ ...record, addedLater: true, nestedLater: { level: 1, tags: ["a"] } })
    ],
    ["withWrongType", withWrongType("email"), (record) => ({ ...record, email: { unexpected: true } })],
    [
      "withNumbersAsText",
      withNumbersAsText,
      (record) => ({
        ...record,
        creationTimestamp: String(record.creationTimestamp),
        lastUsedTimestamp: String(record.lastUsedTimestamp)
      })
    ],
    [
      "inMember",
      inMember("loginMethods", withoutMember("samlLogin")),
      (record) => ({ ...record, loginMethods: { ...record.loginMethods, samlLogin: undefined } })
    ]
  ]
  it.effect.each(mutations)("%s changes one record of a page if told so", ([, mutate, change]) =>
    Effect.gen(function* () {
      const [spared, target] = acme().push.accounts.filter(
        ({ lastUsedTimestamp, mfaMethods }) => lastUsedTimestamp !== null && mfaMethods?.length === 2
      )
      if (spared === undefined || target === undefined) throw new Error("acme lacks two such accounts")
      const { push } = yield* start({
        faults: [{ api: "push", path: "/v1/accounts", kind: "mutate", mutate: onlyRecord(target.id, mutate) }]
      })
      expect((yield* push(`/v1/accounts/${target.id}`)).json).toEqual(change(target))
      expect((yield* push(`/v1/accounts/${spared.id}`)).json).toEqual(spared)
    })
  )
})

describe("startSandbox", () => {
  it.effect("lets every request and answer take as long as it is told", () =>
    Effect.gen(function* () {
      const { push } = yield* start({ latencyMs: 80, jitterMs: 5 })
      const [elapsed] = yield* Effect.timed(push("/v1/apps?limit=1")).pipe(TestClock.withLive)
      expect(Duration.toMillis(elapsed)).toBeGreaterThanOrEqual(78)
    })
  )

  it.effect("records every request without its secret", () =>
    Effect.gen(function* () {
      const { banyan, push, sandbox, tenant } = yield* start()
      yield* push("/v1/apps?limit=2")
      yield* banyan("/v1/devices?email=a%2Bb")
      yield* ask(`${sandbox.pushUrl}/v1/apps`)
      expect(sandbox.requests()).toMatchObject([
        { api: "push", tenant: "acme", method: "GET", url: "/v1/apps?limit=2", status: 200, atMs: 0 },
        { api: "banyan", tenant: "acme", url: "/api/v1/devices?email=a%2Bb", status: 200 },
        { api: "push", tenant: undefined, status: 403 }
      ])
      const text = JSON.stringify(sandbox.requests())
      expect(text).not.toContain(tenant.pushApiKey)
      expect(text).not.toContain(tenant.banyanToken)
    })
  )

  it.effect("fails on a port that is taken, and says which", () =>
    Effect.gen(function* () {
      const { sandbox } = yield* start()
      const port = Number(new URL(sandbox.pushUrl).port)
      const error = yield* Effect.flip(startSandbox({ ...defaultSandboxOptions, banyanPort: port }))
      expect(error).toBeInstanceOf(SandboxError)
      expect(error).toMatchObject({ reason: "port-in-use", api: "banyan", port })
      expect(error.message).toContain(`port ${port}`)
    })
  )

  it.effect("stops answering when its scope ends", () =>
    Effect.gen(function* () {
      const url = yield* Effect.scoped(Effect.map(start(), ({ sandbox }) => sandbox.pushUrl))
      expect(yield* Effect.flip(ask(`${url}/v1/apps`))).toBeInstanceOf(Error)
    })
  )
})
