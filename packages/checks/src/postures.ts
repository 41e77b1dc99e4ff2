/**
 * How each person stands.
 */
import type { Posture } from "@rollcall/model"
import type { Basis } from "./Basis.ts"
import type { JudgedCheck } from "./outcomes.ts"
import { type GroupOutcomes, percentage } from "./score.ts"
import { codes, positionsOf } from "./Verdicts.ts"

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
    const { begins, positions } = list.owners
    const weights = new Map(Array.from(counts.keys(), (each) => [each, weightOf(each, everyCheck, "with exceptions")]))
    let [before, weight] = [0, weights.get(0)]
    for (let subject = 0; subject < combinations.length; subject++) {
      const combination = combinations[subject] ?? 0
      if (combination === 0) continue
      // Neighbours often have the same.
      if (combination !== before) weight = weights.get(combination)
      before = combination
      if (weight === undefined || weight.decided === 0) continue
      for (let place = begins[subject] ?? 0; place < (begins[subject + 1] ?? 0); place++) {
        const person = positions[place] ?? 0
        passed[person] = (passed[person] ?? 0) + weight.passed
        decided[person] = (decided[person] ?? 0) + weight.decided
      }
    }
  }
  const failing = failingBy(basis, judged)
  return people.map((_, person) => ({
    score: percentage(passed[person] ?? 0, decided[person] ?? 0),
    failing: failing(person)
  }))
}

const everyCheck = () => true

/**
 * Ids of the checks that fail for each person, in catalogue order.
 *
 * **Details** Thousands of people fail the same checks: each list is there once, and a person is at the place of theirs.
 */
function failingBy(basis: Basis, judged: ReadonlyArray<JudgedCheck>): (person: number) => ReadonlyArray<string> {
  const lists: Array<FailingList> = [{ ids: [], check: none, longer: new Map() }]
  const places = new Uint32Array(basis.roster.people.length)
  for (const [check, { definition, parts }] of judged.entries()) {
    const longer = (place: number): number => {
      const list = lists[place]
      if (list === undefined || list.check === check) return place
      const known = list.longer.get(check)
      if (known !== undefined) return known
      list.longer.set(check, lists.length)
      return lists.push({ ids: [...list.ids, definition.id], check, longer: new Map() }) - 1
    }
    for (const { list, codes: given } of parts) {
      const { begins, positions } = list.owners
      for (const subject of positionsOf(given, codes.fail)) {
        for (let place = begins[subject] ?? 0; place < (begins[subject + 1] ?? 0); place++) {
          const person = positions[place] ?? 0
          places[person] = longer(places[person] ?? 0)
        }
      }
    }
  }
  return (person) => lists[places[person] ?? 0]?.ids ?? []
}

/** Ids of checks, the place of the last among the checks, and where the lists are that have one check more. */
interface FailingList {
  readonly ids: ReadonlyArray<string>
  readonly check: number
  readonly longer: Map<number, number>
}

/** Of the list without ids. */
const none = -1
