/**
 * What a check says about one subject, before exceptions.
 */
import { ReasonCode, type ResourceKey } from "@rollcall/model"
import { type Basis, unprovenReason } from "./Basis.ts"

/**
 * Exactly one of three.
 *
 * **Details** The detail of a fail is a full sentence that names the subject and holds no secret. It is put into words when
 * somebody reads it.
 */
export type Judgement =
  | { readonly outcome: "pass" }
  | { readonly outcome: "fail"; readonly detail: () => string }
  | { readonly outcome: "not-assessable"; readonly reason: ReasonCode }

export const pass: Judgement = { outcome: "pass" }

export const fail = (detail: () => string): Judgement => ({ outcome: "fail", detail })

/** One of each, as they are given by the million. */
const undecided: ReadonlyMap<ReasonCode, Judgement> = new Map(
  ReasonCode.literals.map((reason) => [reason, { outcome: "not-assessable", reason }])
)

export const notAssessable = (reason: ReasonCode): Judgement =>
  undecided.get(reason) ?? { outcome: "not-assessable", reason }

/** A judgement that rests on something being absent: it holds only if all these resources were read and understood. */
export function provided(basis: Basis, read: ReadonlyArray<ResourceKey>, judgement: Judgement): Judgement {
  const reason = unprovenReason(basis, read)
  return reason === undefined ? judgement : notAssessable(reason)
}

/** Why a member without a value has none. */
export const gapOf = (value: null | undefined): ReasonCode => (value === undefined ? "field_missing" : "field_null")
