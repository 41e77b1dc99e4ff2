/**
 * Who a record of each kind belongs to.
 *
 * **Source** design/product.md, "The join".
 */
import type { Disagreement, LinkBy, LinkKind } from "@rollcall/model"
import { type Address, type Directory, type Draft, firstBy, isAmbiguous, type Tie } from "./directory.ts"
import type { Joined } from "./joining.ts"
import type { Account, AccountOther, Browser, Device, EndUser, Finding } from "./records.ts"

/** By `employeeId`; where that is missing or dangling, by `email`. */
export function tiesByIdOrEmail(record: Browser | Account | AccountOther, directory: Directory): ReadonlyArray<Tie> {
  const employee = directory.employee(record.employeeId)
  if (employee !== undefined) return [{ person: employee, by: "employee-id" }]
  return tiesByEmail(record.email, directory)
}

/** By `Email`. */
export const tiesOfEndUser = (record: EndUser, directory: Directory): ReadonlyArray<Tie> =>
  tiesByEmail(record.Email, directory)

/** By `employeeId`; where that is missing or dangling, to the owner of the account in `accountId`. */
export function tiesOfFinding(
  record: Finding,
  directory: Directory,
  accountOwners: ReadonlyMap<string, Draft>
): ReadonlyArray<Tie> {
  const employee = directory.employee(record.employeeId)
  if (employee !== undefined) return [{ person: employee, by: "employee-id" }]
  const { accountId } = record
  const owner = accountId === null || accountId === undefined ? undefined : accountOwners.get(accountId)
  return owner === undefined ? [] : [{ person: owner, by: "account-id" }]
}

/** By each of `Emails`, and by the end users that name its serial number; by ambiguous addresses only if all are. */
export function tiesOfDevice(
  record: Device,
  directory: Directory,
  serialOwners: ReadonlyMap<string, ReadonlySet<Draft>>
): ReadonlyArray<Tie> {
  const addresses = (record.Emails ?? []).map((text) => directory.locate(text)).filter((each) => each !== undefined)
  const named = [...(serialOwners.get(record.SerialNumber ?? "") ?? [])]
  const settled = addresses.some((each) => !isAmbiguous(each)) || named.some((each) => !each.ambiguous)
  const ways = new Map<Draft, LinkBy>()
  const add = ({ person, by }: Tie) => ways.set(person, firstBy(ways.get(person) ?? by, by))
  for (const address of addresses) if (!settled || !isAmbiguous(address)) add(directory.owner(address))
  for (const person of named) if (!settled || !person.ambiguous) add({ person, by: "serial-number" })
  return Array.from(ways, ([person, by]) => ({ person, by }))
}

/** The owners of accounts by account id. */
export function ownersById(joined: ReadonlyArray<Joined<Account | AccountOther>>): ReadonlyMap<string, Draft> {
  const owners = new Map<string, Draft>()
  for (const { id, ties } of joined) {
    const [tie] = ties
    if (tie !== undefined && !owners.has(id)) owners.set(id, tie.person)
  }
  return owners
}

/** The people whose end users name a serial number; a blank one names no device. */
export function ownersBySerial(joined: ReadonlyArray<Joined<EndUser>>): ReadonlyMap<string, ReadonlySet<Draft>> {
  const owners = new Map<string, Set<Draft>>()
  for (const { record, ties } of joined) {
    for (const serial of record.SerialNumbers ?? []) {
      if (serial.trim() === "") continue
      const people = owners.get(serial) ?? new Set()
      for (const { person } of ties) people.add(person)
      owners.set(serial, people)
    }
  }
  return owners
}

/** A record whose id names one employee and whose address another, or `undefined`. */
export function disagreementOf(
  kind: LinkKind,
  record: Browser | Account | AccountOther,
  directory: Directory
): Disagreement | undefined {
  const { id, employeeId } = record
  if (typeof employeeId !== "string" || directory.employee(employeeId) === undefined) return undefined
  const address = directory.locate(record.email)
  if (address === undefined || address.claimants.size === 0 || address.claimants.has(employeeId)) return undefined
  return { kind, id, employeeId, email: address.spelling, emailEmployeeId: onlyClaimant(address) }
}

function onlyClaimant(address: Address): string | null {
  const [first] = address.claimants
  return isAmbiguous(address) ? null : (first ?? null)
}

function tiesByEmail(text: string | null | undefined, directory: Directory): ReadonlyArray<Tie> {
  const address = directory.locate(text)
  return address === undefined ? [] : [directory.owner(address)]
}
