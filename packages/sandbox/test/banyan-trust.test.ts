import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { rows, start } from "./harness.ts"
import { deviceOf, email, sendJson, startScene, type Scene } from "./banyan-scene.ts"

const order = { Level: "AlwaysDeny", Reason: "Stolen", ExtSource: "Rollcall" }

const set = (scene: Scene, query: string, body: unknown = order) =>
  sendJson(scene, "POST", `/v1/set_max_trust_level?${query}`, body)

const scores = (scene: Scene, query: string) =>
  Effect.map(scene.banyan(`/v1/trustscore?${query}`), (answer) => rows(answer.json))

const entries = (scene: Scene, query: string) =>
  Effect.map(scene.banyan(`/v1/audit_logs?${query}`), (answer) => {
    const { auditlogs, count } = Object(answer.json)
    return { auditlogs: rows(auditlogs), count: Number(count) }
  })

describe("set_max_trust_level", () => {
  it.effect.each([
    ["no target", "", order],
    ["an empty target", "Email=&SerialNumber=", order],
    ["two targets", `Email=${email("U1")}&SerialNumber=D1`, order],
    ["an unknown device", "SerialNumber=D9", order],
    ["an unknown level", "SerialNumber=D1", { ...order, Level: "Quarantined" }],
    ["an empty reason", "SerialNumber=D1", { ...order, Reason: "" }],
    ["no source", "SerialNumber=D1", { Level: "Low", Reason: "Stolen" }],
    ["an array", "SerialNumber=D1", [order]]
  ] as const)("refuses %s and changes nothing", ([, query, body]) =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const before = (yield* scene.banyan("/v1/devices")).text
      assert.strictEqual((yield* set(scene, query, body)).status, 400)
      assert.strictEqual((yield* scene.banyan("/v1/devices")).text, before)
    })
  )

  it.effect("answers the score it set, and the device shows the stricter of the two levels", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const before = yield* deviceOf(scene, "D1")
      const answer = yield* set(scene, "SerialNumber=D1")
      assert.containSubset(answer.json, { ...order, TrustType: "External", TrustID: "D1", Score: 0, DeletedAt: 0 })
      const denied = { Level: "AlwaysDeny", OverrideActive: "TRUE", AccessTrustscore: 0, EntityTrustscore: 100 }
      assert.containSubset((yield* deviceOf(scene, "D1"))["TrustData"], denied)
      yield* set(scene, "SerialNumber=D1", { ...order, Level: "AlwaysAllow" })
      assert.deepStrictEqual((yield* deviceOf(scene, "D1"))["TrustData"], before["TrustData"])
    })
  )

  it.effect("only lowers, on devices and on end users, in both trust blocks", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const quarantined = rows((yield* scene.banyan("/v1/devices")).json).find(({ trust }) => {
        return typeof trust === "object" && trust !== null && "level" in trust && trust.level === "Medium"
      })
      const query = new URLSearchParams({ SerialNumber: String(quarantined?.["SerialNumber"]) }).toString()
      const shown = Effect.map(deviceOf(scene, String(quarantined?.["SerialNumber"])), ({ trust }) => trust)
      yield* set(scene, query, { ...order, Level: "High" })
      assert.containSubset(yield* shown, { level: "Medium" })
      yield* set(scene, query, { ...order, Level: "Low" })
      assert.containSubset(yield* shown, { level: "Low", value: 60 })
      yield* set(scene, `Email=${encodeURIComponent(email("U1"))}`, { ...order, Level: "Low" })
      const [user] = rows((yield* scene.banyan(`/v1/endusers?email=${email("U1")}`)).json)
      assert.containSubset(user?.["TrustData"], { Level: "Low" })
    })
  )
})

