/**
 * The thresholds that checks are judged with.
 *
 * **Source** guides/checks.md, "Parameters".
 */
import { Effect, Schema } from "effect"

const days = (standard: number, description: string) =>
  Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 3650 }))
    .annotate({ description, default: standard })
    .pipe(Schema.withDecodingDefaultKey(Effect.succeed(standard)))

const share = (standard: number, description: string) =>
  Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))
    .annotate({ description, default: standard })
    .pipe(Schema.withDecodingDefaultKey(Effect.succeed(standard)))

/** A tenant's parameters; what is left out has the default. */
export const Parameters = Schema.Struct({
  dormantDays: days(45, "Days without use after which an account is dormant"),
  browserStaleDays: days(30, "Days without being online after which a browser is not active"),
  deviceDormantDays: days(90, "Days without login after which a device is not live"),
  telemetryStaleDays: days(30, "Days after which trust data of a device no longer decide"),
  graceDays: days(14, "Days for which new employees and accounts are left out of some populations"),
  minJoinRate: share(0.85, "Least share of end users and of employees that the join must match"),
  maxUnknownRate: share(0.2, "Largest share of a check's population that may be not assessable"),
  declaredDetections: Schema.optionalKey(
    Schema.Array(Schema.String).annotate({ description: "Finding types that are switched on at the source" })
  )
})
export type Parameters = typeof Parameters.Type

/** The documented defaults. */
export const defaultParameters: Parameters = Schema.decodeUnknownSync(Parameters)({})
