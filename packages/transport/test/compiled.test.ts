/**
 * Goal: the code written for a schema decides as the schema does; each case is decoded with the code and without.
 */
import { assert, describe, it } from "@effect/vitest"
import { BooleanText, compiled, EpochNanos, maybe, maybeBlank, openEnum, openRecord } from "@rollcall/transport/wire"
import { Result, Schema, SchemaGetter } from "effect"
import { execFileSync } from "node:child_process"
import { fileURLToPath } from "node:url"

const Doubled = Schema.Number.pipe(
  Schema.decodeTo(Schema.Number, {
    decode: SchemaGetter.transform((value: number) => value * 2),
    encode: SchemaGetter.transform((value: number) => value / 2)
  })
)

const Part = openRecord({ at: Schema.optionalKey(EpochNanos), name: maybe(Schema.String) })

const Whole = compiled(
  openRecord({
    id: Schema.NonEmptyString,
    level: maybe(openEnum(["Low", "High"])),
    closed: maybe(Schema.Literals(["yes", "no", 1])),
    anything: Schema.Unknown,
    flag: Schema.optionalKey(BooleanText),
    part: maybe(Part),
    parts: maybeBlank(Schema.Array(Part)),
    scores: maybe(Schema.Array(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 100 })))),
    // The order decides: a number is doubled, though it would do as it is.
    either: maybe(Schema.Union([Doubled, Schema.Number, Schema.String]))
  }).check(Schema.makeFilter((whole) => (whole.id === "refused" ? "is refused" : undefined)))
)

const valid = {
  id: "a",
  level: "Low",
  closed: "yes",
  anything: { of: [1] },
  flag: "TRUE",
  part: { at: 1595623756579573745n, name: "p", more: 1 },
  parts: [{ at: 0 }, { name: null }],
  scores: [0, 100],
  either: 2,
  more: [1]
}

const cases: ReadonlyArray<readonly [name: string, record: unknown]> = [
  ["a record with all members", valid],
  ["a record with the fewest members", { id: "a", anything: null }],
  ["a value that came later", { ...valid, level: "Sky" }],
  ["a closed value of another kind", { ...valid, closed: 1 }],
  ["an unknown closed value", { ...valid, closed: "maybe" }],
  ["a member that holds undefined", { ...valid, level: undefined }],
  ["a transformed member that holds undefined", { ...valid, flag: undefined }],
  ["a missing member that may be anything", { id: "a" }],
  ["a missing id", { anything: 1 }],
  ["an empty id", { ...valid, id: "" }],
  ["a blank list", { ...valid, parts: "" }],
  ["a list with an odd element", { ...valid, parts: [{ at: 1 }, { at: "yesterday" }] }],
  ["a list instead of a record", { ...valid, part: [] }],
  ["a score that is too high", { ...valid, scores: [101] }],
  ["a score that is infinite", { ...valid, scores: [Number.POSITIVE_INFINITY] }],
  ["a text where a number is doubled", { ...valid, either: "x" }],
  ["a record that its check refuses", { ...valid, id: "refused" }],
  ["a member named like a prototype", JSON.parse('{"id":"a","anything":1,"flag":true,"__proto__":{"x":1}}')],
  ["a list", [valid]],
  ["null", null],
  ["text", "a"]
]

const outcomeOf = (schema: Schema.Decoder<unknown>) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (record: unknown) => Result.match(decode(record), { onSuccess: (value) => ({ value }), onFailure: String })
}

describe("compiled", () => {
  it.each(cases)("decodes %s like the schema itself", (_, record) => {
    assert.deepStrictEqual(outcomeOf(Whole)(record), outcomeOf(Whole.annotate({}))(record))
  })

  it("passes on the very values that stay as they are", () => {
    const decoded = Schema.decodeUnknownSync(Whole)(valid)
    assert.strictEqual(decoded.anything, valid.anything)
    assert.strictEqual(decoded.scores, valid.scores)
    assert.notStrictEqual<unknown>(decoded, valid)
  })

  it("leaves a record as it came unchanged", () => {
    const record = structuredClone(valid)
    Schema.decodeUnknownSync(Whole)(record)
    assert.deepStrictEqual(record, valid)
  })

  it("does without code where none may be made at run time", () => {
    const program = `
      import { EpochSeconds, openRecord } from "@rollcall/transport/wire"
      import { Schema } from "effect"
      const decode = Schema.decodeUnknownSync(openRecord({ at: EpochSeconds }))
      console.log(JSON.stringify(decode({ at: 1698064423, more: 1 })))`
    const output = execFileSync(
      process.execPath,
      ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", program],
      { cwd: fileURLToPath(new URL("..", import.meta.url)), encoding: "utf8" }
    )
    assert.strictEqual(output, '{"at":"2023-10-23T12:33:43Z","more":1}\n')
  })
})
