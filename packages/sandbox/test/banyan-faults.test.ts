import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import type { Fault } from "../src/index.ts"
import { ask, start, withBearer } from "./harness.ts"
import { deviceOf, email, sendJson, startScene, type Scene } from "./banyan-scene.ts"

type Kind = Omit<Fault, "api" | "path">

const path = "/v1/mdm/update_device"

const withFault = (fault: Kind) => startScene({ faults: [{ api: "banyan", path, ...fault }] })

const ban = (scene: Scene) => sendJson(scene, "POST", `${path}?SerialNumber=D1`, [{ Banned: "TRUE" }])

const isBanned = (scene: Scene) => Effect.map(deviceOf(scene, "D1"), ({ Banned }) => Banned === "TRUE")

describe("F19: a write", () => {
  it.effect.each([
    ["500 after it was applied", { kind: "status", isApplied: true }, 500, true],
    ["500 before", { kind: "status" }, 500, false],
    ["200 with an error code after it was applied", { kind: "error-code", isApplied: true }, 200, true],
    ["200 with an error code instead", { kind: "error-code" }, 200, false],
    ["a web page with status 200", { kind: "html", status: 200 }, 200, false],
    ["a web page with status 500 after it was applied", { kind: "html", status: 500, isApplied: true }, 500, true],
    ["429", { kind: "status", status: 429, retryAfter: "7" }, 429, false],
    ["an answer that comes late", { kind: "late", delayMs: 50 }, 200, true],
    ["a body that comes slowly", { kind: "slow", delayMs: 50 }, 200, true]
  ] as const)("can be answered with %s", ([, fault, status, isApplied]) =>
    Effect.gen(function* () {
      const scene = yield* withFault(fault)
      const answer = yield* ban(scene)
      assert.strictEqual(answer.status, status)
      assert.strictEqual(answer.headers.get("retry-after"), "retryAfter" in fault ? fault.retryAfter : null)
      assert.strictEqual(yield* isBanned(scene), isApplied)
    })
  )

  it.effect.each([
    ["after it was applied", { kind: "reset", isApplied: true }, true],
    ["before it was applied", { kind: "reset" }, false],
    ["in the middle of its answer", { kind: "cut" }, true]
  ] as const)("can lose its connection %s", ([, fault, isApplied]) =>
    Effect.gen(function* () {
      const scene = yield* withFault(fault)
      assert.strictEqual((yield* Effect.flip(ban(scene)))._tag, "Broken")
      assert.strictEqual(yield* isBanned(scene), isApplied)
    })
  )

  it.effect.each([
    ["after it was applied", { kind: "late", delayMs: 60_000 }, true],
    ["and never be applied", { kind: "late", delayMs: 60_000, isApplied: false }, false]
  ] as const)("can be left without an answer %s", ([, fault, isApplied]) =>
    Effect.gen(function* () {
      const scene = yield* withFault(fault)
      const hung = ask(`${scene.sandbox.banyanUrl}${path}?SerialNumber=D1`, {
        method: "POST",
        headers: { authorization: `Bearer ${scene.tenant.banyanToken}`, "content-type": "application/json" },
        body: '[{"Banned":"TRUE"}]',
        signal: AbortSignal.timeout(200)
      })
      assert.strictEqual((yield* Effect.flip(hung))._tag, "Broken")
      assert.strictEqual(yield* isBanned(scene), isApplied)
    })
  )

  it.effect("fails in the form of its version", () =>
    Effect.gen(function* () {
      const faults: ReadonlyArray<Fault> = [{ api: "banyan", path: "/", kind: "error-code", errorCode: 503 }]
      const { banyan } = yield* start({ faults })
      const text = "The sandbox was told to fail"
      const v2 = { request_id: "", error_code: 503, error_description: text, data: null }
      assert.deepStrictEqual((yield* banyan("/v2/endusers", { method: "DELETE" })).json, v2)
      assert.deepStrictEqual((yield* banyan("/v1/devices")).json, { error_code: 503, error: text })
    })
  )

  it.effect.each([
    ["DELETE", "/v1/v1/delete_device"],
    ["DELETE", "/v2/endusers"],
    ["DELETE", "/v2/devices"],
    ["POST", "/v1/set_max_trust_level"],
    ["POST", "/v1/refresh_token"],
    ["GET", "/v1/trustscore"],
    ["GET", "/v1/audit_logs"],
    ["GET", "/v1/endusers"],
    ["GET", "/v2/enduser/any"]
  ] as const)("or read can be chosen by method, path and number: %s %s", ([method, where]) =>
    Effect.gen(function* () {
      const fault: Fault = { api: "banyan", method, path: where, kind: "status", status: 503, after: 1, count: 1 }
      const { banyan } = yield* start({ faults: [fault] })
      const status = Effect.map(banyan(where, { method }), (answer) => answer.status)
      const usual = yield* status
      assert.notStrictEqual(usual, 503)
      assert.deepStrictEqual([yield* status, yield* status], [503, usual])
    })
  )
})

describe("F22: the record of requests", () => {
  it.effect("keeps method, raw path and query, headers without the token, and the bytes of the body", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const query = `SerialNumber=D%31&Email=${email("U1").replace("@", "%40")}`
      const bytes = new Uint8Array([0xff, 0x00, 0x7b])
      yield* scene.banyan(`/v1/v1/delete_device?${query}`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${scene.tenant.banyanToken}`, "x-trace": "7" },
        body: bytes
      })
      const [request] = scene.sandbox.requests()
      assert.containSubset(request, {
        api: "banyan",
        tenant: "acme",
        method: "DELETE",
        url: `/api/v1/v1/delete_device?${query}`,
        headers: { "x-trace": "7" },
        status: 200
      })
      assert.notProperty(request?.headers, "authorization")
      assert.deepStrictEqual([...(request?.bodyBytes ?? [])], [...bytes])
    })
  )

  it.effect("keeps requests that are refused, and no token of any kind", () =>
    Effect.gen(function* () {
      const { sandbox, tenant } = yield* start()
      const exchange = (token: string) =>
        ask(`${sandbox.banyanUrl}/v1/refresh_token`, { method: "POST", ...withBearer(token) })
      yield* exchange(tenant.banyanRefreshToken)
      yield* exchange("wrong")
      assert.deepStrictEqual(
        sandbox.requests().map(({ status }) => status),
        [200, 401]
      )
      assert.notInclude(JSON.stringify(sandbox.requests()), tenant.banyanRefreshToken)
    })
  )
})
