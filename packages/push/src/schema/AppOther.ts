import { EpochSeconds, maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/**
 * An app without a type of its own. Its kind of login must not be derived from which members are `null`.
 *
 * **Source** contracts/push.md, section 4.7.
 */
export const AppOther = openRecord({
  id: Schema.NonEmptyString,
  domain: maybe(Schema.String),
  oauthAppId: maybe(Schema.String),
  name: maybe(Schema.String),
  hidden: maybe(Schema.Boolean),
  requestSupportStatus: maybe(openEnum(["DISCOVERED"])),
  /** First observed. */
  creationTimestamp: Schema.optionalKey(EpochSeconds)
})
export type AppOther = typeof AppOther.Type
