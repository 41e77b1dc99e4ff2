/**
 * Filters, order and pages of the Banyan lists (contracts/banyan.md, section 2 and operations 7 and 9).
 */
import type { BanyanSwitches } from "../switches.ts"
import type { Filter, Order, Row, Table } from "./table.ts"
import type { Unrest } from "./unrest.ts"

/** What can be read of a record by a filter or an order; several texts where the record has several. */
export type Fields<T> = Readonly<Record<string, (record: T) => ReadonlyArray<string>>>

/** Orders a record list can be read in. */
export type Orders<T> = Readonly<Record<string, (record: T) => string | bigint>>

/** One page, and how many records match in all. */
export interface Page<T> {
  readonly records: ReadonlyArray<T>
  readonly count: number
}

/** Cuts a page out of the records that match, and then lets the list change as the switches say. */
export const cutPage = <T extends Row>(
  matching: ReadonlyArray<T>,
  { afterPage, nextPageSizeMax }: Unrest<T>,
  skip: number,
  limit: number
): Page<T> => {
  const records = matching.slice(skip, skip + Math.min(limit, nextPageSizeMax()))
  const [first] = records
  if (first !== undefined && skip + records.length < matching.length) afterPage(first)
  return { records, count: matching.length }
}

/** The order that a query names, if the list has it. */
export const orderOf = <T>(orders: Orders<T>, name: string, direction: "asc" | "desc"): Order<T> | undefined => {
  const key = Object.hasOwn(orders, name) ? orders[name] : undefined
  return key === undefined ? undefined : { name, key, direction }
}

/** A condition that some query parameters stand for; the name tells it from every other of the list. */
export const filterOf = <T>(conditions: ReadonlyArray<Filter<T>>): Filter<T> | undefined =>
  conditions.length === 0
    ? undefined
    : {
        name: conditions.map(({ name }) => name).join(" "),
        matches: (record) => conditions.every(({ matches }) => matches(record))
      }

/** The plain filters that a query names; one without a value is ignored, as one with an unknown name is (F7). */
export const plainFilters = <T>(
  fields: Fields<T>,
  wanted: ReadonlyMap<string, string>,
  { filters }: Pick<BanyanSwitches, "filters">
): ReadonlyArray<Filter<T>> =>
  Object.entries(fields).flatMap(([name, read]) => {
    const value = wanted.get(name) ?? ""
    if (value === "") return []
    const part = value.toLowerCase()
    const passes = (text: string) => (filters === "exact" ? text === value : text.toLowerCase().includes(part))
    return [{ name: JSON.stringify([name, value]), matches: (record: T) => read(record).some(passes) }]
  })

/** The parameters of a query, the first of each name; names in any case come in lower case. */
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

/** An instant in nanoseconds, `absent` without the parameter, or `undefined` where it cannot be read. */
export const nanoseconds = (text: string | undefined, absent: bigint): bigint | undefined => {
  if (text === undefined) return absent
  return /^\d{1,20}$/.test(text) ? BigInt(text) : undefined
}

/** Whether a v1 boolean says so. */
export const isTrue = (text: string): boolean => text.toLowerCase() === "true"

/** What a list is made from. */
export interface ListSource<T extends Row> {
  readonly table: Table<T>
  readonly unrest: Unrest<T>
}
