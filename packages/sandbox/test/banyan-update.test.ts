import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rows } from "./harness.ts"
import { certificates, deviceOf, email, sendJson, startScene, type Scene } from "./banyan-scene.ts"

const update = (scene: Scene, serialNumber: string, body: unknown) =>
  sendJson(
    scene,
    "POST",
    `/v1/mdm/update_device?${new URLSearchParams({ SerialNumber: serialNumber }).toString()}`,
    body
  )

const isRevoked = (scene: Scene, device: string) =>
  certificates(scene).flatMap(([name, revoked]) => (name.endsWith(device) ? [revoked] : []))

describe("F14: update_device", () => {
  it.effect("hits every device of the serial number and every mapping of each", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      assert.strictEqual((yield* update(scene, "D1", [{ Banned: "TRUE" }])).status, 200)
      assert.deepStrictEqual([isRevoked(scene, "D1"), isRevoked(scene, "D2")], [[true, true], [false]])
      assert.strictEqual((yield* update(scene, "To be filled by O.E.M.", [{ Banned: "TRUE" }])).status, 200)
      const twins = rows((yield* scene.banyan("/v1/devices?serialnumber=To%20be%20filled")).json)
      assert.deepStrictEqual(
        twins.map((device) => device["Banned"]),
        ["TRUE", "TRUE"]
      )
    })
  )

  it.effect("with an empty or missing serial number is 400, changes nothing and marks the record of requests", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const before = (yield* scene.banyan("/v1/devices")).text
      for (const query of ["", "?SerialNumber=", "?serialnumber=D1"]) {
        const answer = yield* sendJson(scene, "POST", `/v1/mdm/update_device${query}`, [{ Banned: "TRUE" }])
        assert.strictEqual(answer.status, 400)
      }
      assert.strictEqual((yield* scene.banyan("/v1/devices")).text, before)
      const marks = scene.sandbox.requests().flatMap(({ mark }) => mark ?? [])
      assert.deepStrictEqual(marks, Array(3).fill("update_device without a SerialNumber"))
    })
  )

  it.effect("refuses an unknown serial number", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* update(yield* startScene(), "D9", [{ Banned: "TRUE" }])).status, 400)
    })
  )

  it.effect.each([
    ["array", [{ Message: "Success" }]],
    ["object", { Message: "Success" }]
  ] as const)(
    "answers in the form that updateReply %s says, to an array of one and to an object",
    ([updateReply, reply]) =>
      Effect.gen(function* () {
        const scene = yield* startScene({ banyan: { updateReply } })
        assert.deepStrictEqual((yield* update(scene, "D1", [{ Banned: "FALSE" }])).json, reply)
        assert.deepStrictEqual((yield* update(scene, "D1", { Banned: true })).json, reply)
        assert.strictEqual((yield* deviceOf(scene, "D1"))["Banned"], "TRUE")
      })
  )
})

const inventory = { Model: "MacBook Pro", Ownership: "Corporate Dedicated", Platform: "Darwin", Architecture: "arm64" }

const inventoryOf = (device: Record<string, unknown>) => ({
  Model: device["Model"],
  Ownership: device["Ownership"],
  Platform: device["Platform"],
  Architecture: device["Architecture"]
})

describe("F15: fields of an update", () => {
  it.effect.each([
    ["keep", inventory],
    ["blank", { Model: "", Ownership: "", Platform: "", Architecture: "" }]
  ] as const)("that are left out: omitted %s", ([omitted, left]) =>
    Effect.gen(function* () {
      const scene = yield* startScene({ banyan: { omitted } })
      yield* update(scene, "D1", [{ Banned: "TRUE" }])
      const device = yield* deviceOf(scene, "D1")
      assert.deepStrictEqual([inventoryOf(device), device["Banned"]], [left, "TRUE"])
      yield* update(scene, "D2", [{ ...inventory, Banned: "TRUE" }])
      assert.deepStrictEqual(inventoryOf(yield* deviceOf(scene, "D2")), inventory)
    })
  )

  it.effect("that are sent overwrite the inventory, whatever they say; all others are ignored", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const sample = { Model: "hello123123", Ownership: "CorporateDedicated", Platform: "darwin", Architecture: "" }
      yield* update(scene, "D1", [{ ...sample, OS: "none", DeviceFriendlyName: "mine", banned: "TRUE" }])
      const device = yield* deviceOf(scene, "D1")
      assert.deepStrictEqual(inventoryOf(device), sample)
      assert.deepStrictEqual([device["OS"], device["DeviceFriendlyName"], device["Banned"]], ["", "", "FALSE"])
    })
  )
})

