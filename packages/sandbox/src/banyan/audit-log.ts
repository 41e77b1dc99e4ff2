/**
 * What administrators did (contracts/banyan.md, section 3.2, operation 13).
 */
import type { JsonObject } from "../http/json.ts"
import { uuidOf } from "../tenants/random.ts"

/** Something that was done to a record. */
export interface AuditEvent {
  readonly type: "device" | "enduser" | "enduser_device"
  readonly action: "update" | "delete" | "enable" | "disable" | "soft_delete"
  readonly message: string
  readonly before: JsonObject | null
  readonly after: JsonObject | null
}

/** An event as the log tells it. */
export type AuditEntry = {
  readonly id: string
  readonly org_id: string
  readonly created_at: bigint
  readonly message: string
  readonly type: string
  readonly action: string
  readonly admin_email: string
  readonly changes_new: JsonObject | null
  readonly changes_old: JsonObject | null
  readonly token_unique_id: string
  readonly client_ip_address: string
}

/** The log of a tenant. */
export interface AuditLog {
  readonly add: (event: AuditEvent, atMs: number) => void
  /** Oldest first. */
  readonly all: () => ReadonlyArray<AuditEntry>
}

/** Makes an empty log. */
export const makeAuditLog = (orgId: string, adminEmail: string): AuditLog => {
  const entries: Array<AuditEntry> = []
  return {
    add: ({ type, action, message, before, after }, atMs) =>
      void entries.push({
        id: uuidOf(`${orgId}/audit/${entries.length}`),
        org_id: orgId,
        created_at: nanosecondsAt(atMs, entries.length),
        message,
        type,
        action,
        admin_email: adminEmail,
        changes_new: after,
        changes_old: before,
        token_unique_id: uuidOf(`${orgId}/token`),
        client_ip_address: "127.0.0.1"
      }),
    all: () => entries
  }
}

/** An instant in nanoseconds, the later of two with one millisecond being the one with the higher number; always odd. */
export const nanosecondsAt = (atMs: number, number: number): bigint =>
  BigInt(Math.trunc(atMs)) * 1_000_000n + BigInt(2 * number + 1)
