import { EpochSeconds, maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/** States of approval that Push names today. */
export const approvalStatuses = ["UNDER_REVIEW", "APPROVED", "NOT_APPROVED"] as const

/** Levels of sensitivity that Push names today. */
export const sensitivityLevels = ["HIGH", "MEDIUM", "LOW"] as const

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
  approvalStatus: maybe(openEnum(approvalStatuses)),
  sensitivityLevel: maybe(openEnum(sensitivityLevels)),
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
