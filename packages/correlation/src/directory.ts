/**
 * The people of a roster in the making: who claims which address, and who is meant by one.
 */
import { type AmbiguousEmail, type EmailRules, type Link, LinkBy, normaliseEmail, resolveAlias } from "@rollcall/model"
import { canonicalJson, compareNullable, compareText, sortedById } from "./order.ts"
import type { Account, AccountOther, Browser, Device, Employee, EndUser, Finding } from "./records.ts"

/** A person who still gathers records. */
export interface Draft {
  readonly email: string | null
  readonly employee: Employee | null
  readonly ambiguous: boolean
  /** The address that a link by `email` is made with. */
  readonly primary: string | null
  /** The addresses that a link by `known-email` is made with. */
  readonly known: ReadonlySet<string>
  readonly emails: Set<string>
  readonly browsers: Array<Browser>
  readonly accounts: Array<Account>
  readonly accountsOther: Array<AccountOther>
  readonly findings: Array<Finding>
  readonly endusers: Array<EndUser>
  readonly devices: Array<Device>
  readonly links: Array<Link>
}

/** Who a record belongs to, and how that is known. */
export interface Tie {
  readonly person: Draft
  readonly by: LinkBy
}

/** An address as a record spells it, and the one that it stands for in this tenant. */
export interface Address {
  readonly spelling: string
  readonly key: string
  /** Ids of the employees who claim it: none, one, or, if it is ambiguous, several. */
  readonly claimants: ReadonlySet<string>
}

/** Whether nothing may be joined through an address. */
export const isAmbiguous = (address: Address): boolean => address.claimants.size > 1

/** The one of two ways to make a link that is told. */
export const firstBy = (a: LinkBy, b: LinkBy): LinkBy =>
  LinkBy.literals.indexOf(b) < LinkBy.literals.indexOf(a) ? b : a

const nobody: ReadonlySet<string> = new Set()

/** Finds people by employee id and by address; an address that no employee claims alone makes a person when it is used. */
export class Directory {
  readonly #rules: EmailRules
  readonly #claims = new Map<string, Set<string>>()
  readonly #employees: Array<Draft> = []
  readonly #byEmployeeId = new Map<string, Draft>()
  readonly #byKey = new Map<string, Draft>()

  constructor(employees: ReadonlyArray<Employee>, rules: EmailRules) {
    this.#rules = rules
    for (const { id, record } of sortedById(employees, (each) => each.id)) {
      const draft = employeeDraft(record)
      this.#employees.push(draft)
      if (!this.#byEmployeeId.has(id)) this.#byEmployeeId.set(id, draft)
      const spellings = Array.from(draft.emails)
      for (const spelling of spellings) {
        const key = resolveAlias(spelling, rules)
        this.#claims.set(key, (this.#claims.get(key) ?? new Set()).add(id))
        draft.emails.add(key)
      }
    }
  }

  /** The person of an employee; `undefined` if the id is missing or dangling. */
  employee(id: string | null | undefined): Draft | undefined {
    return id === null || id === undefined ? undefined : this.#byEmployeeId.get(id)
  }

  /** What an address stands for; `undefined` if the text is none. */
  locate(text: string | null | undefined): Address | undefined {
    const spelling = normalised(text)
    if (spelling === null) return undefined
    const key = resolveAlias(spelling, this.#rules)
    return { spelling, key, claimants: this.#claims.get(key) ?? nobody }
  }

  /** The person that an address belongs to: its only claimant, else a person of its own. */
  owner(address: Address): Tie {
    const [id] = address.claimants
    const claimant = isAmbiguous(address) ? undefined : this.employee(id)
    const person = claimant ?? this.#unclaimed(address)
    person.emails.add(address.spelling).add(address.key)
    return { person, by: wayByAddress(person, address) }
  }

  /** Everybody, in roster order. */
  people(): ReadonlyArray<Draft> {
    const order = (a: Draft, b: Draft) =>
      compareNullable(a.email, b.email) ||
      compareNullable(a.employee?.id ?? null, b.employee?.id ?? null) ||
      compareText(canonicalJson(a.employee), canonicalJson(b.employee))
    return [...this.#employees, ...this.#byKey.values()].toSorted(order)
  }

  /** Every ambiguous address with its claimants, in order. */
  ambiguousEmails(): ReadonlyArray<AmbiguousEmail> {
    return [...this.#claims]
      .filter(([, claimants]) => claimants.size > 1)
      .map(([email, claimants]) => ({ email, employeeIds: Array.from(claimants).toSorted(compareText) }))
      .toSorted((a, b) => compareText(a.email, b.email))
  }

  #unclaimed(address: Address): Draft {
    const { key } = address
    const found = this.#byKey.get(key)
    if (found !== undefined) return found
    const made = { ...emptyDraft(), email: key, ambiguous: isAmbiguous(address), primary: key, emails: new Set([key]) }
    this.#byKey.set(key, made)
    return made
  }
}

function employeeDraft(employee: Employee): Draft {
  const primary = normalised(employee.email)
  const known = new Set<string>()
  for (const text of employee.knownEmails ?? []) {
    const spelling = normalised(text)
    if (spelling !== null) known.add(spelling)
  }
  const emails = primary === null ? new Set(known) : new Set([primary, ...known])
  const [first] = emails
  return { ...emptyDraft(), email: first ?? null, employee, primary, known, emails }
}

const emptyDraft = (): Draft => ({
  email: null,
  employee: null,
  ambiguous: false,
  primary: null,
  known: nobody,
  emails: new Set(),
  browsers: [],
  accounts: [],
  accountsOther: [],
  findings: [],
  endusers: [],
  devices: [],
  links: []
})

function wayByAddress(person: Draft, { spelling }: Address): LinkBy {
  if (spelling === person.primary) return "email"
  return person.known.has(spelling) ? "known-email" : "alias"
}

const normalised = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : normaliseEmail(text)
