import { type Person, type PositionLists, resolveAlias } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { KnownColumn, MemberColumn } from "../columns.ts"
import { and, type Known, or } from "../logic.ts"
import { lengthOf, membersOf, numbersBelow, singles } from "../position-lists.ts"
import { memberAt, type Rows, subjectsOf } from "../Subjects.ts"
import { type Age, ageOf, Ages } from "../terms/age.ts"
import { accounts, type AccountSubject } from "./accounts.ts"
import { browsers, type BrowserSubject } from "./browsers.ts"
import { devices, type DeviceSubject } from "./devices.ts"
import { endusers, type EndUserSubject } from "./endusers.ts"
import { findings, type FindingSubject } from "./findings.ts"

/** A person with the subjects that are theirs. */
export class PersonSubject {
  // Declared alone, as in `RecordSubject`.
  /** In the roster. */
  declare readonly position: number
  declare protected readonly facts: PersonFacts

  constructor(facts: PersonFacts, position: number) {
    this.facts = facts
    this.position = position
  }

  get person(): Person {
    return memberAt(this.facts.people, this.position)
  }

  get isEmployee(): boolean {
    return this.facts.isEmployee.at(this.position) === true
  }

  /** What the employee record says; nothing where there is none. */
  get licensed(): boolean | null | undefined {
    return this.facts.licensed.at(this.position)
  }

  get accounts(): ReadonlyArray<AccountSubject> {
    return this.facts.accounts(this.position)
  }

  get browsers(): ReadonlyArray<BrowserSubject> {
    return this.facts.browsers(this.position)
  }

  /** Those that are not marked deleted, as with end users. */
  get devices(): ReadonlyArray<DeviceSubject> {
    return this.facts.devices(this.position)
  }

  get endusers(): ReadonlyArray<EndUserSubject> {
    return this.facts.endusers(this.position)
  }

  get findings(): ReadonlyArray<FindingSubject> {
    return this.facts.findings(this.position)
  }

  /** How long ago each of their accounts was used that are on apps which Push does not know. */
  get otherUses(): ReadonlyArray<Age> {
    return this.facts.otherUses(this.position)
  }

  /** Whether a browser of theirs is active. */
  get isBrowsing(): Known {
    return this.facts.isBrowsing(this.position)
  }

  /** Whether a browser of theirs is active on a desktop or laptop. */
  get isOnDesktop(): Known {
    return this.facts.isOnDesktop(this.position)
  }

  /** Whether a device of theirs is live. */
  get hasLiveDevice(): Known {
    return this.facts.hasLiveDevice(this.position)
  }

  /** Whether a desktop or laptop of theirs is live. */
  get hasLiveDesktop(): Known {
    return this.facts.hasLiveDesktop(this.position)
  }

  /** Whether a live account of theirs is on an app of high sensitivity. */
  get hasSensitiveApp(): Known {
    return this.facts.hasSensitiveApp(this.position)
  }

  /** Whether an end user of theirs has an access role. */
  get hasRole(): Known {
    return this.facts.hasRole(this.position)
  }

  /** Whether they have an end user or a device. */
  get isInNetwork(): boolean {
    return this.facts.isInNetwork(this.position)
  }

  /** Known by an ambiguous address, or by one among others: what the person does not have proves nothing. */
  get isAmbiguous(): boolean {
    return this.facts.isAmbiguous(this.position)
  }
}

/** A person with an employee record. */
export class EmployeeSubject extends PersonSubject {
  get employee(): NonNullable<Person["employee"]> {
    const { employee } = this.person
    if (employee === null) throw new RangeError(`person ${this.position} is no employee`)
    return employee
  }

  /** How long ago the employee record was made. */
  get age(): Age {
    return this.facts.age.at(this.position)
  }
}

class PersonFacts implements Rows<PersonSubject> {
  readonly people: ReadonlyArray<Person>
  readonly size: number
  readonly isEmployee: KnownColumn
  readonly licensed: MemberColumn
  readonly age: Ages
  readonly isBrowsing: KnownOf
  readonly isOnDesktop: KnownOf
  readonly hasLiveDevice: KnownOf
  readonly hasLiveDesktop: KnownOf
  readonly hasSensitiveApp: KnownOf
  readonly hasRole: KnownOf
  readonly isInNetwork: (person: number) => boolean
  readonly #isAmbiguous: (person: Person) => boolean
  /** Of those who were asked about. */
  readonly #ambiguous: MemberColumn
  readonly accounts: Held<AccountSubject>
  readonly browsers: Held<BrowserSubject>
  readonly devices: Held<DeviceSubject>
  readonly endusers: Held<EndUserSubject>
  readonly findings: Held<FindingSubject>
  readonly otherUses: Held<Age>
  readonly at = (position: number): PersonSubject => new PersonSubject(this, position)

