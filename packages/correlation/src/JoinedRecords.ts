/**
 * The records of one kind with the people they are tied to.
 *
 * What is known of them lies in columns, in the order of ids: memory is read far more quickly from one end to the other than here
 * and there, and that is most of what a join of millions takes.
 */
import type { Link, LinkKind, Owned, Person, PositionLists, RecordColumns } from "@rollcall/model"
import { at, inOrder, placeOf, placesInOrder } from "./order.ts"
import { transposed } from "./positions.ts"
import { linkBy, none, personOf, type Tie, tieTo, wayOf } from "./Tie.ts"
import type { TieColumn } from "./TieColumn.ts"

/** What makes the records of one kind. */
export interface Joining<R> {
  readonly kind: LinkKind
  readonly id: (record: R) => string
  /** Whether the record itself says whose it is, or that it is nobody's; if not given, it always does. */
  readonly isTold?: (record: R) => boolean
  /** Whether the source marks the record deleted; if not given, it has no such mark. */
  readonly isDeleted?: (record: R) => boolean
}

/** Shared by all who own nothing and all that nobody owns. */
const empty: ReadonlyArray<never> = Object.freeze([])

/** Records in the order of their ids. */
export class JoinedRecords<R> {
  readonly #joining: Joining<R>
  readonly #records: ReadonlyArray<R>
  /** Where the owners of each record begin, who they are, and how that is known. */
  readonly #begins: Int32Array
  readonly #people: Int32Array
  readonly #ways: Uint8Array
  #held: PositionLists = { begins: new Int32Array(1), positions: new Int32Array() }
  #owned: ReadonlyArray<Owned<R>> | undefined

  constructor(records: ReadonlyArray<R>, ties: TieColumn, joining: Joining<R>) {
    const order = placesInOrder(records, joining.id)
    this.#joining = joining
    this.#records = inOrder(records, order)
    const { begins, people, ways } = ties.inOrder(order)
    this.#begins = begins
    this.#people = people
    this.#ways = ways
  }

  /** The first tie of the first record that has this id and any tie, else `none`. */
  tieOf(id: string): Tie {
    const count = this.#records.length
    const idAt = (place: number) => this.#joining.id(at(this.#records, place))
    for (let place = placeOf(id, count, idAt); place < count && idAt(place) === id; place += 1) {
      const first = this.#begins[place] ?? 0
      if (this.#countOwners(place) > 0) return tieTo(this.#people[first] ?? 0, this.#ways[first] ?? 0)
    }
    return none
  }

  /** Gives people the numbers that they have in the roster, and gathers what everybody holds. */
  settle(numbers: Int32Array): void {
    const people = this.#people
    for (let index = 0; index < people.length; index += 1) people[index] = numbers[people[index] ?? 0] ?? 0
    for (let place = 0; place < this.#records.length; place += 1)
      if (this.#countOwners(place) > 1) this.#sortOwners(place)
    this.#held = transposed({ begins: this.#begins, positions: people }, numbers.length)
  }

  /** Tells of each person what they hold, in the order of ids. */
  holdings(): (person: number) => ReadonlyArray<R> {
    const { begins, positions } = this.#held
    const held = inOrder(this.#records, positions)
    return (person) => {
      const begin = begins[person] ?? 0
      const end = begins[person + 1] ?? begin
      return begin === end ? empty : held.slice(begin, end)
    }
  }

  /** How many records a person holds. */
  countHeldBy(person: number): number {
    return (this.#held.begins[person + 1] ?? 0) - (this.#held.begins[person] ?? 0)
  }

  /** Adds the links to what a person holds, in the order of ids. */
  addLinks(person: number, links: Array<Link>): void {
    const { kind, id } = this.#joining
    const { begins, positions } = this.#held
    for (let index = begins[person] ?? 0; index < (begins[person + 1] ?? 0); index += 1) {
      const place = positions[index] ?? 0
      links.push({ kind, id: id(at(this.#records, place)), by: this.#wayTo(person, place) })
    }
  }

  /** All records in columns; that of ids is made when it is first asked for. */
  columns(): RecordColumns<R> {
    const records = this.#records
    const { id } = this.#joining
    let ids: ReadonlyArray<string> | undefined
    return {
      get ids() {
        ids ??= records.map(id)
        return ids
      },
      records,
      owners: { begins: this.#begins, positions: this.#people },
      held: this.#held
    }
  }

  /** All records with their owners; made when it is first asked for. */
  owned(people: ReadonlyArray<Person>): ReadonlyArray<Owned<R>> {
    this.#owned ??= this.#ownedBy(people)
    return this.#owned
  }

  /** Records that are nobody's. */
  unowned(): ReadonlyArray<R> {
    return this.#records.filter((_, place) => this.#countOwners(place) === 0)
  }

  /** How many records are tied to several people. */
  countShared(): number {
    return this.#count((place) => this.#countOwners(place) > 1)
  }

  /** How many records do not tell whose they are. */
  countNotTold(): number {
    return this.#count((place) => !this.#isTold(place))
  }

  /** How many records are told to belong to none but people without this mark, or to nobody. */
  countWithout(mark: Uint8Array): number {
    return this.#count((place) => {
      for (let index = this.#begins[place] ?? 0; index < (this.#begins[place + 1] ?? 0); index += 1) {
        if (mark[this.#people[index] ?? 0] === 1) return false
      }
      return this.#isTold(place)
    })
  }

  #ownedBy(people: ReadonlyArray<Person>): ReadonlyArray<Owned<R>> {
    const { id, isDeleted } = this.#joining
    // All that is one person's shares the list of nobody else.
    const alone = people.map((person) => [person])
    return this.#records.map((record, place) => {
      const begin = this.#begins[place] ?? 0
      const count = this.#countOwners(place)
      const several = () => Array.from(this.#people.subarray(begin, begin + count), (person) => at(people, person))
      return {
        id: id(record),
        record,
        owners: count === 0 ? empty : count === 1 ? at(alone, this.#people[begin] ?? 0) : several(),
        isDeleted: isDeleted?.(record) === true,
        ownersTold: this.#isTold(place)
      }
    })
  }

  /** How one of its owners is known; they are in order, and may be many. */
  #wayTo(person: number, place: number): Link["by"] {
    let from = this.#begins[place] ?? 0
    let to = this.#begins[place + 1] ?? from
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((this.#people[middle] ?? 0) < person) from = middle + 1
      else to = middle
    }
    return linkBy(this.#ways[from] ?? 0)
  }

  #sortOwners(place: number): void {
    const [begin, end] = [this.#begins[place], this.#begins[place + 1]]
    const people = this.#people.subarray(begin, end)
    const ways = this.#ways.subarray(begin, end)
    const ties = Array.from(people, (person, index) => tieTo(person, ways[index] ?? 0)).toSorted((a, b) => a - b)
    people.set(ties.map(personOf))
    ways.set(ties.map(wayOf))
  }

  #count(isCounted: (place: number) => boolean): number {
    let count = 0
    for (let place = 0; place < this.#records.length; place += 1) if (isCounted(place)) count += 1
    return count
  }

  #countOwners(place: number): number {
    return (this.#begins[place + 1] ?? 0) - (this.#begins[place] ?? 0)
  }

  #isTold(place: number): boolean {
    return this.#countOwners(place) > 0 || this.#joining.isTold?.(at(this.#records, place)) !== false
  }
}
