import { BooleanText, EpochNanos, maybe, maybeBlank, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"
import { Trust, trustLevels } from "./Trust.ts"

/** The older trust block in the spelling of v2. */
const TrustScores = openRecord({
  entity_trustscore: maybeBlank(Schema.Finite),
  override_trustscore: maybeBlank(Schema.Finite),
  access_trustscore: maybeBlank(Schema.Finite),
  override_active: Schema.optionalKey(BooleanText),
  trust_level: maybe(openEnum(trustLevels)),
  updated_at: Schema.optionalKey(EpochNanos)
})

const ExtraDetails = openRecord({
  trust: maybeBlank(Trust),
  trustscore: maybeBlank(TrustScores),
  role_names: maybeBlank(Schema.Array(Schema.String)),
  emails: maybeBlank(Schema.Array(Schema.String)),
  number_of_users: maybeBlank(Schema.Finite)
})

/**
 * A device as the v2 list shows it.
 *
 * **Gotchas** `architecture` may come under the misspelt name `architechture`.
 *
 * **Source** contracts/banyan.md, section 4.8.
 */
export const DeviceV2 = openRecord({
  /** Opaque; what a deactivation names. */
  id: Schema.NonEmptyString,
  serial_number: maybe(Schema.String),
  /** The friendly name. */
  name: maybe(Schema.String),
  model: maybe(Schema.String),
  ownership: maybe(Schema.String),
  platform: maybe(Schema.String),
  os: maybe(Schema.String),
  app_version: maybe(Schema.String),
  source: maybe(Schema.String),
  architecture: maybe(Schema.String),
  architechture: maybe(Schema.String),
  banned: Schema.optionalKey(BooleanText),
  mdm_present: Schema.optionalKey(BooleanText),
  mdm_vendor_name: maybe(Schema.String),
  mdm_vendor_udid: maybe(Schema.String),
  /** `""` means not known. */
  mdm_compliant: maybe(Schema.String),
  trust_level: maybe(openEnum(trustLevels)),
  trust_status: maybe(Schema.String),
  trust_profile_display_name: maybe(Schema.String),
  threat_profile_display_name: maybe(Schema.String),
  created_at: Schema.optionalKey(EpochNanos),
  last_login: Schema.optionalKey(EpochNanos),
  extra_details: maybeBlank(ExtraDetails)
})
export type DeviceV2 = typeof DeviceV2.Type
