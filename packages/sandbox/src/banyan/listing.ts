/**
 * Filters, order and pages of the Banyan lists (contracts/banyan.md, section 2 and operations 7 and 9).
 */
import type { BanyanState } from "./state.ts"

/** What can be read of a record by a filter or an order; several texts where the record has several. */
export type Fields<T> = Readonly<Record<string, (record: T) => ReadonlyArray<string>>>

/** Orders a record list can be read in. */
export type Orders<T> = Readonly<Record<string, (record: T) => string | bigint>>

/** Lists in an order, each sorted once: a walk through 10,000 devices asks for the same order with every page. */
export interface SortedViews<T> {
  readonly view: (
    banyan: BanyanState,
    records: ReadonlyArray<T>,
    order: string,
    direction: "asc" | "desc",
    key: (record: T) => string | bigint
  ) => ReadonlyArray<T>
}

/** Makes an empty store of sorted lists, for one list of each tenant. */
export const makeSortedViews = <T>(): SortedViews<T> => {
  const views = new Map<string, { readonly revision: number; readonly sorted: ReadonlyArray<T> }>()
  return {
    view: (banyan, records, order, direction, key) => {
      const name = `${banyan.orgId} ${order} ${direction}`
      const known = views.get(name)
      if (known?.revision === banyan.revision) return known.sorted
      const sign = direction === "asc" ? 1 : -1
      const sorted = records.toSorted((one, other) => sign * compare(key(one), key(other)))
      views.set(name, { revision: banyan.revision, sorted })
      return sorted
    }
  }
}

const compare = (one: string | bigint, other: string | bigint) => (one < other ? -1 : one > other ? 1 : 0)

/** One page, and how many records match in all. */
export interface Slice<T> {
  readonly records: ReadonlyArray<T>
  readonly count: number
}

/** Cuts a page out of the records that match; without a predicate nothing is copied but the page. */
export const slice = <T>(
  records: ReadonlyArray<T>,
  matches: ((record: T) => boolean) | undefined,
  skip: number,
  limit: number
): Slice<T> => {
  if (matches === undefined) return { records: records.slice(skip, skip + limit), count: records.length }
  const page: Array<T> = []
  let count = 0
  for (const record of records) {
    if (!matches(record)) continue
    if (count >= skip && page.length < limit) page.push(record)
    count++
  }
  return { records: page, count }
}

/** A predicate for the filters that a query names; each matches a part of the value, in any letter case. */
export const partial = <T>(
  fields: Fields<T>,
  wanted: ReadonlyMap<string, string>
): ((record: T) => boolean) | undefined => {
  const conditions: Array<(record: T) => boolean> = []
  for (const [name, read] of Object.entries(fields)) {
    const part = wanted.get(name)?.toLowerCase()
    if (part === undefined) continue
    conditions.push((record) => read(record).some((value) => value.toLowerCase().includes(part)))
  }
  return conditions.length === 0 ? undefined : (record) => conditions.every((condition) => condition(record))
}

/** Parameters with their names in lower case, the first of each. */
export const parametersOf = (query: URLSearchParams, namesIn: "any-case" | "exact-case"): Map<string, string> => {
  const parameters = new Map<string, string>()
  for (const [name, value] of query) {
    const key = namesIn === "any-case" ? name.toLowerCase() : name
    if (!parameters.has(key)) parameters.set(key, value)
  }
  return parameters
}

/** A whole number from `least` on, `absent` without the parameter, or `undefined` where it cannot be read. */
export const wholeNumber = (text: string | undefined, absent: number, least: number): number | undefined => {
  if (text === undefined) return absent
  return /^\d{1,15}$/.test(text) && Number(text) >= least ? Number(text) : undefined
}
