/**
 * Finds people and devices in a roster.
 */
import { normaliseEmail, type Person, resolveAlias, type Roster, type Tenant } from "@rollcall/model"
import type { Device } from "./records.ts"

/** A person, or a device that is nobody's. */
export interface RosterMatch {
  readonly person: Person | null
  readonly device: Device | null
}

/**
 * What a query means, in roster order.
 *
 * **Details** The first of these that matches: an address, normalised as in the join; a device's serial number, id or
 * friendly name, which stands for its owners; a part of a name or address, whatever its letter case and diacritics; letters
 * that are also written as two, such as `ü` as `ue`, are found either way.
 * A query that is an address is no part in the middle of another one: `ann@x` is not `joann@x`.
 */
export function search(roster: Roster, query: string, tenant: Tenant): ReadonlyArray<RosterMatch> {
  const text = query.trim()
  if (fold(text) === "") return []
  return firstMatching([
    () => byAddress(roster, text, tenant).map(asMatch),
    () => byDevice(roster, text),
    () => byPart(roster, text).map(asMatch)
  ])
}

const includes = (whole: string, part: string): boolean => whole.includes(part)
const startsWith = (whole: string, part: string): boolean => whole.startsWith(part)

/** A text without letter case and diacritics, for comparison. */
function fold(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase().replaceAll(/\s+/g, " ").trim()
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[łđðøħıßæœþ‘’]/gu, (sign) => plain[sign] ?? sign)
    .replaceAll(/\s+/gu, " ")
    .trim()
}

const isAscii = /^[\0-\x7f]*$/

/** What Unicode does not decompose and people type in another way; device names are full of curly apostrophes. */
const plain: Readonly<Record<string, string>> = {
  ł: "l",
  đ: "d",
  ð: "d",
  ø: "o",
  ħ: "h",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
  "‘": "'",
  "’": "'"
}

/** What is written as two letters where there is no key for it. */
const twoLetters: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" }

/** The ways in which a text may be typed: without diacritics, and with two letters in the place of some. */
function formsOf(text: string): ReadonlyArray<string> {
  const form = fold(text)
  if (isAscii.test(text)) return [form]
  const other = fold(
    text
      .normalize("NFC")
      .toLowerCase()
      .replaceAll(/[äöüåø]/gu, (sign) => twoLetters[sign] ?? sign)
  )
  return other === form ? [form] : [form, other]
}

const asMatch = (person: Person): RosterMatch => ({ person, device: null })

function firstMatching(ways: ReadonlyArray<() => ReadonlyArray<RosterMatch>>): ReadonlyArray<RosterMatch> {
  for (const way of ways) {
    const matches = way()
    if (matches.length > 0) return matches
  }
  return []
}

function byAddress(roster: Roster, text: string, tenant: Tenant): ReadonlyArray<Person> {
  const spelling = normaliseEmail(text)
  if (spelling === null) return []
  const key = resolveAlias(spelling, tenant.email)
  return roster.people.filter((person) => person.emails.includes(key))
}

function byDevice(roster: Roster, text: string): ReadonlyArray<RosterMatch> {
  const name = fold(text)
  const devices = roster.devices.filter(
    ({ record }) =>
      record.SerialNumber === text || record.DeviceID === text || fold(record.DeviceFriendlyName ?? "") === name
  )
  const owners = new Set(devices.flatMap((each) => each.owners))
  return [
    ...roster.people.filter((person) => owners.has(person)).map(asMatch),
    ...devices.filter((each) => each.owners.length === 0).map(({ record }) => ({ person: null, device: record }))
  ]
}

function byPart(roster: Roster, text: string): ReadonlyArray<Person> {
  const parts = formsOf(text)
  const isPartOf = normaliseEmail(text) === null ? includes : startsWith
  const isIn = (whole: string) => formsOf(whole).some((form) => parts.some((part) => isPartOf(form, part)))
  return roster.people.filter(({ name, emails }) => (name !== null && isIn(name)) || emails.some(isIn))
}
