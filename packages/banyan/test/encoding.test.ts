/**
 * Goal: no identifier reaches the server as another one.
 * Method: any text there is goes through the client to a real server, which says what it decoded.
 */
import { assert, describe, it } from "@effect/vitest"
import { json, scriptedServer } from "@rollcall/sandbox/scripted-server"
import { Effect, Schema } from "effect"
import { clientOf } from "./reading.ts"

/** Any code point, surrogates included, with an eye to what a query takes for itself. */
const Sign = Schema.Union([
  Schema.Literals(["+", "%", "&", "#", "=", "?", "/", "\\", " ", ";", "*", "A", "é", "日", "🙂", "\n", "\ud83d"]),
  Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 0x10_ffff }))
])
const Text = Schema.Array(Sign).check(Schema.isMaxLength(40))

const textOf = (signs: typeof Text.Type): string =>
  signs.map((sign) => (typeof sign === "number" ? String.fromCodePoint(sign) : sign)).join("")

describe("a serial number and an address", () => {
  it.live.prop(
    "arrive as they are, or nothing arrives",
    { serial: Text, address: Text },
    ({ serial, address }) =>
      Effect.gen(function* () {
        const serialNumber = textOf(serial)
        const email = textOf(address)
        const server = yield* scriptedServer(() => json('"done"'))
        const { devices } = yield* clientOf(server.url)
        const result = yield* Effect.result(devices.deleteForOwner(serialNumber, email))
        const arrived = server.received.map(({ query }) => Array.from(query))
        if (result._tag === "Failure") {
          assert.deepStrictEqual([result.failure._tag, arrived], ["ArgumentError", []])
        } else {
          const sent = [
            ["SerialNumber", serialNumber],
            ["Email", email]
          ]
          assert.deepStrictEqual(arrived, [sent])
        }
      }).pipe(Effect.scoped),
    { arbitrary: { runs: 200 }, timeout: 30_000 }
  )

  it.live("arrive with every sign that Unicode has, but control characters", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => json([]))
      const { devices } = yield* clientOf(server.url)
      const scalars = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code))
        .concat(["\ud7ff", "\ue000", "\ufffd", "\uffff", "\u{10000}", "\u{1f642}", "\u{10ffff}"])
        .filter((sign) => !/\p{Cc}/u.test(sign))
      const texts = Array.from({ length: Math.ceil(scalars.length / 512) }, (_, part) =>
        ["A", ...scalars.slice(part * 512, (part + 1) * 512)].join("")
      )
      for (const text of texts) yield* devices.withSerialNumber(text)
      assert.deepStrictEqual(
        server.received.map(({ query }) => query.get("serialnumber")),
        texts
      )
    })
  )

  it.live("keep the signs that a query takes for itself", () =>
    Effect.gen(function* () {
      const server = yield* scriptedServer(() => json([]))
      const { devices } = yield* clientOf(server.url)
      const texts = ["foo+carly@banyanops.com", "a b", "a/b", "a%20b", "#1", "a&Email=", "Seriennummer-Ä", "=", "?"]
      for (const text of texts) yield* devices.withSerialNumber(text)
      assert.deepStrictEqual(
        server.received.map(({ query }) => query.get("serialnumber")),
        texts
      )
    })
  )
})
