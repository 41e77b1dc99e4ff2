/**
 * How each person stands.
 */
import type { Posture, Roster } from "@rollcall/model"
import { type Basis, once } from "./Basis.ts"
import type { JudgedCheck } from "./outcomes.ts"
import { percentage, weightsOf, withExceptions } from "./score.ts"
import type { SubjectList } from "./Subjects.ts"
import { personPositions } from "./subjects/owned.ts"
import { codes } from "./Verdicts.ts"

/**
 * One posture for each person of the roster, in its order.
 *
 * **Details** What is decided about a person stands by itself: neither gates nor a population half read take it away.
 */
export function posturesOf(basis: Basis, judged: ReadonlyArray<JudgedCheck>): ReadonlyArray<Posture> {
  const { people } = basis.roster
  const passed = new Uint32Array(people.length)
  const decided = new Uint32Array(people.length)
  for (const weights of weightsOf(judged, withExceptions)) {
    const owners = ownersBy(basis, weights.list)
    for (let position = 0; position < weights.decided.length; position++) {
      const weight = weights.decided[position] ?? 0
      if (weight === 0) continue
      owners.each(position, (person) => {
        passed[person] = (passed[person] ?? 0) + (weights.passed[position] ?? 0)
        decided[person] = (decided[person] ?? 0) + weight
      })
    }
  }
  const failing = failingBy(basis, judged)
  return people.map((_, person) => ({
    score: percentage(passed[person] ?? 0, decided[person] ?? 0),
    failing: failing[person] ?? none
  }))
}

const none: ReadonlyArray<never> = []

/** Ids of the checks that fail for each person, in catalogue order. */
function failingBy(basis: Basis, judged: ReadonlyArray<JudgedCheck>): ReadonlyArray<ReadonlyArray<string> | undefined> {
  const failing: Array<Array<string> | undefined> = Array.from(basis.roster.people, () => undefined)
  for (const { definition, parts } of judged) {
    const { id } = definition
    for (const { list, codes: given, failed } of parts) {
      const owners = ownersBy(basis, list)
      for (const { position } of failed) {
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

/** The people whom a list's subjects belong to, by position. */
class Owners {
  readonly #first: Int32Array
  /** Of those with several. */
  readonly #others = new Map<number, Array<number>>()

  constructor(list: SubjectList, positions: ReadonlyMap<Roster["people"][number], number>) {
    this.#first = new Int32Array(list.size).fill(-1)
    for (let position = 0; position < list.size; position++) {
      for (const owner of list.owners(position)) this.#add(position, positions.get(owner))
    }
  }

  each(position: number, visit: (person: number) => void): void {
    const first = this.#first[position] ?? -1
    if (first < 0) return
    visit(first)
    if (this.#others.size > 0) this.#others.get(position)?.forEach(visit)
  }

  #add(position: number, person: number | undefined): void {
    if (person === undefined) return
    if (this.#first[position] === -1) this.#first[position] = person
    else this.#others.set(position, [...(this.#others.get(position) ?? []), person])
  }
}

const knownOwners = once(() => new Map<SubjectList, Owners>())

function ownersBy(basis: Basis, list: SubjectList): Owners {
  const known = knownOwners(basis)
  const owners = known.get(list) ?? new Owners(list, personPositions(basis))
  known.set(list, owners)
  return owners
}
