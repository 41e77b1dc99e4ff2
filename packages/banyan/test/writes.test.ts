/**
 * Each write of contracts/banyan.md, section 3: what is sent, what its answers mean, and that it is sent once.
 */
import { assert, describe, it } from "@effect/vitest"
import { json, type Received, reset, text } from "@rollcall/sandbox/scripted-server"
import { Effect, Redacted } from "effect"
import { type Call, calling, type Sent } from "./calls.ts"

const update = {
  Model: "AOSP on IA Emulator",
  Ownership: "Employee Owned",
  Platform: "Android",
  Architecture: "i686",
  Banned: true
}
const maximum = { level: "AlwaysDeny", reason: "Quarantined", externalSource: "CarbonBlack" } as const
const maximumSent = { Level: "AlwaysDeny", Reason: "Quarantined", ExtSource: "CarbonBlack" }
const score = { TrustType: "External", TrustID: "C1234X9876", Level: "AlwaysDeny", DeletedAt: 0 }
const envelope = { request_id: "", error_code: 0, error_description: "", data: "successfully marked as inactive" }

const writes: ReadonlyArray<readonly [name: string, call: Call, sent: Sent, answer: unknown, value: unknown]> = [
  [
    "devices.delete",
    (c) => c.devices.delete("TBH+1"),
    ["DELETE", "/v1/v1/delete_device", { SerialNumber: "TBH+1" }, null],
    '"Successfully deleted end user device"',
    undefined
  ],
  [
    "devices.deleteForOwner",
    (c) => c.devices.deleteForOwner("TBH121231", "foo+carly@banyanops.com"),
    ["DELETE", "/v1/v1/delete_device", { SerialNumber: "TBH121231", Email: "foo+carly@banyanops.com" }, null],
    '"Geräteverknüpfung gelöscht"',
    undefined
  ],
  [
    "devices.update",
    (c) => c.devices.update("27812a90a19df067", update),
    ["POST", "/v1/mdm/update_device", { SerialNumber: "27812a90a19df067" }, [{ ...update, Banned: "TRUE" }]],
    [{ Message: "Success" }],
    undefined
  ],
  [
    "endusersV2.deactivate",
    (c) => c.endusersV2.deactivate("725dc2fb-dg7"),
    ["DELETE", "/v2/endusers", {}, { enduser_ids: ["725dc2fb-dg7"] }],
    envelope,
    undefined
  ],
  [
    "devicesV2.deactivate",
    (c) => c.devicesV2.deactivate("d"),
    ["DELETE", "/v2/devices", {}, { device_ids: ["d"] }],
    envelope,
    undefined
  ],
  [
    "trustScores.setMaximumLevelOfDevice",
    (c) => c.trustScores.setMaximumLevelOfDevice("C1234X9876", maximum),
    ["POST", "/v1/set_max_trust_level", { SerialNumber: "C1234X9876" }, maximumSent],
    score,
    { ...score, DeletedAt: null }
  ],
  [
    "trustScores.setMaximumLevelOfEndUser",
    (c) => c.trustScores.setMaximumLevelOfEndUser("a@b.example", maximum),
    ["POST", "/v1/set_max_trust_level", { Email: "a@b.example" }, maximumSent],
    { ...score, TrustID: "a@b.example" },
    { ...score, TrustID: "a@b.example", DeletedAt: null }
  ]
]

const isExchange = ({ path }: Received) => path === "/v1/refresh_token"

