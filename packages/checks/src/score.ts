/**
 * From outcomes to figures.
 *
 * **Source** guides/checks.md, "Scoring".
 */
import { severityWeights } from "@rollcall/model"
import type { JudgedCheck, OutcomePart } from "./outcomes.ts"
import type { SubjectList } from "./Subjects.ts"
import { codeCount, codes } from "./Verdicts.ts"

/** How each outcome counts, by code: 1 for, -1 against, 0 not at all. */
export type Reading = Int8Array

const reading = (...counted: ReadonlyArray<readonly [code: number, sign: 1 | -1]>): Reading => {
  const signs = new Int8Array(codeCount)
  for (const [code, sign] of counted) signs[code] = sign
  return signs
}

/** As measured: what an exception covers is a fail all the same. */
export const asMeasured = reading([codes.pass, 1], [codes.fail, -1], [codes.excepted, -1])

/** With the exceptions applied: what one covers does not count. */
export const withExceptions = reading([codes.pass, 1], [codes.fail, -1])

/** A share in percent with one decimal, halves away from zero; `null` of nothing. */
export const percentage = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole) / 10

/** What each subject of a list adds to a score, by position. */
export interface Weights {
  readonly list: SubjectList
  /** The weight that counts for the subject. */
  readonly passed: Uint8Array
  /** The weight that it counts with at all. */
  readonly decided: Uint8Array
}

/**
 * What subjects add to a score, one entry for each score group and kind of subject.
 *
 * **Details** Within a group a subject counts once: if it fails any check of the group, with the weight of the heaviest
 * that it fails; else with that of the heaviest that it passes.
 */
export function weightsOf(checks: ReadonlyArray<JudgedCheck>, signs: Reading): ReadonlyArray<Weights> {
  const groups = new Map<string, Map<SubjectList, Tally>>()
  for (const { definition, parts } of checks) {
    const ofGroup = groups.get(definition.group) ?? new Map<SubjectList, Tally>()
    groups.set(definition.group, ofGroup)
    for (const part of parts) {
      const tally = ofGroup.get(part.list) ?? new Tally(part.list.size)
      ofGroup.set(part.list, tally)
      tally.add(part, signs, severityWeights[definition.severity])
    }
  }
  return Array.from(groups.values()).flatMap((ofGroup) =>
    Array.from(ofGroup, ([list, tally]) => Object.assign({ list }, tally.settled()))
  )
}

/** The heaviest pass and the heaviest fail of each subject. */
class Tally {
  readonly #passed: Uint8Array
  readonly #failed: Uint8Array

  constructor(size: number) {
    this.#passed = new Uint8Array(size)
    this.#failed = new Uint8Array(size)
  }

  add({ codes: given }: OutcomePart, signs: Reading, weight: number): void {
    for (let position = 0; position < given.length; position++) {
      const sign = signs[given[position] ?? 0] ?? 0
      if (sign === 0) continue
      const side = sign > 0 ? this.#passed : this.#failed
      if ((side[position] ?? 0) < weight) side[position] = weight
    }
  }

  settled(): Omit<Weights, "list"> {
    const [passed, decided] = [this.#passed, this.#failed]
    for (let position = 0; position < decided.length; position++) {
      if (decided[position] === 0) decided[position] = passed[position] ?? 0
      else passed[position] = 0
    }
    return { passed, decided }
  }
}

/** The weighted share of passes. */
export function weightedScore(weights: ReadonlyArray<Weights>): number | null {
  const sum = (side: "passed" | "decided") =>
    weights.reduce((total, each) => each[side].reduce((subtotal, weight) => subtotal + weight, total), 0)
  return percentage(sum("passed"), sum("decided"))
}
