/**
 * A token bucket for calls to a rate-limited API: first come, first served, patient after a refusal, and wiser for it.
 */
import { Clock, Duration, Effect } from "effect"
import type { Unavailable } from "./SourceError.ts"
import { makeWaitingLine, type WaitingLine } from "./WaitingLine.ts"

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
export interface TokenBucket extends WaitingLine<Unavailable> {
  /** Notes that an answer begins, or that none will come, and how long that took: what was sent has arrived. */
  readonly answered: (roundTripMs: number) => Effect.Effect<void>
  /**
   * After a refusal: lets nobody pass for the given time, then one request at a time, and from then on a little slower.
   *
   * **Details** Requests are refused together. One that was sent before an earlier refusal was heard of, by the time its own
   * answer took, says nothing new and slows nobody down further. A bucket that is kept outside the process does not tell.
   */
  readonly pause: (duration: Duration.Input, roundTripMs?: number) => Effect.Effect<void, Unavailable>
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
 * more than a burst ahead. A reserve is left in the bucket, unless it never holds more than one token.
 */
export function takeToken(
  state: BucketState,
  limit: RateLimit,
  { nowMs, reserve }: { readonly nowMs: number; readonly reserve: number }
): { readonly waitMs: number } | { readonly state: BucketState } {
  const intervalMs = (1000 / limit.requestsPerSecond) * state.slowdown
  const fullAtMs = Math.max(state.fullAtMs, nowMs) + intervalMs
  const waitMs = fullAtMs - nowMs - Math.max(1, limit.burst - reserve) * intervalMs
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
 * So much of the first round trip is never made up for: a token more in the source's bucket, for requests that leave a busy
 * process in a bunch.
 */
const lagMsMin = 100

/** The first request after a rest, and what the round trips since tell about its way. */
interface Awakening {
  readonly sentMs: number
  /** Of the first request; `null` until it is answered. */
  roundTripMs: number | null
  /** Of the requests sent after that answer; 0 until there is one. */
  shortestMs: number
}

/**
 * Makes a token bucket in this process; it starts full.
 *
 * **Details** Time is monotonic: setting the wall clock neither grants nor takes tokens.
 *
 * After a rest the source's bucket is full and cannot fill any further until our first request has arrived, which a busy
 * process or a new connection may delay. Until the first answer the bucket therefore does not fill either. How much of that
 * round trip was delay and how much is the usual way, later round trips tell; the usual part is then made up for.
 */
export function makeTokenBucket(limit: RateLimit): TokenBucket {
  let state = fullBucket
  let awakening: Awakening | null = null
  let slowedAtMs = Number.NEGATIVE_INFINITY

  /** How far the source's bucket is behind ours. */
  const lagMs = (nowMs: number): number => {
    if (awakening === null) return 0
    const { sentMs, roundTripMs, shortestMs } = awakening
    if (roundTripMs === null) return Math.min(nowMs - sentMs, holdMsMax)
    return Math.max(roundTripMs - shortestMs, Math.min(roundTripMs, lagMsMin))
  }

  const isHolding = (nowMs: number) =>
    awakening !== null && awakening.roundTripMs === null && nowMs - awakening.sentMs < holdMsMax

  const attemptMs = (reserve: number, isTaking: boolean) =>
    Effect.map(monotonicMs, (nowMs) => {
      const isAtRest = state.fullAtMs <= nowMs - lagMs(nowMs) && !isHolding(nowMs)
      const taken = takeToken(state, limit, { nowMs: isAtRest ? nowMs : nowMs - lagMs(nowMs), reserve })
      if ("waitMs" in taken) return isHolding(nowMs) ? holdStepMs : taken.waitMs
      if (isTaking) {
        state = taken.state
        // With a burst of one there is nothing to bunch up.
        if (isAtRest) awakening = limit.burst > 1 ? { sentMs: nowMs, roundTripMs: null, shortestMs: 0 } : null
      }
      return 0
    })

  return {
    ...makeWaitingLine({
      burst: limit.burst,
      takeMs: (reserve) => attemptMs(reserve, true),
      lookMs: (reserve) => attemptMs(reserve, false)
    }),
    answered: (roundTripMs) =>
      Effect.map(monotonicMs, (nowMs) => {
        if (awakening === null) return
        if (awakening.roundTripMs === null) {
          awakening.roundTripMs = lagMs(nowMs)
          return
        }
        const isLater = nowMs - roundTripMs > awakening.sentMs + awakening.roundTripMs
        if (!isLater) return
        awakening.shortestMs = awakening.shortestMs === 0 ? roundTripMs : Math.min(awakening.shortestMs, roundTripMs)
      }),
    pause: (duration, roundTripMs = 0) =>
      Effect.map(monotonicMs, (nowMs) => {
        awakening = null
        const paused = pauseBucket(state, limit, nowMs, Duration.toMillis(Duration.fromInputUnsafe(duration)))
        const isNews = nowMs - roundTripMs >= slowedAtMs
        state = isNews ? paused : { ...paused, slowdown: state.slowdown }
        if (isNews) slowedAtMs = nowMs
      })
  }
}

/** Milliseconds of a clock that nobody can set. */
export const monotonicMs = Effect.map(Clock.Clock, (clock) => Number(clock.monotonicTimeNanosUnsafe()) / 1e6)
