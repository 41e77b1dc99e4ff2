import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { ask, banyanPage, envelope, start, withBearer } from "./harness.ts"
import { certificates, email, sendJson, startScene, type Scene } from "./banyan-scene.ts"

const data = (scene: Scene, path: string) =>
  Effect.map(scene.banyan(path), (answer) => banyanPage(envelope(answer.json).data).records)

const idOf = Effect.fnUntraced(function* (scene: Scene, path: string) {
  const [record] = yield* data(scene, path)
  return String(record?.["id"])
})

const userId = (scene: Scene, name: string) => idOf(scene, `/v2/enduser?email=${encodeURIComponent(email(name))}`)
const deviceId = (scene: Scene, name: string) => idOf(scene, `/v2/devices?serial_number=${name}&email=scene.example`)

const active = Effect.fnUntraced(function* (scene: Scene) {
  const users = yield* data(scene, "/v2/enduser?email=scene.example&active=true&order_by=email&order=asc")
  const devices = yield* data(scene, "/v2/devices?email=scene.example&active=true&order_by=serial_number&order=asc")
  const names = users.map((user) => String(user["email"]).slice(0, 2).toUpperCase())
  return [...names, ...devices.map((device) => String(device["serial_number"]))].join(" ")
})

const deactivate = (scene: Scene, ids: ReadonlyArray<string>) =>
  sendJson(scene, "DELETE", "/v2/endusers", { enduser_ids: ids })

describe("F17: DELETE /v2/endusers", () => {
  it.effect.each([
    ["no body", ""],
    ["broken JSON", '{"enduser_ids":["a",]}'],
    ["no list", "{}"],
    ["an empty list", '{"enduser_ids":[]}'],
    ["a text for a list", '{"enduser_ids":"a"}'],
    ["a number for an id", '{"enduser_ids":[1]}'],
    ["ids of devices", '{"device_ids":["a"]}']
  ] as const)("is 400 in its envelope with %s", ([, body]) =>
    Effect.gen(function* () {
      const answer = yield* sendJson(yield* start(), "DELETE", "/v2/endusers", body)
      assert.strictEqual(answer.status, 400)
      assert.containSubset(envelope(answer.json), { request_id: "", error_code: 400, data: null })
    })
  )

  it.effect("knows no 404: an unknown id, or one that is inactive already, is 400 and spares the others", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const before = yield* active(scene)
      const refusal = { request_id: "", error_code: 400, error_description: "record not found", data: null }
      const answer = yield* deactivate(scene, [yield* userId(scene, "U1"), "nobody"])
      assert.deepStrictEqual([answer.status, answer.json], [400, refusal])
      assert.strictEqual(yield* active(scene), before)
      const id = yield* userId(scene, "U3")
      assert.strictEqual((yield* deactivate(scene, [id])).status, 200)
      assert.deepStrictEqual((yield* deactivate(scene, [id])).json, refusal)
    })
  )

  it.effect.each([401, 403] as const)(
    "refuses a key without rights with readOnlyStatus %i, as all writes do",
    (status) =>
      Effect.gen(function* () {
        const client = yield* start({ banyan: { readOnlyStatus: status } })
        const asReader = (path: string, method: string) =>
          ask(client.sandbox.banyanUrl + path, { method, ...withBearer(client.tenant.banyanReadOnlyToken) })
        const refused = yield* asReader("/v2/endusers", "DELETE")
        assert.deepStrictEqual([refused.status, envelope(refused.json).error_code], [status, status])
        for (const [method, path] of [
          ["DELETE", "/v1/v1/delete_device?SerialNumber=C02XK1ACME01"],
          ["POST", "/v1/mdm/update_device?SerialNumber=C02XK1ACME01"],
          ["DELETE", "/v2/devices"],
          ["POST", "/v1/set_max_trust_level?SerialNumber=C02XK1ACME01"]
        ] as const) {
          assert.strictEqual((yield* asReader(path, method)).status, status)
        }
        assert.strictEqual((yield* asReader("/v1/devices?serialnumber=C02XK1ACME01", "GET")).status, 200)
      })
  )

  it.effect("answers every refusal of v2 in the envelope, an unknown path too", () =>
    Effect.gen(function* () {
      const { banyan } = yield* start()
      assert.strictEqual(envelope((yield* banyan("/v2/nothing")).json).error_code, 404)
      assert.strictEqual(envelope((yield* banyan("/v2/enduser", { method: "POST" })).json).error_code, 405)
      assert.strictEqual(envelope((yield* banyan("/v2/devices?skip=x")).json).error_code, 400)
      assert.strictEqual(envelope((yield* banyan("/v2/devices?last_login_before=today")).json).error_code, 400)
    })
  )
})

describe("F18: deactivation", () => {
  it.effect("of end users takes the devices that no active end user is left on", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const answer = yield* deactivate(scene, [yield* userId(scene, "U1")])
      assert.strictEqual(envelope(answer.json).data, "successfully marked the endusers as inactive")
      assert.strictEqual(yield* active(scene), "U2 U3 D1 D3")
      yield* deactivate(scene, [yield* userId(scene, "U2"), yield* userId(scene, "U3")])
      assert.strictEqual(yield* active(scene), "")
    })
  )

  it.effect("of devices takes the end users that have no other active device", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const answer = yield* sendJson(scene, "DELETE", "/v2/devices", { device_ids: [yield* deviceId(scene, "D1")] })
      assert.strictEqual(envelope(answer.json).data, "successfully marked the devices as inactive")
      assert.strictEqual(yield* active(scene), "U1 U3 D2 D3")
      assert.strictEqual((yield* sendJson(scene, "DELETE", "/v2/devices", { device_ids: ["nothing"] })).status, 400)
      assert.strictEqual((yield* sendJson(scene, "DELETE", "/v2/devices", {})).status, 400)
    })
  )

  it.effect("deletes nothing and revokes nothing; only active=true hides what is inactive", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      yield* deactivate(scene, [yield* userId(scene, "U3")])
      const [user] = yield* data(scene, `/v2/enduser?email=${email("U3")}`)
      assert.strictEqual(user?.["status"], "inactive")
      assert.lengthOf(yield* data(scene, `/v2/enduser?email=${email("U3")}&active=false`), 1)
      assert.lengthOf(yield* data(scene, `/v2/enduser?email=${email("U3")}&active=true`), 0)
      assert.lengthOf(yield* data(scene, "/v2/devices?serial_number=D3&email=scene.example"), 1)
      assert.isTrue(certificates(scene).every(([, isRevoked]) => !isRevoked))
      scene.apps.register("D3", email("U3"))
      assert.strictEqual(yield* active(scene), "U1 U2 U3 D1 D2 D3")
    })
  )
})

describe("GET /v2/enduser/{id}", () => {
  it.effect("adds trust_data under PascalCase names, and is 400 for who is unknown or hidden by active=true", () =>
    Effect.gen(function* () {
      const scene = yield* startScene()
      const id = yield* userId(scene, "U3")
      const found = envelope((yield* scene.banyan(`/v2/enduser/${id}`)).json).data
      assert.containSubset(found, { id, email: email("U3"), status: "active", trust_data: { Level: "High" } })
      assert.strictEqual((yield* scene.banyan("/v2/enduser/nobody")).status, 400)
      yield* deactivate(scene, [id])
      assert.strictEqual((yield* scene.banyan(`/v2/enduser/${id}`)).status, 200)
      assert.strictEqual((yield* scene.banyan(`/v2/enduser/${id}?active=true`)).status, 400)
    })
  )
})
