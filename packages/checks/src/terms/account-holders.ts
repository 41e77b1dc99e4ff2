/**
 * Who holds an account: the employees that have one on the same app with the same address.
 *
 * There may be a million accounts: addresses, apps and employees are numbered, and what is compared are the numbers.
 */
import { normaliseEmail, type ReasonCode, resolveAlias } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { gapOf } from "../judgement.ts"
import { placesByKey } from "../order.ts"
import { firstOf } from "../position-lists.ts"
import type { Account } from "../records.ts"
import { accounts, type AccountSubject } from "../subjects/accounts.ts"

/** How many employees hold an account for sure, and why there may be more; without reason there are not. */
export interface Holders {
  readonly employeeCount: number
  readonly gap?: ReasonCode
}

const oneAlone: Holders = { employeeCount: 1 }

/** Accounts by position. */
type Positions = Uint32Array

/**
 * Tells the holders of an account.
 *
 * **Details** Nearly everybody logs in with their own address: only accounts are compared whose address several employees
 * have, or nobody knows who.
 */
export const holdersOf = once((basis): ((account: AccountSubject) => Holders) => {
  const { columns, size } = accounts.rows(basis)
  const numbers = new AccountNumbers(basis)
  const known: Array<Holders | undefined> = []
  known.length = size
  for (const position of numbers.incomparable) known[position] = { employeeCount: 1, gap: "unknown_value" }
  eachAddress(numbers, (same) => {
    const elsewhere = same.subarray(
      0,
      lengthOfRun(same, 0, (position) => numbers.apps[position] === none)
    )
    for (let begin = elsewhere.length; begin < same.length;) {
      const app = numbers.apps[same[begin] ?? 0]
      const length = lengthOfRun(same, begin, (position) => numbers.apps[position] === app)
      const holders = holdersAmong(same.subarray(begin, begin + length), elsewhere, numbers, columns.records)
      if (holders !== oneAlone) for (let place = 0; place < length; place++) known[same[begin + place] ?? 0] = holders
      begin += length
    }
  })
  const mayBeTwin = twinsWithoutAddress(numbers)
  return ({ position }) => {
    const holders = known[position] ?? oneAlone
    if (numbers.nameless.length === 0 || holders.employeeCount > 1 || holders.gap !== undefined) return holders
    const possible = mayBeTwin(position)
    return possible === undefined ? holders : { employeeCount: 1, gap: unknownOf(columns.records[possible]?.email) }
  }
})

/** Stands where an account names no address, app or employee. */
const none = 0

/** What accounts name, as numbers from 1 on, by position. */
class AccountNumbers {
  readonly addresses: Uint32Array
  /** By the app that an account names, else by the one of its type. */
  readonly apps: Uint32Array
  readonly employees: Uint32Array
  readonly addressCount: number
  readonly appCount: number
  /** Accounts whose address is none. */
  readonly incomparable: Array<number> = []
  /** Accounts that say nothing of an address. */
  readonly nameless: Array<number> = []

  constructor(basis: Basis) {
    const [addresses, appIds, employees] = [new Numbering(), new Numbering(), new Numbering()]
    const { people } = basis.roster
    const { apps, columns, size } = accounts.rows(basis)
    /** The numbers of people's own addresses and employees, which most of their accounts name. */
    const own = { addresses: new Uint32Array(people.length), employees: new Uint32Array(people.length) }
    /** Numbers by an address as it is spelt. */
    const spellings = new Map<string, number>()
    this.addresses = new Uint32Array(size)
    this.apps = new Uint32Array(size)
    this.employees = new Uint32Array(size)
    const numberOfAddress = (email: string): number => {
      const before = spellings.get(email)
      if (before !== undefined) return before
      const address = normaliseEmail(email)
      const number = address === null ? none : addresses.numberOf(resolveAlias(address, basis.tenant.email))
      spellings.set(email, number)
      return number
    }
    const appNumbers = basis.roster.apps.map(({ id }) => appIds.numberOf(id))
    columns.records.forEach(({ email, employeeId, appId }, position) => {
      const owner = firstOf(columns.owners, position) ?? people.length
      const person = people[owner]
      if (email === null || email === undefined) this.nameless.push(position)
      else {
        const isOwn = email === person?.email
        const number = (isOwn ? own.addresses[owner] : none) || numberOfAddress(email)
        if (isOwn) own.addresses[owner] = number
        if (number === none) this.incomparable.push(position)
        this.addresses[position] = number
      }
      if (employeeId) {
        const isOwn = employeeId === person?.employee?.id
        const number = (isOwn ? own.employees[owner] : none) || employees.numberOf(employeeId)
        if (isOwn) own.employees[owner] = number
        this.employees[position] = number
      }
      // What an app is looked up by is its id: the text need not be read again.
      this.apps[position] = appNumbers[apps[position] ?? -1] ?? (appId ? appIds.numberOf(appId) : none)
    })
    this.addressCount = addresses.count
    this.appCount = appIds.count
  }
}

