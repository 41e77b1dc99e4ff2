/**
 * Readings by serial number, address and id: contracts/banyan.md, section 2.3, "A filter is a hint", section 3, operations 1, 2,
 * 7 to 9 and 12, and section 5, rows 7, 8 and 10.
 */
import { assert, describe, it } from "@effect/vitest"
import { fingerprint } from "@rollcall/transport"
import { json } from "@rollcall/sandbox/scripted-server"
import { Effect } from "effect"
import { calling } from "./calls.ts"

const idsOf = (found: ReadonlyArray<{ readonly id: string }> | null) => found?.map(({ id }) => id)

const devices = [
  { DeviceID: "1", SerialNumber: "C02", Emails: ["Jane@Acme.example"] },
  { DeviceID: "2", SerialNumber: "c02", Emails: ["jane@acme.example", "john@acme.example"] },
  { DeviceID: "3", SerialNumber: "C021", Emails: ["mary-jane@acme.example"] },
  { DeviceID: "4", SerialNumber: "X", DeviceFriendlyName: "C02" },
  { DeviceID: "5", SerialNumber: "C02", Emails: [] }
]

describe("devices.withSerialNumber", () => {
  it.live("asks for the bare array and keeps exact matches only, however many share the number", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* calling(
        (c) => c.devices.withSerialNumber("C02"),
        () => json(devices)
      )
      assert.deepStrictEqual(idsOf(value), ["1", "5"])
      assert.deepStrictEqual(sent, [
        ["GET", "/v1/devices", { serialnumber: "C02", orderby: "serialnumber", order: "asc" }, null]
      ])
    })
  )

  it.live("keeps records of one DeviceID that differ, as each may name other owners, and drops a mere repetition", () =>
    Effect.gen(function* () {
      const [first] = devices
      const { value } = yield* calling(
        (c) => c.devices.withSerialNumber("C02"),
        () => json([first, { ...first, Emails: ["john@acme.example"] }, first])
      )
      assert.deepStrictEqual(
        value?.map(({ value: { Emails } }) => Emails),
        [["Jane@Acme.example"], ["john@acme.example"]]
      )
      assert.deepStrictEqual(idsOf(value), ["1", "1#2"])
    })
  )

  it.live("reads anew with each call", () =>
    Effect.gen(function* () {
      const { value } = yield* calling(
        (c) => Effect.andThen(c.devices.withSerialNumber("C02"), c.devices.withSerialNumber("C02")),
        (_, number) => json(number === 0 ? devices : [])
      )
      assert.deepStrictEqual(value, [])
    })
  )

  it.live("gives the record as it came beside what it means", () =>
    Effect.gen(function* () {
      const { value } = yield* calling(
        (c) => c.devices.withSerialNumber("S"),
        () => json('[{"DeviceID":"","SerialNumber":"S","Banned":"TRUE","LastLogin":1595623756579573745}]')
      )
      assert.deepStrictEqual<unknown>(value, [
        {
          id: "S",
          raw: { DeviceID: "", SerialNumber: "S", Banned: "TRUE", LastLogin: 1595623756579573745n },
          value: { DeviceID: "", SerialNumber: "S", Banned: true, LastLogin: "2020-07-24T20:49:16.579573745Z" }
        }
      ])
    })
  )

  it.live("takes a page for the list if it holds all that it counts", () =>
    Effect.gen(function* () {
      const { value } = yield* calling(
        (c) => c.devices.withSerialNumber("C02"),
        () => json({ devices, count: 5 })
      )
      assert.deepStrictEqual(idsOf(value), ["1", "5"])
    })
  )

  it.live("fails if the answer counts more than it has", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (c) => c.devices.withSerialNumber("C02"),
        () => json({ devices, count: 6 })
      )
      assert.strictEqual(reason?._tag, "Incomplete")
    })
  )

  it.live("fails if one record of the answer could not be understood, as it may be one of those asked for", () =>
    Effect.gen(function* () {
      const broken = { DeviceID: "6", SerialNumber: "C02", Emails: 7 }
      const { reason, error } = yield* calling(
        (c) => c.devices.withSerialNumber("C02"),
        () => json([...devices, broken])
      )
      assert.deepInclude(reason, { _tag: "SchemaMismatch", fingerprint: yield* fingerprint(broken) })
      assert.deepInclude(error, { operation: "devices.withSerialNumber" })
    })
  )
})

