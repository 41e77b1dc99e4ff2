/**
 * How details call their subjects.
 */
import type { Owned, Person } from "@rollcall/model"
import type { Account, App, Browser, Device, EndUser, Finding } from "./records.ts"
import type { DepartureSubject } from "./subjects/departures.ts"

export const nameOfPerson = (person: Person): string =>
  person.email ?? person.name ?? person.employee?.id ?? "A person without address"

export const nameOfDeparture = ({ id, emails, people }: DepartureSubject): string =>
  people[0]?.person.email ?? emails[0] ?? id

export function nameOfAccount({ record, owners }: Owned<Account>): string {
  const address = record.email ?? owners[0]?.email ?? record.id
  return record.appType ? `${address} on ${record.appType}` : address
}

export const nameOfApp = (app: App): string => app.friendlyName || app.type || app.id

export function nameOfBrowser({ record, owners }: Owned<Browser>): string {
  const address = owners[0]?.email ?? record.email
  const browser = `browser ${record.id}`
  return address ? `${browser} of ${address}` : browser
}

export function nameOfDevice({ id, record }: Owned<Device>): string {
  const name = record.SerialNumber || id
  return record.DeviceFriendlyName ? `${name} (${record.DeviceFriendlyName})` : name
}

export const nameOfEndUser = ({ id, record }: Owned<EndUser>): string => record.Email || record.Name || id

export function nameOfFinding({ id, record, owners }: Owned<Finding>): string {
  const finding = record.type ? `finding ${id} (${record.type})` : `finding ${id}`
  const address = owners[0]?.email
  return address ? `${finding} of ${address}` : finding
}

/** A number with its noun: `1 account`, `3 accounts`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`

/** A share in percent with one decimal; rounded down or up where it must not seem to be what it falls short of or exceeds. */
export const percent = (share: number, round: (value: number) => number = Math.round): string =>
  `${(round(share * 1000) / 10).toFixed(1)} %`

/** The first few of a list, and how many more there are. */
export function listed(items: ReadonlyArray<string>): string {
  const shown = items.slice(0, 5).join(", ")
  return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown
}
