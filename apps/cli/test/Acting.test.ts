/**
 * Goal: a write is on record before it is sent, is sent once, and ends as what the state shows, whatever the answer was.
 * Method: a source that is one text, with a real audit trail and a person at the terminal who types what the test says.
 */
import { describe, expect, it } from "@effect/vitest"
import { AuditTrail } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Deferred, Effect, Fiber, Layer, Ref, Stdio, Terminal } from "effect"
import { TestConsole } from "effect/testing"
import { act, type Action, type Order, type Place } from "../src/Acting.ts"
import { Failure } from "../src/Failure.ts"

/** How the source takes a write. */
interface Behaviour {
  /** Whether the state changes. */
  readonly takes: boolean
  /** Whether the write is answered. */
  readonly answers: boolean
  /** Whether the state can be read after the write. */
  readonly isReadable: boolean
}

const good: Behaviour = { takes: true, answers: true, isReadable: true }

const order: Order = { actor: "jane", reason: "ticket 1", yes: true, dryRun: false, look: "rollcall look" }

const lost = "lost" as const
type Lost = typeof lost

interface Source {
  readonly get: Effect.Effect<string | null, Lost>
  readonly set: (text: string) => Effect.Effect<void, Lost>
}

/** Runs an action that sets the source's text to `after`, and gives what there is to see of it. */
const acting = Effect.fnUntraced(
  function* (
    behaviour: Behaviour,
    how: Partial<Order> = {},
    { state = "before", typed }: { readonly state?: string | null; readonly typed?: string } = {}
  ) {
    const text = yield* Ref.make(state)
    const writes = yield* Ref.make(0)
    const onRecord = yield* Ref.make(0)
    const trail = yield* AuditTrail
    const client: Source = {
      get: Effect.gen(function* () {
        if ((yield* Ref.get(writes)) > 0 && !behaviour.isReadable) return yield* Effect.fail(lost)
        return yield* Ref.get(text)
      }),
      set: Effect.fnUntraced(function* (next: string) {
        yield* Ref.set(onRecord, (yield* Effect.orDie(trail.read("acme"))).entries.length)
        yield* Ref.update(writes, (count) => count + 1)
        if (behaviour.takes) yield* Ref.set(text, next)
        if (!behaviour.answers) return yield* Effect.fail(lost)
      })
    }
    const result = yield* act(setting, placeOf(client, trail), { ...order, ...how }).pipe(
      Effect.provide(personWhoTypes(typed)),
      Effect.result
    )
    const { entries } = yield* trail.read("acme")
    return {
      result,
      entries,
      writes: yield* Ref.get(writes),
      /** Entries in the trail when the write was sent. */
      onRecord: yield* Ref.get(onRecord),
      said: yield* TestConsole.errorLines
    }
  },
  Effect.provide(sqliteLayer({ filename: ":memory:" }))
)

const setting: Action<Source, Lost, string | null> = {
  operation: "texts.set",
  subject: "4711",
  typedBack: () => ({ what: "the id", text: "4711" }),
  read: (client) => client.get,
  isSo: (text) => text === "after",
  missing: (text) => (text === null ? ["text 4711"] : []),
  touches: (text) => [`text ${text}`],
  send: (client) => client.set("after")
}

const placeOf = (client: Source, trail: typeof AuditTrail.Service): Place<Source, Lost> => ({
  tenant: "acme",
  source: "push",
  client,
  rehearse: () => Effect.succeed({ method: "POST", path: "/v1/texts/4711", body: "{}" }),
  failure: (error) =>
    new Failure({ code: "unreachable", summary: `${error}.`, where: { tenant: "acme" }, next: "check the network." }),
  withTrail: (effect) => Effect.provideService(effect, AuditTrail, trail)
})

/** `undefined`: nobody is there. */
const personWhoTypes = (typed: string | undefined) =>
  Layer.merge(
    Stdio.layerTest({ stdinIsTerminal: Effect.succeed(typed !== undefined) }),
    Layer.succeed(
      Terminal.Terminal,
      Terminal.make({
        columns: Effect.succeed(80),
        rows: Effect.succeed(24),
        size: Effect.never,
        readInput: Effect.never,
        readLine: typed === undefined ? Effect.fail(new Terminal.QuitError({})) : Effect.succeed(typed),
        display: () => Effect.void
      })
    )
  )

const succeeded = <A>(result: { readonly _tag: string; readonly success?: A }): A | undefined => result.success
const failed = <E>(result: { readonly _tag: string; readonly failure?: E }): E | undefined => result.failure

