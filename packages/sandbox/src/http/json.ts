/**
 * JSON as it goes over the wire, with integers of any size.
 */

/** A JSON value; `bigint` stands for an integer of any size, an `undefined` member for an absent one. */
export type Json = null | boolean | number | bigint | string | ReadonlyArray<Json> | JsonObject

/** A JSON object. */
export type JsonObject = { readonly [name: string]: Json | undefined }

/**
 * Writes a value as JSON text.
 *
 * **Details** `JSON.stringify` refuses `bigint`, and the nanosecond times of the Banyan API fit into nothing else.
 */
export const writeJson = (value: Json): string => {
  if (typeof value === "string") return JSON.stringify(value)
  if (typeof value !== "object" || value === null) return String(value)
  if (isArray(value)) return `[${value.map(writeJson).join(",")}]`
  const members: Array<string> = []
  for (const name in value) {
    const member = value[name]
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${writeJson(member)}`)
  }
  return `{${members.join(",")}}`
}

// Array.isArray does not narrow a readonly array out of a union.
const isArray = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)
