/**
 * Goal: a resource that is too large to be sorted at once is read in the same order. Method: a limit of a few records.
 */
import { describe, expect, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { canonicalBytes } from "../src/canonical-order.ts"
import { packRecords } from "../src/pack-records.ts"
import { parsePage, textsOf } from "../src/RecordPage.ts"
import { anEmployee } from "./store.ts"

const pagesOf = (ids: ReadonlyArray<string>, size: number) =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, page) =>
    packRecords(
      "employees",
      ids.slice(page * size, (page + 1) * size).map((id) => anEmployee(id))
    )
  )
    .flat()
    .map(({ bytes }) => bytes)

const read = (pages: ReadonlyArray<Buffer>, limit: number) =>
  canonicalBytes(
    pages.map((page, number) => ({ number, size: page.length })),
    (wanted) => Effect.succeed(wanted.map((number) => parsePage(pages[number] ?? Buffer.of()))),
    limit
  ).pipe(
    Stream.runCollect,
    Effect.map((bytes) => Buffer.concat(bytes))
  )

const numbers = Array.from({ length: 500 }, (_, index) => index)
const orders: ReadonlyArray<readonly [order: string, ids: ReadonlyArray<string>]> = [
  ["scattered", numbers.map((index) => String((index * 271) % 500))],
  ["ascending", numbers.map((index) => String(index).padStart(3, "0"))],
  ["equal", numbers.map(() => "same")],
  ["alike at their beginning", numbers.map((index) => `${"p".repeat(40)}${(index * 271) % 500}@acme.example`)],
  ["the beginnings of others", numbers.map((index) => "ab\0".repeat((index * 271) % 50).slice(0, (index * 7) % 150))],
  ["not ASCII", numbers.map((index) => String.fromCodePoint(0x7f + ((index * 7919) % 0xff_ff) * 9))]
]

describe("a resource in canonical order", () => {
  for (const [order, ids] of orders) {
    it.effect(`is the same in slices of any size where its ids are ${order}`, () =>
      Effect.gen(function* () {
        const pages = pagesOf(ids, 20)
        const whole = yield* read(pages, Number.MAX_SAFE_INTEGER)
        const expected = ids.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
        expect(textsOf(parsePage(whole)).map(({ id }) => id)).toEqual(expected.map((id) => Buffer.from(id).toString()))
        for (const limit of [1, 1000, 5000, whole.length - 1])
          expect((yield* read(pages, limit)).equals(whole)).toBe(true)
      })
    )
  }

  it.effect("has records of one id by their JSON text, whatever page they are in", () =>
    Effect.gen(function* () {
      const records = numbers.map((index) => ({ id: `${index % 3}`, json: `{"n":"${(index * 271) % 500}"}` }))
      const pages = records.flatMap((record) => packRecords("employees", [record])).map(({ bytes }) => bytes)
      const expected = records.toSorted((a, b) => (`${a.id}${a.json}` < `${b.id}${b.json}` ? -1 : 1))
      for (const limit of [1000, Number.MAX_SAFE_INTEGER])
        expect(textsOf(parsePage(yield* read(pages, limit)))).toEqual(expected)
    })
  )

  it.effect("is empty without pages", () =>
    Effect.gen(function* () {
      expect(yield* read([], 1000)).toHaveLength(0)
    })
  )
})
