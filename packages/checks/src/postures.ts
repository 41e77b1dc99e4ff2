/**
 * How each person stands.
 */
import type { Posture } from "@rollcall/model"
import type { Basis } from "./Basis.ts"
import type { JudgedCheck } from "./outcomes.ts"
import { type GroupOutcomes, percentage } from "./score.ts"
import { ownersBy } from "./subjects/owned.ts"
import { codes } from "./Verdicts.ts"

/**
 * One posture for each person of the roster, in its order.
 *
 * **Details** What is decided about a person stands by itself: neither gates nor a population half read take it away.
 */
export function posturesOf(
  basis: Basis,
  judged: ReadonlyArray<JudgedCheck>,
  groups: ReadonlyArray<GroupOutcomes>
): ReadonlyArray<Posture> {
  const { people } = basis.roster
  const passed = new Float64Array(people.length)
  const decided = new Float64Array(people.length)
  for (const { list, combinations, counts, weightOf } of groups) {
    const owners = ownersBy(basis, list)
    const weights = new Map(Array.from(counts.keys(), (each) => [each, weightOf(each, everyCheck, "with exceptions")]))
    for (let position = 0; position < combinations.length; position++) {
      const combination = combinations[position] ?? 0
      if (combination === 0) continue
      const weight = weights.get(combination)
      if (weight === undefined || weight.decided === 0) continue
      owners.each(position, (person) => {
        passed[person] = (passed[person] ?? 0) + weight.passed
        decided[person] = (decided[person] ?? 0) + weight.decided
      })
    }
  }
  const failing = failingBy(basis, judged)
  return people.map((_, person) => ({
    score: percentage(passed[person] ?? 0, decided[person] ?? 0),
    failing: failing[person] ?? none
  }))
}

const everyCheck = () => true

const none: ReadonlyArray<never> = []

/** Ids of the checks that fail for each person, in catalogue order. */
function failingBy(basis: Basis, judged: ReadonlyArray<JudgedCheck>): ReadonlyArray<ReadonlyArray<string> | undefined> {
  const failing: Array<Array<string> | undefined> = Array.from(basis.roster.people, () => undefined)
  for (const { definition, parts } of judged) {
    const { id } = definition
    for (const { list, codes: given, failed } of parts) {
      const owners = ownersBy(basis, list)
      for (const position of failed.positions) {
        if (given[position] !== codes.fail) continue
        owners.each(position, (person) => {
          const ids = failing[person]
          if (ids === undefined) failing[person] = [id]
          else if (ids.at(-1) !== id) ids.push(id)
        })
      }
    }
  }
  return failing
}
