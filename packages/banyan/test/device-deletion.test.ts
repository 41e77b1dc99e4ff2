/**
 * Goal: the path that a server has is found without ever deleting what a first attempt may have deleted already.
 * Method: contracts/banyan.md, section 3.1, operation 3, "Path", against servers that have one path, the other, or neither.
 */
import { assert, describe, it } from "@effect/vitest"
import { json, type Received, type Reply, scriptedServer, text } from "@rollcall/sandbox/scripted-server"
import { Effect } from "effect"
import { type Call, calling } from "./calls.ts"
import { clientOf } from "./reading.ts"

const documented = "/v1/v1/delete_device"
const other = "/v1/delete_device"
const done = json('"Successfully deleted end user device"')
const page = text("<html>Console</html>")

const listed = [
  { DeviceID: "1", SerialNumber: "s1", Emails: ["u1@a.example"] },
  { DeviceID: "2", SerialNumber: "S1", Emails: ["U1@a.example", "u2@a.example"] },
  { DeviceID: "3", SerialNumber: "S11", Emails: ["u3@a.example"] }
]

const serving =
  (first: Reply, second: Reply, devices: unknown = listed) =>
  ({ path }: Received): Reply =>
    path === documented ? first : path === other ? second : json(devices)

const wide: Call = (c) => c.devices.delete("S1")
const narrow: Call = (c) => c.devices.deleteForOwner("S1", "u1@A.example")

const deleting = Effect.fnUntraced(function* (call: Call, script: (request: Received) => Reply) {
  const { error, reason, sent } = yield* calling(call, script)
  return { error, reason, paths: sent.map(([method, path]) => `${method} ${path}`) }
})

describe.each([
  ["of a device", wide],
  ["of one owner's device", narrow]
] as const)("the deletion %s", (_, call) => {
  it.live.each([
    ["404", json({ Message: "Not Found" }, 404)],
    ["405", text("", 405)],
    ["a page of HTML with 200", page],
    ["nothing with 200", text("")]
  ] as const)("goes to the other path after %s, if what was to go is still there", ([, reply]) =>
    Effect.gen(function* () {
      const { error, paths } = yield* deleting(call, serving(reply, done))
      assert.deepStrictEqual(
        { error, paths },
        { error: null, paths: [`DELETE ${documented}`, "GET /v1/devices", `DELETE ${other}`] }
      )
    })
  )

  it.live.each([
    ["is gone", []],
    ["is gone, and only devices with a similar serial number are left", [listed[0], listed[2]]],
    ["is no longer owned", [{ ...listed[1], SerialNumber: "s1" }]]
  ] as const)("stays with the first refusal if the device %s", ([, devices]) =>
    Effect.gen(function* () {
      const { reason, paths } = yield* deleting(call, serving(json({}, 404), done, devices))
      assert.deepStrictEqual([reason?._tag, paths.length], ["NotFound", 2])
    })
  )

  it.live.each([
    ["may have deleted the device, which is marked so", page, 2],
    ["is not there, and the device was marked as deleted before", json({}, 404), 3]
  ] as const)("takes account of whether the documented path %s", ([, reply, requests]) =>
    Effect.gen(function* () {
      const { paths } = yield* deleting(call, serving(reply, done, [{ ...listed[1], is_deleted: true }]))
      assert.lengthOf(paths, requests)
    })
  )

  it.live("stays with the first refusal if the device cannot be read", () =>
    Effect.gen(function* () {
      const { reason, paths } = yield* deleting(call, serving(page, done, { error: "no list" }))
      assert.deepStrictEqual([reason?._tag, paths.length], ["Unavailable", 2])
    })
  )

  it.live.each([
    ["a refusal", json({ Message: "not mapped" }, 400)],
    ["a server error", json({}, 500)],
    ["an object", json({ Message: "not mapped" })],
    ["an error code", json({ error_code: 400, error: "no" })]
  ] as const)("goes nowhere else after %s", ([, reply]) =>
    Effect.gen(function* () {
      const { error, paths } = yield* deleting(call, serving(reply, done))
      assert.strictEqual(error?._tag, "SourceError")
      assert.deepStrictEqual(paths, [`DELETE ${documented}`])
    })
  )

  it.live("tells what the other path answers if neither is there", () =>
    Effect.gen(function* () {
      const { reason, paths } = yield* deleting(call, serving(page, json({ Message: "no such path" }, 404)))
      assert.deepInclude(reason, { _tag: "NotFound", detail: "no such path" })
      assert.lengthOf(paths, 3)
    })
  )
})

describe("the deletion of one owner's device", () => {
  it.live.each([
    ["has other owners only", [{ ...listed[1], Emails: ["u2@a.example"] }]],
    ["does not tell its owners", [{ DeviceID: "2", SerialNumber: "S1" }]]
  ] as const)("stays with the first refusal if the device %s", ([, devices]) =>
    Effect.gen(function* () {
      const { reason, paths } = yield* deleting(narrow, serving(json({}, 404), done, devices))
      assert.deepStrictEqual([reason?._tag, paths.length], ["NotFound", 2])
    })
  )
})

describe("a client", () => {
  it.live("remembers the path that worked", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(serving(json({}, 404), done))
      const { devices } = yield* clientOf(server.url)
      yield* devices.delete("S1")
      yield* devices.deleteForOwner("S1", "u1@a.example")
      assert.deepStrictEqual(
        server.received.slice(3).map(({ path }) => path),
        [other]
      )
    })
  )

  it.live("no longer looks for another path once the documented one has worked", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer((_, number) => (number === 0 ? done : json({}, 404)))
      const { devices } = yield* clientOf(server.url)
      yield* devices.delete("S1")
      const error = yield* Effect.flip(devices.delete("S1"))
      assert.strictEqual(error._tag === "SourceError" ? error.reason._tag : "", "NotFound")
      assert.lengthOf(server.received, 2)
    })
  )
})
