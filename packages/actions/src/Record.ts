/**
 * What an action leaves in the audit trail, and what it finds there.
 */
import type { AuditEntry, AuditEvent } from "@rollcall/model"
import { AuditTrail } from "@rollcall/store"
import { Clock, Effect, Equal, Random } from "effect"
import type { Action, Place } from "./Action.ts"

/** What all events of an action have in common. */
type Common = Omit<AuditEvent, "at" | "phase" | "outcome" | "after" | "action">

/** Writes events of one action into the trail, tied to each other by its id. */
export const recorder = Effect.fnUntraced(function* (common: Common) {
  const trail = yield* AuditTrail
  const startedAt = yield* isoNow
  const distinction = (yield* Random.nextIntBetween(0, 0xff_ffff)).toString(16).padStart(6, "0")
  const action = `${common.tenant}-${startedAt.replaceAll(/[-:]|\.\d+/g, "")}-${distinction}`
  return (event: Pick<AuditEvent, "phase" | "outcome" | "after">) =>
    Effect.flatMap(isoNow, (at) => trail.append({ ...common, action, at, ...event }))
})

/** A tenant's entries, oldest first. */
export const entriesOf = (tenant: string) =>
  Effect.flatMap(AuditTrail, (trail) => Effect.map(trail.read(tenant), ({ entries }) => entries))

/** The last that the trail has of the same action, if it may have been done. */
export const triedBefore = <C, E, S, T>(place: Place<C, E, T>, action: Action<C, E, S>) =>
  Effect.map(entriesOf(place.tenant), (entries): AuditEntry | null => {
    const last = entries.findLast(
      (entry) =>
        entry.operation === `${place.source} ${action.operation}` &&
        entry.subject === action.subject &&
        Equal.equals(entry.parameters, action.parameters)
    )
    return last === undefined || last.outcome === "not-done" ? null : last
  })

export const isoNow = Effect.map(Clock.currentTimeMillis, (ms) => new Date(ms).toISOString())
