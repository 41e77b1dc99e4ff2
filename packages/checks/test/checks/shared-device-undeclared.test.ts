import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aDevice,
  anEmployee,
  aPerson,
  aRoster,
  assessed,
  checksNamed,
  daysAgo,
  type Device,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "shared-device-undeclared"
const john = { employee: anEmployee({ id: "e2", email: "john@acme.example" }) }

/** A device of Jane's and of somebody else, with further records of Jane's alone. */
function rosterOf(device: Partial<Device>, { other = john, records = [], parts = {} }: Sharing = {}) {
  const shared = aDevice(device)
  return aRoster({
    people: [aPerson({ devices: [shared, ...records] }), aPerson({ ...other, devices: [shared] })],
    ...parts
  })
}

interface Sharing {
  readonly other?: Partial<Person>
  readonly records?: ReadonlyArray<Device>
  readonly parts?: RosterParts
}

const again = (fields: Partial<Device>) => aDevice({ DeviceID: "d2", Emails: ["jane@acme.example"], ...fields })

describe("shared-device-undeclared", () => {
  it("passes a device that every record of its serial number declares shared", () => {
    const records = [again({ Ownership: "Corporate Shared", Banned: true })]
    expect(outcomesOf(id, rosterOf({ Ownership: "Corporate Shared" }, { records }))).toEqual({ pass: 1 })
  })

  it("says of nobody that their device is declared shared in records that were not all read", () => {
    const whole = rosterOf({ Ownership: "Corporate Shared" })
    const half = rosterOf({ Ownership: "Corporate Shared" }, { parts: { partial: ["banyan.devices"] } })
    const scores = [whole, half].map((roster) =>
      assessed(roster, {}, checksNamed(id)).postures.map(({ score }) => score)
    )
    expect(scores).toEqual([
      [100, 100],
      [null, null]
    ])
  })

  it.each(["Corporate Dedicated", "Employee Owned"])("fails a device that is %s", (Ownership) => {
    expect(resultOf(id, rosterOf({ Ownership })).failures).toEqual([
      {
        subject: { kind: "device", id: "d1", email: "jane@acme.example" },
        detail: `C02XK1 (Jane’s MacBook) has 2 users, and its ownership is ${Ownership}.`
      }
    ])
  })

  it("fails a device whose records disagree, deleted ones left out", () => {
    const records = [again({ Ownership: "Employee Owned" })]
    const roster = rosterOf({ Ownership: "Corporate Shared" }, { records })
    expect(resultOf(id, roster).failures[0]?.detail).toBe(
      "C02XK1 (Jane’s MacBook) has 2 users, and its records disagree on its ownership: Corporate Shared, Employee Owned."
    )
    const gone = [again({ Ownership: "Employee Owned", is_deleted: true })]
    expect(outcomesOf(id, rosterOf({ Ownership: "Corporate Shared" }, { records: gone }))).toEqual({ pass: 1 })
  })

  it("fails each of several records that are all shared, and disagree", () => {
    const devices = [aDevice({ Ownership: "Corporate Shared" }), again({ Ownership: "Employee Owned" })]
    const people = [aPerson({ devices }), aPerson({ ...john, devices })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ fail: 2 })
  })

  it("takes no other device for a record of the same one where the serial number is blank", () => {
    const records = [again({ SerialNumber: " ", Ownership: "Employee Owned" })]
    expect(outcomesOf(id, rosterOf({ SerialNumber: " ", Ownership: "Corporate Shared" }, { records }))).toEqual({
      pass: 1
    })
  })

  it.each([
    ["field_null", null],
    ["field_null", ""],
    ["field_null", "UNKNOWN"],
    ["field_null", "Other"],
    ["field_null", "Undefined"],
    ["unknown_value", "Leased"]
  ])("is not assessable, alone or beside a shared record: %s", (reason, Ownership) => {
    expect(outcomesOf(id, rosterOf({ Ownership }))).toEqual({ [reason]: 1 })
    const records = [again({ Ownership })]
    expect(outcomesOf(id, rosterOf({ Ownership: "Corporate Shared" }, { records }))).toEqual({ [reason]: 1 })
    expect(outcomesOf(id, rosterOf({ Ownership: "Employee Owned" }, { records }))).toEqual({ fail: 1 })
  })

  it("is not assessable where the source does not tell", () => {
    expect(outcomesOf(id, rosterOf({}))).toEqual({ field_missing: 1 })
  })

  it("is not assessable where its people may be one", () => {
    const ambiguous = { employee: null, email: "desk@acme.example", ambiguous: true }
    expect(outcomesOf(id, rosterOf({ Ownership: "Employee Owned" }, { other: ambiguous }))).toEqual({
      ambiguous_join: 1
    })
    const guest = { employee: null, email: "jane@home.example" }
    const sharing = { other: guest, parts: { partial: ["push.employees"] } } as const
    expect(outcomesOf(id, rosterOf({ Ownership: "Employee Owned" }, sharing))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf({ Ownership: "Employee Owned" }, { other: guest }))).toEqual({ fail: 1 })
    const employees = { parts: { partial: ["push.employees"] } } as const
    expect(outcomesOf(id, rosterOf({ Ownership: "Employee Owned" }, employees))).toEqual({ fail: 1 })
  })

  it.each(["banyan.devices", "banyan.endusers"] as const)("counts nothing if %s were not read to their end", (key) => {
    const roster = rosterOf({ Ownership: "Employee Owned" }, { parts: { partial: [key] } })
    expect(outcomesOf(id, roster)).toEqual(uncounted("source_partial"))
    expect(resultOf(id, roster).failures).toHaveLength(1)
    expect(outcomesOf(id, aRoster({ notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
  })

  it("looks at live devices of several people only", () => {
    expect(outcomesOf(id, aRoster({ people: [aPerson({ devices: [aDevice()] })] }))).toEqual({})
    expect(outcomesOf(id, rosterOf({ Banned: true }))).toEqual({})
    expect(outcomesOf(id, rosterOf({ RegisteredStatus: false }))).toEqual({})
    expect(outcomesOf(id, rosterOf({ Banned: null }))).toEqual({ membership_unknown: 1 })
    expect(outcomesOf(id, rosterOf({ RegisteredStatus: null }))).toEqual({ membership_unknown: 1 })
    expect(outcomesOf(id, rosterOf({ LastLogin: null }))).toEqual({ membership_unknown: 1 })
    expect(outcomesOf(id, aRoster({ devices: [aDevice({ Emails: [] })] }))).toEqual({})
    expect(outcomesOf(id, aRoster({ devices: [aDevice({ Emails: null })] }))).toEqual({ membership_unknown: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => rosterOf({ Ownership: "Employee Owned", LastLogin: daysAgo(days, seconds) })
    expect(outcomesOf(id, used(90))).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { deviceDormantDays: 10 } })).toEqual(outcomes)
  })
})
