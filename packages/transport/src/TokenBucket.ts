/**
 * A token bucket for calls to a rate-limited API: first come, first served, patient after a refusal, and wiser for it.
 */
import { Clock, Duration, Effect, Semaphore } from "effect"
import type { Unavailable } from "./SourceError.ts"

/** A rate that a source grants: so many requests a second, and so many at once after a rest. */
export interface RateLimit {
  readonly requestsPerSecond: number
  readonly burst: number
}

/**
 * Hands out permission to send, one request each.
 *
 * **Errors** `Unavailable` only from a bucket that is kept outside the process, if it cannot be reached.
 */
export interface TokenBucket {
  /** Waits for its turn and for a token; interrupted while waiting, it takes none. */
  readonly take: Effect.Effect<void, Unavailable>
  /** Notes that a request has ended, whatever way: what was sent has arrived. */
  readonly answered: Effect.Effect<void>
  /** After a refusal: lets nobody pass for the given time, then one request at a time, and from then on a little slower. */
  readonly pause: (duration: Duration.Input) => Effect.Effect<void, Unavailable>
}

/** All that a bucket has to remember, wherever it is kept. */
export interface BucketState {
  /** When the bucket will be full again, in milliseconds of the bucket's clock. */
  readonly fullAtMs: number
  /** How much longer than granted the interval between requests is; 1 is as granted. */
  readonly slowdown: number
}

/** A bucket that has rested for ever. */
export const fullBucket: BucketState = { fullAtMs: Number.NEGATIVE_INFINITY, slowdown: 1 }

/** A refusal says that somebody else draws on the key too: ten per cent slower, down to a quarter of the rate. */
const slowdownStep = 1.1
const slowdownMax = 4

/** Each request that passes takes back a five-hundredth, so that a single refusal is forgotten after some fifty. */
const recoveryStep = 0.998

/**
 * Takes a token, or says how long to wait for one.
 *
 * **Details** The generic cell rate algorithm: each request moves `fullAtMs` on by one interval and must wait while it lies
 * more than a burst ahead.
 */
export function takeToken(
  state: BucketState,
  limit: RateLimit,
  nowMs: number
): { readonly waitMs: number } | { readonly state: BucketState } {
  const intervalMs = (1000 / limit.requestsPerSecond) * state.slowdown
  const fullAtMs = Math.max(state.fullAtMs, nowMs) + intervalMs
  const waitMs = fullAtMs - nowMs - limit.burst * intervalMs
  // A timer that fires a rounding error early must not cost another round.
  if (waitMs > 0.001) return { waitMs }
  return { state: { fullAtMs, slowdown: Math.max(1, state.slowdown * recoveryStep) } }
}

/** The bucket after a refusal: empty until the pause is over. */
export function pauseBucket(state: BucketState, limit: RateLimit, nowMs: number, pauseMs: number): BucketState {
  const slowdown = Math.min(slowdownMax, state.slowdown * slowdownStep)
  const intervalMs = (1000 / limit.requestsPerSecond) * slowdown
  return { fullAtMs: Math.max(state.fullAtMs, nowMs + pauseMs + (limit.burst - 1) * intervalMs), slowdown }
}

/** A bucket that rested holds back at most this long for its first answer. */
const holdMsMax = 1000

/** While it holds back it looks this often for the answer. */
const holdStepMs = 10

/**
 * Makes a token bucket in this process; it starts full.
 *
 * **Details** Only the head of the queue sleeps, and it decides anew after each sleep, so that a pause reaches it too. Time
 * is monotonic: setting the wall clock neither grants nor takes tokens.
 *
 * After a rest the source's bucket is full and cannot fill any further until our first request has arrived, which a busy
 * process or a new connection may delay. Until the first answer the bucket therefore does not fill either.
 */
export function makeTokenBucket(limit: RateLimit): TokenBucket {
  let state = fullBucket
  let heldSinceMs: number | null = null

  const release = (nowMs: number) => {
    if (heldSinceMs === null) return
    state = { ...state, fullAtMs: state.fullAtMs + nowMs - heldSinceMs }
    heldSinceMs = null
  }

  return {
    take: queued(
      Effect.map(monotonicMs, (nowMs) => {
        if (heldSinceMs !== null && nowMs - heldSinceMs >= holdMsMax) release(nowMs)
        // With a burst of one there is nothing to bunch up.
        if (heldSinceMs === null && limit.burst > 1 && state.fullAtMs <= nowMs) heldSinceMs = nowMs
        const taken = takeToken(state, limit, heldSinceMs ?? nowMs)
        if ("waitMs" in taken) return heldSinceMs === null ? taken.waitMs : holdStepMs
        state = taken.state
        return 0
      })
    ),
    answered: Effect.map(monotonicMs, release),
    pause: (duration) =>
      Effect.map(monotonicMs, (nowMs) => {
        release(nowMs)
        state = pauseBucket(state, limit, nowMs, Duration.toMillis(Duration.fromInputUnsafe(duration)))
      })
  }
}

/** Makes of an attempt that answers how long to wait (0: done) one that waits, first come, first served. */
export function queued<E>(attemptMs: Effect.Effect<number, E>): Effect.Effect<void, E> {
  const turn = Semaphore.makeUnsafe(1)
  const take = Effect.gen(function* () {
    for (let waitMs = yield* attemptMs; waitMs > 0; waitMs = yield* attemptMs) {
      yield* Effect.sleep(Duration.millis(Math.ceil(waitMs)))
    }
  })
  return turn.withPermits(1)(take)
}

/** Milliseconds of a clock that nobody can set. */
export const monotonicMs = Effect.map(Clock.Clock, (clock) => Number(clock.monotonicTimeNanosUnsafe()) / 1e6)
