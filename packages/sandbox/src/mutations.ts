/**
 * Ready-made changes of records, for faults of the kind `mutate` (contracts/push.md, section 6, row 39).
 */
import type { Mutate } from "./http/exchange.ts"
import type { JsonObject } from "./http/json.ts"

/** Leaves a member out. */
export const withoutMember =
  (name: string): Mutate =>
  (record) => ({ ...record, [name]: undefined })

/** Makes a member null. */
export const withNullMember =
  (name: string): Mutate =>
  (record) => ({ ...record, [name]: null })

/** Gives a member of an enumeration a value that no contract knows; a list holds it alone, and nothing stays nothing. */
export const withUnknownValue =
  (name: string): Mutate =>
  (record) => {
    const member = record[name]
    if (member === null || member === undefined) return record
    return { ...record, [name]: Array.isArray(member) ? [unknownValue] : unknownValue }
  }

const unknownValue = "NEVER_SEEN_BEFORE"

/** Adds members that no contract knows. */
export const withExtraMembers: Mutate = (record) => ({
  ...record,
  addedLater: true,
  nestedLater: { level: 1, tags: ["a"] }
})

/** Writes numbers as texts, which a reader may find in place of integers. */
export const withNumbersAsText: Mutate = (record) =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, typeof value === "number" ? String(value) : value])
  )

/** Gives a member a value of a type that it never has. */
export const withWrongType =
  (name: string): Mutate =>
  (record) => ({ ...record, [name]: { unexpected: true } })

/** Changes the object that a member holds. */
export const inMember =
  (name: string, mutate: Mutate): Mutate =>
  (record) => {
    const member = record[name]
    return isObject(member) ? { ...record, [name]: mutate(member) } : record
  }

/** Changes one record and leaves the others alone. */
export const onlyRecord =
  (id: string, mutate: Mutate): Mutate =>
  (record) =>
    record["id"] === id ? mutate(record) : record

const isObject = (value: JsonObject[string]): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)