/** Gives texts numbers from 1 on. */
class Numbering {
  readonly #numbers = new Map<string, number>()

  get count(): number {
    return this.#numbers.size
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    const number = this.#numbers.size + 1
    this.#numbers.set(text, number)
    return number
  }
}

/** Visits the accounts of each address that is not one employee's alone, or not known to be, in the order of apps. */
function eachAddress(numbers: AccountNumbers, visit: (same: Positions) => void): void {
  const contested = contestedPositions(numbers)
  const byApp = placesByKey(contested.length, (place) => numbers.apps[contested[place] ?? 0] ?? 0, numbers.appCount + 1)
  const addressAt = (place: number) => numbers.addresses[contested[byApp[place] ?? 0] ?? 0] ?? 0
  const byAddress = placesByKey(byApp.length, addressAt, numbers.addressCount + 1)
  const ordered = byAddress.map((place) => contested[byApp[place] ?? 0] ?? 0)
  for (let begin = 0; begin < ordered.length;) {
    const address = numbers.addresses[ordered[begin] ?? 0]
    const length = lengthOfRun(ordered, begin, (position) => numbers.addresses[position] === address)
    visit(ordered.subarray(begin, begin + length))
    begin += length
  }
}

function contestedPositions({ addresses, employees, addressCount }: AccountNumbers): ReadonlyArray<number> {
  const isSeen = new Uint8Array(addressCount + 1)
  const first = new Uint32Array(addressCount + 1)
  const isContested = new Uint8Array(addressCount + 1)
  for (let position = 0; position < addresses.length; position++) {
    const [address, employee] = [addresses[position] ?? 0, employees[position] ?? 0]
    if (isSeen[address] === 1 && (employee === none || employee !== first[address])) isContested[address] = 1
    isSeen[address] = 1
    first[address] = employee
  }
  const contested: Array<number> = []
  for (let position = 0; position < addresses.length; position++) {
    const address = addresses[position] ?? none
    if (address !== none && isContested[address] === 1) contested.push(position)
  }
  return contested
}

function lengthOfRun(positions: Positions, begin: number, isIn: (position: number) => boolean): number {
  let end = begin
  while (end < positions.length && isIn(positions[end] ?? 0)) end++
  return end - begin
}

/** The holders of accounts with one app and address, where some more with that address may be on the app as well. */
function holdersAmong(
  twins: Positions,
  more: Positions,
  { employees }: AccountNumbers,
  records: ReadonlyArray<Account>
): Holders {
  if (twins.length === 1 && more.length === 0) return oneAlone
  const holding = new Set<number>()
  let nobodys: number | undefined
  for (const position of twins) {
    const employee = employees[position] ?? none
    if (employee === none) nobodys ??= position
    else holding.add(employee)
  }
  if (holding.size > 1) return { employeeCount: holding.size }
  if (nobodys !== undefined && twins.length > 1) {
    return { employeeCount: 1, gap: unknownOf(records[nobodys]?.employeeId) }
  }
  const possible = more.find((position) => !holding.has(employees[position] ?? none))
  return possible === undefined ? oneAlone : { employeeCount: 1, gap: unknownOf(records[possible]?.appId) }
}

/** Finds an account without address that may be another employee's on the same app. */
function twinsWithoutAddress({ nameless, apps, employees }: AccountNumbers): (position: number) => number | undefined {
  const mayDiffer = (a: number, b: number) => employees[a] === none || employees[a] !== employees[b]
  const byApp: Array<ReadonlyArray<number> | undefined> = []
  for (const position of nameless) {
    const app = apps[position] ?? none
    const [first, second] = byApp[app] ?? []
    // Of two employees at least one is another one: no more have to be kept.
    if (first === undefined) byApp[app] = [position]
    else if (second === undefined && mayDiffer(first, position)) byApp[app] = [first, position]
  }
  return (position) =>
    byApp[apps[position] ?? none]?.find((each) => mayDiffer(each, position)) ??
    byApp[none]?.find((each) => mayDiffer(each, position))
}

/** Why a member that is needed is unknown; what is empty says as little as `null`. */
const unknownOf = (member: string | null | undefined): ReasonCode => gapOf(member === undefined ? undefined : null)
