/**
 * Records of a source as text for a terminal, under the source's own member names.
 */
import { stringifyJson } from "@rollcall/transport/json"
import { table, terminalText } from "./Table.ts"

/** A table's cells are cut after so many characters; a record by itself is shown in full. */
const cellLengthMax = 48

/** Records as a table of the named members. */
export const recordTable = (members: ReadonlyArray<string>, records: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  table(
    members,
    records.map((record) => members.map((member) => clip(valueText(memberOf(record, member)))))
  )

/** The named members of a record, one a line. */
export const recordSummary = (members: ReadonlyArray<string>, record: unknown): ReadonlyArray<string> =>
  aligned(members.map((member) => [member, valueText(memberOf(record, member))]))

/** Every member of a record, one a line; members of members by their path. */
export const recordLines = (record: unknown): ReadonlyArray<string> => aligned(leaves(record, ""))

/** A record that is a bare text, as a blocked URL is, stands for its only member. */
const memberOf = (record: unknown, member: string): unknown => {
  if (!isRecord(record)) return record
  return Object.hasOwn(record, member) ? record[member] : undefined
}

function leaves(value: unknown, path: string): ReadonlyArray<readonly [string, string]> {
  if (!isRecord(value)) return [[path, valueText(value)]]
  return Object.entries(value).flatMap(([name, member]) => leaves(member, path === "" ? name : `${path}.${name}`))
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–"
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueText).join(", ")
  if (isRecord(value))
    return leaves(value, "")
      .map(([name, text]) => `${name} ${text}`)
      .join(", ")
  return typeof value === "string" ? value : stringifyJson(value)
}

function aligned(pairs: ReadonlyArray<readonly [string, string]>): ReadonlyArray<string> {
  const width = Math.max(0, ...pairs.map(([name]) => name.length))
  return pairs.map(([name, text]) => `${terminalText(name).padEnd(width)}  ${terminalText(text)}`.trim())
}

function clip(text: string): string {
  const characters = Array.from(text)
  return characters.length <= cellLengthMax ? text : `${characters.slice(0, cellLengthMax - 1).join("")}…`
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)
