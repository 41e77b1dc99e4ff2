/**
 * `report.json`, the manifest and other documents as JSON: indented by two, with a final line end.
 *
 * Long lists are written some elements at a time, so that no document is ever one string.
 */
import { encoded, joined } from "./bytes.ts"

// The language has it since 2025, the compiler's library for our target does not.
declare global {
  interface JSON {
    rawJSON(text: string): unknown
  }
}

/** Longer lists are taken apart; their elements are small. */
const fewMax = 200

/** Elements of a long list that are written in one go. */
const elementsAtOnce = 16

/** Below this many levels there are no long lists: what is there is written in one go. */
const levelsMax = 4

/** Any plain value as the pieces of a JSON text; a `bigint` is written as bare digits. */
export function* jsonPieces(value: unknown): Generator<string> {
  yield* piecesOf(value, 0)
  yield "\n"
}

/** Any plain value as JSON, in chunks. */
export const jsonChunks = (value: unknown): Generator<Uint8Array> => encoded(jsonPieces(value))

/** Any plain value as JSON, whole. */
export const jsonBytes = (value: unknown): Uint8Array => joined(Array.from(jsonChunks(value), (chunk) => chunk.slice()))

function* piecesOf(value: unknown, level: number): Generator<string> {
  if (typeof value !== "object" || value === null || "toJSON" in value || level >= levelsMax) {
    yield textAt(value, level)
  } else if (Array.isArray(value)) {
    yield* listed("[", value.length > fewMax ? runs(value, level) : elements(value, level), "]", level)
  } else {
    yield* listed("{", members(value, level), "}", level)
  }
}

/** What stands between brackets, each item on a line of its own: one with the comma or bracket before it, in pieces. */
function* listed(
  opening: string,
  items: Iterable<Iterable<string>>,
  closing: string,
  level: number
): Generator<string> {
  let isEmpty = true
  for (const item of items) {
    yield isEmpty ? `${opening}\n${indent(level + 1)}` : `,\n${indent(level + 1)}`
    isEmpty = false
    yield* item
  }
  yield isEmpty ? opening + closing : `\n${indent(level)}${closing}`
}

function* elements(list: ReadonlyArray<unknown>, level: number): Generator<Iterable<string>> {
  for (const element of list) yield piecesOf(element ?? null, level + 1)
}

/** Several elements as one item: the lines between the brackets of the list that they make. */
function* runs(list: ReadonlyArray<unknown>, level: number): Generator<Iterable<string>> {
  for (let from = 0; from < list.length; from += elementsAtOnce) {
    yield [
      textAt(list.slice(from, from + elementsAtOnce), level).slice(
        indent(level + 1).length + 2,
        -indent(level).length - 2
      )
    ]
  }
}

function* members(record: object, level: number): Generator<Iterable<string>> {
  for (const [name, member] of Object.entries(record)) {
    if (member !== undefined) yield memberPieces(name, member, level + 1)
  }
}

function* memberPieces(name: string, member: unknown, level: number): Generator<string> {
  yield `${JSON.stringify(name)}: `
  yield* piecesOf(member, level)
}

const indent = (level: number): string => "  ".repeat(level)

/** A value in one go, as it stands at a level: so deep in lists of one element, whose brackets are left out. */
function textAt(value: unknown, level: number): string {
  let nested = value
  for (let outer = 0; outer < level; outer += 1) nested = [nested]
  const opening = level * (level + 1)
  return stringified(nested).slice(opening + indent(level).length, level === 0 ? undefined : -opening)
}

/** There is hardly ever a `bigint`, and to be asked about each member takes five times as long. */
function stringified(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2)
  } catch {
    return JSON.stringify(
      value,
      (_name, member: unknown) => (typeof member === "bigint" ? JSON.rawJSON(String(member)) : member),
      2
    )
  }
}