describe("trustscore", () => {
  it.effect("needs exactly one target, and times that can be read", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      for (const query of ["", "Email=", `Email=${email("U1")}&SerialNumber=D1`, "SerialNumber=D1&StartTime=x"]) {
        assert.strictEqual((yield* scene.banyan(`/v1/trustscore?${query}`)).status, 400)
      }
      assert.deepStrictEqual(yield* scores(scene, "ServiceID=any"), [])
      assert.deepStrictEqual(yield* scores(scene, "SerialNumber=D9"), [])
    })
  )

  it.effect("lists what was calculated, with a document of factors inside, exact to the digit", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const { text } = yield* scene.banyan("/v1/trustscore?SerialNumber=C02XK1ACME01")
      const outer = /"CreatedAt":(\d{16,}),"DeletedAt":0,"LastUpdatedAt":(\d{16,})/.exec(text)
      const [score] = yield* scores(scene, "SerialNumber=C02XK1ACME01")
      assert.containSubset(score, { TrustType: "Device", TrustID: "C02XK1ACME01", ExtSource: "Bnn", Reason: "n/a" })
      const document = String(score?.["FactorsJSON"])
      assert.include(document, `"CreatedAt":${outer?.[1]},`)
      assert.include(document, `"UpdatedAt":${outer?.[2]},`)
      for (const digits of outer?.slice(1) ?? []) assert.notStrictEqual(BigInt(Number(digits)), BigInt(digits))
      const [user] = yield* scores(scene, `Email=${email("U1")}`)
      assert.containSubset(user, { TrustType: "EndUser", FactorsJSON: "" })
    })
  )

  it.effect("keeps one external score in force: its source renews it, another takes its place", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      yield* set(scene, "SerialNumber=D1")
      yield* TestClock.adjust("1 second")
      yield* set(scene, "SerialNumber=D1", { ...order, Level: "Low" })
      yield* set(scene, "SerialNumber=D1", { ...order, Level: "Medium", ExtSource: "CarbonBlack" })
      const external = (yield* scores(scene, "SerialNumber=D1")).filter(({ TrustType }) => TrustType === "External")
      assert.deepStrictEqual(
        external.map(({ Level, DeletedAt }) => [Level, DeletedAt === 0]),
        [
          ["Low", false],
          ["Medium", true]
        ]
      )
      assert.isBelow(Number(external[0]?.["CreatedAt"]), Number(external[0]?.["LastUpdatedAt"]))
      assert.deepStrictEqual(yield* scores(scene, "SerialNumber=D1&EndTime=999999999"), [])
      assert.lengthOf(yield* scores(scene, "SerialNumber=D1&StartTime=1000000000&EndTime=2000000000"), 2)
    })
  )
})

describe("audit_logs", () => {
  it.effect("tells of every write, newest first, by type, action, administrator and time", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const ban = (Banned: string) => sendJson(scene, "POST", "/v1/mdm/update_device?SerialNumber=D2", [{ Banned }])
      yield* ban("TRUE")
      yield* TestClock.adjust("1 minute")
      yield* ban("FALSE")
      yield* set(scene, `Email=${email("U1")}`)
      yield* scene.banyan("/v1/v1/delete_device?SerialNumber=D3", { method: "DELETE" })
      const { auditlogs, count } = yield* entries(scene, "")
      const told = auditlogs.map(({ action, type }) => `${String(type)} ${String(action)}`)
      assert.deepStrictEqual(told, [
        "enduser delete",
        "device delete",
        "enduser_device delete",
        "enduser update",
        "device enable",
        "device disable"
      ])
      assert.strictEqual(count, 6)
      const [, ban1] = [...auditlogs].toReversed()
      assert.containSubset(ban1, { changes_old: { Banned: "TRUE" }, changes_new: { Banned: "FALSE" } })
      const some = (query: string) => Effect.map(entries(scene, query), (page) => page.count)
      assert.strictEqual(yield* some("type=device"), 3)
      assert.strictEqual(yield* some("type=device&action=disable"), 1)
      assert.strictEqual(yield* some("admin_email=security@acme.example"), 6)
      assert.strictEqual(yield* some("admin_email=nobody@acme.example"), 0)
      assert.strictEqual(yield* some("end_time=1000"), 1)
      assert.strictEqual(yield* some("start_time=60000000000"), 5)
    })
  )

  it.effect("comes in pages of twenty-five, either way round, with an exact time", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      yield* Effect.forEach(Array.from({ length: 27 }), () => set(scene, "SerialNumber=D1"))
      const page = yield* entries(scene, "")
      assert.deepStrictEqual([page.auditlogs.length, page.count], [25, 27])
      const oldest = (yield* entries(scene, "order=asc&limit=1")).auditlogs[0]
      assert.deepStrictEqual((yield* entries(scene, "skip=26")).auditlogs[0], oldest)
      assert.strictEqual((yield* scene.banyan("/v1/audit_logs?limit=0")).status, 400)
      assert.strictEqual((yield* scene.banyan("/v1/audit_logs?start_time=now")).status, 400)
    })
  )

  it.effect("is an unknown path if auditLogs is missing", () =>
    Effect.gen(function* () {
      const { banyan } = yield* start({ banyan: { auditLogs: "missing" } })
      assert.strictEqual((yield* banyan("/v1/audit_logs")).status, 404)
    })
  )
})
