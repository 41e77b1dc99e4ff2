/**
 * The ties of many records.
 */
import { at } from "./order.ts"
import { absent } from "./Rows.ts"
import { none, personOf, type Tie, tieTo, wayOf } from "./Tie.ts"

/** Of each record its ties, in the order in which the records came; most have one. */
export class TieColumn {
  /** The only tie of a record, `none`, or `none - 1 - n` for the ties that are the nth of `#several`. */
  readonly #ties: Int32Array
  readonly #several: Array<ReadonlyArray<Tie>> = []
  #count = 0

  /** No ties of so many records. */
  static untied(records: number): TieColumn {
    return new TieColumn(new Int32Array(records).fill(none))
  }

  /** Ties by one way to people, of whom some may be `absent`; their list becomes the column. */
  static tied(people: Int32Array, by: number): TieColumn {
    for (let record = 0; record < people.length; record += 1) {
      const person = people[record] ?? absent
      people[record] = person === absent ? none : tieTo(person, by)
    }
    return new TieColumn(people)
  }

  private constructor(ties: Int32Array) {
    this.#ties = ties
    for (const tie of ties) if (tie !== none) this.#count += 1
  }

  /** How many ties there are in all. */
  get count(): number {
    return this.#count
  }

  put(record: number, tie: Tie): void {
    this.#ties[record] = tie
    this.#count += 1
  }

  /** Several ties, of which some may be to one person; the first way is kept then. */
  putAll(record: number, all: ReadonlyArray<Tie>): void {
    const ties = firstWays(all)
    this.#ties[record] = ties.length > 1 ? none - this.#several.push(ties) : (ties[0] ?? none)
    this.#count += ties.length
  }

  /** The only tie of a record that has one at most; `none` if it has none. */
  only(record: number): Tie {
    return this.#ties[record] ?? none
  }

  forEach(record: number, use: (tie: Tie) => void): void {
    const tie = this.#ties[record] ?? none
    if (tie > none) use(tie)
    else if (tie < none) this.#severalOf(tie).forEach(use)
  }

  /** The ties of all records in another order: where those of each begin, and to whom and how they are. */
  inOrder(records: Uint32Array): {
    readonly begins: Int32Array
    readonly people: Int32Array
    readonly ways: Uint8Array
  } {
    const begins = new Int32Array(records.length + 1)
    const people = new Int32Array(this.#count)
    const ways = new Uint8Array(this.#count)
    let end = 0
    for (let place = 0; place < records.length; place += 1) {
      const tie = this.#ties[records[place] ?? 0] ?? none
      if (tie > none) {
        people[end] = personOf(tie)
        ways[end] = wayOf(tie)
        end += 1
      } else if (tie < none) {
        const several = this.#severalOf(tie)
        people.set(several.map(personOf), end)
        ways.set(several.map(wayOf), end)
        end += several.length
      }
      begins[place + 1] = end
    }
    return { begins, people, ways }
  }

  #severalOf(noted: number): ReadonlyArray<Tie> {
    return at(this.#several, none - 1 - noted)
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
