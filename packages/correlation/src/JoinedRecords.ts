/**
 * The records of one kind with the people they are tied to.
 *
 * What is known of them lies in columns, in the order of ids: memory is read far more quickly from one end to the other than here
 * and there, and that is most of what a join of millions takes.
 */
import type { Link, LinkKind, Owned, Person } from "@rollcall/model"
import { at, inOrder, placeOf, placesInOrder } from "./order.ts"
import { linkBy, personOf, type Tie, tieTo, wayOf } from "./Tie.ts"

/** How records of one kind are joined. */
export interface Joining<R> {
  readonly kind: LinkKind
  readonly id: (record: R) => string
  /** The ties of a record: one, none, or several, of which some may be to the same person. */
  readonly tied: (record: R) => Tie | undefined | ReadonlyArray<Tie>
  /** Whether the record itself says whose it is, or that it is nobody's; if not given, it always does. */
  readonly isTold?: (record: R) => boolean
  /** Whether the source marks the record deleted; if not given, it has no such mark. */
  readonly isDeleted?: (record: R) => boolean
}

/** Stands where no tie is; what is below it says where several are. */
const none = -1

/** Shared by all who own nothing and all that nobody owns. */
const empty: ReadonlyArray<never> = Object.freeze([])

export class JoinedRecords<R> {
  readonly #joining: Joining<R>
  readonly #records: ReadonlyArray<R>
  readonly #ids: ReadonlyArray<string>
  /** Of each record its tie, `none`, or `none - 1 - n` for the ties that are the nth of `#several`. */
  readonly #ties: Int32Array
  readonly #several: Array<ReadonlyArray<Tie>> = []
  /** The places of records by the people who hold them, with the ways, and where those of each person begin. */
  #held = new Uint32Array()
  #ways = new Uint8Array()
  #heldRecords: ReadonlyArray<R> = []
  #begins = new Uint32Array(1)

  constructor(records: ReadonlyArray<R>, joining: Joining<R>) {
    this.#joining = joining
    // Records are read in the order in which they came, as they mostly lie in memory so.
    const ids = records.map(joining.id)
    const ties = new Int32Array(records.length)
    for (let place = 0; place < ties.length; place += 1) ties[place] = this.#noted(joining.tied(at(records, place)))
    const order = placesInOrder(records, ids)
    this.#records = inOrder(records, order)
    this.#ids = inOrder(ids, order)
    this.#ties = new Int32Array(ties.length)
    for (let place = 0; place < ties.length; place += 1) this.#ties[place] = ties[order[place] ?? 0] ?? none
  }

