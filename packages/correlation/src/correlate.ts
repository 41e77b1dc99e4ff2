/**
 * Snapshot → roster.
 *
 * **Source** design/product.md, "The join".
 */
import type { Link, Person, Roster, Snapshot, Tenant } from "@rollcall/model"
import { Directory } from "./directory.ts"
import { gapsOf } from "./gaps.ts"
import { joinAll, type Joined } from "./joining.ts"
import { sortedById } from "./order.ts"
import type { Employee, EndUser } from "./records.ts"
import { compareText } from "./textOrder.ts"

/** Joins a snapshot's records into people. Linear in the number of records and ties, but for sorting. */
export function correlate(snapshot: Snapshot, tenant: Tenant): Roster {
  const { records, ...header } = snapshot
  const directory = new Directory(records.employees, tenant.email)
  const { joined, disagreements } = joinAll(records, directory)
  const people = peopleOf(directory, joined)
  const alone = people.map((person) => [person])
  return {
    snapshot: header,
    people,
    employees: employeesOf(people),
    browsers: joined.browsers.owned(alone),
    accounts: joined.accounts.owned(alone),
    accountsOther: joined.accountsOther.owned(alone),
    findings: joined.findings.owned(alone),
    endusers: joined.endusers.owned(alone),
    devices: joined.devices.owned(alone),
    apps: sortedById(records.apps, ({ id }) => id),
    correlation: { ...gapsOf(header, people, joined), ambiguousEmails: directory.ambiguousEmails(), disagreements },
    unowned: {
      devices: joined.devices.unowned(),
      browsers: joined.browsers.unowned(),
      accounts: joined.accounts.unowned(),
      accountsOther: joined.accountsOther.unowned(),
      endusers: joined.endusers.unowned(),
      findings: joined.findings.unowned()
    }
  }
}

/** Everybody in roster order, with what they hold. */
function peopleOf(directory: Directory, joined: Joined): ReadonlyArray<Person> {
  const drafts = directory.people()
  const numbers = new Uint32Array(drafts.length)
  for (const [place, { number }] of drafts.entries()) numbers[number] = place
  for (const each of Object.values(joined)) each.settle(numbers)
  return drafts.map(({ email, employee, ambiguous, emails }, person) => {
    const links: Array<Link> = []
    // In the order of link kinds, so that links come out in that order.
    const browsers = joined.browsers.holding(person, links)
    const accounts = joined.accounts.holding(person, links)
    const accountsOther = joined.accountsOther.holding(person, links)
    const findings = joined.findings.holding(person, links)
    const endusers = joined.endusers.holding(person, links)
    const devices = joined.devices.holding(person, links)
    return {
      email,
      emails: distinct(emails),
      name: nameOf(employee, endusers),
      employee,
      ambiguous,
      browsers,
      accounts,
      accountsOther,
      findings,
      endusers,
      devices,
      // A list that has grown keeps room to grow; its copy does not.
      links: links.slice()
    }
  })
}

/** Texts in order, each once. */
const distinct = (texts: ReadonlyArray<string>): ReadonlyArray<string> =>
  Array.from(new Set(texts)).toSorted(compareText)

const isEastAsian = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u

function nameOf(employee: Employee | null, endusers: ReadonlyArray<EndUser>): string | null {
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
