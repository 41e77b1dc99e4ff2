/**
 * Filters of the Push lists: what a query parameter asks for, as a predicate.
 *
 * Several are joined by AND (contracts/push.md, section 6, row 37).
 */

/** Turns a parameter's values into a predicate, or into `undefined` where a value cannot be read. */
export type Filter<T> = (values: ReadonlyArray<string>) => ((record: T) => boolean) | undefined

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

/** That second or a later one; a record without the time is outside. */
export const notBefore =
  <T>(read: Read<T, number>): Filter<T> =>
  ([wanted = ""]) =>
    isInteger(wanted) ? (record) => (read(record) ?? Number.NEGATIVE_INFINITY) >= Number(wanted) : undefined

/** That second or an earlier one; a record without the time is outside. */
export const notAfter =
  <T>(read: Read<T, number>): Filter<T> =>
  ([wanted = ""]) =>
    isInteger(wanted) ? (record) => (read(record) ?? Number.POSITIVE_INFINITY) <= Number(wanted) : undefined

/** Any of the texts; the key is repeated in the query. */
export const meeting =
  <T>(read: Read<T, ReadonlyArray<string>>): Filter<T> =>
  (wanted) =>
  (record) =>
    (read(record) ?? []).some((value) => wanted.includes(value))

/** Reads every filter that a query has; other parameters mean nothing here. */
export const predicateOf = <T>(
  filters: Filters<T>,
  query: URLSearchParams
): { readonly isReadable: boolean; readonly matches: ((record: T) => boolean) | undefined } => {
  const predicates: Array<(record: T) => boolean> = []
  for (const [name, filter] of Object.entries(filters)) {
    if (!query.has(name)) continue
    const predicate = filter(query.getAll(name))
    if (predicate === undefined) return { isReadable: false, matches: undefined }
    predicates.push(predicate)
  }
  const [only, ...more] = predicates
  if (only === undefined || more.length === 0) return { isReadable: true, matches: only }
  return { isReadable: true, matches: (record) => predicates.every((predicate) => predicate(record)) }
}

/** Whether a text is a whole number in decimal digits. */
export const isInteger = (text: string): boolean => /^-?\d{1,15}$/.test(text)
