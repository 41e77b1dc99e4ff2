/**
 * What links within a report lead to: names of places, the same whenever the same check or person is reported on.
 *
 * **Details** `check-account-mfa-missing`, `person-jane@acme.example`. Safe in an address without escaping; different
 * people never share one.
 */
import type { ReportPerson } from "@rollcall/model"
import type { Cell } from "./blocks.ts"
import { sha256 } from "./hash.ts"

const lengthMax = 100

/** The place of a check's detail. */
export const checkAnchor = (id: string): string => `check-${fit(id)}`

/** Where people stand in a report. */
export interface PersonAnchors {
  /** The row of a person in the annex of people. */
  readonly of: (person: ReportPerson) => string
  /** The row of a person among the failures by person. */
  readonly failuresOf: (person: ReportPerson) => string
  /** The row of whoever this address belongs to; `undefined` if that is nobody. */
  readonly byAddress: (email: string | null) => string | undefined
}

/** Gives every person a place. The names of places are made when they are asked for: of all people they would fill memory. */
export function personAnchors(people: ReadonlyArray<ReportPerson>): PersonAnchors {
  const owners = new Map<string, ReportPerson>()
  const renamed = new Map<ReportPerson, string>()
  const taken = new Set<string>()
  for (const person of people) {
    const wanted = wantedAnchor(person)
    const anchor = firstFree(wanted, taken)
    taken.add(anchor)
    if (anchor !== wanted) renamed.set(person, anchor)
    for (const email of person.emails) owners.set(email, person)
    if (person.email !== null) owners.set(person.email, person)
  }
  const of = (person: ReportPerson): string => renamed.get(person) ?? wantedAnchor(person)
  return {
    of,
    failuresOf: (person) => `failures-of-${of(person)}`,
    byAddress: (email) => {
      const owner = email === null ? undefined : owners.get(email)
      return owner === undefined ? undefined : of(owner)
    }
  }
}

const wantedAnchor = ({ email, employee }: ReportPerson): string => `person-${fit(email ?? `id-${employee?.id ?? ""}`)}`

/** The cell with its whole text leading to a place, if there is one. */
export function linked(cell: Cell, to: string | undefined): Exclude<Cell, string> {
  const plain = typeof cell === "string" ? { text: cell } : cell
  return to === undefined ? plain : { ...plain, links: [{ words: plain.text, to }] }
}

/** Only characters that mean nothing in HTML or in an address; `~` and a code point for any other. */
function fit(text: string): string {
  const safe = text.replace(/[^\w.@-]/gu, (character) => `~${character.codePointAt(0)?.toString(16)}~`)
  return safe.length <= lengthMax
    ? safe
    : `${safe.slice(0, lengthMax)}~${sha256(new TextEncoder().encode(text)).slice(0, 12)}`
}

function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  let free = wanted
  for (let count = 2; taken.has(free); count += 1) free = `${wanted}~${count}`
  return free
}