describe.each(writes)("%s", (name, call, sent, answer, value) => {
  it.live("sends one request and gives what the answer says", () =>
    Effect.gen(function* () {
      const result = yield* calling(call, () => json(answer))
      assert.deepStrictEqual(
        { sent: result.sent, error: result.error, value: result.value },
        { sent: [sent], error: null, value }
      )
      const headers = result.received[0]?.headers
      assert.deepStrictEqual(
        { type: headers?.["content-type"], accept: headers?.accept, misprint: headers?.["contenttype"] },
        { type: sent[3] === null ? undefined : "application/json", accept: "application/json", misprint: undefined }
      )
    })
  )

  it.live("is sent again after a 429, as nothing was done", () =>
    Effect.gen(function* () {
      const result = yield* calling(call, (_, number) => (number === 0 ? json({}, 429) : json(answer)))
      assert.deepStrictEqual({ error: result.error, sent: result.sent }, { error: null, sent: [sent, sent] })
    })
  )

  it.live.each([
    ["a server error", json({ Message: "oops" }, 500)],
    ["a gateway that gave up", text("", 504)],
    ["a connection that is reset", reset]
  ] as const)("is not sent again after %s", ([, reply]) =>
    Effect.gen(function* () {
      const { reason, error, sent: all } = yield* calling(call, () => reply)
      assert.deepStrictEqual([reason?._tag, all], ["Unavailable", [sent]])
      assert.deepInclude(error, { source: "banyan", operation: name })
    })
  )

  it.live.each([
    ["a page of HTML", text("<html>Log in</html>")],
    ["an empty body", text("")],
    ["an empty object", json({})],
    ["an empty list", json([])],
    ["null", json("null")],
    ["an error code in place of success", json({ error_code: 400, error: "no", error_description: "no" })],
    ["another message", json({ Message: "Device not found" })]
  ] as const)("never takes %s for success", ([, reply]) =>
    Effect.gen(function* () {
      const { error } = yield* calling(call, ({ method }) => (method === "GET" ? json([]) : reply))
      assert.strictEqual(error?._tag, "SourceError")
    })
  )

  it.live.each([
    [400, "Rejected"],
    [401, "Unauthorized"],
    [403, "Forbidden"]
  ] as const)("tells a refusal with HTTP %i, and is sent once", ([status, tag]) =>
    Effect.gen(function* () {
      const { reason, sent: all } = yield* calling(call, () => json({ Message: "no" }, status))
      assert.deepStrictEqual([reason?._tag, all.length], [tag, 1])
    })
  )

  it.live("is repeated once after a 401 with a refresh token, which is exchanged again", () =>
    Effect.gen(function* () {
      const auth = { refreshToken: Redacted.make("refresh") }
      const { error, received } = yield* calling(
        call,
        (request, number) =>
          isExchange(request) ? json({ Message: `access-${number}` }) : number === 1 ? json({}, 401) : json(answer),
        auth
      )
      assert.isNull(error)
      assert.deepStrictEqual(
        received.map((request) => [isExchange(request), request.headers.authorization]),
        [
          [true, "Bearer refresh"],
          [false, "Bearer access-0"],
          [true, "Bearer refresh"],
          [false, "Bearer access-2"]
        ]
      )
    })
  )
})

const updating = (answer: unknown) =>
  calling(
    (c) => c.devices.update("S", { ...update, Banned: false }),
    () => json(answer)
  )

describe("devices.update", () => {
  it.live.each([
    ["a list", [{ Message: "Success" }]],
    ["an object", { Message: "Success" }]
  ] as const)("takes success as %s, and writes a lifted ban as text", ([, answer]) =>
    Effect.gen(function* () {
      const { error, sent } = yield* updating(answer)
      assert.isNull(error)
      assert.deepStrictEqual(sent[0]?.[3], [{ ...update, Banned: "FALSE" }])
    })
  )

  it.live.each([
    ["a list", [{ Message: "device \u001b[31mnot found" }]],
    ["an object", { Message: "device \u001b[31mnot found" }],
    ["one of a list", [{ Message: "Success" }, { Message: "device \u001b[31mnot found" }]]
  ] as const)("says in one line what another message in %s says", ([, answer]) =>
    Effect.gen(function* () {
      const { reason } = yield* updating(answer)
      assert.deepInclude(reason, { _tag: "Rejected", status: 200, detail: "device [31mnot found" })
    })
  )
})

describe.each([
  ["endusersV2.deactivate", (c) => c.endusersV2.deactivate("x")],
  ["devicesV2.deactivate", (c) => c.devicesV2.deactivate("x")]
] satisfies ReadonlyArray<readonly [string, Call]>)("an envelope that answers %s", (_, call) => {
  it.live("says code and description of a failure with HTTP 200", () =>
    Effect.gen(function* () {
      const failure = { request_id: "", error_code: 400, error_description: "record not found", data: null }
      const { reason } = yield* calling(call, () => json(failure))
      assert.deepInclude(reason, { _tag: "Rejected", status: 200, code: "400", detail: "error 400: record not found" })
    })
  )

  it.live("leaves open whether it was done after a failure of the server itself with HTTP 200", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(call, () => json({ error_code: "500", error_description: null }))
      assert.deepInclude(reason, { _tag: "Unavailable", detail: "HTTP 200 with error 500" })
    })
  )

  it.live("says the description of a failure with its own status", () =>
    Effect.gen(function* () {
      const failure = { request_id: "", error_code: 400, error_description: "record not found", data: null }
      const { reason } = yield* calling(call, () => json(failure, 400))
      assert.deepInclude(reason, { _tag: "Rejected", status: 400, detail: "record not found" })
    })
  )
})
