/**
 * What is said about each subject of a list, a byte each: a large tenant has a million accounts, and a dozen checks look at
 * every one of them.
 */
import { type OutcomeName, ReasonCode } from "@rollcall/model"
import type { Judgement } from "./judgement.ts"

/** A subject's outcome, or that the check does not look at it. */
export type Verdict = OutcomeName | "none"

/** The code of each outcome; what can't be assessed has one for each reason, from `reasonsFrom` on. */
export const codes = { none: 0, pass: 1, fail: 2, excepted: 3, reasonsFrom: 4 } as const

/** How many codes there are. */
export const codeCount = codes.reasonsFrom + ReasonCode.literals.length

const codesByReason: ReadonlyMap<ReasonCode, number> = new Map(
  ReasonCode.literals.map((reason, position) => [reason, codes.reasonsFrom + position])
)

/** The code that a judgement is kept as. */
export function codeOf(judgement: Judgement): number {
  if (judgement.outcome === "pass") return codes.pass
  if (judgement.outcome === "fail") return codes.fail
  return codesByReason.get(judgement.reason) ?? codes.reasonsFrom
}

const plain: ReadonlyArray<Verdict> = ["none", "pass", "fail", "excepted"]

export const verdictOf = (code: number): Verdict => plain[code] ?? "not-assessable"

/** The reason that a code stands for; `undefined` if it stands for none. */
export const reasonOf = (code: number): ReasonCode | undefined => ReasonCode.literals[code - codes.reasonsFrom]

/** Where a code stands, in order. */
export function positionsOf(given: Uint8Array, code: number): ReadonlyArray<number> {
  const positions: Array<number> = []
  for (let position = given.indexOf(code); position >= 0; position = given.indexOf(code, position + 1)) {
    positions.push(position)
  }
  return positions
}
