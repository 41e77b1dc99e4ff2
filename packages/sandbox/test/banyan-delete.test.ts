import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rows } from "./harness.ts"
import { certificates, email, startScene, told, type Scene } from "./banyan-scene.ts"

const path = "/v1/v1/delete_device"

const remove = (scene: Scene, query: Record<string, string>, init: RequestInit = {}) =>
  scene.banyan(`${path}?${new URLSearchParams(query).toString()}`, { method: "DELETE", ...init })

describe("F11: delete_device", () => {
  it.effect("starts from what both lists tell alike", () =>
    Effect.gen(function* () {
      const { users, devices, byDevices, byUsers } = yield* told(yield* startScene())
      assert.deepStrictEqual(
        [users, devices],
        [
          ["U1", "U2", "U3"],
          ["D1", "D2", "D3"]
        ]
      )
      assert.deepStrictEqual([byUsers, byDevices], [byDevices, ["U1–D1", "U1–D2", "U2–D1", "U3–D3"]])
    })
  )

  it.effect.each([
    [
      "D1, U1 leaves user and device",
      { SerialNumber: "D1", Email: email("U1") },
      ["U1–D2", "U2–D1", "U3–D3"],
      "U1 U2 U3",
      "D1 D2 D3"
    ],
    [
      "D1, U2 takes U2, who had it alone",
      { SerialNumber: "D1", Email: email("U2") },
      ["U1–D1", "U1–D2", "U3–D3"],
      "U1 U3",
      "D1 D2 D3"
    ],
    ["D3, U3 takes both", { SerialNumber: "D3", Email: email("U3") }, ["U1–D1", "U1–D2", "U2–D1"], "U1 U2", "D1 D2"],
    ["D1 alone takes the device, its mappings and U2", { SerialNumber: "D1" }, ["U1–D2", "U3–D3"], "U1 U3", "D2 D3"]
  ] as const)("%s", ([, query, mappings, users, devices]) =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const before = certificates(scene)
      const answer = yield* remove(scene, query)
      assert.deepStrictEqual([answer.status, answer.json], [200, "Successfully deleted end user device"])
      assert.deepStrictEqual(yield* told(scene), {
        users: users.split(" "),
        devices: devices.split(" "),
        byUsers: [...mappings],
        byDevices: [...mappings]
      })
      assert.isTrue(before.every(([, isRevoked]) => !isRevoked))
      assert.deepStrictEqual(
        new Map(certificates(scene)),
        new Map(before.map(([name]) => [name, !mappings.some((left) => left === name)]))
      )
    })
  )

  it.effect("refuses a missing, an empty and an unknown serial number, and a pair that is not mapped", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const before = yield* told(scene)
      for (const query of [
        {},
        { SerialNumber: "" },
        { serialnumber: "D1" },
        { SerialNumber: "D9" },
        { SerialNumber: "d1" },
        { SerialNumber: "D1", Email: email("U3") },
        { SerialNumber: "D1", Email: "U1@scene.example" }
      ]) {
        assert.strictEqual((yield* remove(scene, query)).status, 400)
      }
      assert.deepStrictEqual(yield* told(scene), before)
    })
  )

  it.effect("refuses to delete the same thing twice", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      assert.strictEqual((yield* remove(scene, { SerialNumber: "D3" })).status, 200)
      assert.strictEqual((yield* remove(scene, { SerialNumber: "D3" })).status, 400)
    })
  )

  it.effect("looks at the query alone: what a body says is ignored", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const body = '{"SerialNumber":"D1"}'
      assert.strictEqual((yield* remove(scene, {}, { body })).status, 400)
      assert.strictEqual((yield* remove(scene, { SerialNumber: "D3", Email: email("U3") }, { body })).status, 200)
      assert.deepStrictEqual((yield* told(scene)).devices, ["D1", "D2"])
    })
  )

  it.effect("takes every device with the serial number, and an address as either list spells it", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const twins = () =>
        Effect.map(scene.banyan("/v1/devices?serialnumber=To%20be%20filled"), (answer) => rows(answer.json).length)
      assert.strictEqual(yield* twins(), 2)
      assert.strictEqual((yield* remove(scene, { SerialNumber: "To be filled by O.E.M." })).status, 200)
      assert.strictEqual(yield* twins(), 0)
      const janes = { SerialNumber: "C02XK1ACME01", Email: "Jane.Doe@ACME.example" }
      assert.strictEqual((yield* remove(scene, { ...janes, Email: "JANE.DOE@acme.example" })).status, 400)
      assert.strictEqual((yield* remove(scene, janes)).status, 200)
      assert.deepStrictEqual(rows((yield* scene.banyan("/v1/endusers?email=jane.doe")).json), [])
    })
  )

  it.effect("takes a device that nobody owns", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const [reception] = rows((yield* scene.banyan("/v1/devices?devicefriendlyname=Reception")).json)
      assert.strictEqual((yield* remove(scene, { SerialNumber: String(reception?.["SerialNumber"]) })).status, 200)
      assert.deepStrictEqual(rows((yield* scene.banyan("/v1/devices?devicefriendlyname=Reception")).json), [])
    })
  )

  it.effect("lets a deleted end user and device come back by registering", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      yield* remove(scene, { SerialNumber: "D3" })
      assert.strictEqual(scene.apps.register("D3", email("U3")), "registered")
      assert.deepStrictEqual((yield* told(scene)).byDevices, ["U1–D1", "U1–D2", "U2–D1", "U3–D3"])
      assert.deepStrictEqual(
        certificates(scene).filter(([name]) => name === "U3–D3"),
        [
          ["U3–D3", true],
          ["U3–D3", false]
        ]
      )
    })
  )
})

describe("F12: delete_device with an empty Email", () => {
  it.effect("runs the wide delete, and the record of requests is marked", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      assert.strictEqual((yield* remove(scene, { SerialNumber: "D1", Email: "" })).status, 200)
      assert.deepStrictEqual((yield* told(scene)).users, ["U1", "U3"])
      const marks = scene.sandbox.requests().flatMap(({ mark }) => mark ?? [])
      assert.deepStrictEqual(marks, ["delete_device with an empty Email"])
    })
  )
})

describe("F13: the path of delete_device", () => {
  it.effect.each([
    ["doubled", 200, 404],
    ["single", 404, 200],
    ["both", 200, 200]
  ] as const)("%s answers %i with the doubled one and %i with the single one", ([deletePath, doubled, single]) =>
    Effect.gen(function* () {
      const scene = yield* startScene({ banyan: { deletePath } })
      const status = (where: string) => Effect.map(scene.banyan(where, { method: "DELETE" }), (answer) => answer.status)
      assert.strictEqual(yield* status("/v1/v1/delete_device?SerialNumber=D1"), doubled)
      assert.strictEqual(yield* status("/v1/delete_device?SerialNumber=D3"), single)
    })
  )

  it.effect("that does not exist is a web page with status 200 if missingRoute is html, and nothing runs", () =>
    Effect.gen(function* () {
      const scene = yield* startScene({ banyan: { deletePath: "single", missingRoute: "html" } })
      const before = yield* told(scene)
      const answer = yield* remove(scene, { SerialNumber: "D1" })
      assert.deepStrictEqual([answer.status, answer.headers.get("content-type")], [200, "text/html; charset=utf-8"])
      assert.match(answer.text, /^<!doctype html>/)
      assert.strictEqual(
        (yield* scene.banyan("/v1/devices", { method: "PUT" })).headers.get("content-type"),
        "text/html; charset=utf-8"
      )
      assert.deepStrictEqual(yield* told(scene), before)
    })
  )
})
