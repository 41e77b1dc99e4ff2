import { parseJson, stringifyJson } from "@rollcall/transport/json"
import { BooleanText, EpochNanos, maybe, maybeBlank, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema, SchemaGetter } from "effect"
import { trustLevels } from "./Trust.ts"

/** What a factor had to do with a score. */
const FactorDetails = openRecord({
  FactorName: maybe(Schema.String),
  FactorValue: maybe(Schema.String),
  IsActive: Schema.optionalKey(BooleanText),
  InactiveReason: maybe(Schema.String),
  RelativeContribution: maybe(Schema.Finite),
  Recommendation: maybe(Schema.String)
})

/** How a score came about: the document inside `FactorsJSON`. Its times are nanoseconds. */
export const ScoreExplanation = openRecord({
  Id: maybe(Schema.String),
  AlgorithmId: maybe(Schema.String),
  ResourceId: maybe(Schema.String),
  Score: maybeBlank(Schema.Finite),
  ScoreType: maybe(openEnum(["device.algo", "external.algo"])),
  ActiveFactors: maybe(Schema.Array(Schema.Unknown)),
  InactiveFactors: maybe(Schema.Array(Schema.Unknown)),
  Timestamp: Schema.optionalKey(EpochNanos),
  Explanation: maybe(openRecord({ Details: maybe(Schema.Record(Schema.String, FactorDetails)) })),
  CreatedAt: Schema.optionalKey(EpochNanos),
  UpdatedAt: Schema.optionalKey(EpochNanos),
  FactorsUpdatedAt: Schema.optionalKey(EpochNanos)
})
export type ScoreExplanation = typeof ScoreExplanation.Type

/** JSON inside a text; a text that is none stays as it is. */
const JsonText = Schema.String.pipe(
  Schema.decodeTo(Schema.Unknown, {
    decode: SchemaGetter.transform((text: string) => {
      try {
        return parseJson(text)
      } catch {
        return text
      }
    }),
    encode: SchemaGetter.transform(stringifyJson)
  })
)

/**
 * How far a device or an end user is trusted, and who says so.
 *
 * **Gotchas** `TrustType` `External` is a level that somebody set; the strictest of all is the one in force.
 *
 * **Source** contracts/banyan.md, section 4.7.
 */
export const TrustScore = openRecord({
  TrustType: maybe(openEnum(["Device", "EndUser", "External"])),
  /** A serial number or an address. */
  TrustID: Schema.NonEmptyString,
  Score: maybeBlank(Schema.Finite),
  Level: maybe(openEnum(trustLevels)),
  /** Who set it; `Bnn` if it was calculated. */
  ExtSource: maybe(Schema.String),
  Reason: maybe(Schema.String),
  /** A document in a text of its own; text that is no such document stays as it is. */
  FactorsJSON: maybe(Schema.Union([JsonText.pipe(Schema.decodeTo(ScoreExplanation)), Schema.String])),
  CreatedAt: Schema.optionalKey(EpochNanos),
  /** `null` while it is in force. */
  DeletedAt: Schema.optionalKey(EpochNanos),
  LastUpdatedAt: Schema.optionalKey(EpochNanos)
})
export type TrustScore = typeof TrustScore.Type
