/**
 * The people of a roster in the making: who claims which address, and who is meant by one.
 *
 * People, addresses and ways to tell them are numbers here: a tenant has a million ties, and an object for each would cost more
 * than all the rest of the join.
 */
import { type AmbiguousEmail, type EmailRules, normaliseEmail, resolveAlias } from "@rollcall/model"
import { Employees } from "./Employees.ts"
import { at, placeOf, sortedById } from "./order.ts"
import { positionLists } from "./positions.ts"
import type { Employee } from "./records.ts"
import { absent, Rows } from "./Rows.ts"
import { TextIndex } from "./TextIndex.ts"
import { compareText, orderOf } from "./textOrder.ts"
import { none, personOf, type Tie, tieTo, way } from "./Tie.ts"

/** A person in the making. */
export interface Draft {
  readonly email: string | null
  readonly employee: Employee | null
  /** Known only by an address that several employees claim. */
  readonly ambiguous: boolean
}

/** What is known of a text, by its number. */
const column = {
  /** The number of the text that it is compared as, mostly its own; `noAddress` if it is none. */
  spelling: 0,
  /** Of a spelling the number of the text that it stands for in this tenant, mostly its own. */
  mailbox: 1,
  /** Of a spelling how the employee whom it leads to names it, if they do. */
  named: 2,
  /** Of a spelling whom it leads to, once that was asked. */
  tie: 3,
  /** Of a mailbox the person of the first employee who claims it. */
  claimant: 4,
  /** Of a mailbox the person of its own that it makes, if it does. */
  person: 5
} as const

const noAddress = -2

/** Finds people by employee id and by address; an address that no employee claims alone makes a person when it is used. */
export class Directory {
  readonly #rules: EmailRules
  readonly #drafts: Array<Draft> = []
  readonly employees: Employees
  /** Of each person the address as the employee record has it: a column of its own, as it is compared with most records. */
  readonly #spellings: Array<string | null | undefined> = []
  /** All texts that were met for an address, and all that these are compared as and stand for. */
  readonly #texts: TextIndex
  readonly #known = new Rows(Object.keys(column).length)
  /** Of each mailbox that several employees claim all their ids, in order. */
  readonly #rivals = new Map<number, Array<string>>()
  /** Who was met by which text, in pairs of numbers, some more than once. */
  readonly #met: Array<number> = []

  constructor(employees: ReadonlyArray<Employee>, rules: EmailRules) {
    this.#rules = rules
    this.employees = new Employees(employees.length)
    // As they write them, as they are compared, and as others write them.
    this.#texts = new TextIndex(employees.length * 3)
    for (const employee of sortedById(employees, (each) => each.id)) this.#addEmployee(employee)
  }

  /** Everybody met so far, by number. */
  get people(): ReadonlyArray<Draft> {
    return this.#drafts
  }

  /** The address that a text is compared as; `absent` if it is none. */
  locate(text: string | null | undefined): number {
    if (text === null || text === undefined) return absent
    const number = this.#texts.add(text)
    const known = this.#known.get(number, column.spelling)
    const spelling = known === absent ? this.#spell(number, text) : known
    return spelling === noAddress ? absent : spelling
  }

  /** The addresses that texts are compared as; texts that are none are left out. */
  locateAll(texts: ReadonlyArray<string>): ReadonlyArray<number> {
    const addresses: Array<number> = []
    for (const text of texts) {
      const address = this.locate(text)
      if (address !== absent) addresses.push(address)
    }
    return addresses
  }

  spellingOf(address: number): string {
    return this.#texts.textOf(address)
  }

  /** The person that an address belongs to: its only claimant, else a person of its own. */
  owner(address: number): Tie {
    const known = this.#known.get(address, column.tie)
    return known === none ? this.#tie(address) : known
  }

  /** Whether a text is letter for letter what the person's employee record has for an address. */
  isSpeltBy(person: number, text: string | null | undefined): boolean {
    return this.#spellings[person] === text
  }

  /** Whether nothing may be joined through an address. */
  isAmbiguous(address: number): boolean {
    return this.#rivals.size > 0 && this.#rivals.has(this.#mailboxOf(address))
  }

