/**
 * The people of a roster in the making: who claims which address, and who is meant by one.
 *
 * People, and ways to tell them, are numbers here: a tenant has a million ties, and an object for each would cost more than all
 * the rest of the join.
 */
import { type AmbiguousEmail, type EmailRules, normaliseEmail, resolveAlias } from "@rollcall/model"
import { inOrder, sortedById } from "./order.ts"
import type { Employee } from "./records.ts"
import { TextMap } from "./TextMap.ts"
import { compareText, orderOf } from "./textOrder.ts"
import { type Tie, tieTo, way } from "./Tie.ts"

/** A person in the making, by the number that stands for them until all are known. */
export interface Draft {
  readonly number: number
  readonly email: string | null
  readonly employee: Employee | null
  readonly ambiguous: boolean
  /** In the order in which they were met; some more than once. */
  readonly emails: Array<string>
}

/** An address as it is compared. */
export interface Address {
  readonly spelling: string
  /** What it stands for in this tenant. */
  readonly mailbox: Mailbox
  /** How the employee whom it leads to names it, if they do. */
  named: Tie | undefined
  /** Whom it leads to, once that was asked. */
  tie: Tie | undefined
}

/** What all addresses that the tenant's rules make one stand for. */
interface Mailbox {
  readonly key: string
  /** Ids of the employees who claim it, in order: none, one, or, if it is ambiguous, several. */
  claimants: Array<string>
  /** The person of its own that it makes, if it does. */
  person: number | null
}

/** Whether nothing may be joined through an address. */
export const isAmbiguous = ({ mailbox }: Address): boolean => mailbox.claimants.length > 1

/** Finds people by employee id and by address; an address that no employee claims alone makes a person when it is used. */
export class Directory {
  readonly #rules: EmailRules
  readonly #drafts: Array<Draft> = []
  /** Of each person the address as the employee record has it: a column of its own, as it is compared with most records. */
  readonly #spellings: Array<string | null | undefined> = []
  readonly #byEmployeeId = new TextMap<number>()
  /** By spelling, and by all texts that were met for it; `null` is a text that is no address. */
  readonly #addresses = new TextMap<Address | null>()
  readonly #mailboxes = new TextMap<Mailbox>()

  constructor(employees: ReadonlyArray<Employee>, rules: EmailRules) {
    this.#rules = rules
    for (const employee of sortedById(employees, (each) => each.id)) this.#addEmployee(employee)
  }

  /** The person of an employee; `undefined` if the id is missing or dangling. */
  employee(id: string | null | undefined): number | undefined {
    return id === null || id === undefined ? undefined : this.#byEmployeeId.get(id)
  }

  /** What an address stands for; `null` if the text is none. */
  locate(text: string | null | undefined): Address | null {
    if (text === null || text === undefined) return null
    const known = this.#addresses.get(text)
    if (known !== undefined) return known
    const spelling = normaliseEmail(text)
    const address = spelling === null ? null : this.#address(spelling)
    this.#addresses.set(text, address)
    return address
  }

  /** What the addresses in a list stand for; texts that are none are left out. */
  locateAll(texts: ReadonlyArray<string>): ReadonlyArray<Address> {
    const addresses: Array<Address> = []
    for (const text of texts) {
      const address = this.locate(text)
      if (address !== null) addresses.push(address)
    }
    return addresses
  }

  /** The person that an address belongs to: its only claimant, else a person of its own. */
  owner(address: Address): Tie {
    address.tie ??= this.#tie(address)
    return address.tie
  }

  /** Whether a text is letter for letter what the person's employee record has for an address. */
  isSpeltBy(person: number, text: string | null | undefined): boolean {
    return this.#spellings[person] === text
  }

  isAmbiguous(person: number): boolean {
    return this.#drafts[person]?.ambiguous === true
  }

  /** Everybody in roster order: by address, then employee id. */
  people(): ReadonlyArray<Draft> {
    const emails = this.#drafts.map(({ email }) => email).filter((email) => email !== null)
    const withEmail = this.#drafts.filter(({ email }) => email !== null)
    const withoutEmail = this.#drafts.filter(({ email }) => email === null)
    // By number they are in the order of employee ids, with those at the end who are no employees: equal addresses stay so.
    return [...inOrder(withEmail, orderOf(emails)), ...withoutEmail]
  }

  /** Every ambiguous address with its claimants, in order. */
  ambiguousEmails(): ReadonlyArray<AmbiguousEmail> {
    return this.#mailboxes
      .values()
      .filter(({ claimants }) => claimants.length > 1)
      .map(({ key, claimants }) => ({ email: key, employeeIds: claimants }))
      .toSorted((a, b) => compareText(a.email, b.email))
  }

  #addEmployee(employee: Employee): void {
    const { id } = employee
    const emails: Array<string> = []
    const person = this.#drafts.length
    const isFirst = this.#byEmployeeId.get(id) === undefined
    if (isFirst) this.#byEmployeeId.set(id, person)
    const claim = (text: string | null | undefined, by: number) => {
      const address = this.locate(text)
      if (address === null) return
      const { spelling, mailbox } = address
      emails.push(spelling, mailbox.key)
      // A list of one takes no more room than that. Employees come in the order of ids, so that only the last can be the same.
      if (mailbox.claimants.length === 0) mailbox.claimants = [id]
      else if (mailbox.claimants.at(-1) !== id) mailbox.claimants.push(id)
      // No other claimant can be led to.
      if (isFirst && mailbox.claimants[0] === id) address.named ??= tieTo(person, by)
    }
    claim(employee.email, way.email)
    for (const text of employee.knownEmails ?? []) claim(text, way["known-email"])
    this.#spellings.push(employee.email)
    this.#drafts.push({ number: person, email: emails[0] ?? null, employee, ambiguous: false, emails })
  }

  #address(spelling: string): Address {
    const known = this.#addresses.get(spelling)
    if (known !== undefined && known !== null) return known
    const address = {
      spelling,
      mailbox: this.#mailbox(resolveAlias(spelling, this.#rules)),
      named: undefined,
      tie: undefined
    }
    this.#addresses.set(spelling, address)
    return address
  }

  #mailbox(key: string): Mailbox {
    const known = this.#mailboxes.get(key)
    if (known !== undefined) return known
    const mailbox = { key, claimants: [], person: null }
    this.#mailboxes.set(key, mailbox)
    return mailbox
  }

  #tie(address: Address): Tie {
    const { spelling, mailbox, named } = address
    const claimant = isAmbiguous(address) ? undefined : this.employee(mailbox.claimants[0])
    const person = claimant ?? this.#unclaimed(mailbox)
    this.#drafts[person]?.emails.push(spelling, mailbox.key)
    if (claimant === undefined) return tieTo(person, spelling === mailbox.key ? way.email : way.alias)
    return named ?? tieTo(person, way.alias)
  }

  #unclaimed(mailbox: Mailbox): number {
    const { key, claimants } = mailbox
    if (mailbox.person === null) {
      const number = this.#drafts.length
      this.#drafts.push({ number, email: key, employee: null, ambiguous: claimants.length > 1, emails: [key] })
      mailbox.person = number
    }
    return mailbox.person
  }
}