describe("F16: a ban", () => {
  it.effect("revokes the certificates and refuses registration until it is taken back", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      yield* update(scene, "D1", [{ Banned: "TRUE" }])
      const banned = yield* deviceOf(scene, "D1")
      assert.deepStrictEqual([banned["Banned"], banned["RegisteredStatus"]], ["TRUE", "FALSE"])
      assert.strictEqual(scene.apps.register("D1", email("U1")), "banned")
      assert.deepStrictEqual(isRevoked(scene, "D1"), [true, true])
      yield* update(scene, "D1", [{ Banned: "FALSE" }])
      assert.strictEqual(scene.apps.register("D1", email("U1")), "registered")
    })
  )

  it.effect("taken back leaves certificates revoked and trust unset until the device registers and reports", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const { TrustData: healthy } = yield* deviceOf(scene, "D1")
      yield* update(scene, "D1", [{ Banned: "TRUE" }])
      yield* update(scene, "D1", [{ Banned: "FALSE" }])
      scene.apps.report("D1")
      const freed = yield* deviceOf(scene, "D1")
      assert.deepStrictEqual([freed["Banned"], freed["RegisteredStatus"]], ["FALSE", "FALSE"])
      assert.containSubset(freed["TrustData"], { Level: "", AccessTrustscore: 0, Factors: [] })
      assert.notProperty(freed, "trust")
      assert.deepStrictEqual(isRevoked(scene, "D1"), [true, true])
      scene.apps.register("D1", email("U1"))
      assert.strictEqual((yield* deviceOf(scene, "D1"))["RegisteredStatus"], "TRUE")
      scene.apps.report("D1")
      assert.deepStrictEqual((yield* deviceOf(scene, "D1"))["TrustData"], healthy)
    })
  )

  it.effect("is the same when it is repeated", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      yield* update(scene, "D1", [{ Banned: "TRUE" }])
      const once = (yield* scene.banyan("/v1/devices")).text
      assert.strictEqual((yield* update(scene, "D1", [{ Banned: "true" }])).status, 200)
      assert.strictEqual((yield* scene.banyan("/v1/devices")).text, once)
    })
  )
})

describe("F21: the body of an update", () => {
  it.effect.each([
    ["nothing", ""],
    ["the documented sample with its trailing comma", '[{ "Banned" : "FALSE", }]'],
    ["no element", []],
    ["two elements", [{ Banned: "TRUE" }, { Banned: "TRUE" }]],
    ["an array in an array", [[]]],
    ["a text", '"TRUE"'],
    ["null", "null"],
    ["a number for a text", [{ Model: 5 }]],
    ["a word for a boolean", [{ Banned: "yes" }]],
    ["an empty boolean", [{ Banned: "" }]]
  ] as const)("is refused: %s", ([, body]) =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const before = (yield* scene.banyan("/v1/devices")).text
      assert.strictEqual((yield* update(scene, "D1", body)).status, 400)
      assert.strictEqual((yield* scene.banyan("/v1/devices")).text, before)
    })
  )

  it.effect("has to be announced as JSON; the misprinted ContentType has no effect", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const status = (headers: Record<string, string>) =>
        Effect.map(
          sendJson(scene, "POST", "/v1/mdm/update_device?SerialNumber=D1", [{ Banned: "TRUE" }], headers),
          (answer) => answer.status
        )
      assert.strictEqual(yield* status({ contenttype: "application/json" }), 400)
      assert.strictEqual(yield* status({ "content-type": "application/x-www-form-urlencoded" }), 400)
      const both = { "content-type": "application/json; charset=utf-8", contenttype: "text/plain" }
      assert.strictEqual(yield* status(both), 200)
    })
  )
})
