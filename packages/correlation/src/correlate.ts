/**
 * Snapshot → roster.
 *
 * **Source** design/product.md, "The join".
 */
import type { Roster, Snapshot, Tenant } from "@rollcall/model"
import { Directory } from "./directory.ts"
import { gapsOf } from "./gaps.ts"
import { joinAll } from "./joining.ts"
import { sortedById } from "./order.ts"
import { peopleOf } from "./people.ts"

/**
 * Joins a snapshot's records into people. Linear in the number of records and ties, but for sorting.
 *
 * **Details** The lists of records with their owners are made when they are first asked for, each at once.
 */
export function correlate(snapshot: Snapshot, tenant: Tenant): Roster {
  const { records, ...header } = snapshot
  const directory = new Directory(records.employees, tenant.email)
  const { joined, disagreements } = joinAll(records, directory)
  const { browsers, accounts, accountsOther, findings, endusers, devices } = joined
  const { people, positions } = peopleOf(directory, joined)
  return {
    snapshot: header,
    people,
    employees: directory.employees.index((person) => people[positions[person] ?? 0]),
    get browsers() {
      return browsers.owned(people)
    },
    get accounts() {
      return accounts.owned(people)
    },
    get accountsOther() {
      return accountsOther.owned(people)
    },
    get findings() {
      return findings.owned(people)
    },
    get endusers() {
      return endusers.owned(people)
    },
    get devices() {
      return devices.owned(people)
    },
    columns: {
      browsers: browsers.columns(),
      accounts: accounts.columns(),
      accountsOther: accountsOther.columns(),
      findings: findings.columns(),
      endusers: endusers.columns(),
      devices: devices.columns()
    },
    apps: sortedById(records.apps, ({ id }) => id),
    correlation: { ...gapsOf(header, people, joined), ambiguousEmails: directory.ambiguousEmails(), disagreements },
    unowned: {
      devices: devices.unowned(),
      browsers: browsers.unowned(),
      accounts: accounts.unowned(),
      accountsOther: accountsOther.unowned(),
      endusers: endusers.unowned(),
      findings: findings.unowned()
    }
  }
}
