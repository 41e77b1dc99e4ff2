/**
 * Goal: a write is on record before it is sent, is sent once, and ends as what the state shows, whatever the answer was.
 * Method: a source that is one text, with a real audit trail.
 */
import { describe, expect, it } from "@effect/vitest"
import { AuditTrail, StoreError } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Deferred, Effect, Fiber, Ref } from "effect"
import { TestClock } from "effect/testing"
import { act, type Action, ActionRefused, type ErrorNature, LookAgainWaits, type Order } from "../src/index.ts"
import { asked, type Behaviour, good, order, placeOf, setting, someTexts, type Texts } from "./texts.ts"

const withTrail = Effect.provide(sqliteLayer({ filename: ":memory:" }))
const recorded = Effect.flatMap(AuditTrail, (trail) => Effect.map(trail.read("acme"), (read) => read.entries))

/** Runs the action against a source that behaves so, and gives what there is to see of it. */
const acting = Effect.fnUntraced(
  function* (
    behaviour: Partial<Behaviour>,
    how: Partial<Order> = {},
    more: { readonly state?: string | null; readonly action?: Partial<Action<Texts, ErrorNature, string | null>> } = {}
  ) {
    const source = yield* someTexts({ ...good, ...behaviour }, more.state === undefined ? "before" : more.state)
    const opened = yield* Ref.make(0)
    const result = yield* act({ ...setting, ...more.action }, yield* placeOf(source.client, opened), {
      ...order,
      ...how
    }).pipe(Effect.provideService(LookAgainWaits, [0, 0]), Effect.result)
    return {
      acted: result._tag === "Success" ? result.success : null,
      error: result._tag === "Failure" ? result.failure : null,
      opened: yield* Ref.get(opened),
      writes: yield* Ref.get(source.writes),
      looks: yield* Ref.get(source.looks),
      onRecord: yield* Ref.get(source.onRecord),
      entries: yield* recorded
    }
  },
  Effect.provide(sqliteLayer({ filename: ":memory:" }))
)

const lost = { answers: "lost" } as const
const refused = { takes: false, answers: "refused" } as const

