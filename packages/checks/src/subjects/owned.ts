/**
 * What subjects share that are records with owners.
 */
import type { Owned, Person } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import type { SubjectList } from "../Subjects.ts"

/** A record of the roster as a subject: a million of them share what the roster says. */
export class OwnedSubject<R> implements Owned<R> {
  readonly record: R
  readonly #owned: Owned<R>

  constructor(owned: Owned<R>) {
    this.record = owned.record
    this.#owned = owned
  }

  get id(): string {
    return this.#owned.id
  }

  get owners(): ReadonlyArray<Person> {
    return this.#owned.owners
  }

  get isDeleted(): boolean {
    return this.#owned.isDeleted
  }

  get ownersTold(): boolean {
    return this.#owned.ownersTold
  }
}

export const idOf = ({ id }: { readonly id: string }): string => id

/** The address of a record's first owner, else its own. */
export const emailOf = ({ owners }: Owned<unknown>, address: string | null | undefined): string | null =>
  owners[0]?.email ?? address ?? null

export const ownersOf = ({ owners }: Owned<unknown>): ReadonlyArray<Person> => owners

/** Where each person stands in the roster. */
export const personPositions = once(
  ({ roster }): ReadonlyMap<Person, number> => new Map(roster.people.map((person, position) => [person, position]))
)

/** Stands where nobody owns a subject. */
const nobody = -1

/** The people whom a list's subjects belong to, as positions in the roster. */
export class Owners {
  /** Of each subject the first, or `nobody`. */
  readonly #first: Int32Array
  /** The others of those with several. */
  readonly #others = new Map<number, Array<number>>()

  constructor(list: SubjectList, positions: ReadonlyMap<Person, number>) {
    this.#first = new Int32Array(list.size).fill(nobody)
    for (let position = 0; position < list.size; position++) {
      for (const owner of list.owners(position)) this.#add(position, positions.get(owner))
    }
  }

  /** The first owner of a subject; `undefined` if it is nobody's. */
  firstOf(position: number): number | undefined {
    const first = this.#first[position] ?? nobody
    return first === nobody ? undefined : first
  }

  /** Visits the owners of a subject. */
  each(position: number, visit: (person: number) => void): void {
    const first = this.#first[position] ?? nobody
    if (first === nobody) return
    visit(first)
    if (this.#others.size > 0) this.#others.get(position)?.forEach(visit)
  }

  #add(position: number, person: number | undefined): void {
    if (person === undefined) return
    if (this.#first[position] === nobody) this.#first[position] = person
    else this.#others.set(position, [...(this.#others.get(position) ?? []), person])
  }
}

const ownersByList = once((basis) => {
  const known = new Map<SubjectList, Owners>()
  return (list: SubjectList): Owners => {
    const owners = known.get(list) ?? new Owners(list, personPositions(basis))
    known.set(list, owners)
    return owners
  }
})

/** The owners of a list's subjects; looked up once. */
export const ownersBy = (basis: Basis, list: SubjectList): Owners => ownersByList(basis)(list)

/** Members of a list by one thing that each of them has, in the order of the list. */
export function indexBy<K, V>(
  values: Iterable<V>,
  keyOf: (value: V) => K | undefined
): ReadonlyMap<K, ReadonlyArray<V>> {
  const index = new Map<K, Array<V>>()
  for (const value of values) {
    const key = keyOf(value)
    if (key === undefined) continue
    const same = index.get(key)
    if (same === undefined) index.set(key, [value])
    else same.push(value)
  }
  return index
}
