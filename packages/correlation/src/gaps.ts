/**
 * What of one source nothing in the other claims, counted.
 */
import { type Correlation, isRead, type Person, type ResourceKey, type SnapshotHeader } from "@rollcall/model"
import type { Joined } from "./joining.ts"

/** The counts of a correlation; each is `null` unless all that it rests on was read to its end. */
export function gapsOf(
  snapshot: SnapshotHeader,
  people: ReadonlyArray<Person>,
  joined: Joined
): Omit<Correlation, "ambiguousEmails" | "disagreements"> {
  const count = (restsOn: ReadonlyArray<ResourceKey>, counted: () => number) =>
    restsOn.every((key) => isRead(snapshot, key)) ? counted() : null
  const employees = people.filter((person) => person.employee !== null)
  const isEmployee = Uint8Array.from(people, (person) => Number(person.employee !== null))
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
    browsersWithoutEmployee: count(["push.employees", "push.browsers"], () => joined.browsers.countWithout(isEmployee)),
    accountsWithoutEmployee: count(
      ["push.employees", "push.accounts", "push.accountsOther"],
      () => joined.accounts.countWithout(isEmployee) + joined.accountsOther.countWithout(isEmployee)
    ),
    endusersWithoutEmployee: count(["push.employees", "banyan.endusers"], () =>
      joined.endusers.countWithout(isEmployee)
    ),
    devicesWithoutEmployee: count(["push.employees", ...devices], () => joined.devices.countWithout(isEmployee)),
    sharedDevices: count([...persons, ...devices], () => joined.devices.sharedCount),
    devicesOwnerNotTold: count(devices, () => joined.devices.countNotTold())
  }
}

const hasDevice = (person: Person): boolean => person.devices.length > 0
