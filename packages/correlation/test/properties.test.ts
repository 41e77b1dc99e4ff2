/**
 * Goal: what must hold for any snapshot, however odd. Method: a few hundred snapshots that a seed decides, in which
 * addresses, ids and serial numbers collide often; a reference without indexes says whose each record is.
 */
import { correlate } from "@rollcall/correlation"
import { noRecords, type Owned, type Person, type Roster, type SnapshotRecords } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { aSnapshot, aTenant } from "./builders.ts"
import { randomFrom, shuffled, someRecords } from "./generator.ts"
import { belonging } from "./reference.ts"

const tenant = aTenant({ email: { aliases: { "acme.test": "acme.example" }, ignorePlusTag: true } })
const seeds = Array.from({ length: 400 }, (_, index) => index + 1)
const kinds = ["browsers", "accounts", "accountsOther", "findings", "endusers", "devices"] as const

const recordsOf = (seed: number): SnapshotRecords => ({ ...noRecords, ...someRecords(randomFrom(seed)) })
const rosterOf = (records: SnapshotRecords): Roster => correlate(aSnapshot(records), tenant)
const bytes = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === "bigint" ? `${each}n` : each instanceof Map ? [...each] : each
  )
const label = (person: Person) => (person.employee === null ? `x:${person.email}` : `e:${person.employee.id}`)
const ownedOf = (roster: Roster): ReadonlyArray<Owned<object>> =>
  kinds.flatMap((kind): ReadonlyArray<Owned<object>> => roster[kind])

describe("any snapshot", () => {
  it("gives the same bytes whatever the order of its records", () => {
    for (const seed of seeds) {
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
      expect(bytes(rosterOf(reordered)), `seed ${seed}`).toBe(bytes(rosterOf(records)))
    }
  })

  it("loses no record: each is a person's or in the list of nobody's, never both", () => {
    for (const seed of seeds) {
      const records = recordsOf(seed)
      const roster = rosterOf(records)
      for (const kind of kinds) {
        const held = new Set<object>(roster.people.flatMap((person): ReadonlyArray<object> => person[kind]))
        const nobodys: ReadonlyArray<object> = roster.unowned[kind]
        expect(held.size + nobodys.length, `seed ${seed} ${kind}`).toBe(records[kind].length)
        expect(nobodys.some((record) => held.has(record))).toBe(false)
      }
      expect(roster.people.filter((person) => person.employee !== null)).toHaveLength(records.employees.length)
    }
  })

  it("has totals that add up", () => {
    for (const seed of seeds) {
      const roster = rosterOf(recordsOf(seed))
      const { correlation, people } = roster
      const employees = people.filter((person) => person.employee !== null)
      expect((correlation.employeesWithDevice ?? 0) + (correlation.employeesWithoutDevice ?? 0)).toBe(employees.length)
      expect(correlation.sharedDevices).toBe(roster.devices.filter((each) => each.owners.length > 1).length)
      expect(people.reduce((sum, person) => sum + person.links.length, 0)).toBe(
        ownedOf(roster).reduce((sum, each) => sum + each.owners.length, 0)
      )
      expect(people.some((person) => person.employee === null && person.links.length === 0)).toBe(false)
    }
  })

  it("joins as the reference does", () => {
    for (const seed of seeds) {
      const records = recordsOf(seed)
      const roster = rosterOf(records)
      // The reference reads lists in their order, and which of two accounts with one id is meant is a matter of order.
      const inOrder = {
        ...records,
        accounts: roster.accounts.map((each) => each.record),
        accountsOther: roster.accountsOther.map((each) => each.record)
      }
      const expected = belonging(inOrder, tenant.email)
      for (const kind of kinds) {
        const wanted = new Map<object, ReadonlyArray<string>>(
          inOrder[kind].map((record, index) => [record, expected[kind][index] ?? []])
        )
        const owned: ReadonlyArray<Owned<object>> = roster[kind]
        for (const { record, owners } of owned) {
          expect(owners.map(label).toSorted(), `seed ${seed} ${kind}`).toEqual(wanted.get(record))
        }
      }
    }
  })
})
