/**
 * The orders that make a roster independent of the order of its input.
 */
import { compareText, orderOf } from "./textOrder.ts"

/**
 * A value as JSON with the members of every object in order.
 *
 * **Details** Source records may hold integers beyond 2^53 as `bigint`: they are written as bare digits.
 */
function canonicalJson(value: unknown): string {
  if (typeof value === "bigint") return String(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => compareText(a, b))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`
}

/** The places of records in the order of their ids; where several share one, in that of their whole content. */
export function placesInOrder<R>(records: ReadonlyArray<R>, idOf: (record: R) => string): Uint32Array {
  const ids = { count: records.length, at: (place: number) => idOf(at(records, place)) }
  return orderOf(ids, (places) => {
    const contents = Array.from(places, (place) => canonicalJson(records[place]))
    const order = orderOf({ count: contents.length, at: (place) => at(contents, place) })
    places.set(inOrder(Array.from(places), order))
  })
}

/** Records in the order of their ids. */
export const sortedById = <R>(records: ReadonlyArray<R>, idOf: (record: R) => string): ReadonlyArray<R> =>
  inOrder(records, placesInOrder(records, idOf))

/** Values by their places. */
export function inOrder<T>(values: ReadonlyArray<T>, places: Uint32Array | Int32Array): ReadonlyArray<T> {
  const ordered: Array<T> = []
  // A list that grows by one takes more memory, and time, than one that has its length at once.
  ordered.length = places.length
  for (let place = 0; place < places.length; place += 1) ordered[place] = at(values, places[place] ?? 0)
  return ordered
}

/** Where a text is among so many in order, or would be: the first place that no lesser text has. */
export function placeOf(text: string, count: number, textAt: (place: number) => string): number {
  let from = 0
  let to = count
  while (from < to) {
    const middle = (from + to) >>> 1
    if (textAt(middle) < text) from = middle + 1
    else to = middle
  }
  return from
}

/** The value at a place, which must be there. */
export function at<T>(values: ReadonlyArray<T>, place: number): T {
  const value = values[place]
  if (value === undefined) throw new RangeError(`There is nothing at place ${place} of ${values.length}`)
  return value
}
