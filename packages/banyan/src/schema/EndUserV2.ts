import { EpochNanos, maybe, maybeBlank, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"
import { TrustData } from "./Trust.ts"

/**
 * A person as v2 knows them; it alone has the id that a deactivation names.
 *
 * **Source** contracts/banyan.md, section 4.9.
 */
export const EndUserV2 = openRecord({
  /** Opaque: not every id that was seen is a UUID. */
  id: Schema.NonEmptyString,
  org_id: maybe(Schema.String),
  email: maybe(Schema.String),
  name: maybe(Schema.String),
  /** Its values are not documented. */
  status: maybe(Schema.String),
  created_at: Schema.optionalKey(EpochNanos),
  invited_at: Schema.optionalKey(EpochNanos),
  last_login: Schema.optionalKey(EpochNanos),
  /** The sources disagree on whether this is a list. */
  security_roles: maybe(Schema.Union([Schema.Array(Schema.String), Schema.String])),
  /** Only where one end user is read by its id. */
  trust_data: maybeBlank(TrustData)
})
export type EndUserV2 = typeof EndUserV2.Type
