import { describe, expect, it } from "vitest"
import {
  aDevice,
  anEmployee,
  aPerson,
  aRoster,
  daysAgo,
  type Device,
  type Employee,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "device-holder-unlicensed"
const rosterOf = (employee: Partial<Employee>, device: Partial<Device> = {}, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ employee: anEmployee(employee), devices: [aDevice(device)] })], ...parts })

describe("device-holder-unlicensed", () => {
  it("passes a licensed employee", () => expect(outcomesOf(id, rosterOf({}))).toEqual({ pass: 1 }))

  it("fails an employee without licence, whatever the device is", () => {
    expect(resultOf(id, rosterOf({ licensed: false }, { Platform: "iOS" })).failures).toEqual([
      {
        subject: { kind: "employee", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example has 1 live device and no licence."
      }
    ])
  })

  const { licensed: _, ...untold } = anEmployee()
  it("is not assessable where the source does not tell", () => {
    expect(outcomesOf(id, rosterOf({ licensed: null }))).toEqual({ field_null: 1 })
    const people = [aPerson({ employee: untold, devices: [aDevice()] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ field_missing: 1 })
  })

  it("is not assessable where an address of the employee is ambiguous", () => {
    const parts = { ambiguousEmails: [{ email: "jane@acme.example", employeeIds: ["e1", "e2"] }] }
    expect(outcomesOf(id, rosterOf({ licensed: false }, {}, parts))).toEqual({ ambiguous_join: 1 })
  })

  it.each(["push.employees", "banyan.devices", "banyan.endusers"] as const)(
    "counts nothing if %s were not read to their end, and keeps the failures that were seen",
    (key) => {
      const roster = rosterOf({ licensed: false }, {}, { partial: [key] })
      expect(outcomesOf(id, roster)).toEqual(uncounted("source_partial"))
      expect(resultOf(id, roster).failures).toHaveLength(1)
      expect(outcomesOf(id, rosterOf({}, {}, { notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
    }
  )

  it.each<[string, Partial<Device>, object]>([
    ["banned", { Banned: true }, {}],
    ["not registered", { RegisteredStatus: false }, {}],
    ["deleted", { is_deleted: true }, {}],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }],
    ["of unknown ban", { Banned: null }, { membership_unknown: 1 }],
    ["that may never have logged in", { LastLogin: null }, { membership_unknown: 1 }]
  ])("looks at holders of a live device only: one that is %s", (__, device, outcomes) => {
    expect(outcomesOf(id, rosterOf({ licensed: false }, device))).toEqual(outcomes)
  })

  it("looks at nobody without an employee record", () => {
    const guest = aPerson({ employee: null, email: "guest@acme.example", devices: [aDevice()] })
    expect(outcomesOf(id, aRoster({ people: [guest] }))).toEqual({})
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ licensed: false }, { LastLogin: daysAgo(90, seconds) }))).toEqual(outcomes)
  })

  it("goes by the tenant's own deviceDormantDays", () => {
    const roster = rosterOf({ licensed: false }, { LastLogin: daysAgo(30) })
    expect(outcomesOf(id, roster, { parameters: { deviceDormantDays: 30 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { deviceDormantDays: 29 } })).toEqual({})
  })

  it("counts the live devices alone, and looks at somebody with one whatever is unknown of another", () => {
    const devices = [
      aDevice(),
      aDevice({ DeviceID: "d2" }),
      aDevice({ DeviceID: "d3", Banned: true }),
      aDevice({ DeviceID: "d4", LastLogin: null })
    ]
    const people = [aPerson({ employee: anEmployee({ licensed: false }), devices })]
    expect(resultOf(id, aRoster({ people })).failures[0]?.detail).toBe(
      "jane@acme.example has 2 live devices and no licence."
    )
  })
})