describe("devices.ofOwner", () => {
  it.live("keeps devices that name the very address, in any letter case", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* calling(
        (c) => c.devices.ofOwner("jane@acme.example"),
        () => json(devices)
      )
      assert.deepStrictEqual(idsOf(value), ["1", "2"])
      assert.deepStrictEqual(sent[0]?.[2]["email"], "jane@acme.example")
      assert.notProperty(sent[0]?.[2], "skip")
    })
  )
})

describe("endusers.withEmail", () => {
  it.live("keeps end users with the very address, in any letter case, serial numbers included", () =>
    Effect.gen(function* () {
      const list = [
        { Email: "Foo+Carly@banyanops.com", SerialNumbers: ["PF1H8FJD123"] },
        { Email: "foo+carly@banyanops.com.example" },
        { Email: "" },
        { Name: "foo+carly@banyanops.com" }
      ]
      const { value, sent } = yield* calling(
        (c) => c.endusers.withEmail("foo+carly@banyanops.com"),
        () => json(list)
      )
      assert.deepStrictEqual(
        value?.map(({ value: { SerialNumbers } }) => SerialNumbers),
        [["PF1H8FJD123"]]
      )
      assert.deepStrictEqual(sent, [
        ["GET", "/v1/endusers", { email: "foo+carly@banyanops.com", orderby: "email", order: "asc" }, null]
      ])
    })
  )
})

describe("endusers.withEmail, of somebody who was deleted and came back", () => {
  it.live("gives both records", () =>
    Effect.gen(function* () {
      const { value } = yield* calling(
        (c) => c.endusers.withEmail("pat@acme.example"),
        () =>
          json([
            { Email: "pat@acme.example", is_deleted: true },
            { Email: "pat@acme.example", SerialNumbers: ["S"] }
          ])
      )
      assert.deepStrictEqual(
        value?.map(({ value: { SerialNumbers } }) => SerialNumbers),
        [undefined, ["S"]]
      )
    })
  )
})

const enveloped = (data: unknown) => json({ request_id: "", error_code: 0, error_description: "", data })

describe("endusersV2.withEmail", () => {
  const list = [
    { id: "a", email: "pat@example.com" },
    { id: "b", email: "Pat@example.com" },
    { id: "c", email: "xpat@example.com" }
  ]

  it.live("walks the pages and keeps exactly equal addresses", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* calling(
        (c) => c.endusersV2.withEmail("pat@example.com"),
        ({ query }) => enveloped({ endusers: query.get("skip") === "0" ? list : [], count: 3 })
      )
      assert.deepStrictEqual(idsOf(value), ["a"])
      assert.deepStrictEqual(sent[0], [
        "GET",
        "/v2/enduser",
        { email: "pat@example.com", order_by: "created_at", order: "asc", skip: "0", limit: "10" },
        null
      ])
    })
  )

  it.live("leaves inactive ones to the source only if asked to", () =>
    Effect.gen(function* () {
      const { sent } = yield* calling(
        (c) => c.endusersV2.withEmail("pat@example.com", { active: true }),
        () => enveloped({ endusers: [], count: 0 })
      )
      assert.strictEqual(sent[0]?.[2]["active"], "true")
    })
  )

  it.live("gives what the second reading brought if the list changed during the first", () =>
    Effect.gen(function* () {
      const { value } = yield* calling(
        (c) => c.endusersV2.withEmail("pat@example.com"),
        ({ query }, number) =>
          enveloped(
            query.get("skip") === "0"
              ? { endusers: number === 0 ? list : [{ id: "d", email: "pat@example.com" }], count: number === 0 ? 3 : 1 }
              : { endusers: [], count: 1 }
          )
      )
      assert.deepStrictEqual(idsOf(value), ["d"])
    })
  )
})

