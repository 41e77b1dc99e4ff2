/**
 * The people of a roster, with what they hold.
 */
import type { Link, Person } from "@rollcall/model"
import type { Directory } from "./directory.ts"
import type { Joined } from "./joining.ts"
import { at } from "./order.ts"
import type { Employee, EndUser } from "./records.ts"

/** Everybody in roster order, and by number the position that each has there; all ties get the positions too. */
export function peopleOf(
  directory: Directory,
  joined: Joined
): { readonly people: ReadonlyArray<Person>; readonly positions: Int32Array } {
  const order = directory.order()
  const positions = new Int32Array(order.length)
  for (let position = 0; position < order.length; position += 1) positions[order[position] ?? 0] = position
  for (const each of Object.values(joined)) each.settle(positions)

  const emailsOf = directory.emails()
  const holdings = {
    browsers: joined.browsers.holdings(),
    accounts: joined.accounts.holdings(),
    accountsOther: joined.accountsOther.holdings(),
    findings: joined.findings.holdings(),
    endusers: joined.endusers.holdings(),
    devices: joined.devices.holdings()
  }
  const people: Array<Person> = []
  for (let position = 0; position < order.length; position += 1) {
    const number = order[position] ?? 0
    const { email, employee, ambiguous } = at(directory.people, number)
    const endusers = holdings.endusers(position)
    const facts = {
      email,
      emails: emailsOf(number),
      name: nameOf(employee, endusers),
      employee,
      ambiguous,
      browsers: holdings.browsers(position),
      accounts: holdings.accounts(position),
      accountsOther: holdings.accountsOther(position),
      findings: holdings.findings(position),
      endusers,
      devices: holdings.devices(position)
    }
    people.push(new JoinedPerson(facts, position, joined))
  }
  return { people, positions }
}

/** A person whose links are made when they are first asked for: they are as many as all records, and few ask for them. */
class JoinedPerson implements Person {
  readonly email: Person["email"]
  readonly emails: Person["emails"]
  readonly name: Person["name"]
  readonly employee: Person["employee"]
  readonly ambiguous: Person["ambiguous"]
  readonly browsers: Person["browsers"]
  readonly accounts: Person["accounts"]
  readonly accountsOther: Person["accountsOther"]
  readonly findings: Person["findings"]
  readonly endusers: Person["endusers"]
  readonly devices: Person["devices"]
  declare readonly links: Person["links"]
  readonly #position: number
  readonly #joined: Joined
  #links: ReadonlyArray<Link> | undefined

  constructor(facts: Omit<Person, "links">, position: number, joined: Joined) {
    this.email = facts.email
    this.emails = facts.emails
    this.name = facts.name
    this.employee = facts.employee
    this.ambiguous = facts.ambiguous
    this.browsers = facts.browsers
    this.accounts = facts.accounts
    this.accountsOther = facts.accountsOther
    this.findings = facts.findings
    this.endusers = facts.endusers
    this.devices = facts.devices
    this.#position = position
    this.#joined = joined
    Object.defineProperty(this, "links", JoinedPerson.#linksProperty)
  }

  /** A member of each person and not of the class, so that copies and documents of a person have it too. */
  static readonly #linksProperty: PropertyDescriptor & ThisType<JoinedPerson> = {
    enumerable: true,
    get() {
      this.#links ??= linksOf(this.#position, this.#joined)
      return this.#links
    }
  }
}

/** All links of a person, in the order of link kinds. */
function linksOf(position: number, joined: Joined): ReadonlyArray<Link> {
  const links: Array<Link> = []
  joined.browsers.addLinks(position, links)
  joined.accounts.addLinks(position, links)
  joined.accountsOther.addLinks(position, links)
  joined.findings.addLinks(position, links)
  joined.endusers.addLinks(position, links)
  joined.devices.addLinks(position, links)
  // A list that has grown keeps room to grow; its copy does not.
  return links.slice()
}

const isEastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u

function nameOf(employee: Employee | null, endusers: ReadonlyArray<EndUser>): string | null {
  const first = employee?.firstName?.trim() ?? ""
  const last = employee?.lastName?.trim() ?? ""
  // Names in Chinese, Japanese and Korean script are written family name first, without a blank.
  if (isEastAsian.test(first) && isEastAsian.test(last)) return `${last}${first}`
  if (first !== "" || last !== "") return `${first} ${last}`.trim()
  return endusers.map((each) => each.Name?.trim()).find((name) => name !== undefined && name !== "") ?? null
}
