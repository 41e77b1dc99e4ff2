/**
 * Goal: of a list each line is done exactly once and told exactly once, whatever happens on the way.
 * Method: a source of many texts, of which some behave badly, and a real audit trail.
 */
import { assert, describe, expect, it } from "@effect/vitest"
import { AuditTrail, StoreError } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import {
  act,
  actMany,
  type Action,
  type ErrorNature,
  type LineResult,
  linesOf,
  LookAgainWaits,
  type Order
} from "../src/index.ts"
import { order, placeOf } from "./texts.ts"

const withTrail = Effect.provide(sqliteLayer({ filename: ":memory:" }))

/** How the source takes the removal of a text. */
interface Trouble {
  readonly sending?: ErrorNature
  /** Takes the write all the same. */
  readonly takes?: boolean
  readonly reading?: ErrorNature
}

interface Shelf {
  readonly has: (name: string) => Effect.Effect<boolean, ErrorNature>
  readonly remove: (name: string) => Effect.Effect<void, ErrorNature>
}

const removing = (name: string): Action<Shelf, ErrorNature, boolean> => ({
  operation: "shelf.remove",
  subject: name,
  flaw: name.includes("\t") ? { _tag: "NoIdentifier", what: "name", rule: "holds a control character" } : null,
  typedBack: () => ({ what: "the name", text: name }),
  removesSubject: true,
  read: (shelf) => shelf.has(name),
  isSo: (isThere) => !isThere,
  missing: (isThere) => (isThere ? [] : [`text ${name}`]),
  touches: () => [],
  send: (shelf) => shelf.remove(name)
})

const aShelf = Effect.fnUntraced(function* (
  names: ReadonlyArray<string>,
  troubles: Readonly<Record<string, Trouble>> = {}
) {
  const there = yield* Ref.make(new Set(names))
  const sent = yield* Ref.make<ReadonlyArray<string>>([])
  const shelf: Shelf = {
    has: Effect.fnUntraced(function* (name: string) {
      const reading = troubles[name]?.reading
      if (reading !== undefined) return yield* Effect.fail(reading)
      return (yield* Ref.get(there)).has(name)
    }),
    remove: Effect.fnUntraced(function* (name: string) {
      yield* Ref.update(sent, (all) => [...all, name])
      const { sending, takes = sending === undefined } = troubles[name] ?? {}
      if (takes) yield* Ref.update(there, (all) => new Set([...all].filter((each) => each !== name)))
      if (sending !== undefined) return yield* Effect.fail(sending)
    })
  }
  return { shelf, sent }
})

const removingAll = Effect.fnUntraced(function* (lines: ReadonlyArray<string>, shelf: Shelf, how: Partial<Order> = {}) {
  const told = yield* Ref.make<ReadonlyArray<LineResult<ErrorNature>>>([])
  const results = yield* actMany({
    lines,
    action: removing,
    place: yield* placeOf(shelf),
    order: { ...order, ...how },
    onLine: (result) => Ref.update(told, (all) => [...all, result])
  }).pipe(Effect.provideService(LookAgainWaits, []))
  assert.deepStrictEqual(yield* Ref.get(told), results)
  assert.deepStrictEqual(
    results.map(({ line, text }) => [line, text]),
    lines.map((text, index) => [index + 1, text])
  )
  return results.map(({ ending }) =>
    ending._tag === "Acted"
      ? ending.acted.outcome
      : ending._tag === "Failed"
        ? typeof ending.error === "string"
          ? ending.error
          : ending.error._tag
        : ending._tag
  )
})

describe("linesOf", () => {
  it.each([
    ["a\nb\n", ["a", "b"]],
    ["\uFEFFa\r\n\r\nb", ["a", "", "b"]],
    ["#a\n \n", ["#a", " "]],
    ["", []]
  ])("reads %j", (text, lines) => {
    expect(linesOf(text)).toEqual(lines)
  })
})

