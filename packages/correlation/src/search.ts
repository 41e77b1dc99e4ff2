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
 * **Details** The first of these that matches: an address, normalised as in the join; a device's serial number or id, which
 * stands for its owners; an employee's id; whatever bears the query for a name. That is a part of a person's name or address,
 * and a device's friendly name, serial number or id, whatever their letter case and diacritics; letters that are also written
 * as two, such as `ü` as `ue`, are found either way. A friendly name is no identifier: it hides nobody who has the same name.
 * A query that is an address is no part in the middle of another one: `ann@x` is not `joann@x`.
 */
export function search(roster: Roster, query: string, tenant: Tenant): ReadonlyArray<RosterMatch> {
  const text = query.trim()
  if (fold(text) === "") return []
  return firstMatching([
    () => byAddress(roster, text, tenant).map(asMatch),
    () => matchesOf(roster, { isDevice: isIdentifiedBy(text) }),
    () => matchesOf(roster, { isPerson: ({ employee }) => employee?.id === text }),
    () => matchesOf(roster, { isPerson: isPersonNamed(text), isDevice: isDeviceNamed(text) })
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

/** People who are meant themselves or own a device that is, and such devices that are nobody's. */
function matchesOf(
  roster: Roster,
  {
    isPerson = () => false,
    isDevice = () => false
  }: { readonly isPerson?: (person: Person) => boolean; readonly isDevice?: (device: Device) => boolean }
): ReadonlyArray<RosterMatch> {
  const devices = roster.devices.filter(({ record }) => isDevice(record))
  const owners = new Set(devices.flatMap((each) => each.owners))
  return [
    ...roster.people.filter((person) => owners.has(person) || isPerson(person)).map(asMatch),
    ...devices.filter((each) => each.owners.length === 0).map(({ record }) => ({ person: null, device: record }))
  ]
}

const isIdentifiedBy =
  (text: string) =>
  ({ SerialNumber, DeviceID }: Device): boolean =>
    SerialNumber === text || DeviceID === text

function isDeviceNamed(text: string): (device: Device) => boolean {
  const name = fold(text)
  return ({ DeviceFriendlyName, SerialNumber, DeviceID }) =>
    [DeviceFriendlyName, SerialNumber, DeviceID].some((each) => fold(each ?? "") === name)
}

function isPersonNamed(text: string): (person: Person) => boolean {
  const address = normaliseEmail(text)
  // The join compares domains in ASCII, and so are they written in the addresses that it gives.
  const parts = [...formsOf(text), ...(address === null ? [] : formsOf(address))]
  const isPartOf = address === null ? includes : startsWith
  const isIn = (whole: string) => formsOf(whole).some((form) => parts.some((part) => isPartOf(form, part)))
  return ({ name, emails, employee }) =>
    [name, ...emails, employee?.email, ...(employee?.knownEmails ?? [])].some(
      (each) => each !== null && each !== undefined && isIn(each)
    )
}