  /**
   * Whom an address belongs to if not to this employee: the id of another, `null` if it is ambiguous; `undefined` if the employee
   * is among those who claim it, or nobody claims it.
   */
  otherClaimant(address: number, person: number): string | null | undefined {
    const mailbox = this.#mailboxOf(address)
    const claimant = this.#known.get(mailbox, column.claimant)
    if (claimant === absent || claimant === person) return undefined
    const rivals = this.#rivals.get(mailbox)
    if (rivals === undefined) return this.#idOf(claimant)
    return has(rivals, this.#idOf(person)) ? undefined : null
  }

  /** Every ambiguous address with its claimants, in order. */
  ambiguousEmails(): ReadonlyArray<AmbiguousEmail> {
    return Array.from(this.#rivals, ([mailbox, employeeIds]) => ({
      email: this.spellingOf(mailbox),
      employeeIds
    })).toSorted((a, b) => compareText(a.email, b.email))
  }

  /** The numbers of everybody in roster order: by address, then employee id. */
  order(): Int32Array {
    const [named, nameless]: [Array<number>, Array<number>] = [[], []]
    const emails: Array<string> = []
    for (let person = 0; person < this.#drafts.length; person += 1) {
      const { email } = at(this.#drafts, person)
      if (email !== null) emails.push(email)
      ;(email === null ? nameless : named).push(person)
    }
    // By number they are in the order of employee ids, with those at the end who are no employees: equal addresses stay so.
    const places = orderOf({ count: emails.length, at: (place) => at(emails, place) })
    const order = new Int32Array(this.#drafts.length)
    for (let place = 0; place < places.length; place += 1) order[place] = at(named, places[place] ?? 0)
    order.set(nameless, named.length)
    return order
  }

  /** Tells of each person, by number, all addresses in order. */
  emails(): (person: number) => ReadonlyArray<string> {
    const met = this.#met
    const { begins, positions } = positionLists(this.#drafts.length, (use) => {
      for (let index = 0; index < met.length; index += 2) use(at(met, index), at(met, index + 1))
    })
    const lastOf = new Int32Array(this.#texts.size).fill(absent)
    return (person) => {
      const emails: Array<string> = []
      const end = begins[person + 1] ?? 0
      for (let index = begins[person] ?? 0; index < end; index += 1) {
        const text = positions[index] ?? absent
        if (lastOf[text] !== person) emails.push(this.spellingOf(text))
        lastOf[text] = person
      }
      return emails.length < 2 ? emails : emails.toSorted(compareText)
    }
  }

  #addEmployee(employee: Employee): void {
    const { id } = employee
    const person = this.#drafts.length
    const first = this.employees.add(id, person)
    let main = absent
    const claim = (text: string | null | undefined, by: number) => {
      const address = this.locate(text)
      if (address === absent) return
      if (main === absent) main = address
      const mailbox = this.#mailboxOf(address)
      this.#meet(person, address, mailbox)
      const claimant = this.#claim(mailbox, first, id)
      // No other claimant can be led to.
      if (claimant === person && this.#known.get(address, column.named) === none) {
        this.#known.set(address, column.named, tieTo(person, by))
      }
    }
    claim(employee.email, way.email)
    for (const text of employee.knownEmails ?? []) claim(text, way["known-email"])
    this.#spellings.push(employee.email)
    this.#drafts.push({ email: main === absent ? null : this.spellingOf(main), employee, ambiguous: false })
  }

  /** Adds a claimant of a mailbox; tells the first one. */
  #claim(mailbox: number, claimant: number, id: string): number {
    const first = this.#known.get(mailbox, column.claimant)
    if (first === absent) {
      this.#known.set(mailbox, column.claimant, claimant)
      return claimant
    }
    if (first === claimant) return first
    const rivals = this.#rivals.get(mailbox) ?? [this.#idOf(first)]
    // Employees come in the order of ids, so that only the last can be the same.
    if (rivals.at(-1) !== id) rivals.push(id)
    this.#rivals.set(mailbox, rivals)
    return first
  }

  #spell(number: number, text: string): number {
    const spelling = normaliseEmail(text)
    const address = spelling === text ? number : spelling === null ? noAddress : this.#texts.add(spelling)
    this.#known.set(number, column.spelling, address)
    // A spelling is its own.
    if (address !== noAddress) this.#known.set(address, column.spelling, address)
    return address
  }

  #mailboxOf(address: number): number {
    const known = this.#known.get(address, column.mailbox)
    if (known !== absent) return known
    const spelling = this.spellingOf(address)
    const key = resolveAlias(spelling, this.#rules)
    const mailbox = key === spelling ? address : this.#texts.add(key)
    this.#known.set(address, column.mailbox, mailbox)
    return mailbox
  }

  #tie(address: number): Tie {
    const mailbox = this.#mailboxOf(address)
    const claimant = this.#rivals.has(mailbox) ? absent : this.#known.get(mailbox, column.claimant)
    const named = this.#known.get(address, column.named)
    const tie =
      claimant === absent
        ? tieTo(this.#unclaimed(mailbox), address === mailbox ? way.email : way.alias)
        : named === none
          ? tieTo(claimant, way.alias)
          : named
    this.#known.set(address, column.tie, tie)
    this.#meet(personOf(tie), address, mailbox)
    return tie
  }

  #unclaimed(mailbox: number): number {
    const known = this.#known.get(mailbox, column.person)
    if (known !== absent) return known
    const ambiguous = this.#rivals.has(mailbox)
    const person = this.#drafts.push({ email: this.spellingOf(mailbox), employee: null, ambiguous }) - 1
    this.#known.set(mailbox, column.person, person)
    return person
  }

  #idOf(person: number): string {
    return this.#drafts[person]?.employee?.id ?? ""
  }

  #meet(person: number, address: number, mailbox: number): void {
    this.#met.push(person, address)
    if (mailbox !== address) this.#met.push(person, mailbox)
  }
}

/** Whether texts in order have one among them, which may be many. */
const has = (texts: ReadonlyArray<string>, text: string): boolean =>
  texts[placeOf(text, texts.length, (place) => at(texts, place))] === text