describe("actMany", () => {
  it.effect("does each line once, in order, and tells each", () =>
    Effect.gen(function* () {
      const { shelf, sent } = yield* aShelf(["b", "a", "c", "#d"])
      const endings = yield* removingAll(["b", "a", "", "b", "never", "a\tb", " c", "#d"], shelf)
      expect(endings).toEqual([
        "done",
        "done",
        "Blank",
        "Duplicate",
        "SubjectMissing",
        "ActionRefused",
        "ActionRefused",
        "done"
      ])
      expect(yield* Ref.get(sent)).toEqual(["b", "a", "#d"])
    }).pipe(withTrail)
  )

  it.effect("skips in a second run what is done, and does what was left", () =>
    Effect.gen(function* () {
      const lines = ["a", "b", "c"]
      const first = yield* aShelf(lines, { b: { sending: "lost", reading: "lost" } })
      expect(yield* removingAll(lines, first.shelf)).toEqual(["done", "lost", "NotTried"])
      const second = yield* aShelf(["b", "c"])
      expect(yield* removingAll(lines, second.shelf)).toEqual(["already-so", "done", "done"])
      expect(yield* Ref.get(second.sent)).toEqual(["b", "c"])
    }).pipe(withTrail)
  )

  it.effect.each([
    ["the outcome is unknown", { takes: false }, "unknown", true],
    ["the source cannot be reached", { reading: "lost" }, "lost", true],
    ["the key is refused", { sending: "barred", takes: false }, "not-done", true],
    ["a record cannot be understood", { reading: "garbled" }, "garbled", false],
    ["one write is refused", { sending: "refused", takes: false }, "not-done", false],
    ["an answer is lost and nothing was done", { sending: "lost", takes: false }, "not-done", false],
    ["an answer is lost and the write was done", { sending: "lost", takes: true }, "done", false]
  ] as const)("where %s", ([, trouble, ending, isLast]) =>
    Effect.gen(function* () {
      const { shelf, sent } = yield* aShelf(["a", "b"], { a: trouble })
      expect(yield* removingAll(["a", "b"], shelf)).toEqual([ending, isLast ? "NotTried" : "done"])
      expect((yield* Ref.get(sent)).filter((name) => name === "b")).toHaveLength(isLast ? 0 : 1)
    }).pipe(withTrail)
  )

  it.effect("stops when the store fails", () =>
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      const { shelf, sent } = yield* aShelf(["a", "b"])
      const full = new StoreError({ operation: "append", reason: "full", detail: "the disk is full" })
      const endings = yield* removingAll(["a", "b"], shelf).pipe(
        Effect.provideService(AuditTrail, { ...trail, append: () => Effect.fail(full) })
      )
      expect([endings, yield* Ref.get(sent)]).toEqual([["StoreError", "NotTried"], []])
    }).pipe(withTrail)
  )

  it.effect("leaves a line that is not confirmed and goes on with the next", () =>
    Effect.gen(function* () {
      const { shelf, sent } = yield* aShelf(["a", "b"])
      const how: Order = { ...order, confirm: ({ text }) => Effect.succeed(text === "a" ? "declined" : "confirmed") }
      expect(yield* removingAll(["a", "b"], shelf, how)).toEqual(["Unconfirmed", "done"])
      expect(yield* Ref.get(sent)).toEqual(["b"])
    }).pipe(withTrail)
  )

  it.effect("stops where nobody is there to confirm", () =>
    Effect.gen(function* () {
      const { shelf } = yield* aShelf(["a", "b"])
      const how: Partial<Order> = { confirm: () => Effect.succeed("nobody-there") }
      expect(yield* removingAll(["a", "b"], shelf, how)).toEqual(["Unconfirmed", "NotTried"])
    }).pipe(withTrail)
  )

  it.effect("reads the trail once for many lines, and again when a while has passed", () =>
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      const reads = yield* Ref.make(0)
      const { shelf } = yield* aShelf([])
      const slow = { ...shelf, has: (name: string) => Effect.delay(shelf.has(name), 1000) }
      const names = Array.from({ length: 45 }, (_, index) => `never ${index}`)
      const counting = {
        ...trail,
        read: (tenant: string) =>
          Effect.andThen(
            Ref.update(reads, (count) => count + 1),
            trail.read(tenant)
          )
      }
      const running = yield* removingAll(names, slow).pipe(
        Effect.provideService(AuditTrail, counting),
        Effect.forkChild
      )
      yield* TestClock.adjust(60_000)
      expect(new Set(yield* Fiber.join(running))).toEqual(new Set(["SubjectMissing"]))
      expect(yield* Ref.get(reads)).toBe(2)
    }).pipe(withTrail)
  )

  it.effect("does again what was done once and is there again", () =>
    Effect.gen(function* () {
      const first = yield* aShelf(["a"])
      yield* act(removing("a"), yield* placeOf(first.shelf), order)
      const back = yield* aShelf(["a"])
      expect(yield* removingAll(["a"], back.shelf)).toEqual(["done"])
    }).pipe(withTrail)
  )
})
