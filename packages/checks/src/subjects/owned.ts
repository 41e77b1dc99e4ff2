/**
 * What subjects share that are records with owners.
 */
import type { Owned, Person, Subject } from "@rollcall/model"
import { once } from "../Basis.ts"

/** A record as a subject: known by the address of its first owner, else by its own. */
export const ownedSubject = (
  kind: Subject["kind"],
  { id, owners }: Owned<unknown>,
  address: string | null | undefined
): Subject => ({ kind, id, email: owners[0]?.email ?? address ?? null })

export const ownersOf = ({ owners }: Owned<unknown>): ReadonlyArray<Person> => owners

/** Where each person stands in the roster. */
export const personPositions = once(
  ({ roster }): ReadonlyMap<Person, number> => new Map(roster.people.map((person, position) => [person, position]))
)

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
