import { EpochNanos, maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/**
 * An entry of the source's own audit log.
 *
 * **Source** contracts/banyan.md, section 3.2, operation 13.
 */
export const AuditLog = openRecord({
  id: maybe(Schema.String),
  org_id: maybe(Schema.String),
  created_at: Schema.optionalKey(EpochNanos),
  message: maybe(Schema.String),
  type: maybe(openEnum(["device", "enduser", "enduser_device"])),
  action: maybe(openEnum(["create", "update", "delete", "enable", "disable", "soft_delete"])),
  admin_email: maybe(Schema.String),
  /** What it was made, and what it was; objects or `null`. */
  changes_new: Schema.optionalKey(Schema.Unknown),
  changes_old: Schema.optionalKey(Schema.Unknown),
  token_unique_id: maybe(Schema.String),
  client_ip_address: maybe(Schema.String)
})
export type AuditLog = typeof AuditLog.Type
