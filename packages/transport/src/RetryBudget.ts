/**
 * Ends repetitions when a source answers nothing any more, so that an outage is not made worse by its clients.
 */
import { Effect } from "effect"
import { monotonicMs } from "./TokenBucket.ts"

/** What one client may repeat. */
export const retryBudgetLimits = {
  /** As long as half of all requests succeed, every read has all the tries that its own limits grant. */
  earnedPerSuccess: 2,
  /** In an outage two seconds earn a repetition, which finds out whether it is over. */
  earnedPerSecond: 0.5,
  /** Saved up at most, and there at the start: four repetitions for each list of a source, all at once. */
  savedMax: 60
} as const

/** The repetitions that one client has left. */
export interface RetryBudget {
  /** Notes a request that succeeded. */
  readonly earn: Effect.Effect<void>
  /** Takes one repetition; `false` if none is left. */
  readonly spend: Effect.Effect<boolean>
}

/**
 * Makes a full budget.
 *
 * **Details** Repetitions after a refusal for the rate (429) do not draw on it: the bucket slows those down.
 */
export function makeRetryBudget(): RetryBudget {
  let saved: number = retryBudgetLimits.savedMax
  let asOfMs: number | null = null
  const settle = (successes: number) =>
    Effect.map(monotonicMs, (nowMs) => {
      const seconds = Math.max(0, nowMs - (asOfMs ?? nowMs)) / 1000
      asOfMs = nowMs
      const earned = successes * retryBudgetLimits.earnedPerSuccess + seconds * retryBudgetLimits.earnedPerSecond
      saved = Math.min(retryBudgetLimits.savedMax, saved + earned)
    })
  return {
    earn: settle(1),
    spend: Effect.map(settle(0), () => {
      if (saved < 1) return false
      saved -= 1
      return true
    })
  }
}
