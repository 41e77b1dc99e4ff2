/**
 * A source that is one text, and what can be done to it: for what all actions have in common.
 */
import { type AuditEntry } from "@rollcall/model"
import { AuditTrail } from "@rollcall/store"
import { Effect, Ref } from "effect"
import type { Action, ErrorNature, Order, Place, Preview } from "../src/index.ts"

/** How the source takes a write. */
export interface Behaviour {
  /** Whether the state changes. */
  readonly takes: boolean
  /** How the write is answered. */
  readonly answers: "success" | ErrorNature
  /** Whether the state can be read after the write. */
  readonly isReadable: boolean
  /** Looks after the write that still show the state from before. */
  readonly staleLooks: number
}

export const good: Behaviour = { takes: true, answers: "success", isReadable: true, staleLooks: 0 }

export interface Texts {
  readonly get: Effect.Effect<string | null, ErrorNature>
  readonly set: (text: string) => Effect.Effect<void, ErrorNature>
}

/** Sets the text to `after`. */
export const setting: Action<Texts, ErrorNature, string | null> = {
  operation: "texts.set",
  subject: "4711",
  typedBack: () => ({ what: "the id", text: "4711" }),
  read: (client) => client.get,
  isSo: (text) => text === "after",
  missing: (text) => (text === null ? ["text 4711"] : []),
  touches: (text) => [`text ${text}`],
  send: (client) => client.set("after")
}

export const order: Order = {
  actor: "jane",
  reason: "ticket 1",
  dryRun: false,
  show: () => Effect.void,
  confirm: null
}

/** A source with a text, and the counts of what was done to it. */
export const someTexts = Effect.fnUntraced(function* (behaviour: Behaviour = good, start: string | null = "before") {
  const text = yield* Ref.make(start)
  const writes = yield* Ref.make(0)
  const looks = yield* Ref.make(0)
  const onRecord = yield* Ref.make<ReadonlyArray<AuditEntry>>([])
  const trail = yield* AuditTrail
  const client: Texts = {
    get: Effect.gen(function* () {
      if ((yield* Ref.get(writes)) === 0) return yield* Ref.get(text)
      if (!behaviour.isReadable) return yield* Effect.fail("lost" as const)
      yield* Ref.update(looks, (count) => count + 1)
      return (yield* Ref.get(looks)) <= behaviour.staleLooks ? start : yield* Ref.get(text)
    }),
    set: Effect.fnUntraced(function* (next: string) {
      yield* Ref.set(onRecord, (yield* Effect.orDie(trail.read("acme"))).entries)
      yield* Ref.update(writes, (count) => count + 1)
      if (behaviour.takes) yield* Ref.set(text, next)
      if (behaviour.answers !== "success") return yield* Effect.fail(behaviour.answers)
    })
  }
  return { client, text, writes, looks, onRecord }
})

/** The place of a client; the trail is the one in scope, and how often it was opened is counted. */
export const placeOf = Effect.fnUntraced(function* <C>(client: C, opened?: Ref.Ref<number>) {
  const trail = yield* AuditTrail
  const place: Place<C, ErrorNature> = {
    tenant: "acme",
    source: "push",
    client,
    rehearse: () => Effect.succeed({ method: "POST", path: "/v1/texts/4711", body: "{}" }),
    natureOf: (nature) => nature,
    withTrail: (effect) =>
      Effect.andThen(
        opened === undefined ? Effect.void : Ref.update(opened, (count) => count + 1),
        Effect.provideService(effect, AuditTrail, trail)
      )
  }
  return place
})

/** An order that remembers what was shown, and has a person type. */
export const asked = Effect.fnUntraced(function* (answer: "confirmed" | "declined" | "nobody-there") {
  const shown = yield* Ref.make<ReadonlyArray<Preview>>([])
  const how: Order = {
    ...order,
    show: (preview) => Ref.update(shown, (all) => [...all, preview]),
    confirm: () => Effect.succeed(answer)
  }
  return { order: how, shown }
})
