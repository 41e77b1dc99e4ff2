/**
 * Goal: what must hold for any snapshot, however odd. Method: thousands of small tenants that a seed decides, in which addresses,
 * ids and serial numbers collide often; a second join, which holds everything against everything, says what must come out.
 */
import { correlate } from "@rollcall/correlation"
import {
  columnsOf,
  type LinkKind,
  noRecords,
  type Owned,
  type Person,
  type Roster,
  type SnapshotRecords
} from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { aSnapshot, aTenant } from "./builders.ts"
import { randomFrom, shuffled, someRecords } from "./generator.ts"
import { reference } from "./reference.ts"

const tenantOf = (seed: number) =>
  aTenant({ email: { aliases: { "acme.test": "acme.example" }, ignorePlusTag: seed % 2 === 0 } })
const kinds = {
  browsers: "browser",
  accounts: "account",
  accountsOther: "accountOther",
  findings: "finding",
  endusers: "enduser",
  devices: "device"
} as const satisfies Partial<Record<keyof SnapshotRecords, LinkKind>>
type Name = keyof typeof kinds
const names: ReadonlyArray<Name> = ["browsers", "accounts", "accountsOther", "findings", "endusers", "devices"]

const recordsOf = (seed: number): SnapshotRecords => ({ ...noRecords, ...someRecords(randomFrom(seed)) })
const rosterOf = (seed: number, records = recordsOf(seed)): Roster => correlate(aSnapshot(records), tenantOf(seed))
const bytes = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === "bigint" ? `${each}n` : each instanceof Map ? [...each] : each
  )
const label = (person: Person) => (person.employee === null ? `x:${person.email}` : `e:${person.employee.id}`)
const ownedOf = (roster: Roster): ReadonlyArray<Owned<object>> =>
  names.flatMap((name): ReadonlyArray<Owned<object>> => roster[name])

/** Tries something with many seeds, and names the one that fails. */
function forSeeds(count: number, attempt: (seed: number) => void): void {
  for (let seed = 1; seed <= count; seed += 1) {
    try {
      attempt(seed)
    } catch (cause) {
      throw new Error(`seed ${seed}`, { cause })
    }
  }
}

/** Owners and ways of a record, as its people's links tell them. */
const tiesOf = (name: Name, { id, record, owners }: Owned<object>) =>
  owners.map((owner) => {
    const held: ReadonlyArray<object> = owner[name]
    const link = owner.links.filter(({ kind }) => kind === kinds[name])[held.indexOf(record)]
    return [label(owner), link?.id === id ? link.by : "a link to another record"]
  })

/** Values in some order, for comparison. */
const inOrder = <A>(values: ReadonlyArray<A>): ReadonlyArray<A> =>
  values.toSorted((a, b) => (bytes(a) < bytes(b) ? -1 : 1))

/** Records that are told to be no employee's. */
const without = (owned: ReadonlyArray<Owned<object>>) =>
  owned.filter((each) => each.ownersTold && each.owners.every((person) => person.employee === null)).length

/** Ids of all kinds under other names that keep their order. */
const renamed = (text: string): string => text.replaceAll(/"([abef]\d)"/g, '"x-$1"')

