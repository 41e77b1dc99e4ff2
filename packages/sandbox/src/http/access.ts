/**
 * Who may ask: keys and tokens.
 */
import type { IncomingHttpHeaders } from "node:http"
import { uuidOf } from "../tenants/random.ts"
import type { TenantData } from "../tenants/makeTenants.ts"

/** A tenant, and what the key that named it may do. */
export interface PushAccess {
  readonly data: TenantData
  readonly key: string
  readonly isReadOnly: boolean
}

/** Whom an `x-api-key` header belongs to. */
export const pushAccessOf = (
  tenants: ReadonlyArray<TenantData>,
  headers: IncomingHttpHeaders
): PushAccess | undefined => {
  const key = headers["x-api-key"]
  for (const data of tenants) {
    const { pushApiKey, pushReadOnlyKey } = data.tenant
    if (key === pushApiKey || key === pushReadOnlyKey) return { data, key, isReadOnly: key === pushReadOnlyKey }
  }
  return undefined
}

/** What a bearer token is. */
export type BearerKind = "api-key" | "read-only-key" | "refresh-token" | "access-token" | "expired-access-token"

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
        if (token === data.tenant.banyanReadOnlyToken) return { kind: "read-only-key", token, data }
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
