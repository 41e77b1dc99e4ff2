/**
 * A tenant's records as its sources list them, made up by number: ten for each person.
 */
import type { ResourceName } from "@rollcall/model"
import type { RecordText } from "@rollcall/store"
import { account, scattered, uuid } from "./account-pages.ts"

/** How many records of a resource each person has; they come to ten. */
export const recordsPerPerson = {
  employees: 1,
  browsers: 2,
  accounts: 4,
  findings: 1,
  endusers: 1,
  devices: 1
} as const satisfies Partial<Record<ResourceName, number>>

export type BenchResource = keyof typeof recordsPerPerson

/** A person's address as all of their records have it. */
export const emailOf = (person: number): string => `person.${person}@example.com`

export const serialOf = (person: number): string =>
  `C02${scattered(person, 40).toString(36).toUpperCase().padStart(7, "0")}`

/** The records of some persons in one resource, in an order that is not that of their ids. */
export function recordsOf(resource: BenchResource, from: number, to: number): ReadonlyArray<RecordText> {
  const each = recordsPerPerson[resource]
  return Array.from({ length: (to - from) * each }, (_, index) => {
    const number = from * each + index
    const value = makers[resource](number, Math.floor(number / each))
    return {
      id: "DeviceID" in value ? value.DeviceID : "Email" in value ? value.Email : value.id,
      json: JSON.stringify(value)
    }
  })
}

const seconds = (number: number, salt: number): number => 1_700_000_000 + (scattered(number, salt) % 50_000_000)

const nanoseconds = (number: number, salt: number): string =>
  `${seconds(number, salt)}${String(scattered(number, salt + 1) % 1_000_000_000).padStart(9, "0")}`

const makers = {
  employees: (number: number) => ({
    id: uuid(number, 1),
    email: emailOf(number),
    knownEmails: number % 4 === 0 ? [`p.${number}@example.org`] : [],
    firstName: ["Jane", "Ahmed", "Zoë", "Wei"][number % 4],
    lastName: `Person${number}`,
    department: ["Engineering", "Sales", "Finance", "Support"][number % 4],
    location: "London",
    licensed: true,
    creationTimestamp: seconds(number, 20),
    chatopsEnabled: number % 3 === 0
  }),
  browsers: (number: number, person: number) => ({
    id: uuid(number, 6),
    employeeId: uuid(person, 1),
    email: emailOf(person),
    browser: ["CHROME", "EDGE", "SAFARI", "FIREFOX"][number % 4],
    version: `1${number % 40}.0.${scattered(number, 21) % 7000}.${number % 200}`,
    os: ["MACOS", "WINDOWS"][number % 2],
    osVersion: "15.1",
    extensionVersion: "3.7.1",
    creationTimestamp: seconds(number, 22),
    lastUsedTimestamp: seconds(number, 23)
  }),
  accounts: (number: number, person: number) => ({
    ...account(number),
    employeeId: uuid(person, 1),
    email: emailOf(person)
  }),
  findings: (number: number, person: number) => ({
    id: uuid(number, 8),
    type: ["MFA_MISSING", "PASSWORD_WEAK", "PASSWORD_REUSED", "SHARED_ACCOUNT"][number % 4],
    state: ["OPEN", "RESOLVED"][number % 2],
    employeeId: uuid(person, 1),
    accountId: uuid(person * 4, 0),
    appId: uuid(number % 60, 2),
    appType: "SLACK",
    creationTimestamp: seconds(number, 25),
    lastUpdatedTimestamp: seconds(number, 26)
  }),
  endusers: (number: number) => ({
    Email: emailOf(number),
    Name: `Person ${number}`,
    Groups: ["Everyone", "Engineering"],
    TrustScore: scattered(number, 27) % 100,
    LastLogin: nanoseconds(number, 28),
    SerialNumbers: [serialOf(number)]
  }),
  devices: (number: number) => ({
    DeviceID: uuid(number, 9),
    SerialNumber: serialOf(number),
    DeviceFriendlyName: `Person${number}'s MacBook Pro`,
    Emails: [emailOf(number)],
    Model: "MacBookPro18,3",
    Platform: "macOS",
    OS: "macOS 15.1",
    Banned: "FALSE",
    Unregistered: "FALSE",
    TrustData: {
      Level: "High",
      Factors: [
        { Name: "Firewall", Value: number % 9 === 0 ? "FALSE" : "TRUE" },
        { Name: "DiskEncryption", Value: "TRUE" },
        { Name: "ScreenLock", Value: number % 7 === 0 ? "FALSE" : "TRUE" }
      ]
    },
    LastLogin: nanoseconds(number, 30)
  })
}
