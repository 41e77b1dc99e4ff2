/**
 * Intentions without an outcome, which a crash has left: found in the audit trail and settled by reading.
 *
 * **Source** design/product.md, "Actions on devices and end users".
 */
import type { AuditEntry } from "@rollcall/model"
import { AuditTrail, type StoreError } from "@rollcall/store"
import { Clock, Duration, Effect, Result, type Schema } from "effect"
import type { Action, Outcome } from "./Action.ts"
import { readBackOf, verdictOf } from "./Ending.ts"
import { isoNow } from "./Record.ts"
import { asJson } from "./StateJson.ts"

/** How to tell what became of one intention: its action, with the state from before. */
export interface Settling<in C, out E> {
  readonly look: (client: C) => Effect.Effect<Found, E>
}

interface Found {
  readonly verdict: ReturnType<typeof verdictOf>
  readonly after: Schema.Json
}

/**
 * How to tell what became of an operation, by its name as in the audit trail; `null` for an entry that does not say enough.
 */
export type Settlings<C, E> = ReadonlyMap<string, (intention: AuditEntry) => Settling<C, E> | null>

/** Makes a settling of an action as it was ordered. */
export const settlingOf = <C, E, S>(action: Action<C, E, S>, before: S): Settling<C, E> => ({
  look: (client) =>
    Effect.map(readBackOf(action, client, before), (now) => ({
      verdict: verdictOf(action, now, before),
      after: asJson(now)
    }))
})

/** What is to be settled, by whom, and how. */
export interface SettleOptions<C, E> {
  readonly tenant: string
  readonly client: C
  readonly settlings: Settlings<C, E>
  /** Who settles, for the audit trail. */
  readonly actor: string
  /**
   * Whether the process that wrote an intention still runs, by what its order said; `null` if that cannot be known.
   *
   * **Details** What may be under way is left alone. After {@link underWayMax} nothing is.
   */
  readonly isAlive: (process: string) => boolean | null
}

/** What became of one intention. */
export interface Settled<out E> {
  readonly intention: AuditEntry
  /** `null`: it stays open. */
  readonly outcome: Outcome | null
  readonly after: Schema.Json
  /** Why it stays open. */
  readonly open: Open<E> | null
}

export type Open<E> =
  /** Its process still runs, or may. */
  | { readonly _tag: "UnderWay" }
  /** Nobody told how to find out; another source's, or an entry that says too little. */
  | { readonly _tag: "NoSettling" }
  /** The state cannot be read now; the next start tries again. */
  | { readonly _tag: "Unreadable"; readonly error: E }

/** Longer than any action: ten minutes of waiting for the rate, twice, and the reads around the write. */
export const underWayMax = Duration.minutes(30)

/** A tenant's intentions without an outcome, oldest first; none where the chain does not hold, as nothing there is proven. */
export const openIntentions = (tenant: string): Effect.Effect<ReadonlyArray<AuditEntry>, StoreError, AuditTrail> =>
  Effect.map(provenEntriesOf(tenant), openAmong)

/** An outcome appended to a chain that does not hold would dress up what somebody made of it. */
const provenEntriesOf = (tenant: string) =>
  Effect.flatMap(AuditTrail, (trail) =>
    Effect.map(trail.read(tenant), ({ entries, broken }) => (broken === null ? entries : []))
  )

const openAmong = (entries: ReadonlyArray<AuditEntry>): ReadonlyArray<AuditEntry> => {
  const ended = new Set(entries.filter(({ phase }) => phase === "outcome").map(({ action }) => action))
  return entries.filter(({ phase, action }) => phase === "intention" && !ended.has(action))
}

/**
 * Reads the state of each open intention and puts the outcome on record, marked as settled.
 *
 * **Details** A later write to the same subject hides what became of an earlier one: that is settled as `unknown`.
 *
 * **Errors** `StoreError`; a source that cannot be read leaves its intentions open.
 */
export const settle = Effect.fn("actions.settle")(function* <C, E>(options: SettleOptions<C, E>) {
  const entries = yield* provenEntriesOf(options.tenant)
  return yield* Effect.forEach(openAmong(entries), (intention) => settleOne(options, intention, entries))
})

/** A process elsewhere cannot be asked; longer than a write and the look after it take. */
const elsewhereMax = Duration.minutes(2)

/** An earlier intention on the same subject that a living process has under way; `null` if there is none. */
export const rivalOf = Effect.fnUntraced(function* (
  intention: AuditEntry,
  isAlive: (process: string) => boolean | null
) {
  const nowMs = yield* Clock.currentTimeMillis
  const open = yield* openIntentions(intention.tenant)
  const rival = open.find(({ sequence, subject, operation, process, at }) => {
    if (sequence >= intention.sequence || process === undefined || process === intention.process) return false
    if (subject !== intention.subject || sourceOf({ operation }) !== sourceOf(intention)) return false
    const living = isAlive(process)
    const sinceMs = nowMs - Date.parse(at)
    return living !== false && sinceMs < Duration.toMillis(living === null ? elsewhereMax : underWayMax)
  })
  return rival ?? null
})

const settleOne = Effect.fnUntraced(function* <C, E>(
  options: SettleOptions<C, E>,
  intention: AuditEntry,
  entries: ReadonlyArray<AuditEntry>
) {
  const stays = (open: Open<E>): Settled<E> => ({ intention, outcome: null, after: null, open })
  if (yield* mayBeUnderWay(options, intention)) return stays({ _tag: "UnderWay" })
  const settling = options.settlings.get(intention.operation)?.(intention) ?? null
  if (settling === null) return stays({ _tag: "NoSettling" })
  const found = yield* Effect.result(settling.look(options.client))
  if (Result.isFailure(found)) return stays({ _tag: "Unreadable", error: found.failure })
  const { verdict, after } = found.success
  const outcome = isOvertaken(intention, entries) ? "unknown" : outcomes[verdict]
  const { sequence: _sequence, previousHash: _previousHash, hash: _hash, ...event } = intention
  const trail = yield* AuditTrail
  const at = yield* isoNow
  yield* trail.append({ ...event, at, phase: "outcome", actor: options.actor, outcome, after, settled: true })
  const settled: Settled<E> = { intention, outcome, after, open: null }
  return settled
})

const outcomes = { done: "done", untouched: "not-done", other: "unknown" } as const

const mayBeUnderWay = Effect.fnUntraced(function* <C, E>(
  { isAlive }: SettleOptions<C, E>,
  { process, at }: AuditEntry
) {
  if (process === undefined) return false
  const ageMs = (yield* Clock.currentTimeMillis) - Date.parse(at)
  return ageMs < Duration.toMillis(underWayMax) && isAlive(process) !== false
})

/** Whether something else was done to the subject since, so that its state no longer speaks for the intention. */
const isOvertaken = (intention: AuditEntry, entries: ReadonlyArray<AuditEntry>): boolean =>
  entries.some(
    (entry) =>
      entry.sequence > intention.sequence &&
      entry.phase === "outcome" &&
      entry.outcome !== "not-done" &&
      entry.subject === intention.subject &&
      sourceOf(entry) === sourceOf(intention)
  )

const sourceOf = ({ operation }: Pick<AuditEntry, "operation">): string => operation.slice(0, operation.indexOf(" "))
