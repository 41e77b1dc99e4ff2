/**
 * Who a record of each kind belongs to.
 *
 * **Source** design/product.md, "The join".
 */
import type { Disagreement, LinkKind } from "@rollcall/model"
import { type Address, type Directory, isAmbiguous } from "./directory.ts"
import type { JoinedRecords } from "./JoinedRecords.ts"
import { at, placeOf } from "./order.ts"
import type { Account, AccountOther, Browser, Device, EndUser, Finding } from "./records.ts"
import { TextMap } from "./TextMap.ts"
import { personOf, type Tie, tieTo, way } from "./Tie.ts"

/**
 * By `employeeId`; where that is missing or dangling, by `email`.
 *
 * **Details** Of a record whose id names one employee and whose address another, the disagreement is added to a list.
 */
export const tieByIdOrEmail =
  (kind: LinkKind, directory: Directory, disagreements: Array<Disagreement>) =>
  (record: Browser | Account | AccountOther): Tie | undefined => {
    const { employeeId, email } = record
    const employee = directory.employee(employeeId)
    if (employee === undefined || !employeeId) return tieByEmail(directory, email)
    // Most records spell the address as their employee does, which is sooner seen than looked up.
    if (!directory.isSpeltBy(employee, email)) {
      const address = directory.locate(email)
      if (address !== null && isAnothers(address, employeeId)) {
        const emailEmployeeId = isAmbiguous(address) ? null : at(address.mailbox.claimants, 0)
        disagreements.push({ kind, id: record.id, employeeId, email: address.spelling, emailEmployeeId })
      }
    }
    return tieTo(employee, way["employee-id"])
  }

/** Whether others claim an address than this employee. */
function isAnothers({ mailbox: { claimants } }: Address, employeeId: string): boolean {
  return claimants.length > 0 && claimants[placeOf(employeeId, claimants)] !== employeeId
}

/** By `Email`. */
export const tieEndUser =
  (directory: Directory) =>
  ({ Email }: EndUser): Tie | undefined =>
    tieByEmail(directory, Email)

/** By `employeeId`; where that is missing or dangling, to the owner of the account in `accountId`. */
export const tieFinding =
  (directory: Directory, accounts: JoinedRecords<Account>, accountsOther: JoinedRecords<AccountOther>) =>
  ({ employeeId, accountId }: Finding): Tie | undefined => {
    const employee = directory.employee(employeeId)
    if (employee !== undefined) return tieTo(employee, way["employee-id"])
    if (accountId === null || accountId === undefined) return undefined
    const tie = accounts.tieOf(accountId) ?? accountsOther.tieOf(accountId)
    return tie === undefined ? undefined : tieTo(personOf(tie), way["account-id"])
  }

/** By each of `Emails`, and by the end users that name its serial number; by ambiguous addresses only if all are. */
export function tieDevice(directory: Directory, endUsers: JoinedRecords<EndUser>) {
  const namedBy = peopleBySerial(endUsers)
  return ({ Emails, SerialNumber }: Device): ReadonlyArray<Tie> => {
    const addresses = Emails ? directory.locateAll(Emails) : []
    const named = namedBy.get(SerialNumber ?? "") ?? []
    const isSettled =
      addresses.some((each) => !isAmbiguous(each)) || named.some((person) => !directory.isAmbiguous(person))
    const ties: Array<Tie> = []
    for (const each of addresses) if (!isSettled || !isAmbiguous(each)) ties.push(directory.owner(each))
    for (const person of named) {
      if (!isSettled || !directory.isAmbiguous(person)) ties.push(tieTo(person, way["serial-number"]))
    }
    return ties
  }
}

/** The people whose end users name a serial number; a blank one names no device. */
function peopleBySerial(endUsers: JoinedRecords<EndUser>): TextMap<ReadonlyArray<number>> {
  const people = new TextMap<Array<number>>()
  endUsers.forEachTie((tie, { SerialNumbers }) => {
    for (const serial of SerialNumbers ?? []) {
      if (serial.trim() === "") continue
      const known = people.get(serial)
      if (known === undefined) people.set(serial, [personOf(tie)])
      else known.push(personOf(tie))
    }
  })
  return people
}

function tieByEmail(directory: Directory, text: string | null | undefined): Tie | undefined {
  const address = directory.locate(text)
  return address === null ? undefined : directory.owner(address)
}
