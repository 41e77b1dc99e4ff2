/**
 * Goal: what a crash left open is settled by what is there now, on record as settled, and nothing else is touched.
 * Method: a trail with intentions as a killed process leaves them, and a source that is one text.
 */
import { describe, expect, it } from "@effect/vitest"
import type { AuditEvent } from "@rollcall/model"
import { AuditTrail } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Duration, Effect } from "effect"
import { TestClock } from "effect/testing"
import { type ErrorNature, openIntentions, settle, settlingOf, type Settlings, underWayMax } from "../src/index.ts"
import { good, setting, someTexts, type Texts } from "./texts.ts"

const withTrail = Effect.provide(sqliteLayer({ filename: ":memory:" }))

const start = Date.parse("2026-10-31T09:00:00.000Z")

const anIntention = (more: Partial<AuditEvent> = {}): AuditEvent => ({
  tenant: "acme",
  at: "2026-10-31T09:00:00.000Z",
  actor: "jane",
  operation: "push texts.set",
  subject: "4711",
  phase: "intention",
  action: "a1",
  outcome: null,
  reason: "ticket 1",
  before: "before",
  after: null,
  ...more
})

const append = (event: AuditEvent) => Effect.flatMap(AuditTrail, (trail) => trail.append(event))
const entries = Effect.flatMap(AuditTrail, (trail) => Effect.map(trail.read("acme"), (read) => read.entries))

const settlings: Settlings<Texts, ErrorNature> = new Map([
  [
    "push texts.set",
    ({ before }) =>
      settlingOf(
        { ...setting, isUntouched: (now: string | null, then: string | null) => now === then },
        typeof before === "string" ? before : null
      )
  ]
])

const settling = Effect.fnUntraced(function* (
  state: string,
  { isAlive = false, isReadable = true }: { readonly isAlive?: boolean | null; readonly isReadable?: boolean } = {}
) {
  const { client } = yield* someTexts(good, state)
  return yield* settle({
    tenant: "acme",
    client: isReadable ? client : { ...client, get: Effect.fail("lost" as const) },
    settlings,
    actor: "joe",
    isAlive: () => isAlive
  })
})

describe("settle", () => {
  it.effect("adds nothing to a chain that does not hold", () =>
    Effect.gen(function* () {
      yield* append(anIntention())
      const trail = yield* AuditTrail
      const broken = { sequence: 1, why: "its content was changed" }
      const tampered = {
        ...trail,
        read: (tenant: string) => Effect.map(trail.read(tenant), (read) => ({ ...read, broken }))
      }
      expect(yield* Effect.provideService(settling("after"), AuditTrail, tampered)).toEqual([])
      expect(yield* entries).toHaveLength(1)
    }).pipe(withTrail)
  )

  it.effect.each([
    ["after", "done"],
    ["before", "not-done"],
    ["something else", "unknown"]
  ] as const)("finds a state that is %j and records %s", ([state, outcome]) =>
    Effect.gen(function* () {
      yield* append(anIntention())
      expect(yield* settling(state)).toMatchObject([{ outcome, after: state, open: null }])
      const [, settled] = yield* entries
      expect(settled).toMatchObject({
        ...anIntention({ phase: "outcome", outcome, after: state, actor: "joe", at: expect.any(String) }),
        settled: true
      })
      expect(yield* openIntentions("acme")).toEqual([])
      expect(yield* settling(state)).toEqual([])
    }).pipe(withTrail)
  )

  it.effect("leaves what has an outcome and what is another tenant's", () =>
    Effect.gen(function* () {
      yield* append(anIntention())
      yield* append(anIntention({ phase: "outcome", outcome: "unknown" }))
      yield* append(anIntention({ tenant: "bolt" }))
      expect(yield* settling("after")).toEqual([])
      expect(yield* entries).toHaveLength(2)
    }).pipe(withTrail)
  )

  it.effect("leaves open what cannot be read now, and what nobody knows how to tell", () =>
    Effect.gen(function* () {
      yield* append(anIntention())
      yield* append(anIntention({ action: "a2", operation: "push texts.burn" }))
      const left = yield* settling("after", { isReadable: false })
      expect(left.map(({ open }) => open?._tag)).toEqual(["Unreadable", "NoSettling"])
      expect((yield* openIntentions("acme")).map(({ action }) => action)).toEqual(["a1", "a2"])
    }).pipe(withTrail)
  )

  it.effect.each([
    ["running here", true, 0, "UnderWay"],
    ["on a machine that cannot be asked", null, 0, "UnderWay"],
    ["dead", false, 0, undefined],
    ["a number that another process has by now", true, Duration.toMillis(underWayMax), undefined],
    ["on another machine, half an hour ago", null, Duration.toMillis(underWayMax), undefined]
  ] as const)("of a process that is %s", ([, isAlive, ageMs, open]) =>
    Effect.gen(function* () {
      yield* TestClock.setTime(start + ageMs)
      yield* append(anIntention({ process: "host:1" }))
      const [settled] = yield* settling("after", { isAlive })
      expect(settled?.open?._tag).toBe(open)
    }).pipe(withTrail)
  )

  it.effect("does not guess what became of it once the subject was written to again", () =>
    Effect.gen(function* () {
      yield* append(anIntention())
      yield* append(anIntention({ action: "a2", operation: "push texts.clear" }))
      yield* append(anIntention({ action: "a2", operation: "push texts.clear", phase: "outcome", outcome: "done" }))
      expect(yield* settling("before")).toMatchObject([{ outcome: "unknown" }])
    }).pipe(withTrail)
  )
})