describe("act", () => {
  it.effect.each([
    [{}, "done", null],
    [lost, "done", null],
    [{ answers: "refused" }, "done", null],
    [{ answers: "garbled" }, "done", null],
    [refused, "not-done", "Refused"],
    [{ takes: false, answers: "barred" }, "not-done", "Refused"],
    [{ ...lost, takes: false }, "not-done", "AnswerLost"],
    [{ takes: false, answers: "garbled" }, "not-done", "AnswerLost"],
    [{ takes: false }, "unknown", "NoChange"],
    [{ isReadable: false }, "unknown", "Unreadable"],
    [{ ...lost, isReadable: false }, "unknown", "Unreadable"],
    [{ ...refused, isReadable: false }, "unknown", "Unreadable"]
  ] as const)("of a source that is %j ends as %s", ([behaviour, outcome, problem]) =>
    Effect.gen(function* () {
      const { acted, entries, writes } = yield* acting(behaviour)
      expect([acted?.outcome, acted?.problem?._tag ?? null]).toEqual([outcome, problem])
      expect(writes).toBe(1)
      expect(entries.map((entry) => [entry.phase, entry.outcome])).toEqual([
        ["intention", null],
        ["outcome", outcome]
      ])
    })
  )

  it.effect.each([lost, { answers: "success" } as const])("looks again before it says that %j did nothing", (answer) =>
    Effect.gen(function* () {
      const { acted, looks } = yield* acting({ ...answer, staleLooks: 2 })
      expect([acted?.outcome, looks]).toEqual(["done", 3])
    })
  )

  it.effect("looks once where the source refused", () =>
    Effect.gen(function* () {
      expect((yield* acting(refused)).looks).toBe(1)
    })
  )

  it.effect("gives a slow source four seconds to show a write", () =>
    Effect.gen(function* () {
      const source = yield* someTexts({ ...good, staleLooks: 2 })
      const fiber = yield* Effect.forkChild(act(setting, yield* placeOf(source.client), order), {
        startImmediately: true
      })
      while (fiber.pollUnsafe() === undefined) {
        yield* TestClock.withLive(Effect.sleep(5))
        yield* TestClock.adjust(500)
      }
      expect((yield* Fiber.join(fiber)).outcome).toBe("done")
    }).pipe(withTrail)
  )

  it.effect("calls a state that is neither as before nor as wanted unknown, unless the source refused", () =>
    Effect.gen(function* () {
      const action = { isSo: () => false, isUntouched: (now: string | null, before: string | null) => now === before }
      for (const answers of ["success", "lost"] as const) {
        const { acted } = yield* acting({ answers }, {}, { action })
        expect([acted?.outcome, acted?.problem?._tag]).toEqual(["unknown", "HalfDone"])
      }
      expect((yield* acting({ answers: "refused" }, {}, { action })).acted?.outcome).toBe("not-done")
    })
  )

  it.effect.each([
    ["a living process", { process: "here:1", isAlive: true }, "not-done"],
    ["a process elsewhere", { process: "there:1", isAlive: null }, "not-done"],
    ["a process that died", { process: "here:1", isAlive: false }, "done"],
    ["this very process", { process: "here:2", isAlive: true }, "done"]
  ] as const)("sends nothing while %s has a write to the same subject under way", ([, other, outcome]) =>
    Effect.gen(function* () {
      const source = yield* someTexts()
      const place = yield* placeOf(source.client)
      const { confirm: _confirm, show: _show, dryRun: _dryRun, isAlive: _isAlive, ...who } = order
      const trail = yield* AuditTrail
      yield* trail.append({
        ...who,
        process: other.process,
        tenant: place.tenant,
        operation: `${place.source} texts.drop`,
        subject: setting.subject,
        action: "earlier",
        at: "1970-01-01T00:00:00.000Z",
        before: null,
        phase: "intention",
        outcome: null,
        after: null
      })
      const result = yield* Effect.result(
        act(setting, place, { ...order, process: "here:2", isAlive: () => other.isAlive })
      )
      const refusal =
        result._tag === "Failure" && result.failure instanceof ActionRefused ? result.failure.reason : null
      expect(refusal?._tag ?? null).toBe(outcome === "done" ? null : "UnderWay")
      expect(yield* Ref.get(source.writes)).toBe(outcome === "done" ? 1 : 0)
      expect((yield* recorded).at(-1)).toMatchObject({ phase: "outcome", outcome })
    }).pipe(withTrail)
  )

  it.effect("records who, what and why, before and after, under one action", () =>
    Effect.gen(function* () {
      const { entries } = yield* acting({}, { process: "host:1" }, { action: { parameters: { colour: "red" } } })
      const told = {
        tenant: "acme",
        operation: "push texts.set",
        subject: "4711",
        actor: "jane",
        reason: "ticket 1",
        parameters: { colour: "red" },
        process: "host:1"
      }
      expect(entries).toMatchObject([
        { ...told, before: "before", after: null },
        { ...told, before: "before", after: "after" }
      ])
      expect(new Set(entries.map(({ action }) => action)).size).toBe(1)
    })
  )

  it.effect("has its intention on record before it sends", () =>
    Effect.gen(function* () {
      expect((yield* acting({})).onRecord.map(({ phase }) => phase)).toEqual(["intention"])
    })
  )

  it.effect("sends and records nothing if the state is so already", () =>
    Effect.gen(function* () {
      const { acted, entries, writes } = yield* acting({}, {}, { state: "after" })
      expect(acted?.outcome).toBe("already-so")
      expect([entries, writes]).toEqual([[], 0])
    })
  )

  it.effect("shows with dryRun what would be sent, and opens no trail", () =>
    Effect.gen(function* () {
      const { acted, entries, writes, opened } = yield* acting({}, { dryRun: true })
      expect(acted).toMatchObject({ outcome: "dry-run", request: { method: "POST" }, before: "before", after: null })
      expect([entries, writes, opened]).toEqual([[], 0, 0])
    })
  )

  it.effect("fails if what it is done to is not there", () =>
    Effect.gen(function* () {
      const { error, entries, writes } = yield* acting({}, {}, { state: null })
      expect(error).toMatchObject({ _tag: "SubjectMissing", missing: ["text 4711"] })
      expect([entries, writes]).toEqual([[], 0])
    })
  )

  it.effect("is refused for a flaw before anything is read, and for the state before anything is sent", () =>
    Effect.gen(function* () {
      const reason = { _tag: "NoIdentifier", what: "id", rule: "is odd" } as const
      const flawed = yield* acting({}, {}, { action: { flaw: reason, read: () => Effect.die("read") } })
      expect(flawed.error).toMatchObject({ _tag: "ActionRefused", reason, touches: [] })
      const judged = yield* acting({}, { dryRun: true }, { action: { refusal: () => reason } })
      expect(judged.error).toMatchObject({ _tag: "ActionRefused", reason, touches: ["text before"] })
      expect([judged.entries, judged.writes]).toEqual([[], 0])
    })
  )

  it.effect("goes on when it is confirmed, having shown what is touched and sent", () =>
    Effect.gen(function* () {
      const { order: how, shown } = yield* asked("confirmed")
      const { acted } = yield* acting({}, how)
      expect(acted?.outcome).toBe("done")
      expect(yield* Ref.get(shown)).toMatchObject([{ touches: ["text before"], request: { path: "/v1/texts/4711" } }])
    })
  )

  it.effect.each(["declined", "nobody-there"] as const)("ends without a trace when the answer is %s", (answer) =>
    Effect.gen(function* () {
      const { error, entries, writes } = yield* acting({}, (yield* asked(answer)).order)
      expect(error).toMatchObject({ _tag: "Unconfirmed", answer, wanted: "4711" })
      expect([entries, writes]).toEqual([[], 0])
    })
  )

  it.effect("sends nothing when the state has changed while a person was asked", () =>
    Effect.gen(function* () {
      const source = yield* someTexts()
      const how: Order = { ...order, confirm: () => Effect.as(Ref.set(source.text, "meanwhile"), "confirmed") }
      const action = { ...setting, isUntouched: (now: string | null, before: string | null) => now === before }
      const error = yield* Effect.flip(act(action, yield* placeOf(source.client), how))
      expect(error).toMatchObject({ _tag: "ChangedMeanwhile" })
      expect([yield* recorded, yield* Ref.get(source.writes)]).toEqual([[], 0])
    }).pipe(withTrail)
  )

  it.effect("knows by the trail that what is gone was removed from here", () =>
    Effect.gen(function* () {
      const source = yield* someTexts()
      const place = yield* placeOf(source.client)
      const removing: typeof setting = { ...setting, removesSubject: true, isSo: (text) => text === null }
      const removed = { ...place, client: { ...source.client, set: () => Ref.set(source.text, null) } }
      expect((yield* act(removing, removed, order)).outcome).toBe("done")
      expect(yield* act(removing, removed, order)).toMatchObject({
        outcome: "already-so",
        request: null,
        remarks: [expect.stringContaining("by jane")]
      })
      const never = yield* Effect.flip(act({ ...removing, parameters: { other: true } }, removed, order))
      expect(never).toMatchObject({ _tag: "SubjectMissing" })
    }).pipe(withTrail)
  )

  it.effect("takes what is gone for done if the trail has a try whose outcome nobody knew, not if it had none", () =>
    Effect.gen(function* () {
      const source = yield* someTexts({ ...good, isReadable: false })
      const place = yield* placeOf(source.client)
      const removing: typeof setting = { ...setting, removesSubject: true, isSo: (text) => text === null }
      expect((yield* act(removing, place, order)).outcome).toBe("unknown")
      const gone = { ...place, client: { ...source.client, get: Effect.succeed(null) } }
      expect(yield* act(removing, gone, order)).toMatchObject({
        outcome: "already-so",
        remarks: [expect.stringContaining("nobody knew")]
      })

      const refusing = yield* someTexts({ ...good, takes: false, answers: "refused" })
      const other: typeof setting = { ...removing, subject: "4712" }
      expect((yield* act(other, { ...place, client: refusing.client }, order)).outcome).toBe("not-done")
      expect(yield* Effect.flip(act(other, gone, order))).toMatchObject({ _tag: "SubjectMissing" })
    }).pipe(withTrail)
  )

  it.effect("leaves an unknown outcome on record when it is interrupted while sending", () =>
    Effect.gen(function* () {
      const sending = yield* Deferred.make<void>()
      const client: Texts = {
        get: Effect.succeed("before"),
        set: () => Effect.andThen(Deferred.succeed(sending, undefined), Effect.never)
      }
      const fiber = yield* Effect.forkChild(act(setting, yield* placeOf(client), order))
      yield* Deferred.await(sending)
      yield* Fiber.interrupt(fiber)
      expect((yield* recorded).map(({ outcome }) => outcome)).toEqual([null, "unknown"])
    }).pipe(withTrail)
  )

  it.effect("says so when the write is over and its outcome cannot be put on record", () =>
    Effect.gen(function* () {
      const trail = yield* AuditTrail
      const source = yield* someTexts()
      const place = yield* placeOf(source.client)
      const full: typeof trail = {
        ...trail,
        append: (event) =>
          event.phase === "intention"
            ? trail.append(event)
            : Effect.fail(
                new StoreError({ operation: "append to audit trail", reason: "full", detail: "the disk is full" })
              )
      }
      const failing = { ...place, withTrail: Effect.provideService(AuditTrail, full) }
      const error = yield* Effect.flip(act(setting, failing, order))
      expect(error).toMatchObject({ _tag: "OutcomeUnrecorded", outcome: "done" })
      expect(yield* Ref.get(source.writes)).toBe(1)
    }).pipe(withTrail)
  )
})