describe("act", () => {
  it.effect.each([
    [{ takes: true, answers: true, isReadable: true }, "done", null],
    [{ takes: true, answers: false, isReadable: true }, "done", null],
    [{ takes: false, answers: false, isReadable: true }, "not-done", "unreachable"],
    [{ takes: false, answers: true, isReadable: true }, "unknown", "failed"],
    [{ takes: true, answers: true, isReadable: false }, "unknown", "failed"],
    [{ takes: true, answers: false, isReadable: false }, "unknown", "failed"]
  ] as const)("of a source that is %j ends as %s", ([behaviour, outcome, code]) =>
    Effect.gen(function* () {
      const { result, entries, writes } = yield* acting(behaviour)
      expect(succeeded(result)?.outcome).toBe(outcome)
      expect(succeeded(result)?.failure?.code ?? null).toBe(code)
      expect(writes).toBe(1)
      expect(entries.map((entry) => [entry.phase, entry.outcome])).toEqual([
        ["intention", null],
        ["outcome", outcome]
      ])
    })
  )

  it.effect("records who, what and why, before and after, under one action", () =>
    Effect.gen(function* () {
      const { entries } = yield* acting(good)
      const told = { tenant: "acme", operation: "push texts.set", subject: "4711", actor: "jane", reason: "ticket 1" }
      expect(entries).toMatchObject([
        { ...told, before: "before", after: null },
        { ...told, before: "before", after: "after" }
      ])
      expect(new Set(entries.map(({ action }) => action)).size).toBe(1)
    })
  )

  it.effect("has its intention on record before it sends", () =>
    Effect.gen(function* () {
      expect((yield* acting(good)).onRecord).toBe(1)
    })
  )

  it.effect("says how to find out when nobody knows", () =>
    Effect.gen(function* () {
      const { result } = yield* acting({ ...good, isReadable: false })
      expect(succeeded(result)?.failure?.next).toContain("rollcall look")
    })
  )

  it.effect("sends and records nothing if the state is so already", () =>
    Effect.gen(function* () {
      const { result, entries, writes } = yield* acting(good, {}, { state: "after" })
      expect(succeeded(result)?.outcome).toBe("already-so")
      expect([entries, writes]).toEqual([[], 0])
    })
  )

  it.effect("shows what would be sent with --dry-run, and sends and records nothing", () =>
    Effect.gen(function* () {
      const { result, entries, writes } = yield* acting(good, { dryRun: true })
      expect(succeeded(result)).toMatchObject({ outcome: "dry-run", request: { method: "POST" }, before: "before" })
      expect([entries, writes]).toEqual([[], 0])
    })
  )

  it.effect("fails as not found if what it is done to is not there", () =>
    Effect.gen(function* () {
      const { result, entries, writes } = yield* acting(good, {}, { state: null })
      expect(failed(result)?.code).toBe("not-found")
      expect([entries, writes]).toEqual([[], 0])
    })
  )

  it.effect("goes on when the id is typed back, having shown what is touched and sent", () =>
    Effect.gen(function* () {
      const { result, said } = yield* acting(good, { yes: false }, { typed: " 4711 " })
      expect(succeeded(result)?.outcome).toBe("done")
      expect(said.join("\n")).toContain("text before")
      expect(said.join("\n")).toContain("POST /v1/texts/4711")
    })
  )

  it.effect.each(["yes", "", "4712", undefined])("is declined when %j is typed", (typed) =>
    Effect.gen(function* () {
      const { result, entries, writes } = yield* acting(good, { yes: false }, typed === undefined ? {} : { typed })
      expect(failed(result)?.code).toBe("declined")
      expect([entries, writes]).toEqual([[], 0])
    })
  )

  it.effect("leaves an unknown outcome on record when it is interrupted while sending", () =>
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      const sending = yield* Deferred.make<void>()
      const client: Source = {
        get: Effect.succeed("before"),
        set: () => Effect.andThen(Deferred.succeed(sending, undefined), Effect.never)
      }
      const fiber = yield* act(setting, placeOf(client, trail), order).pipe(
        Effect.provide(personWhoTypes(undefined)),
        Effect.forkChild
      )
      yield* Deferred.await(sending)
      yield* Fiber.interrupt(fiber)
      const { entries } = yield* trail.read("acme")
      expect(entries.map(({ outcome }) => outcome)).toEqual([null, "unknown"])
    }).pipe(Effect.provide(sqliteLayer({ filename: ":memory:" })))
  )
})