  constructor(basis: Basis) {
    const { people: all, columns } = basis.roster
    this.people = all
    this.size = all.length
    this.isEmployee = new KnownColumn(all.length)
    this.licensed = new MemberColumn(all.length)
    this.age = new Ages(all.length, (position) => ageOf(all[position]?.employee?.creationTimestamp, basis))
    all.forEach(({ employee }, position) => {
      this.isEmployee.put(position, employee !== null)
      this.licensed.put(position, employee?.licensed)
    })
    const [browsing, using] = [browsers.rows(basis), accounts.rows(basis)]
    const [registered, known] = [devices.rows(basis), endusers.rows(basis)]
    this.isBrowsing = someHeld(browsing, (position) => browsing.isActive.at(position))
    this.isOnDesktop = someHeld(browsing, (position) => browsing.isActiveOnDesktop(position))
    this.hasLiveDevice = someHeld(registered, (position) => registered.isLive.at(position))
    this.hasLiveDesktop = someHeld(registered, (position) => registered.isLiveDesktop(position))
    this.hasSensitiveApp = someHeld(using, (position) => and(using.isLive.at(position), using.isSensitive.at(position)))
    this.hasRole = someHeld(known, (position) => known.hasRole.at(position))
    this.isInNetwork = (person) => lengthOf(known.columns.held, person) + lengthOf(registered.columns.held, person) > 0
    this.#isAmbiguous = ambiguity(basis)
    this.#ambiguous = new MemberColumn(all.length)
    this.accounts = heldOf(using)
    this.browsers = heldOf(browsing)
    this.devices = heldOf(registered)
    this.endusers = heldOf(known)
    this.findings = heldOf(findings.rows(basis))
    this.otherUses = (person) =>
      membersOf(columns.accountsOther.held, person, (position) =>
        ageOf(columns.accountsOther.records[position]?.lastUsedTimestamp, basis)
      )
  }

  isAmbiguous(position: number): boolean {
    const known = this.#ambiguous.at(position) ?? this.#isAmbiguous(memberAt(this.people, position))
    this.#ambiguous.put(position, known)
    return known
  }
}

/** What a person holds of one kind. */
type Held<A> = (person: number) => ReadonlyArray<A>

interface Holdings {
  readonly columns: { readonly held: PositionLists }
}

function heldOf<S>({ at, columns: { held } }: Rows<S> & Holdings): Held<S> {
  return (person) => membersOf(held, person, at)
}

/** What is known of a person. */
type KnownOf = (person: number) => Known

/** Whether something that a person holds has a property; worked out for everybody when it is first asked of somebody. */
function someHeld({ columns: { held } }: Holdings, has: (position: number) => Known): KnownOf {
  let column: KnownColumn | undefined
  return (person) => (column ??= someOf(held, has)).at(person)
}

function someOf({ begins, positions }: PositionLists, has: (position: number) => Known): KnownColumn {
  const found = new KnownColumn(begins.length - 1)
  for (let person = 0; person < begins.length - 1; person++) {
    let result: Known = false
    for (let place = begins[person] ?? 0; place < (begins[person + 1] ?? 0); place++) {
      result = or(result, has(positions[place] ?? 0))
    }
    found.put(person, result)
  }
  return found
}

/** Through an ambiguous address nothing is joined. */
function ambiguity({ roster, tenant }: Basis): (person: Person) => boolean {
  const ambiguous = new Set(roster.correlation.ambiguousEmails.map(({ email }) => email))
  if (ambiguous.size === 0) return (person) => person.ambiguous
  return (person) => person.ambiguous || person.emails.some((email) => ambiguous.has(resolveAlias(email, tenant.email)))
}

/** Everybody of the roster. */
export const people = subjectsOf<PersonSubject, PersonFacts>({
  kind: "person",
  rows: (basis) => new PersonFacts(basis),
  id: ({ person }) => person.employee?.id ?? person.email ?? "",
  email: ({ person }) => person.email,
  names: ({ person }) => person.emails,
  owners: ({ size }) => singles(numbersBelow(size))
})

/** Everybody with an employee record. */
export const employees = subjectsOf<EmployeeSubject, EmployeeRows>({
  kind: "employee",
  rows: (basis) => new EmployeeRows(people.rows(basis)),
  id: ({ employee }) => employee.id,
  email: ({ person }) => person.email,
  names: ({ person }) => person.emails,
  owners: ({ places }) => singles(places)
})

class EmployeeRows implements Rows<EmployeeSubject> {
  /** Where each stands in the roster. */
  readonly places: Int32Array
  readonly size: number
  readonly at: (position: number) => EmployeeSubject

  constructor(facts: PersonFacts) {
    const { people: all } = facts
    const places = numbersBelow(all.length).filter((place) => facts.isEmployee.at(place) === true)
    this.places = places
    this.size = places.length
    this.at = (position) => new EmployeeSubject(facts, places[position] ?? 0)
  }
}