describe("any snapshot", () => {
  it("is joined as by holding every record against every other", { timeout: 120_000 }, () => {
    forSeeds(10_000, (seed) => {
      const records = recordsOf(seed)
      const roster = rosterOf(seed, records)
      const expected = reference(records, tenantOf(seed).email)
      for (const name of names) {
        const owned: ReadonlyArray<Owned<object>> = roster[name]
        const all: ReadonlyArray<object> = records[name]
        for (const each of owned) {
          const wanted = expected[name][all.indexOf(each.record)] ?? []
          expect(inOrder(tiesOf(name, each))).toEqual(inOrder(wanted))
        }
      }
      const { ambiguousEmails, disagreements } = roster.correlation
      expect(ambiguousEmails).toEqual(expected.ambiguousEmails)
      expect(inOrder(disagreements)).toEqual(inOrder(expected.disagreements))
    })
  })

  it("gives the same bytes whatever the order of its records", { timeout: 60_000 }, () => {
    forSeeds(1000, (seed) => {
      const records = recordsOf(seed)
      const random = randomFrom(seed + 7_000)
      const reordered = {
        ...records,
        employees: shuffled(records.employees, random),
        browsers: shuffled(records.browsers, random),
        accounts: shuffled(records.accounts, random),
        accountsOther: shuffled(records.accountsOther, random),
        findings: shuffled(records.findings, random),
        endusers: shuffled(records.endusers, random),
        devices: shuffled(records.devices, random)
      }
      expect(bytes(rosterOf(seed, reordered))).toBe(bytes(rosterOf(seed, records)))
    })
  })

  it("loses no record: each is a person's or in the list of nobody's, never both", { timeout: 60_000 }, () => {
    forSeeds(1000, (seed) => {
      const records = recordsOf(seed)
      const roster = rosterOf(seed, records)
      for (const name of names) {
        const held = new Set<object>(roster.people.flatMap((person): ReadonlyArray<object> => person[name]))
        const nobodys: ReadonlyArray<object> = roster.unowned[name]
        expect(held.size + nobodys.length, name).toBe(records[name].length)
        expect(nobodys.some((record) => held.has(record))).toBe(false)
      }
      expect(roster.people.filter((person) => person.employee !== null)).toHaveLength(records.employees.length)
    })
  })

  it("tells the same in columns as in lists", { timeout: 60_000 }, () => {
    forSeeds(1000, (seed) => {
      const { columns, people, ...lists } = rosterOf(seed)
      for (const name of names) {
        const list: ReadonlyArray<Owned<object>> = lists[name]
        expect(columns[name], name).toEqual(columnsOf(people, list))
        const { begins, positions } = columns[name].held
        const held = people.map((_, person) => Array.from(positions.subarray(begins[person], begins[person + 1])))
        expect(held.map((each) => each.map((place) => list[place]?.record))).toEqual(
          people.map((person) => person[name])
        )
      }
    })
  })

  it("has totals that add up", { timeout: 60_000 }, () => {
    forSeeds(1000, (seed) => {
      const roster = rosterOf(seed)
      const { correlation, people } = roster
      const employees = people.filter((person) => person.employee !== null)
      expect(correlation).toMatchObject({
        employeesWithDevice: employees.filter((person) => person.devices.length > 0).length,
        employeesWithoutDevice: employees.filter((person) => person.devices.length === 0).length,
        employeesWithoutBrowser: employees.filter((person) => person.browsers.length === 0).length,
        browsersWithoutEmployee: without(roster.browsers),
        accountsWithoutEmployee: without(roster.accounts) + without(roster.accountsOther),
        endusersWithoutEmployee: without(roster.endusers),
        devicesWithoutEmployee: without(roster.devices),
        sharedDevices: roster.devices.filter((each) => each.owners.length > 1).length,
        devicesOwnerNotTold: roster.devices.filter((each) => !each.ownersTold).length
      })
      expect(people.reduce((sum, person) => sum + person.links.length, 0)).toBe(
        ownedOf(roster).reduce((sum, each) => sum + each.owners.length, 0)
      )
      expect(people.some((person) => person.employee === null && person.links.length === 0)).toBe(false)
    })
  })

  it("gives the same roster under other ids, but for these", { timeout: 60_000 }, () => {
    forSeeds(1000, (seed) => {
      const records: SnapshotRecords = JSON.parse(renamed(bytes(recordsOf(seed))))
      const original: SnapshotRecords = JSON.parse(bytes(recordsOf(seed)))
      expect(bytes(rosterOf(seed, records))).toBe(renamed(bytes(rosterOf(seed, original))))
    })
  })

  it("stays as it is for everybody when somebody else comes", { timeout: 60_000 }, () => {
    forSeeds(1000, (seed) => {
      const records = recordsOf(seed)
      const emails = ["newcomer@other.example"]
      const more = {
        ...records,
        employees: [{ id: "e2-newcomer", email: "newcomer@other.example" }, ...records.employees],
        accounts: [{ id: "a2-newcomer", email: "Newcomer@other.example" }, ...records.accounts],
        devices: [{ DeviceID: "d1-newcomer", SerialNumber: "S9", Emails: emails }, ...records.devices]
      }
      const { people, unowned, correlation } = rosterOf(seed, more)
      const before = rosterOf(seed, records)
      const others = people.filter((person) => person.employee?.id !== "e2-newcomer")
      expect(bytes([others, unowned])).toBe(bytes([before.people, before.unowned]))
      expect(people).toHaveLength(before.people.length + 1)
      expect(correlation).toEqual({
        ...before.correlation,
        employeesWithDevice: (before.correlation.employeesWithDevice ?? 0) + 1,
        employeesWithoutBrowser: (before.correlation.employeesWithoutBrowser ?? 0) + 1
      })
    })
  })
})
