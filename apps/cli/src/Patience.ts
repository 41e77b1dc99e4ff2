/**
 * The patience of workers: a store that is away for a while fails no run.
 */
import { StoreError, type StoreErrorReason } from "@rollcall/store"
import { Duration, Effect, Schedule } from "effect"
import type { Failure } from "./Failure.ts"
import { note } from "./Output.ts"

/** What passes by itself: a server that starts anew, a lease of a machine that is gone, a lock. */
const passing: ReadonlySet<StoreErrorReason> = new Set(["unreachable", "busy", "unavailable", "full"])

/** Longer than a server takes to start, or a lease to end. */
const patience = Duration.minutes(10)

const schedule = Schedule.min([Schedule.exponential("500 millis"), Schedule.spaced("10 seconds")]).pipe(
  Schedule.jittered,
  Schedule.upTo({ duration: patience })
)

/** Tries again while the store is away. */
export const patiently = <A, R>(effect: Effect.Effect<A, StoreError, R>): Effect.Effect<A, StoreError, R> =>
  effect.pipe(
    Effect.tapError((error) => (isPassing(error) ? note(`${error.message} Trying again.`) : Effect.void)),
    Effect.retry({ schedule, while: isPassing })
  )

/** As {@link patiently}, for a step of a report: it may be taken again from its beginning. */
export const patientStep = <A, R>(step: Effect.Effect<A, Failure, R>): Effect.Effect<A, Failure, R> =>
  step.pipe(
    Effect.tapError((failure) => (isPassing(failure.cause) ? note(`${failure.summary} Trying again.`) : Effect.void)),
    Effect.retry({ schedule, while: ({ cause }) => isPassing(cause) })
  )

const isPassing = (error: unknown): boolean => error instanceof StoreError && passing.has(error.reason)
