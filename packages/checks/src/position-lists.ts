/**
 * Lists of positions: whose a record is, and what somebody holds, as numbers.
 */
import type { PositionLists } from "@rollcall/model"

/** The first of a list; `undefined` if it is empty. */
export function firstOf({ begins, positions }: PositionLists, list: number): number | undefined {
  const begin = begins[list] ?? 0
  return begin < (begins[list + 1] ?? 0) ? positions[begin] : undefined
}

export const lengthOf = ({ begins }: PositionLists, list: number): number =>
  (begins[list + 1] ?? 0) - (begins[list] ?? 0)

/** What stands at the positions of a list. */
export function membersOf<A>(
  { begins, positions }: PositionLists,
  list: number,
  at: (position: number) => A
): ReadonlyArray<A> {
  const [begin, end] = [begins[list] ?? 0, begins[list + 1] ?? 0]
  if (begin === end) return none
  const members: Array<A> = []
  for (let place = begin; place < end; place++) members.push(at(positions[place] ?? 0))
  return members
}

const none: ReadonlyArray<never> = []

/** A list for each of these. */
export function listsOf(lists: ReadonlyArray<ReadonlyArray<number>>): PositionLists {
  const begins = new Int32Array(lists.length + 1)
  lists.forEach((list, place) => (begins[place + 1] = (begins[place] ?? 0) + list.length))
  return { begins, positions: Int32Array.from(lists.flat()) }
}

export const emptyLists = (count: number): PositionLists => ({
  begins: new Int32Array(count + 1),
  positions: new Int32Array(0)
})

/** A list for each of these, of it alone. */
export const singles = (positions: Int32Array): PositionLists => ({
  begins: numbersBelow(positions.length + 1),
  positions
})

/** The numbers from 0 up to, but without, `count`. */
export function numbersBelow(count: number): Int32Array {
  const numbers = new Int32Array(count)
  for (let number = 0; number < count; number++) numbers[number] = number
  return numbers
}

/** Of each key below `count`, the places where it stands, in order; a key below zero stands for none. */
export function placesOf(keys: Int32Array, count: number): PositionLists {
  const begins = new Int32Array(count + 1)
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place] ?? -1
    if (key >= 0) begins[key + 1] = (begins[key + 1] ?? 0) + 1
  }
  for (let key = 0; key < count; key++) begins[key + 1] = (begins[key + 1] ?? 0) + (begins[key] ?? 0)
  const nexts = begins.slice()
  const positions = new Int32Array(begins[count] ?? 0)
  for (let place = 0; place < keys.length; place++) {
    const key = keys[place] ?? -1
    if (key < 0) continue
    const next = nexts[key] ?? 0
    positions[next] = place
    nexts[key] = next + 1
  }
  return { begins, positions }
}

/** The other way round: for each number below `count`, the lists that have it, in order. */
export function reversed({ begins, positions }: PositionLists, count: number): PositionLists {
  const ends = new Int32Array(count + 1)
  for (let place = 0; place < positions.length; place++) {
    const number = positions[place] ?? 0
    ends[number + 1] = (ends[number + 1] ?? 0) + 1
  }
  for (let number = 0; number < count; number++) ends[number + 1] = (ends[number + 1] ?? 0) + (ends[number] ?? 0)
  const nexts = ends.slice()
  const lists = new Int32Array(positions.length)
  for (let list = 0; list + 1 < begins.length; list++) {
    for (let place = begins[list] ?? 0; place < (begins[list + 1] ?? 0); place++) {
      const number = positions[place] ?? 0
      const next = nexts[number] ?? 0
      lists[next] = list
      nexts[number] = next + 1
    }
  }
  return { begins: ends, positions: lists }
}

/** Some of the lists, by their places. */
export function chosen(lists: PositionLists, places: Int32Array): PositionLists {
  const begins = new Int32Array(places.length + 1)
  places.forEach((list, place) => (begins[place + 1] = (begins[place] ?? 0) + lengthOf(lists, list)))
  const positions = new Int32Array(begins[places.length] ?? 0)
  places.forEach((list, place) => {
    let next = begins[place] ?? 0
    for (let each = lists.begins[list] ?? 0; each < (lists.begins[list + 1] ?? 0); each++) {
      positions[next++] = lists.positions[each] ?? 0
    }
  })
  return { begins, positions }
}

/** The lists with another number for each position, without those that have one below zero. */
export function renumbered(
  { begins, positions }: PositionLists,
  numberOf: (position: number) => number
): PositionLists {
  const ends = new Int32Array(begins.length)
  const kept: Array<number> = []
  for (let list = 0; list + 1 < begins.length; list++) {
    for (let place = begins[list] ?? 0; place < (begins[list + 1] ?? 0); place++) {
      const number = numberOf(positions[place] ?? 0)
      if (number >= 0) kept.push(number)
    }
    ends[list + 1] = kept.length
  }
  return { begins: ends, positions: Int32Array.from(kept) }
}