  /** The first tie of the first record that has this id and any tie. */
  tieOf(id: string): Tie | undefined {
    for (let place = placeOf(id, this.#ids); this.#ids[place] === id; place += 1) {
      const tie = this.#ties[place] ?? none
      if (tie !== none) return tie < none ? this.#severalOf(tie)[0] : tie
    }
    return undefined
  }

  /** Calls back with each tie, in the order of ids. */
  forEachTie(use: (tie: Tie, record: R) => void): void {
    this.#forEach((tie, place) => use(tie, at(this.#records, place)))
  }

  /** Gives people the numbers that they have in the roster, and gathers what each of them holds. */
  settle(numbers: Uint32Array): void {
    const renumbered = (tie: Tie) => tieTo(numbers[personOf(tie)] ?? 0, wayOf(tie))
    const ties = this.#ties
    for (let place = 0; place < ties.length; place += 1) {
      const tie = ties[place] ?? none
      if (tie > none) ties[place] = renumbered(tie)
    }
    this.#several.forEach((each, index) => (this.#several[index] = each.map(renumbered).toSorted((a, b) => a - b)))

    // Counting what each person holds tells where what the next one holds begins.
    const begins = new Uint32Array(numbers.length + 1)
    this.#forEach((tie) => (begins[personOf(tie) + 1] = (begins[personOf(tie) + 1] ?? 0) + 1))
    for (let person = 0; person < numbers.length; person += 1) {
      begins[person + 1] = (begins[person + 1] ?? 0) + (begins[person] ?? 0)
    }
    const next = begins.slice()
    const held = new Uint32Array(begins[numbers.length] ?? 0)
    const ways = new Uint8Array(held.length)
    this.#forEach((tie, place) => {
      const person = personOf(tie)
      const position = next[person] ?? 0
      held[position] = place
      ways[position] = wayOf(tie)
      next[person] = position + 1
    })
    this.#begins = begins
    this.#held = held
    this.#ways = ways
    this.#heldRecords = inOrder(this.#records, held)
  }

  /** What a person holds, in the order of ids; the links to it are added to those to other kinds. */
  holding(person: number, links: Array<Link>): ReadonlyArray<R> {
    const begin = this.#begins[person] ?? 0
    const end = this.#begins[person + 1] ?? begin
    if (begin === end) return empty
    const { kind } = this.#joining
    for (let position = begin; position < end; position += 1) {
      links.push({ kind, id: at(this.#ids, this.#held[position] ?? 0), by: linkBy(this.#ways[position] ?? 0) })
    }
    return this.#heldRecords.slice(begin, end)
  }

  /** All records with their owners; `alone` has for each person the list of nobody else, for all of their records to share. */
  owned(alone: ReadonlyArray<ReadonlyArray<Person>>): ReadonlyArray<Owned<R>> {
    const { isDeleted } = this.#joining
    return this.#records.map((record, place) => {
      const tie = this.#ties[place] ?? none
      return {
        id: at(this.#ids, place),
        record,
        owners:
          tie > none
            ? at(alone, personOf(tie))
            : tie === none
              ? empty
              : this.#severalOf(tie).flatMap((each) => at(alone, personOf(each))),
        isDeleted: isDeleted?.(record) === true,
        ownersTold: this.#isTold(record, tie)
      }
    })
  }

  /** Records that are nobody's. */
  unowned(): ReadonlyArray<R> {
    return this.#records.filter((_, place) => this.#ties[place] === none)
  }

  /** How many records are tied to several people. */
  get sharedCount(): number {
    return this.#several.length
  }

  /** How many records do not tell whose they are. */
  countNotTold(): number {
    return this.#records.filter((record, place) => !this.#isTold(record, this.#ties[place] ?? none)).length
  }

  /** How many records are told to belong to none but people without this mark, or to nobody. */
  countWithout(mark: Uint8Array): number {
    const marked = (tie: Tie) => mark[personOf(tie)] === 1
    return this.#records.filter((record, place) => {
      const tie = this.#ties[place] ?? none
      if (tie > none) return !marked(tie)
      return tie < none ? !this.#severalOf(tie).some(marked) : this.#isTold(record, tie)
    }).length
  }

  #isTold(record: R, tie: number): boolean {
    return tie !== none || this.#joining.isTold?.(record) !== false
  }

  #noted(tied: Tie | undefined | ReadonlyArray<Tie>): number {
    if (tied === undefined) return none
    if (typeof tied === "number") return tied
    const ties = firstWays(tied)
    return ties.length > 1 ? none - this.#several.push(ties) : (ties[0] ?? none)
  }

  #severalOf(noted: number): ReadonlyArray<Tie> {
    return at(this.#several, none - 1 - noted)
  }

  #forEach(use: (tie: Tie, place: number) => void): void {
    const ties = this.#ties
    for (let place = 0; place < ties.length; place += 1) {
      const tie = ties[place] ?? none
      if (tie > none) use(tie, place)
      else if (tie < none) for (const each of this.#severalOf(tie)) use(each, place)
    }
  }
}

/** Of several ties to one person the first way. */
function firstWays(ties: ReadonlyArray<Tie>): ReadonlyArray<Tie> {
  const [first = none, second = none] = ties
  if (ties.length < 2) return ties
  // Of two, as most that are several are, to one person.
  if (ties.length === 2 && personOf(first) === personOf(second)) return [Math.min(first, second)]
  const sorted = ties.toSorted((a, b) => a - b)
  return sorted.filter((tie, index) => index === 0 || personOf(tie) !== personOf(at(sorted, index - 1)))
}
