/**
 * The orders that make a roster independent of the order of its input.
 */

/** Compares texts by UTF-16 code units, so that no locale has a say. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Compares texts, `null` last. */
export function compareNullable(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return compareText(a, b)
}

/**
 * A value as JSON with the members of every object in order.
 *
 * **Details** Source records may hold integers beyond 2^53 as `bigint`: they are written as bare digits.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "bigint") return String(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null"
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => compareText(a, b))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`
}

/** A record with its identity. */
export interface Identified<R> {
  readonly id: string
  readonly record: R
}

/** Records with their identities, in the order of these; where several share one, by their whole content. */
export function sortedById<R>(records: ReadonlyArray<R>, idOf: (record: R) => string): ReadonlyArray<Identified<R>> {
  const json = new Map<R, string>()
  const jsonOf = (record: R) => {
    const known = json.get(record) ?? canonicalJson(record)
    json.set(record, known)
    return known
  }
  return records
    .map((record) => ({ id: idOf(record), record }))
    .toSorted((a, b) => compareText(a.id, b.id) || compareText(jsonOf(a.record), jsonOf(b.record)))
}
