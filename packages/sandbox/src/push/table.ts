/**
 * A list of records in the order the API gives them: by creation, then by id (contracts/push.md, section 6, row 14).
 */
import type { JsonObject } from "../http/json.ts"

/** What a record needs to stand in a list; one without a creation time sorts before all others. */
export type Row = JsonObject & { readonly id: string; readonly creationTimestamp?: number }

/** A place between records that outlives the record it was taken from. */
export type Mark = Pick<Row, "id" | "creationTimestamp">

/** Records that are made when they are looked at, each from its number alone; they stand before all others. */
export interface Unwritten<T> {
  readonly count: number
  readonly make: (number: number) => T
  /** The number of the record with that id. */
  readonly numberOf: (id: string) => number | undefined
}

/** Records as a question sees them. */
export interface View<T> {
  readonly size: number
  readonly slice: (from: number, to: number) => ReadonlyArray<T>
  /** The index of the first record behind a mark. */
  readonly after: (mark: Mark) => number
}

/** A list of records that requests read and change. */
export interface Table<T extends Row> {
  /**
   * The records that a predicate admits, or all of them.
   *
   * **Details** The matches of the latest question are kept until a record changes, so that only its first page walks
   * through the whole list.
   */
  readonly view: (question: string, matches: ((record: T) => boolean) | undefined) => View<T>
  readonly find: (id: string) => T | undefined
  /** Whether some record that is already written passes. */
  readonly someWritten: (passes: (record: T) => boolean) => boolean
  /** Whether some record that is made on demand passes, by its number. */
  readonly someUnwritten: (passes: (number: number) => boolean) => boolean
  /** Puts a record in the place of the one with its id, or in its order among the others. */
  readonly put: (record: T) => void
  readonly remove: (id: string) => void
  /** Changes every record that is already written; `change` returns the same record where nothing changes. */
  readonly rewrite: (change: (record: T) => T) => void
}

/** Where a record stands. */
export const markOf = ({ id, creationTimestamp = 0 }: Row): Mark => ({ id, creationTimestamp })

/** The order of every list. */
export const compareRows = (one: Mark, other: Mark): number =>
  (one.creationTimestamp ?? 0) - (other.creationTimestamp ?? 0) || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

/** Makes a table of records that are in order already. */
export const makeTable = <T extends Row>(records: ReadonlyArray<T>, unwritten?: Unwritten<T>): Table<T> => {
  // A number stands for a record that nobody has changed yet: eight bytes instead of half a kilobyte.
  type Slot = T | number
  const slots: Array<Slot> = [...Array(unwritten?.count ?? 0).keys(), ...records]
  let byId: Map<string, T> | undefined
  let latest: { readonly question: string; readonly slots: ReadonlyArray<Slot> } | undefined

  const read = (slot: Slot | undefined): T | undefined => (typeof slot === "number" ? unwritten?.make(slot) : slot)
  const index = () => {
    if (byId !== undefined) return byId
    byId = new Map()
    for (const slot of slots) if (typeof slot !== "number") byId.set(slot.id, slot)
    return byId
  }

  const firstNotBefore = (list: ReadonlyArray<Slot>, mark: Mark): number => {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const record = read(list[middle])
      if (record !== undefined && compareRows(record, mark) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  const viewOf = (list: ReadonlyArray<Slot>): View<T> => ({
    size: list.length,
    slice: (from, to) => list.slice(from, to).flatMap((slot) => read(slot) ?? []),
    after: (mark) => {
      const found = firstNotBefore(list, mark)
      return read(list[found])?.id === mark.id ? found + 1 : found
    }
  })
  const find = (id: string): T | undefined => {
    const written = index().get(id)
    const number = unwritten?.numberOf(id)
    if (written !== undefined || number === undefined) return written
    const record = read(number)
    return record !== undefined && slots[firstNotBefore(slots, record)] === number ? record : undefined
  }
  const replace = (position: number, removed: number, ...added: ReadonlyArray<T>) => {
    slots.splice(position, removed, ...added)
    latest = undefined
  }

  return {
    find,
    view: (question, matches) => {
      if (matches === undefined) return viewOf(slots)
      if (latest?.question !== question) {
        latest = { question, slots: slots.filter((slot) => isAdmitted(read(slot), matches)) }
      }
      return viewOf(latest.slots)
    },
    someWritten: (passes) => slots.some((slot) => typeof slot !== "number" && passes(slot)),
    someUnwritten: (passes) => slots.some((slot) => typeof slot === "number" && passes(slot)),
    put: (record) => {
      const present = find(record.id)
      replace(firstNotBefore(slots, present ?? record), present === undefined ? 0 : 1, record)
      index().set(record.id, record)
    },
    remove: (id) => {
      const present = find(id)
      if (present === undefined) return
      replace(firstNotBefore(slots, present), 1)
      index().delete(id)
    },
    rewrite: (change) => {
      latest = undefined
      for (const [position, slot] of slots.entries()) {
        if (typeof slot === "number") continue
        const changed = change(slot)
        if (changed === slot) continue
        slots[position] = changed
        index().set(changed.id, changed)
      }
    }
  }
}

const isAdmitted = <T>(record: T | undefined, matches: (record: T) => boolean) =>
  record !== undefined && matches(record)
