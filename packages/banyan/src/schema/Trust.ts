import { BooleanText, EpochMillis, EpochNanos, maybe, maybeBlank, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema, SchemaGetter } from "effect"

/** Trust levels that the API names today, worst first; never to be derived from a score. */
export const trustLevels = ["AlwaysDeny", "Low", "Medium", "High", "AlwaysAllow"] as const

const Level = maybe(openEnum(trustLevels))

/** Usually `"true"` or `"false"`, sometimes other text; a number becomes text. */
const FactorValue = Schema.Union([
  Schema.String,
  Schema.Boolean,
  Schema.Finite.pipe(
    Schema.decodeTo(Schema.String, {
      decode: SchemaGetter.transform(String),
      encode: SchemaGetter.transform(Number)
    })
  )
])

/**
 * One observation about a device or end user, in the older spelling.
 *
 * **Source** contracts/banyan.md, section 4.5.
 */
export const TrustFactor = openRecord({
  Name: maybe(Schema.String),
  Value: maybe(FactorValue),
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
  EntityTrustscore: maybeBlank(Schema.Finite),
  OverrideTrustscore: maybeBlank(Schema.Finite),
  AccessTrustscore: maybeBlank(Schema.Finite),
  OverrideActive: Schema.optionalKey(BooleanText),
  Level,
  UpdatedAt: Schema.optionalKey(EpochNanos),
  Factors: maybeBlank(Schema.Array(TrustFactor))
})
export type TrustData = typeof TrustData.Type

/** One observation, in the newer spelling. */
const Factor = openRecord({
  name: maybe(Schema.String),
  value: maybe(FactorValue),
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
  value: maybeBlank(Schema.Finite),
  level: Level,
  status: maybe(openEnum(["Reporting"])),
  last_evaluated: maybeBlank(
    openRecord({
      last_evaluated_at: Schema.optionalKey(EpochMillis),
      last_evaluated_value: maybeBlank(Schema.Finite),
      last_evaluated_level: Level,
      last_evaluated_factors: maybeBlank(Schema.Array(Factor))
    })
  ),
  expired_at: Schema.optionalKey(EpochMillis),
  factors: maybeBlank(Schema.Array(Factor))
})
export type Trust = typeof Trust.Type
