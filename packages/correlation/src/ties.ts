/**
 * Who a record of each kind belongs to.
 *
 * **Source** design/product.md, "The join".
 */
import type { Disagreement, LinkKind } from "@rollcall/model"
import type { Directory } from "./directory.ts"
import { at } from "./order.ts"
import type { Account, AccountOther, Browser, Device, EndUser, Finding } from "./records.ts"
import { absent } from "./Rows.ts"
import { TextIndex } from "./TextIndex.ts"
import { none, personOf, type Tie, tieTo, way } from "./Tie.ts"
import { TieColumn } from "./TieColumn.ts"

/**
 * By `employeeId`; where that is missing or dangling, by `email`.
 *
 * **Details** Of a record whose id names one employee and whose address another, the disagreement is added to a list.
 */
export function tiesByIdOrEmail(
  kind: LinkKind,
  records: ReadonlyArray<Browser | Account | AccountOther>,
  directory: Directory,
  disagreements: Array<Disagreement>
): TieColumn {
  const ties = directory.employees.ties(records.length, (place) => records[place]?.employeeId)
  for (let place = 0; place < records.length; place += 1) {
    const { id, employeeId, email } = at(records, place)
    const tie = ties.only(place)
    // Most records spell the address as their employee does, which is sooner seen than looked up.
    if (tie !== none && directory.isSpeltBy(personOf(tie), email)) continue
    const address = directory.locate(email)
    if (address === absent) continue
    if (tie === none) {
      ties.put(place, directory.owner(address))
      continue
    }
    const emailEmployeeId = directory.otherClaimant(address, personOf(tie))
    if (emailEmployeeId === undefined) continue
    disagreements.push({
      kind,
      id,
      employeeId: employeeId ?? "",
      email: directory.spellingOf(address),
      emailEmployeeId
    })
  }
  return ties
}

/** By `employeeId`; where that is missing or dangling, to the owner of the account in `accountId`, if it has one. */
export function tiesOfFindings(
  findings: ReadonlyArray<Finding>,
  directory: Directory,
  tieOfAccount: (id: string) => Tie
): TieColumn {
  const ties = directory.employees.ties(findings.length, (place) => findings[place]?.employeeId)
  for (let place = 0; place < findings.length; place += 1) {
    if (ties.only(place) !== none) continue
    const { accountId } = at(findings, place)
    const tie = accountId === null || accountId === undefined ? none : tieOfAccount(accountId)
    if (tie !== none) ties.put(place, tieTo(personOf(tie), way["account-id"]))
  }
  return ties
}

/** By `Email`. */
export function tiesOfEndUsers(endusers: ReadonlyArray<EndUser>, directory: Directory): TieColumn {
  const ties = TieColumn.untied(endusers.length)
  for (let place = 0; place < endusers.length; place += 1) {
    const address = directory.locate(endusers[place]?.Email)
    if (address !== absent) ties.put(place, directory.owner(address))
  }
  return ties
}

/** By each of `Emails`, and by the end users that name its serial number; by ambiguous addresses only if all are. */
export function tiesOfDevices(
  devices: ReadonlyArray<Device>,
  directory: Directory,
  peopleOfSerial: (serial: string) => ReadonlyArray<number>
): TieColumn {
  const ties = TieColumn.untied(devices.length)
  const isDoubtful = (person: number) => directory.people[person]?.ambiguous === true
  for (let place = 0; place < devices.length; place += 1) {
    const { Emails, SerialNumber } = at(devices, place)
    const addresses = Emails ? directory.locateAll(Emails) : nobody
    const named = SerialNumber ? peopleOfSerial(SerialNumber) : nobody
    const isSettled =
      addresses.some((address) => !directory.isAmbiguous(address)) || named.some((person) => !isDoubtful(person))
    const all: Array<Tie> = []
    for (const each of addresses) if (!isSettled || !directory.isAmbiguous(each)) all.push(directory.owner(each))
    for (const each of named) if (!isSettled || !isDoubtful(each)) all.push(tieTo(each, way["serial-number"]))
    ties.putAll(place, all)
  }
  return ties
}

/** The people whose end users name a serial number; a blank one names no device. */
export function peopleBySerial(
  endusers: ReadonlyArray<EndUser>,
  ties: TieColumn
): (serial: string) => ReadonlyArray<number> {
  const serials = new TextIndex(endusers.length)
  const people: Array<Array<number>> = []
  for (const [place, { SerialNumbers }] of endusers.entries()) {
    ties.forEach(place, (tie) => {
      for (const serial of SerialNumbers ?? []) {
        if (serial.trim() === "") continue
        const number = serials.add(serial)
        const known = people[number]
        if (known === undefined) people.push([personOf(tie)])
        else known.push(personOf(tie))
      }
    })
  }
  return (serial) => {
    const number = serials.find(serial)
    return number === absent ? nobody : at(people, number)
  }
}

const nobody: ReadonlyArray<never> = []
