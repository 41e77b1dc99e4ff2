/**
 * Filters of the Push lists: what a query parameter asks for, as a predicate.
 *
 * Several are joined by AND (contracts/push.md, section 6, row 37).
 */

import type { PushSwitches } from "../switches.ts"

/** Turns a parameter's values into a predicate, or into `undefined` where a value cannot be read. */
export type Filter<T> = (values: ReadonlyArray<string>, switches: PushSwitches) => ((record: T) => boolean) | undefined

/** The filters of a list, by parameter. */
export type Filters<T> = Readonly<Record<string, Filter<T>>>

type Read<T, A> = (record: T) => A | null | undefined

/** A part of the text, in any letter case. */
export const containing =
  <T>(read: Read<T, string>): Filter<T> =>
  ([wanted = ""]) => {
    const part = wanted.toLowerCase()
    return (record) => (read(record) ?? "").toLowerCase().includes(part)
  }

/** The very text. */
export const equalling =
  <T>(read: Read<T, string>): Filter<T> =>
  ([wanted]) =>
  (record) =>
    read(record) === wanted

/** `true` or `false`. */
export const being =
  <T>(read: Read<T, boolean>): Filter<T> =>
  ([wanted]) =>
    wanted === "true" || wanted === "false" ? (record) => read(record) === (wanted === "true") : undefined

/** That second, where bounds are inclusive, or a later one; a record without the time is outside. */
export const notBefore =
  <T>(read: Read<T, number>): Filter<T> =>
  ([wanted = ""], switches) => {
    if (!isInteger(wanted)) return undefined
    const least = Number(wanted) + (switches.timeBounds === "exclusive" ? 1 : 0)
    return (record) => (read(record) ?? Number.NEGATIVE_INFINITY) >= least
  }

/** That second, where bounds are inclusive, or an earlier one; a record without the time is outside. */
export const notAfter =
  <T>(read: Read<T, number>): Filter<T> =>
  ([wanted = ""], switches) => {
    if (!isInteger(wanted)) return undefined
    const most = Number(wanted) - (switches.timeBounds === "exclusive" ? 1 : 0)
    return (record) => (read(record) ?? Number.POSITIVE_INFINITY) <= most
  }

/** All of the texts or any, as the switch for groups says; the key is repeated in the query. */
export const inGroups =
  <T>(read: Read<T, ReadonlyArray<string>>): Filter<T> =>
  (wanted, { groupsFilter }) =>
  (record) => {
    const own = read(record) ?? []
    return groupsFilter === "all" ? wanted.every((group) => own.includes(group)) : meets(own, wanted)
  }

/** Any of the texts; the key is repeated in the query. */
export const meeting =
  <T>(read: Read<T, ReadonlyArray<string>>): Filter<T> =>
  (wanted) =>
  (record) =>
    meets(read(record) ?? [], wanted)

const meets = (own: ReadonlyArray<string>, wanted: ReadonlyArray<string>) => own.some((value) => wanted.includes(value))

/** Reads every filter that a query has; other parameters mean nothing here. */
export const predicateOf = <T>(
  filters: Filters<T>,
  query: URLSearchParams,
  switches: PushSwitches
): { readonly isReadable: boolean; readonly matches: ((record: T) => boolean) | undefined } => {
  const predicates: Array<(record: T) => boolean> = []
  for (const [name, filter] of Object.entries(filters)) {
    if (!query.has(name)) continue
    const predicate = filter(query.getAll(name), switches)
    if (predicate === undefined) return { isReadable: false, matches: undefined }
    predicates.push(predicate)
  }
  const [only, ...more] = predicates
  if (only === undefined || more.length === 0) return { isReadable: true, matches: only }
  return { isReadable: true, matches: (record) => predicates.every((predicate) => predicate(record)) }
}

/** Whether a text is a whole number in decimal digits. */
export const isInteger = (text: string): boolean => /^-?\d{1,15}$/.test(text)
