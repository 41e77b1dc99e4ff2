/**
 * How often a key may ask (contracts/push.md, section 1, and section 6, row 4).
 */

/** Requests a second that the contract allows in the long run. */
const requestsPerSecond = 10

/** Requests in any one second: ten, and a burst of ten more. */
const requestsPerSecondMax = 20

/** Lets requests through at some rate. */
export interface RateLimiter {
  /** Counts a request of a key; a refusal counts for nothing and says how long it is until the next may come. */
  readonly take: (key: string, atMs: number) => { readonly isAllowed: boolean; readonly waitMs: number }
}

/** Makes a token bucket for each key: so many requests at once, and ten a second from then on. */
export const makeBucketLimiter = (capacity: number): RateLimiter => {
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  return {
    take: (key, atMs) => {
      const bucket = buckets.get(key) ?? { tokens: capacity, atMs }
      const refilled = bucket.tokens + (Math.max(0, atMs - bucket.atMs) / 1000) * requestsPerSecond
      const tokens = Math.min(capacity, refilled)
      const isAllowed = tokens >= 1
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, atMs: Math.max(atMs, bucket.atMs) })
      return { isAllowed, waitMs: isAllowed ? 0 : Math.ceil(((1 - tokens) / requestsPerSecond) * 1000) }
    }
  }
}

/**
 * Makes a sliding window for each key: never more than twenty requests in any one second.
 *
 * **Details** Both ends count: the clock cuts milliseconds off, and a request that reads as 1000 ms later may be 999.
 */
export const makeWindowLimiter = (): RateLimiter => {
  const windows = new Map<string, Array<number>>()
  return {
    take: (key, atMs) => {
      const admitted = (windows.get(key) ?? []).filter((admittedAtMs) => admittedAtMs >= atMs - 1000)
      windows.set(key, admitted)
      const [oldest = atMs] = admitted
      if (admitted.length >= requestsPerSecondMax) return { isAllowed: false, waitMs: oldest + 1001 - atMs }
      admitted.push(atMs)
      return { isAllowed: true, waitMs: 0 }
    }
  }
}

/** Lets everything through. */
export const noLimiter: RateLimiter = { take: () => ({ isAllowed: true, waitMs: 0 }) }
