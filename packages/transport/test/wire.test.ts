import { assert, describe, it } from "@effect/vitest"
import { BooleanText, EpochMillis, EpochNanos, EpochSeconds, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

describe("EpochNanos", () => {
  const decode = Schema.decodeUnknownSync(EpochNanos)
  const encode = Schema.encodeSync(EpochNanos)

  it.each([
    [1595623756579573745n, "2020-07-24T20:49:16.579573745Z"],
    [1560321695332747860n, "2019-06-12T06:41:35.332747860Z"]
  ])("reads %s with all nine fraction digits and writes it back", (nanos, text) => {
    assert.strictEqual(decode(nanos), text)
    assert.strictEqual(encode(text), nanos)
  })

  it.each([0, 0n, -1, null, ""])("reads %s as no time", (value) => {
    assert.isNull(decode(value))
  })

  it("reads digits in text", () => {
    assert.strictEqual(decode("1595623756579573745"), "2020-07-24T20:49:16.579573745Z")
  })

  it("reads a number as it is written, though its double is another integer", () => {
    assert.strictEqual(decode(1.5956237565795e18), "2020-07-24T20:49:16.579500000Z")
  })

  it.each(["yesterday", true, 10n ** 21n])("refuses %s", (value) => {
    assert.throws(() => decode(value))
  })
})

describe("EpochMillis", () => {
  it("reads three fraction digits and writes them back", () => {
    assert.strictEqual(Schema.decodeUnknownSync(EpochMillis)(1603985589951), "2020-10-29T15:33:09.951Z")
    assert.strictEqual(Schema.encodeSync(EpochMillis)("2020-10-29T15:33:09.951Z"), 1603985589951)
  })
})

describe("EpochSeconds", () => {
  it.each(["1698064423", "1.698064423e9", "1698064423.0", 1.698064423e9, 1698064423.75])("reads %j", (value) => {
    assert.strictEqual(Schema.decodeUnknownSync(EpochSeconds)(value), "2023-10-23T12:33:43Z")
  })

  it.each(["1e", "0x10", " ", "1e99", "1 698"])("refuses %j", (value) => {
    assert.throws(() => Schema.decodeUnknownSync(EpochSeconds)(value))
  })

  it("reads no fraction and writes it back", () => {
    assert.strictEqual(Schema.decodeUnknownSync(EpochSeconds)(1698064423), "2023-10-23T12:33:43Z")
    assert.strictEqual(Schema.encodeSync(EpochSeconds)("2023-10-23T12:33:43Z"), 1698064423)
  })

  it("refuses milliseconds, which would lie beyond the year 9999", () => {
    assert.throws(() => Schema.decodeUnknownSync(EpochSeconds)(1698064423000))
  })
})

describe("BooleanText", () => {
  const decode = Schema.decodeUnknownSync(BooleanText)

  it.each([
    ["TRUE", true],
    ["true", true],
    ["FALSE", false],
    ["False", false],
    [true, true],
    [false, false]
  ])("reads %j as %s", (value, expected) => {
    assert.strictEqual(decode(value), expected)
  })

  it.each(["", "no", 0, 1, null])("reads %j as unknown, never as false", (value) => {
    assert.isNull(decode(value))
  })

  it("writes the source's own spelling", () => {
    const encode = Schema.encodeSync(BooleanText)
    assert.deepStrictEqual([encode(true), encode(false), encode(null)], ["TRUE", "FALSE", ""])
  })
})

describe("openRecord", () => {
  it("keeps unknown members and unknown enum values", () => {
    const decode = Schema.decodeUnknownSync(openRecord({ level: openEnum(["Low", "High"]) }))
    assert.deepStrictEqual(decode({ level: "Sky", new: { a: 1 } }), { level: "Sky", new: { a: 1 } })
  })
})

describe("EpochSeconds", () => {
  it("agrees with the calendar of Date from 1970 to 9999", () => {
    const decode = Schema.decodeUnknownSync(EpochSeconds)
    const seconds = [1, 951_782_399, 951_782_400, 951_868_800, 4_107_542_400, 253_402_300_799]
    for (let second = 86_399; second < 253_402_300_799; second += 12_345_677) seconds.push(second)
    for (const second of seconds) {
      assert.strictEqual(decode(second), new Date(second * 1000).toISOString().replace(".000Z", "Z"))
    }
  })
})
