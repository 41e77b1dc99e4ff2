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
 * friendly name, which stands for its owners; a part of a name or address, whatever its letter case and diacritics.
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
const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[łđøıß‘’]/gu, (sign) => plain[sign] ?? sign)
    .replace(/\s+/gu, " ")
    .trim()

/** What Unicode does not decompose and people type in another way; device names are full of curly apostrophes. */
const plain: Readonly<Record<string, string>> = { ł: "l", đ: "d", ø: "o", ı: "i", ß: "ss", "‘": "'", "’": "'" }

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
  const part = fold(text)
  const isPartOf = normaliseEmail(text) === null ? includes : startsWith
  return roster.people.filter((person) =>
    [person.name ?? "", ...person.emails].some((each) => isPartOf(fold(each), part))
  )
}
