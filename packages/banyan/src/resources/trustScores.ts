import type { ArgumentError, SourceError } from "@rollcall/transport"
import { isNotBlank, isOneOf } from "@rollcall/transport"
import { Effect, Schema } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { decodeAnswer, failed, objectionIn, send } from "../answers.ts"
import { isIdentifier, isSameEmail, keepRules } from "../identifiers.ts"
import { type Parameters, withQuery } from "../queries.ts"
import { trustLevels } from "../schema/Trust.ts"
import { TrustScore } from "../schema/TrustScore.ts"
import type { Calls } from "../tokens.ts"

/** The most that a device or an end user shall be trusted. */
export interface MaximumTrustLevel {
  readonly level: (typeof trustLevels)[number]
  /** Shown to the people concerned. */
  readonly reason: string
  /** Who says so, such as the name of a product. */
  readonly externalSource: string
}

/** How far devices and end users are trusted. */
export interface TrustScoresResource {
  /**
   * Reads what is known of the device with exactly this serial number: what was calculated and what was set.
   *
   * **Source** `GET /v1/trustscore`, operation 12.
   */
  readonly ofDevice: (serialNumber: string) => Effect.Effect<ReadonlyArray<TrustScore>, SourceError | ArgumentError>

  /** Reads the same of an end user, by the address in whatever letter case. */
  readonly ofEndUser: (email: string) => Effect.Effect<ReadonlyArray<TrustScore>, SourceError | ArgumentError>

  /**
   * Sets the most that a device shall be trusted, and gives the score that was made of it.
   *
   * **Gotchas** Lowers only: the strictest of all levels is in force. `AlwaysDeny` locks out at once. No call takes it back;
   * `AlwaysAllow` is said to lift it.
   *
   * **Source** `POST /v1/set_max_trust_level`, operation 11.
   */
  readonly setMaximumLevelOfDevice: (
    serialNumber: string,
    maximum: MaximumTrustLevel
  ) => Effect.Effect<TrustScore, SourceError | ArgumentError>

  /** Sets the same for an end user. */
  readonly setMaximumLevelOfEndUser: (
    email: string,
    maximum: MaximumTrustLevel
  ) => Effect.Effect<TrustScore, SourceError | ArgumentError>
}

/**
 * Trust scores.
 *
 * **Source** contracts/banyan.md, section 3.2, operations 11 and 12.
 */
export const trustScores = ({ read, write }: Calls): TrustScoresResource => {
  const scores = Effect.fnUntraced(function* (
    operation: string,
    target: Parameters,
    isTarget: (id: string) => boolean
  ) {
    const url = withQuery("/v1/trustscore", target)
    const answer = yield* read(operation, HttpClientRequest.get(url, { acceptJson: true }))
    const decoded = yield* decodeAnswer(Schema.NullOr(Schema.Array(TrustScore)), operation)(answer)
    return (decoded ?? []).filter(({ TrustID }) => isTarget(TrustID))
  })

  const setMaximum = Effect.fnUntraced(function* (
    operation: string,
    target: Parameters,
    { level, reason, externalSource }: MaximumTrustLevel
  ) {
    yield* keepRules(operation, [
      isOneOf("level", level, trustLevels),
      isNotBlank("reason", reason),
      isNotBlank("externalSource", externalSource)
    ])
    const answer = yield* HttpClientRequest.post(withQuery("/v1/set_max_trust_level", target)).pipe(
      HttpClientRequest.bodyJsonUnsafe({ Level: level, Reason: reason, ExtSource: externalSource }),
      (request) => send(write, operation, request)
    )
    const objection = objectionIn(answer)
    if (objection !== null) return yield* failed(operation, objection)
    return yield* decodeAnswer(TrustScore, operation)(answer)
  })

  return {
    ofDevice: Effect.fnUntraced(function* (serialNumber: string) {
      const operation = "trustScores.ofDevice"
      yield* keepRules(operation, [isIdentifier("serialNumber", serialNumber)])
      return yield* scores(operation, { SerialNumber: serialNumber }, (id) => id === serialNumber)
    }),
    ofEndUser: Effect.fnUntraced(function* (email: string) {
      const operation = "trustScores.ofEndUser"
      yield* keepRules(operation, [isIdentifier("email", email)])
      return yield* scores(operation, { Email: email }, (id) => isSameEmail(id, email))
    }),
    setMaximumLevelOfDevice: Effect.fnUntraced(function* (serialNumber: string, maximum: MaximumTrustLevel) {
      const operation = "trustScores.setMaximumLevelOfDevice"
      yield* keepRules(operation, [isIdentifier("serialNumber", serialNumber)])
      return yield* setMaximum(operation, { SerialNumber: serialNumber }, maximum)
    }),
    setMaximumLevelOfEndUser: Effect.fnUntraced(function* (email: string, maximum: MaximumTrustLevel) {
      const operation = "trustScores.setMaximumLevelOfEndUser"
      yield* keepRules(operation, [isIdentifier("email", email)])
      return yield* setMaximum(operation, { Email: email }, maximum)
    })
  }
}
