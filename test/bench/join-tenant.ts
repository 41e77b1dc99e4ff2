/**
 * A tenant's snapshot, made up by number: what two sources tell of the same people, with the flaws that such sources have.
 *
 * Addresses come in mixed letter case, under an alias and under a domain that is not ASCII; some are claimed twice, known to
 * nobody or missing. Ids dangle, devices are shared, serial numbers repeat, and some records are marked deleted. No list is in
 * the order of its ids.
 */
import { Device, EndUser } from "@rollcall/banyan/schema"
import {
  noRecords,
  type ResourceName,
  resources,
  type Snapshot,
  type SnapshotRecords,
  type Tenant
} from "@rollcall/model"
import { Account, App, Browser, Employee, Finding } from "@rollcall/push/schema"
import { Schema } from "effect"
import { parseJson } from "@rollcall/transport"
import { scattered, uuid } from "./account-pages.ts"

export const tenant: Tenant = {
  id: "bench",
  name: "Bench",
  timezone: "UTC",
  domains: ["acme.example", "münchen.example"],
  email: { aliases: { "acme.test": "acme.example" }, ignorePlusTag: true }
}

/** How many records of a kind come on a hundred people. */
const perHundred = {
  employees: 100,
  browsers: 250,
  accounts: 1000,
  findings: 300,
  endusers: 100,
  devices: 180
} as const
type Kind = keyof typeof perHundred

/** How many records a tenant of so many people has, without its few apps. */
export const recordsOf = (people: number): number =>
  Object.values(perHundred).reduce((sum, each) => sum + (people * each) / 100, 0)

/** Makes up a tenant; the records are decoded as those that a store gives. */
export function snapshotOf(people: number): Snapshot {
  const made = madeFor(people)
  const count = (kind: Kind) => (people * perHundred[kind]) / 100
  return aSnapshot({
    ...noRecords,
    employees: decoded(Employee, count("employees"), made.employee),
    browsers: decoded(Browser, count("browsers"), made.browser),
    accounts: decoded(Account, count("accounts"), made.account),
    apps: decoded(App, 60, made.app),
    findings: decoded(Finding, count("findings"), made.finding),
    endusers: decoded(EndUser, count("endusers"), made.enduser),
    devices: decoded(Device, count("devices"), made.device)
  })
}

/** A snapshot whose resources were all read to their end. */
export function aSnapshot(records: SnapshotRecords): Snapshot {
  const finishedAt = "2026-10-31T08:00:00Z"
  const names = Object.keys(records).filter((name): name is ResourceName => Object.hasOwn(resources, name))
  return {
    id: "snapshot",
    tenant: tenant.id,
    startedAt: finishedAt,
    finishedAt,
    complete: true,
    contentHash: "0".repeat(64),
    sources: ["push", "banyan"],
    resources: names.map((name) => ({
      source: resources[name].source,
      resource: name,
      records: records[name].length,
      pages: 1,
      duplicates: 0,
      refused: 0,
      reportedTotal: null,
      offered: true,
      complete: true,
      drift: [],
      refusals: [],
      problem: null,
      startedAt: finishedAt,
      finishedAt
    })),
    records
  }
}

/** Records by way of their text, so that they lie in memory as those of a source do. */
function decoded<S extends Schema.Top & { readonly DecodingServices: never }>(
  schema: S,
  count: number,
  make: (number: number) => object
): Array<S["Type"]> {
  const decode = Schema.decodeUnknownSync(schema)
  return Array.from({ length: count }, (_, number) => decode(parseJson(JSON.stringify(make(number)))))
}

/** One in so many numbers, by chance; another salt chooses others. */
const oneIn = (every: number, number: number, salt: number): boolean => scattered(number, salt) % every === 0

const firstNames = ["Jane", "Ahmed", "Zoë", "Łukasz", "Wei", "Nguyễn", "Ángel", "Olga"]
const seconds = (number: number, salt: number): number => 1_740_000_000 + (scattered(number, salt) % 50_000_000)
const nanoseconds = (number: number, salt: number): string => `${seconds(number, salt)}000000001`

function addressOf(person: number): string {
  const domain = oneIn(80, person, 40) ? "münchen.example" : "acme.example"
  return oneIn(6, person, 41) ? `Person.${person}@${domain.toUpperCase()}` : `person.${person}@${domain}`
}

function employeeIdOf(person: number, number: number, salt: number): string | null {
  const chance = scattered(number, salt) % 100
  return chance < 92 ? uuid(person, 1) : chance < 96 ? null : uuid(person, 30)
}

const serialOf = (number: number): string =>
  oneIn(200, number, 42) ? "" : `C02${uuid(oneIn(900, number, 43) ? 7 : number, 31).slice(0, 9)}`

