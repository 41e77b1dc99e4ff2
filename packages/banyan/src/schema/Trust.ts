import { BooleanText, EpochMillis, EpochNanos, maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/** Trust levels that the API names today, worst first; never to be derived from a score. */
export const trustLevels = ["AlwaysDeny", "Low", "Medium", "High", "AlwaysAllow"] as const

const Level = maybe(openEnum(trustLevels))

/**
 * One observation about a device or end user, in the older spelling.
 *
 * **Source** contracts/banyan.md, section 4.5.
 */
export const TrustFactor = openRecord({
  Name: maybe(Schema.String),
  /** Usually `"true"` or `"false"`, sometimes other text. */
  Value: maybe(Schema.Union([Schema.String, Schema.Boolean])),
  Type: maybe(Schema.String),
  Source: maybe(Schema.String),
  Description: maybe(Schema.String),
  RemediationDescription: maybe(Schema.String),
  RemediationURL: maybe(Schema.String)
})
export type TrustFactor = typeof TrustFactor.Type

/**
 * The older trust block; scores run from 0 to 100.
 *
 * **Source** contracts/banyan.md, section 4.4.
 */
export const TrustData = openRecord({
  EntityTrustscore: maybe(Schema.Finite),
  OverrideTrustscore: maybe(Schema.Finite),
  AccessTrustscore: maybe(Schema.Finite),
  OverrideActive: Schema.optionalKey(BooleanText),
  Level,
  UpdatedAt: Schema.optionalKey(EpochNanos),
  Factors: maybe(Schema.Array(TrustFactor))
})
export type TrustData = typeof TrustData.Type

/** One observation, in the newer spelling. */
const Factor = openRecord({
  name: maybe(Schema.String),
  value: maybe(Schema.Union([Schema.String, Schema.Boolean])),
  type: maybe(Schema.String),
  source: maybe(Schema.String),
  description: maybe(Schema.String)
})

/**
 * The newer trust block of a device; it may disagree with {@link TrustData}.
 *
 * **Gotchas** `expired_at` may lie before the last evaluation.
 *
 * **Source** contracts/banyan.md, section 4.6.
 */
export const Trust = openRecord({
  value: maybe(Schema.Finite),
  level: Level,
  status: maybe(openEnum(["Reporting"])),
  last_evaluated: maybe(
    openRecord({
      last_evaluated_at: Schema.optionalKey(EpochMillis),
      last_evaluated_value: maybe(Schema.Finite),
      last_evaluated_level: Level,
      last_evaluated_factors: maybe(Schema.Array(Factor))
    })
  ),
  expired_at: Schema.optionalKey(EpochMillis),
  factors: maybe(Schema.Array(Factor))
})
export type Trust = typeof Trust.Type
