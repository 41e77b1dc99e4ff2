/**
 * What a record can be found by: its own id and the ids, addresses and serial numbers that it names.
 */
import { normaliseEmail, type ResourceName } from "@rollcall/model"
import type { RecordText } from "./SnapshotStore.ts"

/**
 * One thing that a record names.
 *
 * **Details** `id` is a record's own id in its source, `employee` and `account` are those that it belongs to. `email` is an
 * address as `normaliseEmail` spells it, under no tenant's rules; `mailbox` is the same without its plus tag, for addresses
 * that have one. A tenant with domain aliases asks for each of them.
 */
export interface RecordKey {
  readonly kind: "id" | "employee" | "account" | "email" | "mailbox" | "serial"
  readonly value: string
}

type Member = readonly [name: string, kind: "employee" | "account" | "email" | "serial"]

/** The members that name something, wherever in the record they are. */
const members: Readonly<Record<ResourceName, ReadonlyArray<Member>>> = {
  employees: [
    ["email", "email"],
    ["knownEmails", "email"]
  ],
  browsers: [
    ["employeeId", "employee"],
    ["email", "email"]
  ],
  accounts: [
    ["employeeId", "employee"],
    ["email", "email"]
  ],
  accountsOther: [
    ["employeeId", "employee"],
    ["email", "email"]
  ],
  apps: [],
  appsOther: [],
  findings: [
    ["employeeId", "employee"],
    ["accountId", "account"]
  ],
  detections: [["employeeId", "employee"]],
  browserExtensions: [["employeeId", "employee"]],
  appBanners: [],
  blockedUrls: [],
  endusers: [
    ["Email", "email"],
    ["SerialNumbers", "serial"]
  ],
  devices: [
    ["Emails", "email"],
    ["SerialNumber", "serial"]
  ]
}

/** Everything that a record can be found by. */
export function keysOf(resource: ResourceName, { id, json }: RecordText): ReadonlyArray<RecordKey> {
  const keys: Array<RecordKey> = [{ kind: "id", value: id }]
  const sought = members[resource]
  if (sought.length === 0) return keys
  // Parsing takes several times as long as looking, and is needed only where names or values may be escaped.
  const read = json.includes("\\") ? parsedValues(json) : (name: string) => plainValues(json, name)
  for (const [name, kind] of sought) {
    for (const value of read(name)) {
      if (kind === "email") keys.push(...addressKeys(value))
      else if (value !== "") keys.push({ kind, value })
    }
  }
  return keys
}

function addressKeys(text: string): ReadonlyArray<RecordKey> {
  const value = plainAddress.test(text) ? text : normaliseEmail(text)
  if (value === null) return []
  const plus = value.indexOf("+")
  const at = value.indexOf("@")
  if (plus < 1 || plus > at) return [{ kind: "email", value }]
  return [
    { kind: "email", value },
    { kind: "mailbox", value: value.slice(0, plus) + value.slice(at) }
  ]
}

/** Addresses that are spelt as they are compared; most are. */
const plainAddress = /^[a-z0-9._+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/

/** Texts that are members of the name or in a list that is, in JSON without escapes. */
function plainValues(json: string, name: string): ReadonlyArray<string> {
  const quoted = `"${name}"`
  const values: Array<string> = []
  for (let at = json.indexOf(quoted); at >= 0; at = json.indexOf(quoted, at)) {
    at = afterSpace(json, at + quoted.length)
    if (json[at] !== ":") continue
    at = afterSpace(json, at + 1)
    const isList = json[at] === "["
    if (isList) at = afterSpace(json, at + 1)
    while (json[at] === '"') {
      const end = json.indexOf('"', at + 1)
      if (end < 0) return values
      values.push(json.slice(at + 1, end))
      at = afterSpace(json, end + 1)
      if (!isList || json[at] !== ",") break
      at = afterSpace(json, at + 1)
    }
  }
  return values
}

function afterSpace(json: string, from: number): number {
  let at = from
  while (json[at] === " " || json[at] === "\n" || json[at] === "\t" || json[at] === "\r") at += 1
  return at
}

/** The same in any JSON; what is not JSON names nothing. */
function parsedValues(json: string): (name: string) => ReadonlyArray<string> {
  const root = parse(json)
  return (name) => {
    const values: Array<string> = []
    collect(root, name, values)
    return values
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

function collect(node: unknown, name: string, values: Array<string>): void {
  if (typeof node !== "object" || node === null) return
  for (const [member, value] of Object.entries(node)) {
    if (member === name && !Array.isArray(node)) {
      values.push(...[value].flat().filter((each) => typeof each === "string"))
    }
    collect(value, name, values)
  }
}

const kinds: ReadonlyArray<RecordKey["kind"]> = ["id", "employee", "account", "email", "mailbox", "serial"]

/** Two words of 32 bits that hardly any two keys share; whoever finds by them compares the keys themselves. */
export function hashKey({ kind, value }: RecordKey): readonly [high: number, low: number] {
  const seed = kinds.indexOf(kind)
  let high = 0x811c_9dc5 + seed
  let low = 0x9747_b28c ^ seed
  for (let index = 0; index < value.length; index += 1) {
    const unit = value.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x85eb_ca6b)
    low = Math.imul(low ^ unit, 0xc2b2_ae35)
  }
  high = Math.imul(high ^ (high >>> 16) ^ low, 0x21f0_aaad)
  low = Math.imul(low ^ (low >>> 15) ^ high, 0x735a_2d97)
  return [(high ^ (high >>> 15)) >>> 0, (low ^ (low >>> 15)) >>> 0]
}
