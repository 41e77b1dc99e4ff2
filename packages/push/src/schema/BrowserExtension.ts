import { maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/**
 * An extension in an enrolled browser; the documentation of the record is incomplete.
 *
 * **Source** contracts/push.md, section 4.10.
 */
export const BrowserExtension = openRecord({
  id: Schema.NonEmptyString,
  /** Id in the browser's store. */
  extensionId: maybe(Schema.String),
  employeeId: maybe(Schema.String),
  browserId: maybe(Schema.String),
  name: maybe(Schema.String),
  description: maybe(Schema.String),
  deploymentMode: maybe(openEnum(["MANAGED", "DEVELOPMENT", "MANUAL", "SIDELOAD", "OTHER"])),
  permissions: maybe(Schema.Array(Schema.String)),
  /** URL patterns. */
  hostPermissions: maybe(Schema.Array(Schema.String)),
  enabled: maybe(Schema.Boolean)
})
export type BrowserExtension = typeof BrowserExtension.Type
