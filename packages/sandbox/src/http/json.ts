/**
 * JSON as it goes over the wire, with integers of any size.
 */

/** A JSON value; `bigint` stands for an integer of any size, an `undefined` member for an absent one. */
export type Json = null | boolean | number | bigint | string | ReadonlyArray<Json> | JsonObject

/** A JSON object. */
export type JsonObject = { readonly [name: string]: Json | undefined }

/** Writes values as JSON text. */
export type JsonWriter = (value: Json) => string

/**
 * Makes a writer that keeps the text of frozen values, which cannot change any more.
 *
 * **Details** `JSON.stringify` refuses `bigint`, and the nanosecond times of the Banyan API fit into nothing else.
 *
 * **Gotchas** Whoever freezes a value freezes all that is inside it.
 */
export const makeJsonWriter = (): JsonWriter => {
  const texts = new WeakMap<object, string>()
  const write: JsonWriter = (value) => {
    if (typeof value === "string") return JSON.stringify(value)
    if (typeof value !== "object" || value === null) return String(value)
    if (!Object.isFrozen(value)) return writeCompound(value, write)
    const known = texts.get(value)
    if (known !== undefined) return known
    const text = writeCompound(value, write)
    texts.set(value, text)
    return text
  }
  return write
}

/** Writes a value as JSON text. */
export const writeJson: JsonWriter = (value) => makeJsonWriter()(value)

const writeCompound = (value: ReadonlyArray<Json> | JsonObject, write: JsonWriter): string => {
  if (isArray(value)) return `[${value.map(write).join(",")}]`
  const members: Array<string> = []
  for (const name in value) {
    const member = value[name]
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${write(member)}`)
  }
  return `{${members.join(",")}}`
}

// Array.isArray does not narrow a readonly array out of a union.
const isArray = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)
