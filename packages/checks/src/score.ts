/**
 * From outcomes to figures.
 *
 * **Source** guides/checks.md, "Scoring".
 */
import { type OutcomeName, severityWeights } from "@rollcall/model"
import type { CheckDefinition } from "./CheckDefinition.ts"
import type { Known } from "./logic.ts"
import type { Outcome } from "./outcomes.ts"

/** One decided or undecided outcome of a check that is no gate. */
export interface Scored {
  readonly definition: CheckDefinition
  readonly outcome: Outcome
}

/** Whether an outcome counts for or against; `null` if it does not count. */
export type Reading = (name: OutcomeName) => Known

/** As measured: what an exception covers is a fail all the same. */
export const asMeasured: Reading = (name) => (name === "not-assessable" ? null : name === "pass")

/** With the exceptions applied: what one covers does not count. */
export const withExceptions: Reading = (name) => (name === "excepted" ? null : asMeasured(name))

/** A share in percent with one decimal, halves away from zero; `null` of nothing. */
export const percentage = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole) / 10

/**
 * The weighted share of passes.
 *
 * **Details** Within a score group a subject counts once: if it fails any check of the group, with the weight of the
 * heaviest that it fails; else with that of the heaviest that it passes.
 */
export function weightedScore(scored: Iterable<Scored>, reading: Reading): number | null {
  const subjects = new Map<string, { passed: number; failed: number }>()
  for (const { definition, outcome } of scored) {
    const verdict = reading(outcome.name)
    if (verdict === null) continue
    const { subject } = outcome.judged
    const key = JSON.stringify([definition.group, subject.kind, subject.id])
    const weights = subjects.get(key) ?? { passed: 0, failed: 0 }
    const side = verdict ? "passed" : "failed"
    weights[side] = Math.max(weights[side], severityWeights[definition.severity])
    subjects.set(key, weights)
  }
  let passed = 0
  let decided = 0
  for (const weights of subjects.values()) {
    if (weights.failed === 0) passed += weights.passed
    decided += weights.failed === 0 ? weights.passed : weights.failed
  }
  return percentage(passed, decided)
}
