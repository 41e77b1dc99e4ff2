import { assert, describe, it } from "@effect/vitest"
import { canonicalJson, parseJson, stringifyJson } from "@rollcall/transport/json"
import { Effect, Schema } from "effect"

describe("parseJson", () => {
  it("keeps every digit of an integer that a double cannot hold", () => {
    assert.deepStrictEqual(parseJson('{"at":1595623756579573745,"low":-9007199254740993}'), {
      at: 1595623756579573745n,
      low: -9007199254740993n
    })
  })

  it("gives numbers that a double holds as numbers", () => {
    assert.deepStrictEqual(
      parseJson("[9007199254740991, 0.1234567890123456, 1.5e300]"),
      [9007199254740991, 0.1234567890123456, 1.5e300]
    )
  })

  it.each([
    ["1.595623756579573745e18", 1595623756579573745n],
    ["-1595623756579573745.000", -1595623756579573745n],
    ["15956237565795737450E-1", 1595623756579573745n],
    ["15956237565795737.4500E+2", 1595623756579573745n],
    ["90071992547409.9375e0", 90071992547409.9375]
  ])("keeps the digits of %s", (text, value) => {
    assert.strictEqual(parseJson(text), value)
  })

  it("leaves digits inside text alone", () => {
    assert.deepStrictEqual(parseJson('{"a":"x: 1595623756579573745, ","b":[1595623756579573746]}'), {
      a: "x: 1595623756579573745, ",
      b: [1595623756579573746n]
    })
  })

  it("reads a large integer that stands alone", () => {
    assert.strictEqual(parseJson("1595623756579573745"), 1595623756579573745n)
  })
})

describe("stringifyJson", () => {
  const Integer = Schema.Union([Schema.Int, Schema.BigInt])
  const Value = Schema.Struct({
    text: Schema.String,
    list: Schema.Array(Schema.NullOr(Integer)),
    members: Schema.Record(Schema.String, Schema.Union([Integer, Schema.Boolean, Schema.String]))
  })

  it.effect.prop(
    "writes what parses to the same text again, digit for digit",
    { value: Value },
    ({ value }) =>
      Effect.sync(() => {
        const text = stringifyJson(value)
        assert.strictEqual(stringifyJson(parseJson(text)), text)
      }),
    { arbitrary: { runs: 200 } }
  )

  it("writes a bigint as bare digits", () => {
    assert.strictEqual(stringifyJson({ at: 1595623756579573745n }), '{"at":1595623756579573745}')
  })
})

describe("canonicalJson", () => {
  it("gives one text for equal values whatever the order of their members", () => {
    const one = canonicalJson(parseJson('{"b":[{"y":1,"x":2}],"a":1595623756579573745}'))
    assert.strictEqual(one, canonicalJson(parseJson('{"a":1595623756579573745,"b":[{"x":2,"y":1}]}')))
    assert.strictEqual(one, '{"a":1595623756579573745,"b":[{"x":2,"y":1}]}')
  })
})
