import type { ReasonCode } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { listsOf } from "../position-lists.ts"
import { eachOf, rowsOf, subjectsOf } from "../Subjects.ts"
import { addressKeys, ambiguousKeys, normalisedKeys } from "../terms/address-key.ts"
import { people, type PersonSubject } from "./people.ts"

/** Somebody who may have gone: on the list of leavers, or there a month ago. */
export interface DepartureSubject {
  /** Of the employee that they are or were, else their address. */
  readonly id: string
  readonly emails: ReadonlyArray<string>
  /** What the roster has of them: several where nothing ties their addresses together any more, nobody where they are gone. */
  readonly people: ReadonlyArray<PersonSubject>
  /** By the list of leavers; `null` if they are not on it. */
  readonly lastDay: string | null
  /** Whether there was an employee record a month ago. */
  readonly wasEmployee: boolean
  /** Whether there was an end user a month ago. */
  readonly wasEndUser: boolean
  /** Why what they do not have proves nothing. */
  readonly unsure: ReasonCode | undefined
}

/** Everybody who may have gone. */
export const departures = subjectsOf<DepartureSubject>({
  kind: "person",
  rows: (basis) => {
    const gathering = new Gathering(basis)
    gathering.employees()
    gathering.endusers()
    gathering.leavers()
    return rowsOf(gathering.all)
  },
  id: ({ id }) => id,
  email: ({ emails, people: found }) => found[0]?.person.email ?? emails[0] ?? null,
  names: ({ emails, people: found }) => [...emails, ...found.flatMap(({ person }) => person.emails)],
  owners: (rows) => listsOf(Array.from(eachOf(rows), ({ people: found }) => found.map(({ position }) => position)))
})

type Draft = { -readonly [Member in keyof DepartureSubject]: DepartureSubject[Member] }

/** Addresses, and what they stand for. */
interface Located {
  readonly addresses: ReadonlyArray<string>
  readonly keys: ReadonlyArray<string>
  readonly people: ReadonlyArray<PersonSubject>
  readonly unsure: ReasonCode | undefined
}

/** Gathers what the month before, the list and the roster say of the same people, so that each comes out once. */
class Gathering {
  readonly all: Array<Draft> = []
  readonly #basis: Basis
  /** By where a person stands in the roster. */
  readonly #byPerson = new Map<number, Draft>()
  /** Of those who were looked for by address. */
  readonly #byKey = new Map<string, Draft>()

  constructor(basis: Basis) {
    this.#basis = basis
  }

  /** Those who are still there come first: an address of somebody who is gone may have passed on to one of them. */
  employees(): void {
    const subjects = employeesById(this.#basis)
    const gone: Array<{ readonly id: string; readonly emails: ReadonlyArray<string> }> = []
    for (const each of this.#basis.history?.employees ?? []) {
      const subject = subjects.get(each.id)
      if (subject === undefined) gone.push(each)
      else this.#made(each.id, foundById(subject)).wasEmployee = true
    }
    for (const { id, emails } of gone) this.#made(id, this.#locate(emails)).wasEmployee = true
  }

  /** An end user without address was nobody's. */
  endusers(): void {
    const subjects = endusersById(this.#basis)
    for (const { id, emails } of this.#basis.history?.endusers ?? []) {
      if (emails.length === 0) continue
      const subject = subjects.get(id)
      const located = subject === undefined ? this.#locate([id, ...emails]) : foundById(subject)
      this.#foundOrMade(located).wasEndUser = true
    }
  }

  leavers(): void {
    for (const { address, lastDay } of this.#basis.parameters.leavers ?? []) {
      const draft = this.#foundOrMade(this.#locate([address]))
      // Who came back and leaves again is listed twice: the later day counts.
      if (draft.lastDay === null || draft.lastDay < lastDay) draft.lastDay = lastDay
    }
  }

  #foundOrMade(located: Located): Draft {
    const found =
      firstOf(located.people, ({ position }) => this.#byPerson.get(position)) ??
      firstOf(located.keys, (key) => this.#byKey.get(key))
    if (found === undefined) {
      const [first] = located.people
      const id = first?.person.employee?.id ?? first?.person.email ?? located.keys[0] ?? located.addresses[0] ?? ""
      return this.#made(id, located)
    }
    const unknown = located.addresses.filter((address) => !found.emails.includes(address))
    if (unknown.length > 0) found.emails = [...found.emails, ...unknown]
    this.#extend(found, located)
    return found
  }

  #made(id: string, located: Located): Draft {
    const unknown = { lastDay: null, wasEmployee: false, wasEndUser: false, unsure: undefined }
    const draft: Draft = Object.assign({ id, emails: located.addresses, people: [] }, unknown)
    this.all.push(draft)
    this.#extend(draft, located)
    return draft
  }

  #extend(draft: Draft, { keys, people: found, unsure }: Located): void {
    for (const key of keys) if (!this.#byKey.has(key)) this.#byKey.set(key, draft)
    for (const each of found) {
      if (this.#byPerson.has(each.position)) continue
      this.#byPerson.set(each.position, draft)
      draft.people = [...draft.people, each]
      if (each.isAmbiguous) draft.unsure ??= "ambiguous_join"
    }
    draft.unsure ??= unsure
  }

  #locate(addresses: ReadonlyArray<string>): Located {
    const keys = [...new Set(addresses.map(addressKeys(this.#basis)).filter((key) => key !== null))]
    if (keys.length === 0) {
      return { addresses, keys, people: [], unsure: addresses.length === 0 ? "field_null" : "unknown_value" }
    }
    const sure = keys.filter((key) => !ambiguousKeys(this.#basis).has(key))
    return {
      addresses,
      keys,
      people: sure.flatMap((key) => peopleByKey(this.#basis).get(key) ?? []),
      unsure: sure.length < keys.length ? "ambiguous_join" : undefined
    }
  }
}

const nothing: ReadonlyArray<never> = []

const foundById = (subject: PersonSubject): Located => ({
  addresses: subject.person.emails,
  keys: nothing,
  people: [subject],
  unsure: undefined
})

function firstOf<A, B>(members: ReadonlyArray<A>, lookUp: (member: A) => B | undefined): B | undefined {
  for (const member of members) {
    const found = lookUp(member)
    if (found !== undefined) return found
  }
  return undefined
}

/** The people of the employees that there are. */
const employeesById = once((basis): ReadonlyMap<string, PersonSubject> => {
  const found = new Map<string, PersonSubject>()
  for (const subject of eachOf(people.rows(basis))) {
    const { employee } = subject.person
    if (employee !== null && !found.has(employee.id)) found.set(employee.id, subject)
  }
  return found
})

/** The people of the end users that there are. */
const endusersById = once((basis): ReadonlyMap<string, PersonSubject> => {
  const found = new Map<string, PersonSubject>()
  for (const subject of eachOf(people.rows(basis))) for (const { id } of subject.endusers) found.set(id, subject)
  return found
})

/** People by the key of each of their addresses; mostly one, so that a list is made only for several. */
const peopleByKey = once((basis): ReadonlyMap<string, ReadonlyArray<PersonSubject>> => {
  const keyOf = normalisedKeys(basis)
  const found = new Map<string, ReadonlyArray<PersonSubject>>()
  for (const each of eachOf(people.rows(basis))) {
    const own = [each]
    for (const email of each.person.emails) {
      const key = keyOf(email)
      const same = found.get(key)
      if (same === undefined) found.set(key, own)
      else if (!same.includes(each)) found.set(key, [...same, each])
    }
  }
  return found
})
