/**
 * Records of one kind with the people they are tied to.
 */
import type { LinkKind, Owned, Person } from "@rollcall/model"
import type { Draft, Tie } from "./directory.ts"
import { sortedById } from "./order.ts"

/** A record with its ties, while people are still drafts. */
export interface Joined<R> {
  readonly id: string
  readonly record: R
  readonly ties: ReadonlyArray<Tie>
  readonly ownersTold: boolean
  readonly isDeleted: boolean
}

/** How records of one kind are joined. */
export interface Joining<R> {
  readonly kind: LinkKind
  readonly id: (record: R) => string
  readonly ties: (record: R) => ReadonlyArray<Tie>
  /** Whether the record itself says whose it is, or that it is nobody's; if not given, it always does. */
  readonly isTold?: (record: R) => boolean
  /** Whether the source marks the record deleted; if not given, it has no such mark. */
  readonly isDeleted?: (record: R) => boolean
  /** Where a person keeps records of this kind. */
  readonly place: (person: Draft) => Array<R>
}

/** Ties each record to its people, in the order of identities. */
export function joinAll<R>(records: ReadonlyArray<R>, joining: Joining<R>): ReadonlyArray<Joined<R>> {
  return sortedById(records, joining.id).map(({ id, record }) => {
    const ties = joining.ties(record)
    for (const { person, by } of ties) {
      joining.place(person).push(record)
      person.links.push({ kind: joining.kind, id, by })
    }
    const ownersTold = ties.length > 0 || joining.isTold?.(record) !== false
    return { id, record, ties, ownersTold, isDeleted: joining.isDeleted?.(record) === true }
  })
}

/** The records with people in the place of drafts. */
export function settle<R>(
  joined: ReadonlyArray<Joined<R>>,
  places: ReadonlyMap<Draft, { readonly person: Person; readonly index: number }>
): ReadonlyArray<Owned<R>> {
  return joined.map(({ id, record, ties, ownersTold, isDeleted }) => {
    const owners = ties
      .map(({ person }) => places.get(person))
      .filter((each) => each !== undefined)
      .toSorted((a, b) => a.index - b.index)
      .map(({ person }) => person)
    return { id, record, owners, isDeleted, ownersTold }
  })
}
