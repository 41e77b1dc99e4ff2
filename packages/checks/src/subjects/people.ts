import type { Person } from "@rollcall/model"
import { resolveAlias } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { type Known, some } from "../logic.ts"
import { type Subjects, subjectsOf } from "../Subjects.ts"
import { accounts, type AccountSubject } from "./accounts.ts"
import { browsers, type BrowserSubject } from "./browsers.ts"
import { devices, type DeviceSubject } from "./devices.ts"
import { endusers, type EndUserSubject } from "./endusers.ts"
import { ownersBy } from "./owned.ts"

/** A person with the subjects that are theirs. */
export interface PersonSubject {
  readonly position: number
  readonly person: Person
  readonly employee: Person["employee"]
  readonly accounts: ReadonlyArray<AccountSubject>
  readonly browsers: ReadonlyArray<BrowserSubject>
  /** Those that are not marked deleted, as with end users. */
  readonly devices: ReadonlyArray<DeviceSubject>
  readonly endusers: ReadonlyArray<EndUserSubject>
  /** Whether a browser of theirs is active. */
  readonly isBrowsing: Known
  /** Whether a device of theirs is live. */
  readonly hasLiveDevice: Known
  /** Known by an ambiguous address, or by one among others: what the person does not have proves nothing. */
  readonly isAmbiguous: boolean
}

/** A person with an employee record. */
export interface EmployeeSubject extends PersonSubject {
  readonly employee: NonNullable<Person["employee"]>
}

/** Everybody of the roster. */
export const people = subjectsOf<PersonSubject>({
  kind: "person",
  all: (basis) => everybody(basis),
  id: ({ person }) => person.employee?.id ?? person.email ?? "",
  email: ({ person }) => person.email,
  names: ({ person }) => person.emails,
  owners: ({ person }) => [person]
})

/** Everybody with an employee record. */
export const employees = subjectsOf<EmployeeSubject>({
  kind: "employee",
  all: (basis) => everybody(basis).filter(isEmployee),
  id: ({ employee }) => employee.id,
  email: ({ person }) => person.email,
  names: ({ person }) => person.emails,
  owners: ({ person }) => [person]
})

const isEmployee = (subject: PersonSubject): subject is EmployeeSubject => subject.employee !== null

const everybody = once((basis): ReadonlyArray<PersonSubject> => {
  const isAmbiguous = ambiguity(basis)
  const accountsOf = holdings(basis, accounts)
  const browsersOf = holdings(basis, browsers)
  const devicesOf = holdings(basis, devices)
  const endusersOf = holdings(basis, endusers)
  return basis.roster.people.map((person, position) => {
    const own = { accounts: accountsOf(position), browsers: browsersOf(position), devices: devicesOf(position) }
    return {
      position,
      person,
      employee: person.employee,
      accounts: own.accounts,
      browsers: own.browsers,
      devices: own.devices,
      endusers: endusersOf(position),
      isBrowsing: some(own.browsers, ({ isActive }) => isActive),
      hasLiveDevice: some(own.devices, ({ isLive }) => isLive),
      isAmbiguous: isAmbiguous(person)
    }
  })
})

/** The subjects of each person, in the order of the list. */
function holdings<S>(basis: Basis, subjects: Subjects<S>): (person: number) => ReadonlyArray<S> {
  const all = subjects.all(basis)
  const owners = ownersBy(basis, subjects.list(basis))
  // Counting what each person holds tells where what the next one holds begins.
  const ends = new Uint32Array(basis.roster.people.length + 1)
  for (let position = 0; position < all.length; position++) {
    owners.each(position, (person) => (ends[person + 1] = (ends[person + 1] ?? 0) + 1))
  }
  for (let person = 1; person < ends.length; person++) ends[person] = (ends[person] ?? 0) + (ends[person - 1] ?? 0)
  const places = new Uint32Array(ends.at(-1) ?? 0)
  for (let position = 0; position < all.length; position++) {
    owners.each(position, (person) => {
      const place = ends[person] ?? 0
      places[place] = position
      ends[person] = place + 1
    })
  }
  const held: Array<S> = []
  for (const position of places) {
    const subject = all[position]
    if (subject !== undefined) held.push(subject)
  }
  return (person) => {
    const [begin, end] = [person === 0 ? 0 : (ends[person - 1] ?? 0), ends[person] ?? 0]
    return begin === end ? none : held.slice(begin, end)
  }
}

const none: ReadonlyArray<never> = []

/** Through an ambiguous address nothing is joined. */
function ambiguity({ roster, tenant }: Basis): (person: Person) => boolean {
  const ambiguous = new Set(roster.correlation.ambiguousEmails.map(({ email }) => email))
  if (ambiguous.size === 0) return (person) => person.ambiguous
  return (person) => person.ambiguous || person.emails.some((email) => ambiguous.has(resolveAlias(email, tenant.email)))
}
