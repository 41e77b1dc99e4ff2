/**
 * Who holds an account: the employees that have one on the same app with the same address.
 */
import { normaliseEmail, type ReasonCode } from "@rollcall/model"
import { type Basis, once } from "../Basis.ts"
import { gapOf } from "../judgement.ts"
import { accounts, type AccountSubject, appIdOf } from "../subjects/accounts.ts"
import { indexBy } from "../subjects/owned.ts"
import { people, type PersonSubject } from "../subjects/people.ts"

/** How many employees hold an account for sure, and why there may be more; without reason there are not. */
export interface Holders {
  readonly employeeCount: number
  readonly gap?: ReasonCode
}

/** The accounts of one person, or those of nobody. */
type Holding = ReadonlyArray<AccountSubject>

const oneAlone: Holders = { employeeCount: 1 }

/**
 * Tells the holders of an account.
 *
 * **Details** Nearly everybody logs in with their own address: only the accounts of the others are compared, and those of
 * whoever's address another one logs in with.
 */
export const holdersOf = once((basis): ((account: AccountSubject) => Holders) => {
  const { contested, incomparable, nameless } = addressesOf(holdingsToCompare(basis))
  const known = new Map<AccountSubject, Holders>()
  for (const account of incomparable) known.set(account, { employeeCount: 1, gap: "unknown_value" })
  for (const [address, hands] of contested) {
    const same = new Set([...hands].flat().filter(({ record }) => addressOf(record.email) === address))
    const elsewhere = [...same].filter((account) => appIdOf(account) === undefined)
    for (const twins of indexBy(same, appIdOf).values()) {
      const holders = holdersAmong(twins, elsewhere)
      for (const account of twins) known.set(account, holders)
    }
  }
  const mayBeTwin = twinsWithoutAddress(nameless)
  return (account) => {
    const holders = known.get(account) ?? oneAlone
    if (nameless.length === 0 || holders.employeeCount > 1 || holders.gap !== undefined) return holders
    const possible = mayBeTwin(account)
    return possible === undefined ? holders : { employeeCount: 1, gap: unknownOf(possible.record.email) }
  }
})

/** The accounts of those whose addresses may be in several hands. */
function holdingsToCompare(basis: Basis): ReadonlyArray<Holding> {
  const everybody = people.all(basis)
  // People are in the order of their addresses: two with one address stand side by side.
  const isSettled = (subject: PersonSubject, position: number): boolean =>
    logsInAsThemselves(subject) &&
    subject.person.email !== everybody[position - 1]?.person.email &&
    subject.person.email !== everybody[position + 1]?.person.email
  const others = everybody.filter((subject, position) => !isSettled(subject, position))
  const addresses = new Set(others.flatMap((each) => each.accounts.map(({ record }) => addressOf(record.email))))
  const toCompare =
    addresses.size === 0
      ? others
      : everybody.filter((each, position) => addresses.has(each.person.email) || !isSettled(each, position))
  const nobodys = accounts.all(basis).filter(({ owners }) => owners.length === 0)
  return [...toCompare.map((each) => each.accounts), nobodys]
}

/** Whether a person is an employee who has each account with the one address, spelled alike. */
const logsInAsThemselves = ({ person: { email, employee }, accounts: own }: PersonSubject): boolean =>
  email !== null &&
  employee !== null &&
  own.every(({ record }) => record.email === email && record.employeeId === employee.id)

const addressOf = (email: string | null | undefined): string | null => (email ? normaliseEmail(email) : null)

/** The holders of accounts with one app and address, where some more with that address may be on the app as well. */
function holdersAmong(twins: Holding, more: Holding): Holders {
  const employeeIds = new Set(twins.flatMap(({ record }) => record.employeeId ?? []))
  if (employeeIds.size > 1) return { employeeCount: employeeIds.size }
  const nobodys = twins.length === 1 ? undefined : twins.find(({ record }) => !record.employeeId)
  if (nobodys !== undefined) return { employeeCount: 1, gap: unknownOf(nobodys.record.employeeId) }
  const possible = more.find(({ record }) => !record.employeeId || !employeeIds.has(record.employeeId))
  return possible === undefined ? oneAlone : { employeeCount: 1, gap: unknownOf(possible.record.appId) }
}

/** Finds an account without address that may be another employee's on the same app. */
function twinsWithoutAddress(nameless: Holding): (account: AccountSubject) => AccountSubject | undefined {
  const byApp = new Map<string | undefined, Holding>()
  for (const account of nameless) {
    const app = appIdOf(account)
    const [first, second] = byApp.get(app) ?? []
    // Of two employees at least one is another one: no more have to be kept.
    if (first === undefined) byApp.set(app, [account])
    else if (second === undefined && mayDiffer(first, account)) byApp.set(app, [first, account])
  }
  return (account) =>
    byApp.get(appIdOf(account))?.find((each) => mayDiffer(each, account)) ??
    byApp.get(undefined)?.find((each) => mayDiffer(each, account))
}

const mayDiffer = ({ record: a }: AccountSubject, { record: b }: AccountSubject): boolean =>
  !a.employeeId || a.employeeId !== b.employeeId

/** Why a member that is needed is unknown; what is empty says as little as `null`. */
const unknownOf = (member: string | null | undefined): ReasonCode => gapOf(member === undefined ? undefined : null)

interface Addresses {
  /** Who holds the accounts of each address that is not one employee's alone, or not known to be. */
  readonly contested: ReadonlyMap<string, ReadonlySet<Holding>>
  /** Accounts whose address is none. */
  readonly incomparable: ReadonlyArray<AccountSubject>
  /** Accounts that say nothing of an address. */
  readonly nameless: ReadonlyArray<AccountSubject>
}

function addressesOf(holdings: ReadonlyArray<Holding>): Addresses {
  const contested = new Map<string, Set<Holding>>()
  const incomparable: Array<AccountSubject> = []
  const nameless: Array<AccountSubject> = []
  const firsts = new Map<string, { readonly employeeId: string | null; readonly holding: Holding }>()
  for (const holding of holdings) {
    // Most of a person's accounts have the address and the employee of the one before.
    let before: { readonly email: string; readonly employeeId: string | null } | undefined
    for (const account of holding) {
      const { email, employeeId = null } = account.record
      if (email === null || email === undefined) {
        nameless.push(account)
        continue
      }
      if (before !== undefined && email === before.email && employeeId !== null && employeeId === before.employeeId) {
        continue
      }
      const address = addressOf(email)
      if (address === null) {
        incomparable.push(account)
        continue
      }
      before = { email, employeeId }
      const first = firsts.get(address)
      if (first === undefined) firsts.set(address, { employeeId, holding })
      else if (employeeId === null || employeeId !== first.employeeId || holding !== first.holding) {
        contested.set(address, (contested.get(address) ?? new Set([first.holding])).add(holding))
      }
    }
  }
  return { contested, incomparable, nameless }
}
