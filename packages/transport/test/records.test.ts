import { assert, describe, it } from "@effect/vitest"
import { fingerprint, makeRecordFold, parseJson } from "@rollcall/transport"
import { maybe, openRecord } from "@rollcall/transport/wire"
import { Effect, Schema, Stream } from "effect"

const Person = openRecord({ id: Schema.NonEmptyString, licensed: maybe(Schema.Boolean), name: maybe(Schema.String) })

const people = () =>
  makeRecordFold({
    schema: Person,
    identify: (person) => (person.id === "?" ? null : { key: person.id, id: person.id.toLowerCase() })
  })

const uuid = (number: number) => `d6a32ba5-0532-4a66-8137-${number.toString(16).padStart(12, "0")}`

describe("makeRecordFold", () => {
  it.effect("delivers a record once and counts its return as a duplicate", () =>
    Effect.gen(function* () {
      const fold = people()
      const first = yield* fold.add([{ id: "a", name: "A", extra: 1 }, { id: "b" }, { id: "a", name: "again" }])
      assert.deepStrictEqual(first, {
        records: [
          { id: "a", value: { id: "a", name: "A", extra: 1 }, raw: { id: "a", name: "A", extra: 1 } },
          { id: "b", value: { id: "b" }, raw: { id: "b" } }
        ],
        refusals: [],
        duplicates: 1,
        fresh: 2
      })
      const second = yield* fold.add([{ id: "b" }])
      assert.deepInclude(second, { records: [], duplicates: 1, fresh: 0 })
      assert.strictEqual(fold.distinct(), 2)
    })
  )

  it.effect("names no values of an open set where any text is taken", () =>
    Effect.gen(function* () {
      const ownership = Schema.NullOr(Schema.Union([Schema.Literals(["Shared", "Dedicated | mixed"]), Schema.String]))
      const fold = makeRecordFold({ schema: openRecord({ ownership }), identify: () => null })
      const { refusals } = yield* fold.add([{ ownership: 5 }])
      assert.deepStrictEqual(
        refusals.map((each) => each.reason),
        ["ownership: Expected string | null"]
      )
    })
  )

  it.effect("refuses a record by its path and what was expected there, and goes on", () =>
    Effect.gen(function* () {
      const odd = { id: "a", licensed: "surely-secret" }
      const { records, refusals } = yield* people().add([odd, { name: "x" }, { id: "b" }])
      assert.deepStrictEqual(
        refusals.map((each) => each.reason),
        ["licensed: Expected boolean | null", "id: Missing key"]
      )
      assert.match(refusals[0]?.fingerprint ?? "", /^[0-9a-f]{16}$/)
      assert.deepStrictEqual(
        records.map((each) => each.id),
        ["b"]
      )
    })
  )

  it.effect("tells a refused record once", () =>
    Effect.gen(function* () {
      const fold = people()
      yield* fold.add([{ licensed: 1 }])
      assert.deepInclude(yield* fold.add([{ licensed: 1 }]), { refusals: [], duplicates: 1, fresh: 0 })
    })
  )

  it.effect("counts nothing as a duplicate that an earlier pass delivered", () =>
    Effect.gen(function* () {
      const fold = people()
      yield* fold.add([{ id: "a" }])
      fold.startPass()
      const { records, duplicates, fresh } = yield* fold.add([{ id: "a" }, { id: "b" }])
      assert.deepStrictEqual(
        { ids: records.map((each) => each.id), duplicates, fresh },
        { ids: ["b"], duplicates: 0, fresh: 2 }
      )
    })
  )

  it.effect("takes what an interrupted reading left for delivered, under the names that it had", () =>
    Effect.gen(function* () {
      const refused = { licensed: 1 }
      const unnamed = { id: "?", name: "nobody" }
      const before = people()
      const first = yield* before.add([{ id: "X" }, { id: "x" }, unnamed, refused, { id: "y" }])
      const fold = people()
      yield* fold.recall({
        cursor: "",
        known: Stream.fromIterable(first.records),
        refused: first.refusals.map((each) => each.fingerprint)
      })
      assert.strictEqual(fold.distinct(), 5)
      const again = yield* fold.add([{ id: "x" }, unnamed, refused, { id: "X" }, { id: "y" }])
      assert.deepStrictEqual(again, { records: [], refusals: [], duplicates: 5, fresh: 0 })
      assert.deepStrictEqual(
        (yield* fold.add([{ id: "z" }, { id: "Y" }])).records.map((each) => each.id),
        ["z", "y#2"]
      )
    })
  )

  it.effect("knows a record by its id that it does not understand any more", () =>
    Effect.gen(function* () {
      const fold = people()
      yield* fold.recall({ cursor: "", known: Stream.make({ id: "a", raw: { renamed: "a" } }), refused: [] })
      assert.deepInclude(yield* fold.add([{ id: "a" }]), { records: [], duplicates: 1 })
    })
  )

  it.effect("gives records that would share an id a number", () =>
    Effect.gen(function* () {
      const { records } = yield* people().add([{ id: "X" }, { id: "x" }, { id: "y" }])
      assert.deepStrictEqual(
        records.map((each) => each.id),
        ["x", "x#2", "y"]
      )
    })
  )

  it.effect("names a record by its fingerprint if nothing else does", () =>
    Effect.gen(function* () {
      const { records } = yield* people().add([{ id: "?", name: "nobody" }])
      assert.deepStrictEqual(
        records.map((each) => each.id),
        [yield* fingerprint({ name: "nobody", id: "?" })]
      )
    })
  )
})

describe("fingerprint", () => {
  it.effect("is the beginning of the SHA-256 of the canonical JSON, every digit included", () =>
    Effect.gen(function* () {
      // printf '{"a":1595623756579573745,"b":"x"}' | sha256sum
      const expected = "67cb5dd23fd19767"
      assert.strictEqual(yield* fingerprint(parseJson('{"b":"x","a":1595623756579573745}')), expected)
    })
  )

  it.effect("tells ids apart that look like UUIDs, in any number", () =>
    Effect.gen(function* () {
      const fold = people()
      const ids = Array.from({ length: 5000 }, (_, number) => uuid(number))
      const spelt = [uuid(1).toUpperCase(), uuid(1).replace("-", "_"), `${uuid(1)}0`, uuid(1).replaceAll("-", "")]
      const all = [...ids, ...spelt].map((id) => ({ id }))
      assert.deepInclude(yield* fold.add(all), { fresh: 5004, duplicates: 0 })
      assert.deepInclude(yield* fold.add(all), { records: [], fresh: 0, duplicates: 5004 })
      fold.startPass()
      assert.deepInclude(yield* fold.add(all), { records: [], fresh: 5004, duplicates: 0 })
      assert.strictEqual(fold.distinct(), 5004)
    })
  )
})
