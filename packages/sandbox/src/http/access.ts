/**
 * Who may ask, and how often: keys, tokens and the bucket of each key.
 */
import type { IncomingHttpHeaders } from "node:http"
import { uuidOf } from "../tenants/random.ts"
import type { TenantData } from "../tenants/makeTenants.ts"

/** Requests a second, and how many at once (contracts/push.md, section 1: one number for both). */
const bucketCapacity = 10

/** Lets requests through at the documented rate. */
export interface RateLimiter {
  /** Takes a token of a key; a refusal takes none and says how long it is until the next. */
  readonly take: (key: string, atMs: number) => { readonly isAllowed: boolean; readonly waitMs: number }
}

/** Makes a token bucket for each key: ten requests at once, and ten a second from then on. */
export const makeRateLimiter = (): RateLimiter => {
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  return {
    take: (key, atMs) => {
      const bucket = buckets.get(key) ?? { tokens: bucketCapacity, atMs }
      const refilled = bucket.tokens + (Math.max(0, atMs - bucket.atMs) / 1000) * bucketCapacity
      const tokens = Math.min(bucketCapacity, refilled)
      const isAllowed = tokens >= 1
      buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, atMs: Math.max(atMs, bucket.atMs) })
      return { isAllowed, waitMs: isAllowed ? 0 : Math.ceil(((1 - tokens) / bucketCapacity) * 1000) }
    }
  }
}

/** The tenant that an `x-api-key` header belongs to. */
export const pushTenantOf = (
  tenants: ReadonlyArray<TenantData>,
  headers: IncomingHttpHeaders
): TenantData | undefined => {
  const key = headers["x-api-key"]
  return tenants.find((data) => data.tenant.pushApiKey === key)
}

/** What a bearer token is. */
export type BearerKind = "api-key" | "refresh-token" | "access-token" | "expired-access-token"

/** A bearer token that some tenant owns. */
export interface Bearer {
  readonly kind: BearerKind
  readonly token: string
  readonly data: TenantData
}

/** Bearer tokens of the Banyan API: the tenants' own, and those handed out since. */
export interface BearerTokens {
  readonly identify: (headers: IncomingHttpHeaders, atMs: number) => Bearer | undefined
  /** Hands out an access token. */
  readonly issue: (data: TenantData, atMs: number) => string
}

/** Makes the book of bearer tokens; access tokens live as long as the switch says. */
export const makeBearerTokens = (tenants: ReadonlyArray<TenantData>, tokenTtlMs: number): BearerTokens => {
  const issued = new Map<string, { readonly data: TenantData; readonly expiresAtMs: number }>()
  return {
    identify: (headers, atMs) => {
      const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? "")?.[1]
      if (token === undefined) return undefined
      for (const data of tenants) {
        if (token === data.tenant.banyanToken) return { kind: "api-key", token, data }
        if (token === data.tenant.banyanRefreshToken) return { kind: "refresh-token", token, data }
      }
      const access = issued.get(token)
      if (access === undefined) return undefined
      const kind = access.expiresAtMs > atMs ? "access-token" : "expired-access-token"
      return { kind, token, data: access.data }
    },
    issue: (data, atMs) => {
      const token = `access-${data.tenant.id}-${uuidOf(`${data.tenant.banyanRefreshToken}/${issued.size}`)}`
      issued.set(token, { data, expiresAtMs: atMs + tokenTtlMs })
      return token
    }
  }
}
