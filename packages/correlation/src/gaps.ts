/**
 * What of one source nothing in the other claims, counted.
 */
import {
  type Correlation,
  isRead,
  type Owned,
  type Person,
  type ResourceKey,
  type Roster,
  type SnapshotHeader
} from "@rollcall/model"

/** The counts of a correlation; each is `null` unless all that it rests on was read to its end. */
export function gapsOf(
  snapshot: SnapshotHeader,
  people: ReadonlyArray<Person>,
  owned: Pick<Roster, "browsers" | "accounts" | "accountsOther" | "endusers" | "devices">
): Omit<Correlation, "ambiguousEmails" | "disagreements"> {
  const count = (restsOn: ReadonlyArray<ResourceKey>, counted: () => number) =>
    restsOn.every((key) => isRead(snapshot, key)) ? counted() : null
  const employees = people.filter((person) => person.employee !== null)
  const devices: ReadonlyArray<ResourceKey> = ["banyan.devices", "banyan.endusers"]
  // Employees tell which addresses are one person's; a tenant without that source has none to tell.
  const persons: ReadonlyArray<ResourceKey> = snapshot.sources.includes("push") ? ["push.employees"] : []

  return {
    employeesWithDevice: count(["push.employees", ...devices], () => employees.filter(hasDevice).length),
    employeesWithoutDevice: count(
      ["push.employees", ...devices],
      () => employees.filter((person) => !hasDevice(person)).length
    ),
    employeesWithoutBrowser: count(
      ["push.employees", "push.browsers"],
      () => employees.filter((person) => person.browsers.length === 0).length
    ),
    browsersWithoutEmployee: count(["push.employees", "push.browsers"], () => withoutEmployee(owned.browsers)),
    accountsWithoutEmployee: count(
      ["push.employees", "push.accounts", "push.accountsOther"],
      () => withoutEmployee(owned.accounts) + withoutEmployee(owned.accountsOther)
    ),
    endusersWithoutEmployee: count(["push.employees", "banyan.endusers"], () => withoutEmployee(owned.endusers)),
    devicesWithoutEmployee: count(["push.employees", ...devices], () => withoutEmployee(owned.devices)),
    sharedDevices: count([...persons, ...devices], () => owned.devices.filter((each) => each.owners.length > 1).length),
    devicesOwnerNotTold: count(devices, () => owned.devices.filter((each) => !each.ownersTold).length)
  }
}

const hasDevice = (person: Person): boolean => person.devices.length > 0

/** Records that are told to belong to none but people without an employee record, or to nobody. */
const withoutEmployee = (owned: ReadonlyArray<Owned<unknown>>): number =>
  owned.filter((each) => each.ownersTold && each.owners.every((person) => person.employee === null)).length