describe("endusersV2.get", () => {
  it.live("gives the end user inside the envelope, trust included", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* calling(
        (c) => c.endusersV2.get("a"),
        () => enveloped({ id: "a", email: "pat@example.com", trust_data: { Level: "High", UpdatedAt: 0 } })
      )
      assert.deepStrictEqual<unknown>(value?.value, {
        id: "a",
        email: "pat@example.com",
        trust_data: { Level: "High", UpdatedAt: null }
      })
      assert.deepStrictEqual(sent, [["GET", "/v2/enduser/a", {}, null]])
    })
  )

  it.live.each([
    ["its own status", json({ error_code: 400, error_description: "record not found", data: null }, 400)],
    ["a good status", json({ error_code: 400, error_description: "record not found", data: null })]
  ] as const)("takes a 400 with %s for an unknown id", ([, reply]) =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (c) => c.endusersV2.get("x"),
        () => reply
      )
      assert.strictEqual(reason?._tag, "NotFound")
      assert.include(reason?.message ?? "", "record not found")
    })
  )

  it.live("never takes somebody else for the one asked for", () =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (c) => c.endusersV2.get("a"),
        () => enveloped({ id: "b" })
      )
      assert.deepInclude(reason, { _tag: "SchemaMismatch", path: "id" })
    })
  )
})

describe("devicesV2.withSerialNumber", () => {
  it.live("walks the pages and keeps exact matches only", () =>
    Effect.gen(function* () {
      const list = [
        { id: "1", serial_number: "C02" },
        { id: "2", serial_number: "c02" },
        { id: "3", serial_number: "C021" },
        { id: "4", serial_number: "C02" }
      ]
      const { value, sent } = yield* calling(
        (c) => c.devicesV2.withSerialNumber("C02"),
        ({ query }) => {
          const skip = Number(query.get("skip"))
          return enveloped({ devices: list.slice(skip, skip + 2), count: 4 })
        }
      )
      assert.deepStrictEqual(idsOf(value), ["1", "4"])
      assert.deepStrictEqual(
        sent.map(([, , query]) => [query["serial_number"], query["skip"]]),
        [
          ["C02", "0"],
          ["C02", "2"],
          ["C02", "4"]
        ]
      )
    })
  )
})

describe("trustScores", () => {
  const scores = [
    { TrustType: "Device", TrustID: "C02", Level: "High", FactorsJSON: "", DeletedAt: 0 },
    { TrustType: "External", TrustID: "c02", Level: "Low" },
    { TrustType: "External", TrustID: "C02", Level: "Low", Score: 60 }
  ]

  it.live("of a device are those with its very serial number", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* calling(
        (c) => c.trustScores.ofDevice("C02"),
        () => json(scores)
      )
      assert.deepStrictEqual(
        value?.map(({ TrustType }) => TrustType),
        ["Device", "External"]
      )
      assert.deepStrictEqual(sent, [["GET", "/v1/trustscore", { SerialNumber: "C02" }, null]])
    })
  )

  it.live("of an end user are those with the address in any letter case", () =>
    Effect.gen(function* () {
      const { value, sent } = yield* calling(
        (c) => c.trustScores.ofEndUser("pat@example.com"),
        () => json([{ TrustID: "Pat@Example.com" }, { TrustID: "pat@example.org" }])
      )
      assert.deepStrictEqual(
        value?.map(({ TrustID }) => TrustID),
        ["Pat@Example.com"]
      )
      assert.deepStrictEqual(sent, [["GET", "/v1/trustscore", { Email: "pat@example.com" }, null]])
    })
  )

  it.live.each([
    ["an empty list", json([]), []],
    ["null", json("null"), []]
  ] as const)("may be none: %s", ([, reply, none]) =>
    Effect.gen(function* () {
      const { value } = yield* calling(
        (c) => c.trustScores.ofDevice("C02"),
        () => reply
      )
      assert.deepStrictEqual(value, none)
    })
  )

  it.live.each([
    ["an error", { Message: "internal" }],
    ["a score of nothing", [{ TrustType: "Device", Level: "High" }]]
  ] as const)("are never made up from %s", ([, answer]) =>
    Effect.gen(function* () {
      const { reason } = yield* calling(
        (c) => c.trustScores.ofDevice("C02"),
        () => json(answer)
      )
      assert.strictEqual(reason?._tag, "SchemaMismatch")
    })
  )
})
