/**
 * A token bucket for calls to a rate-limited API: first come, first served, and patient after a refusal.
 */
import { Clock, Duration, Effect, Semaphore } from "effect"

/** A rate that a source grants: so many requests a second, and so many at once after a rest. */
export interface RateLimit {
  readonly requestsPerSecond: number
  readonly burst: number
}

/** Hands out permission to send, one request each. */
export interface TokenBucket {
  /** Waits for its turn and for a token; interrupted while waiting, it takes none. */
  readonly take: Effect.Effect<void>
  /** Lets nobody pass for the given time and, from then on, one request at a time. */
  readonly pause: (duration: Duration.Input) => Effect.Effect<void>
}

/**
 * Makes a token bucket that starts full.
 *
 * **Details** The generic cell rate algorithm: the state is one instant, `fullAtMs`, when the bucket will be full again.
 * Each request moves it on by one interval and must wait while it lies more than a burst ahead. Only the head of the queue
 * sleeps, and it decides anew after each sleep, so that a pause reaches it too. Time is monotonic: setting the wall clock
 * neither grants nor takes tokens.
 */
export function makeTokenBucket(limit: RateLimit): TokenBucket {
  const intervalMs = 1000 / limit.requestsPerSecond
  const turn = Semaphore.makeUnsafe(1)
  let fullAtMs = Number.NEGATIVE_INFINITY

  const tryTake = Effect.map(monotonicMs, (nowMs) => {
    const fullAfterMs = Math.max(fullAtMs, nowMs) + intervalMs
    const waitMs = fullAfterMs - nowMs - limit.burst * intervalMs
    // A timer that fires a rounding error early must not cost another round.
    if (waitMs > 0.001) return waitMs
    fullAtMs = fullAfterMs
    return 0
  })

  const take = Effect.gen(function* () {
    for (let waitMs = yield* tryTake; waitMs > 0; waitMs = yield* tryTake) {
      yield* Effect.sleep(Duration.millis(Math.ceil(waitMs)))
    }
  })

  return {
    take: turn.withPermits(1)(take),
    pause: (duration) =>
      Effect.map(monotonicMs, (nowMs) => {
        const emptyUntilMs = nowMs + Duration.toMillis(Duration.fromInputUnsafe(duration))
        fullAtMs = Math.max(fullAtMs, emptyUntilMs + (limit.burst - 1) * intervalMs)
      })
  }
}

/** Milliseconds of a clock that nobody can set. */
export const monotonicMs = Effect.map(Clock.Clock, (clock) => Number(clock.monotonicTimeNanosUnsafe()) / 1e6)
