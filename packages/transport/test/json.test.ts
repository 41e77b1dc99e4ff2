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

  it.each(["1e18", "-1.5e20", "1603985589951", "1234567890123456", "99.33333333333333"])(
    "gives %s, whose digits a double holds, as a number",
    (text) => {
      assert.deepStrictEqual(parseJson(`{"a":${text}}`), { a: Number(text) })
    }
  )

  it("keeps the digits of members whose names are not in the order of the text", () => {
    assert.deepStrictEqual(parseJson('{"b":{"at":1595623756579573745},"1":{"at":1595623756579573746}}'), {
      1: { at: 1595623756579573746n },
      b: { at: 1595623756579573745n }
    })
  })

  it("takes the last of two members of one name", () => {
    assert.deepStrictEqual(parseJson('{"a":1595623756579573745,"a":1595623756579573746}'), { a: 1595623756579573746n })
  })

  it("tells a number with an exponent from an integer of the same size after it", () => {
    assert.deepStrictEqual(parseJson('{"a":1.6e18,"b":1600000000000000001}'), { a: 1.6e18, b: 1600000000000000001n })
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

/** Numbers as they are written, and what they are read as. */
const readings: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["1595623756579573745", 1595623756579573745n],
  ["-9007199254740993", -9007199254740993n],
  ["1.587453425159874138e18", 1587453425159874138n],
  ["9007199254740991", 9007199254740991],
  ["12345678901234567.5", Number("12345678901234567.5")],
  ["0.1234567890123456", 0.1234567890123456],
  ["1e18", 1e18],
  ["0", 0]
])

const numbers = [...readings.keys()]

/** Texts that look like the beginning or the end of a number's member. */
const texts = [
  'a":1595623756579573745,',
  ":1595623756579573745,",
  '\\"a\\":1595623756579573745}',
  "[1595623756579573745]",
  "a"
]

describe("parseJson, whatever stands beside a number,", () => {
  const Member = Schema.Struct({
    name: Schema.Literals(["a", "b:", "1", 'c"', "", "__proto__"]),
    value: Schema.Literals([...numbers, ...texts]),
    place: Schema.Literals(["member", "element", "nested"]),
    space: Schema.Literals(["", " ", "\n\t"])
  })

  it.effect.prop(
    "reads it like a parser that is told its digits",
    { members: Schema.Array(Member) },
    ({ members }) =>
      Effect.sync(() => {
        const text = `{${members.map(memberText).join(",")}}`
        const told = JSON.parse(text, (_key, value, { source }) => readings.get(source ?? "") ?? value)
        assert.deepStrictEqual(parseJson(text), told)
      }),
    { arbitrary: { runs: 500 } }
  )

  function memberText({ name, value, place, space }: typeof Member.Type): string {
    const written = readings.has(value) ? value : JSON.stringify(value)
    const content = { member: written, element: `[${space}${written}]`, nested: `{"n":${space}${written}${space}}` }
    return `${JSON.stringify(name)}${space}:${space}${content[place]}${space}`
  }
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
