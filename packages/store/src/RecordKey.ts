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
 * that have one. A tenant with domain aliases asks for each of them. `untold` with the value `email` is what a device or an account
 * has that names no address at all: it may be anybody's.
 */
export interface RecordKey {
  readonly kind: "id" | "employee" | "account" | "email" | "mailbox" | "serial" | "untold"
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

/** Takes a key, without an object for each of millions, and the place of the record that names it. */
export type KeyVisitor = (kind: RecordKey["kind"], value: string, position: number) => void

/** Everything that a record can be found by. */
export function keysOf(resource: ResourceName, record: RecordText): ReadonlyArray<RecordKey> {
  const keys: Array<RecordKey> = []
  visitKeys(resource, [record], (kind, value) => keys.push({ kind, value }))
  return keys
}

/**
 * Visits everything that some records can be found by.
 *
 * **Details** Names are looked for in the text of all records at once, which takes a fraction of the time of one after the other,
 * unless there are escapes in it: then names or values may be spelt in other ways.
 */
export function visitKeys(resource: ResourceName, records: ReadonlyArray<RecordText>, visit: KeyVisitor): void {
  for (const [position, { id }] of records.entries()) visit("id", id, position)
  if (mayBeAnybodys.has(resource)) return visitTold(resource, records, visit)
  visitNamed(resource, records, visit)
}

/** Resources whose records belong to somebody by an address that a source may leave out. */
const mayBeAnybodys: ReadonlySet<ResourceName> = new Set(["accounts", "devices"])

/** Visits what records name, and of those that name no address, that they don't. */
function visitTold(resource: ResourceName, records: ReadonlyArray<RecordText>, visit: KeyVisitor): void {
  const told = new Uint8Array(records.length)
  visitNamed(resource, records, (kind, value, position) => {
    if (kind === "email") told[position] = 1
    visit(kind, value, position)
  })
  for (const [position, isTold] of told.entries()) if (isTold === 0) visit("untold", "email", position)
}

function visitNamed(resource: ResourceName, records: ReadonlyArray<RecordText>, visit: KeyVisitor): void {
  const sought = members[resource]
  if (sought.length === 0) return
  const text = records.map(({ json }) => json).join("\n")
  if (!text.includes("\\")) return visitPlainMembers(sought, text, records, visit)
  for (const [position, record] of records.entries()) visitMembers(sought, record, position, visit)
}

/** Visits what a record names besides its id. */
function visitMembers(sought: ReadonlyArray<Member>, record: RecordText, position: number, visit: KeyVisitor): void {
  const visitThis: KeyVisitor = (kind, value) => visit(kind, value, position)
  if (!record.json.includes("\\")) return visitPlainMembers(sought, record.json, [record], visitThis)
  const root = parse(record.json)
  for (const [name, kind] of sought) visitParsedTexts(root, name, (value) => visitValue(kind, value, position, visit))
}

function visitValue(kind: Member[1], value: string, position: number, visit: KeyVisitor): void {
  if (kind !== "email") {
    if (value !== "") visit(kind, value, position)
    return
  }
  const address = plainAddress.test(value) ? value : normaliseEmail(value)
  if (address === null) return
  visit("email", address, position)
  const plus = address.indexOf("+")
  const at = address.indexOf("@")
  if (plus >= 1 && plus < at) visit("mailbox", address.slice(0, plus) + address.slice(at), position)
}

/** Addresses that are spelt as they are compared; most are. */
const plainAddress = /^[a-z0-9._+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/

const quote = 34
const comma = 44
const colon = 58
const bracket = 91

/** Visits what members of records say, whose texts stand one after the other in JSON without escapes. */
function visitPlainMembers(
  sought: ReadonlyArray<Member>,
  text: string,
  records: ReadonlyArray<RecordText>,
  visit: KeyVisitor
): void {
  for (const [name, kind] of sought) {
    let position = 0
    let end = records[0]?.json.length ?? 0
    visitPlainTexts(text, `"${name}"`, (value, at) => {
      while (at > end) {
        position += 1
        end += (records[position]?.json.length ?? text.length) + 1
      }
      visitValue(kind, value, position, visit)
    })
  }
}

/** Visits texts that are members of the name or in a list that is, in JSON without escapes. */
function visitPlainTexts(json: string, quoted: string, visit: (value: string, at: number) => void): void {
  // JSON is full of quotation marks: looking for what begins with a letter of the name takes a third of the time.
  const tail = quoted.slice(2)
  for (let at = json.indexOf(tail); at >= 0; at = json.indexOf(tail, at)) {
    const isName = json.startsWith(quoted, at - 2)
    at = afterSpace(json, at + tail.length)
    if (!isName || json.charCodeAt(at) !== colon) continue
    at = afterSpace(json, at + 1)
    const isList = json.charCodeAt(at) === bracket
    if (isList) at = afterSpace(json, at + 1)
    while (json.charCodeAt(at) === quote) {
      const end = json.indexOf('"', at + 1)
      if (end < 0) return
      visit(json.slice(at + 1, end), at)
      at = afterSpace(json, end + 1)
      if (!isList || json.charCodeAt(at) !== comma) break
      at = afterSpace(json, at + 1)
    }
  }
}

function afterSpace(json: string, from: number): number {
  let at = from
  for (let code = json.charCodeAt(at); code === 32 || code === 10 || code === 9 || code === 13;) {
    at += 1
    code = json.charCodeAt(at)
  }
  return at
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    // What is not JSON names nothing.
    return null
  }
}

/** The same in any JSON. */
function visitParsedTexts(node: unknown, name: string, visit: (value: string) => void): void {
  if (typeof node !== "object" || node === null) return
  for (const [member, value] of Object.entries(node)) {
    if (member === name && !Array.isArray(node)) {
      for (const each of [value].flat()) if (typeof each === "string") visit(each)
    }
    visitParsedTexts(value, name, visit)
  }
}

const kinds: ReadonlyArray<RecordKey["kind"]> = ["id", "employee", "account", "email", "mailbox", "serial", "untold"]

/** Two words of 32 bits that hardly any two keys share; whoever finds by them compares the keys themselves. */
export function hashKey(kind: RecordKey["kind"], value: string): readonly [high: number, low: number] {
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
