/**
 * Contract banyan.md, section 7, rules 1 and 3: what must not go out does not, and what goes out arrives as it is.
 */
import { assert, describe, it } from "@effect/vitest"
import { type ArgumentError, type BanyanClientShape, isPlaceholderSerial, type SourceError } from "@rollcall/banyan"
import { json } from "@rollcall/sandbox/scripted-server"
import { Effect, Stream } from "effect"
import { type Call, calling } from "./calls.ts"
import { plainly, taking } from "./identified.ts"

const refusedTexts: ReadonlyArray<readonly [why: string, text: string]> = [
  ["nothing", ""],
  ["blanks", " \u00a0\t".slice(0, 2)],
  ["blanks of other scripts", "\u00a0\u3000"],
  ["characters that cannot be seen", "\u200b\ufeff"],
  ["letters and signs that are blank", "\u3164\u2800\ufe0f"],
  ["a control character", "C02\u0000"],
  ["a line break at its end", "C02WG12DHTD7\n"],
  ["an escape sequence", "\u001b[2J"],
  ["the text undefined", "undefined"],
  ["the text null in capitals", "NULL"],
  ["the text undefined after what cannot be seen", "\u200bundefined"],
  ["a wildcard", "*"],
  ["wildcards and blanks", "% * %"],
  ["half of a surrogate pair", "C02\ud83d"]
]

describe.each(taking)("%s", (_, call) => {
  it.live.each(refusedTexts)("refuses %s before anything is sent", ([, text]) =>
    Effect.gen(function* () {
      const { error, sent } = yield* calling(call(text), () => json([]))
      assert.strictEqual(error?._tag, "ArgumentError")
      assert.match(error?.message ?? "", /^banyan \w+\.\w+: \w+ must be /)
      assert.lengthOf(sent, 0)
    })
  )

  it.live("refuses a value that is missing at run time", () =>
    Effect.gen(function* () {
      const { error, sent } = yield* calling(plainly(call, undefined), () => json([]))
      assert.deepStrictEqual([error?._tag, sent.length], ["ArgumentError", 0])
    })
  )

  it.live.each(["None", "0", "To be filled by O.E.M.", "foo+carly@banyanops.com", "100%", "*C02", "nullify"])(
    "sends %s",
    (text) =>
      Effect.gen(function* () {
        const { error, sent } = yield* calling(call(text), () => json([]))
        assert.notStrictEqual(error?._tag, "ArgumentError")
        assert.isAtLeast(sent.length, 1)
      })
  )
})

const first =
  (pages: (client: BanyanClientShape) => Stream.Stream<unknown, SourceError | ArgumentError>): Call =>
  (client) =>
    Stream.runHead(pages(client))

describe("filters", () => {
  it.live.each([
    ["a blank value", first((c) => c.devices.pages({ model: " " }))],
    ["a value that got lost", first((c) => plainly(c.devices.pages, { email: undefined }))],
    ["a name that no list knows", first((c) => plainly(c.endusers.pages, { mail: "a@b.example" }))],
    ["a name that every object has", first((c) => plainly(c.endusers.pages, { constructor: "x" }))]
  ] as const)("are refused with %s, as the whole list would come", ([, call]) =>
    Effect.gen(function* () {
      const { error, sent } = yield* calling(call, () => json([]))
      assert.deepStrictEqual([error?._tag, sent.length], ["ArgumentError", 0])
    })
  )
})

describe("ids", () => {
  it.live.each([".", ".."])("that would change the path are refused: %s", (id) =>
    Effect.gen(function* () {
      const { error, sent } = yield* calling(
        (c) => c.endusersV2.get(id),
        () => json({})
      )
      assert.deepStrictEqual([error?._tag, sent.length], ["ArgumentError", 0])
    })
  )

  it.live("go into the path as one part of it", () =>
    Effect.gen(function* () {
      const { received } = yield* calling(
        (c) => c.endusersV2.get("a/b?c#d+e %2F"),
        () => json({})
      )
      assert.deepStrictEqual(received[0]?.path, "/v2/enduser/a%2Fb%3Fc%23d%2Be%20%252F")
    })
  )
})

describe("an update of a device", () => {
  const update = { Model: "", Ownership: "", Platform: "", Architecture: "", Banned: true }

  it.live.each([
    ["Model", { ...update, Model: undefined }],
    ["Architecture", { ...update, Architecture: null }],
    ["Banned", { ...update, Banned: "FALSE" }]
  ] as const)("is refused without a real %s", ([argument, wrong]) =>
    Effect.gen(function* () {
      const { error, sent } = yield* calling(
        (c) => plainly(c.devices.update, "S", wrong),
        () => json([{ Message: "Success" }])
      )
      assert.deepInclude(error, { _tag: "ArgumentError", argument })
      assert.lengthOf(sent, 0)
    })
  )
})

describe("a maximum trust level", () => {
  const maximum = { level: "Low", reason: "Lost on a train", externalSource: "Rollcall" } as const

  it.live.each([
    ["level", { ...maximum, level: "low" }],
    ["level", { ...maximum, level: "" }],
    ["reason", { ...maximum, reason: " " }],
    ["externalSource", { ...maximum, externalSource: "" }]
  ] as const)("is refused without a real %s", ([argument, wrong]) =>
    Effect.gen(function* () {
      const { error, sent } = yield* calling(
        (c) => plainly(c.trustScores.setMaximumLevelOfDevice, "S", wrong),
        () => json({})
      )
      assert.deepInclude(error, { _tag: "ArgumentError", argument })
      assert.lengthOf(sent, 0)
    })
  )
})

describe("isPlaceholderSerial", () => {
  it.each(["None", "0", "00000000", "XXXXXXX", "Default string", " system  serial number ", "To be filled by O.E.M."])(
    "knows %s",
    (serial) => {
      assert.isTrue(isPlaceholderSerial(serial))
    }
  )

  it.each(["C02WG12DHTD7", "27812a90a19df067", "5CD0", "01", ""])("takes %j for a serial number", (serial) => {
    assert.isFalse(isPlaceholderSerial(serial))
  })
})
