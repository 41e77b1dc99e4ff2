/**
 * Goal: records are decoded alike by the code that is written for their schemas and by the schemas themselves.
 *
 * Method: every member of every resource gets every odd value, alone and all at once. An annotated schema has no code.
 */
import { assert, describe, it } from "@effect/vitest"
import { type ResourceName, resourceNames, resources } from "@rollcall/model"
import { Result, Schema } from "effect"

const oddValues: ReadonlyArray<unknown> = [
  undefined,
  null,
  "",
  "x",
  "TRUE",
  "no",
  true,
  0,
  -1,
  1698064423,
  1698064423.5,
  "1698064423",
  "1.7e9",
  1.6e18,
  -1e30,
  Number.POSITIVE_INFINITY,
  253_402_300_800,
  2_147_483_647,
  1595623756579573745n,
  10n ** 21n,
  [],
  ["a", "a"],
  ["a", null],
  [{ Name: "a", Value: 5 }, { value: false }],
  {},
  { id: "e", creationTimestamp: 1698064423, more: [1] },
  { id: "", passwordLogin: "yes" },
  { Timestamp: "", CompliantStatus: "True" },
  { level: "Sky", last_evaluated: { last_evaluated_at: 1603985589951, last_evaluated_factors: [{ value: 1 }] } },
  { UpdatedAt: 1560321695332747860n, EntityTrustscore: "", Factors: [{ Value: "mac|10", x: 1 }, { Value: null }] }
]

const named = { id: "a", DeviceID: "d" }

describe.each(resourceNames)("%s", (resource) => {
  const schema: Schema.Decoder<unknown> = resources[resource].schema
  const decode = outcomeOf(schema)
  const decodeThoroughly = outcomeOf(schema.annotate({}))
  const members = membersOf(resource)

  it("come to the same with any odd value in any member", () => {
    for (const value of oddValues) {
      for (const member of members) {
        const record = { ...named, [member]: value, more: { of: [1] } }
        assert.deepStrictEqual(decode(record), decodeThoroughly(record), `${member}: ${String(value)}`)
      }
      const record = Object.fromEntries(members.map((member) => [member, value]))
      assert.deepStrictEqual(decode(record), decodeThoroughly(record), String(value))
    }
  })

  it("come to the same without a member, or being none", () => {
    for (const record of [named, {}, { more: 1 }, ...oddValues]) {
      assert.deepStrictEqual(decode(record), decodeThoroughly(record))
    }
  })
})

/** A blocked URL is a text and needs no code. */
describe.each(resourceNames.filter((resource) => membersOf(resource).length > 0))("%s", (resource) => {
  const schema: Schema.Decoder<unknown> = resources[resource].schema

  it("have code of their own, which passes on what stays as it is", () => {
    const more = { of: [1] }
    const decoded = Schema.decodeUnknownSync(schema)({ ...named, more })
    assert.deepStrictEqual(decoded, { ...named, more })
    const blank = Schema.decodeUnknownSync(schema)({ more, ...named })
    assert.deepStrictEqual(Object.keys(Object(blank)), ["more", "id", "DeviceID"])
  })
})

/** The decoded value, or what is wrong. */
function outcomeOf(schema: Schema.Decoder<unknown>): (record: unknown) => unknown {
  const decode = Schema.decodeUnknownResult(schema)
  return (record) => Result.match(decode(record), { onSuccess: (value) => ({ value }), onFailure: String })
}

function membersOf(resource: ResourceName): ReadonlyArray<string> {
  const { ast } = resources[resource].schema
  return ast._tag === "Objects" ? ast.propertySignatures.map(({ name }) => String(name)) : []
}
