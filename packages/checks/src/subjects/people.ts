import type { Owned, Person } from "@rollcall/model"
import { resolveAlias } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { subjectsOf } from "../Subjects.ts"
import { accounts, type AccountSubject } from "./accounts.ts"
import { browsers, type BrowserSubject } from "./browsers.ts"
import { devices, type DeviceSubject } from "./devices.ts"
import { endusers, type EndUserSubject } from "./endusers.ts"
import { personPositions } from "./owned.ts"

/** A person with the subjects that are theirs. */
export interface PersonSubject {
  readonly person: Person
  readonly accounts: ReadonlyArray<AccountSubject>
  readonly browsers: ReadonlyArray<BrowserSubject>
  /** Those that are not marked deleted, as with end users. */
  readonly devices: ReadonlyArray<DeviceSubject>
  readonly endusers: ReadonlyArray<EndUserSubject>
  /** Known by an ambiguous address, or by one among others: what the person does not have proves nothing. */
  readonly isAmbiguous: boolean
}

/** A person with an employee record. */
export interface EmployeeSubject extends PersonSubject {
  readonly employee: NonNullable<Person["employee"]>
}

/** Everybody of the roster. */
export const people = subjectsOf<PersonSubject>({
  all: (basis) => everybody(basis),
  subject: ({ person }) => ({ kind: "person", id: person.employee?.id ?? person.email ?? "", email: person.email }),
  names: ({ person }) => person.emails,
  owners: ({ person }) => [person]
})

/** Everybody with an employee record. */
export const employees = subjectsOf<EmployeeSubject>({
  all: (basis) =>
    everybody(basis).flatMap((subject) => {
      const { employee } = subject.person
      return employee === null ? [] : [{ ...subject, employee }]
    }),
  subject: ({ person, employee }) => ({ kind: "employee", id: employee.id, email: person.email }),
  names: ({ person }) => person.emails,
  owners: ({ person }) => [person]
})

const everybody = once((basis): ReadonlyArray<PersonSubject> => {
  const isAmbiguous = ambiguity(basis)
  const accountsOf = byOwner(basis, accounts.all(basis))
  const browsersOf = byOwner(basis, browsers.all(basis))
  const devicesOf = byOwner(basis, devices.all(basis))
  const endusersOf = byOwner(basis, endusers.all(basis))
  return basis.roster.people.map((person, position) => ({
    person,
    accounts: accountsOf(position),
    browsers: browsersOf(position),
    devices: devicesOf(position),
    endusers: endusersOf(position),
    isAmbiguous: isAmbiguous(person)
  }))
})

const none: ReadonlyArray<never> = []

function byOwner<S extends Owned<unknown>>(
  basis: Basis,
  owned: ReadonlyArray<S>
): (position: number) => ReadonlyArray<S> {
  const positions = personPositions(basis)
  const lists: Array<Array<S> | undefined> = Array.from(basis.roster.people, () => undefined)
  for (const each of owned) {
    for (const owner of each.owners) {
      const position = positions.get(owner)
      if (position === undefined) continue
      const list = lists[position]
      if (list === undefined) lists[position] = [each]
      else list.push(each)
    }
  }
  return (position) => lists[position] ?? none
}

/** Through an ambiguous address nothing is joined. */
function ambiguity({ roster, tenant }: Basis): (person: Person) => boolean {
  const ambiguous = new Set(roster.correlation.ambiguousEmails.map(({ email }) => email))
  if (ambiguous.size === 0) return (person) => person.ambiguous
  return (person) => person.ambiguous || person.emails.some((email) => ambiguous.has(resolveAlias(email, tenant.email)))
}
