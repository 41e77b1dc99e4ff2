/**
 * The token buckets of a process: one for each key at each source, however many clients use it.
 */
import { Context, MutableHashMap, Option, type Redacted } from "effect"
import { makeTokenBucket, type RateLimit, type TokenBucket } from "./TokenBucket.ts"

/** Finds the bucket that a key draws from. */
export interface RateLimiters {
  /**
   * The bucket of a key at an address, made on first use.
   *
   * **Gotchas** The limit given first holds, as the source grants a key one rate whoever uses it.
   */
  readonly bucketFor: (key: Redacted.Redacted, baseUrl: string, limit: RateLimit) => TokenBucket
}

/** Makes an empty set of buckets. */
export function makeRateLimiters(): RateLimiters {
  // A redacted key is found by the hash of its text, and does not appear if the map is ever printed.
  const buckets = MutableHashMap.empty<Redacted.Redacted, Map<string, TokenBucket>>()
  return {
    bucketFor: (key, baseUrl, limit) => {
      const ofKey = Option.getOrElse(MutableHashMap.get(buckets, key), () => new Map<string, TokenBucket>())
      MutableHashMap.set(buckets, key, ofKey)
      const origin = new URL(baseUrl).origin
      const bucket = ofKey.get(origin) ?? makeTokenBucket(withHeadroom(limit))
      ofKey.set(origin, bucket)
      return bucket
    }
  }
}

/** The buckets of this process; tests put their own in its place. */
export const RateLimiters = Context.Reference<RateLimiters>("@rollcall/transport/RateLimiters", {
  defaultValue: makeRateLimiters
})

/**
 * Stays a little below what the source grants.
 *
 * The source counts arrivals, the client departures. Requests that left 100 ms apart may arrive 95 ms apart, and the two
 * clocks do not run alike, so that a client at exactly the limit is refused now and then by a server that counts strictly.
 * One token less absorbs the first, two per thousand the second.
 */
export function withHeadroom(limit: RateLimit): RateLimit {
  return { requestsPerSecond: limit.requestsPerSecond * 0.998, burst: Math.max(1, limit.burst - 1) }
}
