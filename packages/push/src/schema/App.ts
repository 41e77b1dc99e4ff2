import { EpochSeconds, maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/**
 * A work app in use.
 *
 * **Details** `null` in `approvalStatus` and `sensitivityLevel` is documented as "not set": a fact, not a gap.
 *
 * **Source** contracts/push.md, section 4.6.
 */
export const App = openRecord({
  id: Schema.NonEmptyString,
  /** Equals `appType` elsewhere. */
  type: maybe(Schema.String),
  approvalStatus: maybe(openEnum(["UNDER_REVIEW", "APPROVED", "NOT_APPROVED"])),
  sensitivityLevel: maybe(openEnum(["HIGH", "MEDIUM", "LOW"])),
  /** The employee who answers for the app; may point to one that is gone. */
  ownerId: maybe(Schema.String),
  notes: maybe(Schema.String),
  website: maybe(Schema.String),
  description: maybe(Schema.String),
  friendlyName: maybe(Schema.String),
  labels: maybe(Schema.Array(Schema.String)),
  /** First observed. */
  creationTimestamp: Schema.optionalKey(EpochSeconds)
})
export type App = typeof App.Type
