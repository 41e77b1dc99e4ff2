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

const reasonPositions: ReadonlyMap<string, number> = new Map(
  ReasonCode.literals.map((reason, position) => [reason, position])
)

const plain: ReadonlyArray<Verdict> = ["none", "pass", "fail", "excepted"]

export const verdictOf = (code: number): Verdict => plain[code] ?? "not-assessable"

/** The reason that a code stands for; `undefined` if it stands for none. */
export const reasonOf = (code: number): ReasonCode | undefined => ReasonCode.literals[code - codes.reasonsFrom]

/** The subjects that fail, in the order of positions; the detail of each stands at the same place of the other list. */
export interface FailedSubjects {
  readonly positions: ReadonlyArray<number>
  readonly details: ReadonlyArray<string>
}

/** The verdicts about one list, by position. */
export class Verdicts {
  readonly codes: Uint8Array
  readonly failed: FailedSubjects
  readonly #positions: Array<number> = []
  readonly #details: Array<string> = []

  constructor(size: number) {
    this.codes = new Uint8Array(size)
    this.failed = { positions: this.#positions, details: this.#details }
  }

  /** Takes a judgement down; positions come in ascending order, each once. */
  put(position: number, judgement: Judgement): void {
    switch (judgement.outcome) {
      case "pass":
        this.codes[position] = codes.pass
        return
      case "fail":
        this.codes[position] = codes.fail
        this.#positions.push(position)
        this.#details.push(judgement.detail)
        return
      case "not-assessable":
        this.codes[position] = codes.reasonsFrom + (reasonPositions.get(judgement.reason) ?? 0)
    }
  }
}
