/**
 * Snapshot → roster.
 *
 * **Source** design/product.md, "The join".
 */
import {
  normaliseEmail,
  type Owned,
  type Person,
  type Roster,
  type Snapshot,
  type Tenant,
  type Unowned
} from "@rollcall/model"
import { Directory, type Draft } from "./directory.ts"
import { gapsOf } from "./gaps.ts"
import { joinAll, type Joining, settle } from "./joining.ts"
import { compareText, sortedById } from "./order.ts"
import type { Account, AccountOther, Browser, Device, EndUser } from "./records.ts"
import {
  disagreementOf,
  ownersById,
  ownersBySerial,
  tiesByIdOrEmail,
  tiesOfDevice,
  tiesOfEndUser,
  tiesOfFinding
} from "./ties.ts"

/** Joins a snapshot's records into people. Linear in the number of records and ties, but for sorting. */
export function correlate(snapshot: Snapshot, tenant: Tenant): Roster {
  const { records, ...header } = snapshot
  const directory = new Directory(records.employees, tenant.email)

  // In the order of link kinds, so that a person's links come out in that order; findings need accounts, devices end users.
  const browsers = joinAll<Browser>(
    records.browsers,
    byIdOrEmail("browser", directory, (person) => person.browsers)
  )
  const accounts = joinAll<Account>(
    records.accounts,
    byIdOrEmail("account", directory, (person) => person.accounts)
  )
  const accountsOther = joinAll<AccountOther>(
    records.accountsOther,
    byIdOrEmail("accountOther", directory, (person) => person.accountsOther)
  )
  const accountOwners = ownersById([...accounts, ...accountsOther])
  const findings = joinAll(records.findings, {
    kind: "finding",
    id: (record) => record.id,
    ties: (record) => tiesOfFinding(record, directory, accountOwners),
    place: (person) => person.findings
  })
  const endusers = joinAll(records.endusers, {
    kind: "enduser",
    id: identityOfEndUser,
    ties: (record) => tiesOfEndUser(record, directory),
    isDeleted: (record) => record.is_deleted === true,
    place: (person) => person.endusers
  })
  const serialOwners = ownersBySerial(endusers)
  const devices = joinAll(records.devices, {
    kind: "device",
    id: identityOfDevice,
    ties: (record) => tiesOfDevice(record, directory, serialOwners),
    isTold: (record) => Array.isArray(record.Emails),
    isDeleted: (record) => record.is_deleted === true,
    place: (person) => person.devices
  })

  const places = new Map(directory.people().map((draft, index) => [draft, { person: personOf(draft), index }]))
  const people = Array.from(places.values(), ({ person }) => person)
  const owned = {
    browsers: settle(browsers, places),
    accounts: settle(accounts, places),
    accountsOther: settle(accountsOther, places),
    findings: settle(findings, places),
    endusers: settle(endusers, places),
    devices: settle(devices, places)
  }
  return {
    snapshot: header,
    people,
    employees: employeesOf(people),
    ...owned,
    apps: sortedById(records.apps, (record) => record.id).map(({ record }) => record),
    correlation: {
      ...gapsOf(header, people, owned),
      ambiguousEmails: directory.ambiguousEmails(),
      disagreements: [
        ...browsers.map(({ record }) => disagreementOf("browser", record, directory)),
        ...accounts.map(({ record }) => disagreementOf("account", record, directory)),
        ...accountsOther.map(({ record }) => disagreementOf("accountOther", record, directory))
      ].filter((each) => each !== undefined)
    },
    unowned: unownedOf(owned)
  }
}

const byIdOrEmail = <R extends Browser | Account | AccountOther>(
  kind: "browser" | "account" | "accountOther",
  directory: Directory,
  place: (person: Draft) => Array<R>
): Joining<R> => ({
  kind,
  id: (record) => record.id,
  ties: (record) => tiesByIdOrEmail(record, directory),
  place
})

/** An address that is none keeps its spelling, so that the record can be found. */
function identityOfEndUser(record: EndUser): string {
  const text = record.Email ?? ""
  return normaliseEmail(text) ?? text
}

function identityOfDevice(record: Device): string {
  return record.DeviceID || record.SerialNumber || ""
}

function personOf(draft: Draft): Person {
  const { email, employee, ambiguous, browsers, accounts, accountsOther, findings, endusers, devices, links } = draft
  const emails = [...draft.emails].toSorted(compareText)
  const records = { browsers, accounts, accountsOther, findings, endusers, devices }
  return { email, emails, name: nameOf(draft), employee, ambiguous, ...records, links }
}

const isEastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u

function nameOf({ employee, endusers }: Draft): string | null {
  const first = employee?.firstName?.trim() ?? ""
  const last = employee?.lastName?.trim() ?? ""
  // Names in Chinese, Japanese and Korean script are written family name first, without a blank.
  if (isEastAsian.test(first) && isEastAsian.test(last)) return `${last}${first}`
  if (first !== "" || last !== "") return `${first} ${last}`.trim()
  return endusers.map((each) => each.Name?.trim()).find((name) => name !== undefined && name !== "") ?? null
}

function employeesOf(people: ReadonlyArray<Person>): ReadonlyMap<string, Person> {
  const employees = new Map<string, Person>()
  for (const person of people) {
    if (person.employee !== null && !employees.has(person.employee.id)) employees.set(person.employee.id, person)
  }
  return employees
}

type OwnedRecords = Pick<Roster, "browsers" | "accounts" | "accountsOther" | "findings" | "endusers" | "devices">

const unownedOf = (owned: OwnedRecords): Unowned => ({
  devices: nobodys(owned.devices),
  browsers: nobodys(owned.browsers),
  accounts: nobodys(owned.accounts),
  accountsOther: nobodys(owned.accountsOther),
  endusers: nobodys(owned.endusers),
  findings: nobodys(owned.findings)
})

const nobodys = <R>(owned: ReadonlyArray<Owned<R>>): ReadonlyArray<R> =>
  owned.filter((each) => each.owners.length === 0).map(({ record }) => record)