function madeFor(people: number) {
  /** Whom a record of any kind is about; people have more or fewer of a kind by chance. */
  const personOf = (number: number, salt: number): number => scattered(number, salt) % people
  /** The address as some record spells it: mostly like the employee, else in other letters, under an alias, or a private one. */
  const spelt = (person: number, number: number, salt: number): string | null => {
    const address = addressOf(person)
    const chance = scattered(number, salt) % 100
    if (chance < 88) return address
    if (chance < 92) return address.toUpperCase()
    if (chance < 94) return address.toLowerCase().replace("@acme.example", "@acme.test")
    if (chance < 96) return `p.${person}@home.example`
    if (chance < 97)
      return oneIn(2, number, salt + 1) ? `person.${person}+news@acme.example` : addressOf(number % people)
    return chance < 99 ? `guest.${number % 500}@partner.example` : null
  }

  return {
    employee: (number: number) => ({
      id: uuid(number, 1),
      email: oneIn(300, number, 44) ? null : addressOf(number),
      knownEmails: [
        ...(oneIn(3, number, 45) ? [`p.${number}@home.example`] : []),
        // What another person has for their address is claimed by two.
        ...(oneIn(700, number, 46) ? [addressOf((number + 1) % people)] : [])
      ],
      firstName: firstNames[number % firstNames.length],
      lastName: `Person${number}`,
      department: ["Engineering", "Sales", "Finance", "Support"][number % 4],
      location: "London",
      licensed: !oneIn(20, number, 47),
      chatopsEnabled: number % 3 === 0,
      creationTimestamp: seconds(number, 48)
    }),
    browser: (number: number) => {
      const person = personOf(number, 49)
      return {
        id: uuid(number, 6),
        employeeId: employeeIdOf(person, number, 50),
        email: spelt(person, number, 51),
        isActive: !oneIn(12, number, 52),
        browser: ["CHROME", "EDGE", "SAFARI", "FIREFOX"][number % 4],
        os: ["MACOS", "WINDOWS"][number % 2],
        extensionVersion: "3.7.1",
        lastOnlineTimestamp: seconds(number, 54)
      }
    },
    account: (number: number) => {
      const person = personOf(number, 55)
      return {
        id: uuid(number, 0),
        employeeId: employeeIdOf(person, number, 56),
        appType: ["ATLASSIAN", "SALESFORCE", "SLACK", "ZAPIER"][number % 4],
        email: spelt(person, number, 57),
        mfaRegistered: [true, true, false, null][number % 4],
        passwordId: oneIn(20, number, 79) ? uuid(number % 5000, 3) : null,
        lastUsedTimestamp: oneIn(5, number, 81) ? null : seconds(number, 82)
      }
    },
    app: (number: number) => ({
      id: uuid(number, 2),
      type: ["ATLASSIAN", "SALESFORCE", "SLACK", "ZAPIER"][number % 4],
      approvalStatus: number % 5 === 0 ? null : "APPROVED",
      sensitivityLevel: number % 2 === 0 ? "HIGH" : null,
      ownerId: uuid(number, 1)
    }),
    finding: (number: number) => {
      const accountNumber = scattered(number, 58) % (people * 10)
      return {
        id: uuid(number, 8),
        type: ["MFA_NOT_REGISTERED", "WEAK_PASSWORD", "REUSED_PASSWORD", "SHARED_ACCOUNT"][number % 4],
        state: number % 3 === 0 ? "RESOLVED" : "OPEN",
        employeeId: employeeIdOf(personOf(accountNumber, 55), number, 59),
        accountId: oneIn(50, number, 60) ? uuid(number, 32) : uuid(accountNumber, 0),
        creationTimestamp: seconds(number, 61)
      }
    },
    enduser: (number: number) => ({
      Name: `Person ${number}`,
      Email: oneIn(20, number, 62) ? `contractor.${number}@partner.example` : (spelt(number, number, 63) ?? "none"),
      Groups: "Everyone,Engineering",
      LastLogin: nanoseconds(number, 64),
      SerialNumbers: oneIn(25, number, 65) ? null : [serialOf(number)],
      is_deleted: oneIn(40, number, 66)
    }),
    device: (number: number) => {
      const person = number < people ? number : personOf(number, 67)
      const owner = spelt(person, number, 68)
      const emails = owner === null ? [] : [owner]
      const shared = oneIn(20, number, 69) ? [addressOf((person + 7) % people), addressOf((person + 11) % people)] : []
      return {
        DeviceID: oneIn(300, number, 70) ? "" : uuid(number, 9),
        SerialNumber: serialOf(number) || (oneIn(300, number, 70) ? `S${number}` : ""),
        DeviceFriendlyName: `Person${number}’s MacBook Pro`,
        ...(oneIn(100, number, 71) ? {} : { Emails: [...emails, ...shared] }),
        LastLogin: nanoseconds(number, 72),
        Ownership: "Corporate Dedicated",
        Platform: "macOS",
        OS: "macOS 15.1",
        RegisteredStatus: "TRUE",
        TrustData: {
          Level: "High",
          UpdatedAt: nanoseconds(number, 75),
          Factors: [{ Name: "Firewall", Value: number % 9 === 0 ? "false" : "true" }]
        },
        Banned: oneIn(200, number, 76) ? "TRUE" : "FALSE",
        AppVersion: "3.20.1",
        is_deleted: oneIn(30, number, 77) ? "TRUE" : "FALSE"
      }
    }
  }
}
