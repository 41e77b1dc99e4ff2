/**
 * What subjects share that are records with owners.
 */
import type { Owned, Person, PositionLists, RecordColumns } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { ageOf, Ages } from "../terms/age.ts"
import { chosen, membersOf, numbersBelow, renumbered } from "../position-lists.ts"
import { memberAt, type Rows } from "../Subjects.ts"

/** The records of one kind, and by position what checks ask of each: all of it is worked out in one look at the record. */
export abstract class Facts<R, S> implements Rows<S> {
  readonly columns: RecordColumns<R>
  readonly size: number
  readonly #people: ReadonlyArray<Person>

  constructor(columns: RecordColumns<R>, { roster }: Basis) {
    this.columns = columns
    this.size = columns.records.length
    this.#people = roster.people
  }

  abstract readonly at: (position: number) => S

  /** How long ago something was by what the records say. */
  protected ages(timeOf: (record: R) => string | null | undefined, basis: Basis): Ages {
    return new Ages(this.size, (position) => ageOf(timeOf(memberAt(this.columns.records, position)), basis))
  }

  /** Whose a record is, in the order of the roster. */
  ownersOf(position: number): ReadonlyArray<Person> {
    return membersOf(this.columns.owners, position, (person) => memberAt(this.#people, person))
  }
}

/** A look at one record and at what is known of it; what it shows stands in the columns of all. */
export abstract class RecordSubject<R, F extends Facts<R, unknown>> implements Owned<R> {
  // Declared alone: fields that are defined are first made `undefined`, which takes a fifth of the time of all judgements.
  declare readonly position: number
  declare protected readonly facts: F

  constructor(facts: F, position: number) {
    this.facts = facts
    this.position = position
  }

  get id(): string {
    return memberAt(this.facts.columns.ids, this.position)
  }

  get record(): R {
    return memberAt(this.facts.columns.records, this.position)
  }

  get owners(): ReadonlyArray<Person> {
    return this.facts.ownersOf(this.position)
  }

  /** Where its owners stand in the roster. */
  get ownerPositions(): ReadonlyArray<number> {
    return membersOf(this.facts.columns.owners, this.position, (person) => person)
  }

  get isDeleted(): boolean {
    return false
  }

  get ownersTold(): boolean {
    return true
  }
}

export const idOf = ({ id }: { readonly id: string }): string => id

/** The address of a record's first owner, else its own. */
export const emailOf = ({ owners }: Owned<unknown>, address: string | null | undefined): string | null =>
  owners[0]?.email ?? address ?? null

/** Every address of the one whose address it goes by. */
export const addressesOf = ({ owners }: Owned<unknown>): ReadonlyArray<string> => owners[0]?.emails ?? []

export const ownersOf = ({ columns }: Facts<unknown, unknown>): PositionLists => columns.owners

/** The columns of those records that their source does not mark deleted. */
export function withoutDeleted<R extends { readonly is_deleted?: boolean | null | undefined }>(
  columns: RecordColumns<R>
): RecordColumns<R> {
  const { records, owners, held } = columns
  const numbers = new Int32Array(records.length)
  let count = 0
  records.forEach(({ is_deleted }, position) => (numbers[position] = is_deleted === true ? -1 : count++))
  if (count === records.length) return columns
  const kept = numbersBelow(records.length).filter((position) => (numbers[position] ?? -1) >= 0)
  let ids: ReadonlyArray<string> | undefined
  return {
    get ids() {
      ids ??= Array.from(kept, (position) => memberAt(columns.ids, position))
      return ids
    },
    records: Array.from(kept, (position) => memberAt(records, position)),
    owners: chosen(owners, kept),
    held: renumbered(held, (position) => numbers[position] ?? -1)
  }
}
