/**
 * What of one source nothing in the other claims, counted.
 */
import { type Correlation, provesAbsence, type Person, type ResourceKey, type SnapshotHeader } from "@rollcall/model"
import type { Joined } from "./joining.ts"

/** The counts of a correlation; each is `null` unless all that it rests on was read and understood. */
export function gapsOf(
  snapshot: SnapshotHeader,
  people: ReadonlyArray<Person>,
  joined: Joined
): Omit<Correlation, "ambiguousEmails" | "disagreements"> {
  const count = (restsOn: ReadonlyArray<ResourceKey>, counted: () => number) =>
    restsOn.every((key) => provesAbsence(snapshot, key)) ? counted() : null
  const isEmployee = Uint8Array.from(people, (person) => Number(person.employee !== null))
  /** How many employees hold something, or nothing, of a kind. */
  const countEmployees = (records: Joined["browsers"] | Joined["devices"], isHolding: boolean) =>
    isEmployee.reduce(
      (sum, each, position) => sum + (each === 1 && records.countHeldBy(position) > 0 === isHolding ? 1 : 0),
      0
    )
  const devices: ReadonlyArray<ResourceKey> = ["banyan.devices", "banyan.endusers"]
  // Employees tell which addresses are one person's; a tenant without that source has none to tell.
  const persons: ReadonlyArray<ResourceKey> = snapshot.sources.includes("push") ? ["push.employees"] : []

  return {
    employeesWithDevice: count(["push.employees", ...devices], () => countEmployees(joined.devices, true)),
    employeesWithoutDevice: count(["push.employees", ...devices], () => countEmployees(joined.devices, false)),
    employeesWithoutBrowser: count(["push.employees", "push.browsers"], () => countEmployees(joined.browsers, false)),
    browsersWithoutEmployee: count(["push.employees", "push.browsers"], () => joined.browsers.countWithout(isEmployee)),
    accountsWithoutEmployee: count(
      ["push.employees", "push.accounts", "push.accountsOther"],
      () => joined.accounts.countWithout(isEmployee) + joined.accountsOther.countWithout(isEmployee)
    ),
    endusersWithoutEmployee: count(["push.employees", "banyan.endusers"], () =>
      joined.endusers.countWithout(isEmployee)
    ),
    devicesWithoutEmployee: count(["push.employees", ...devices], () => joined.devices.countWithout(isEmployee)),
    sharedDevices: count([...persons, ...devices], () => joined.devices.countShared()),
    devicesOwnerNotTold: count(devices, () => joined.devices.countNotTold())
  }
}
