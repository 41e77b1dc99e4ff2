import { describe, expect, it } from "vitest"
import {
  aDevice,
  aPerson,
  aRoster,
  daysAgo,
  type Device,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "device-owner-unknown"
const guest = (device: Partial<Device> = {}, ambiguous = false) =>
  aPerson({ employee: null, email: "guest@acme.example", ambiguous, devices: [aDevice(device)] })
const detailOf = (parts: RosterParts) => resultOf(id, aRoster(parts)).failures[0]?.detail

describe("device-owner-unknown", () => {
  it("passes a device one of whose owners is an employee", () => {
    const device = aDevice()
    const people = [
      aPerson({ devices: [device] }),
      aPerson({ employee: null, email: "guest@acme.example", devices: [device] })
    ]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ pass: 1 })
  })

  it("fails a device whose owners are no employees, and lists the addresses as they are spelt", () => {
    const Emails = ["Guest@acme.example", "b@x.example", "c@x.example", "d@x.example", "e@x.example", "f@x.example"]
    expect(resultOf(id, aRoster({ people: [guest({ Emails })] })).failures).toEqual([
      {
        subject: { kind: "device", id: "d1", email: "guest@acme.example" },
        detail: `No owner of C02XK1 (Jane’s MacBook) is an employee: ${Emails.slice(0, 5).join(", ")} and 1 more.`
      }
    ])
  })

  it("fails a device that nobody owns", () => {
    expect(resultOf(id, aRoster({ devices: [aDevice({ Emails: [] })] })).failures).toEqual([
      { subject: { kind: "device", id: "d1", email: null }, detail: "C02XK1 (Jane’s MacBook) has no owner." }
    ])
  })

  it("takes a blank address for none, and names the owner that an end user makes where the list has none", () => {
    expect(detailOf({ devices: [aDevice({ Emails: [" "] })] })).toBe("C02XK1 (Jane’s MacBook) has no owner.")
    expect(detailOf({ people: [guest({ Emails: [" ", "Guest@acme.example"] })] })).toContain(": Guest@acme.example.")
    expect(detailOf({ people: [guest({ Emails: [] })] })).toContain("is an employee: guest@acme.example.")
  })

  const { Emails: _, ...untold } = aDevice()
  it.each<[string, RosterParts]>([
    ["field_null", { devices: [aDevice({ Emails: null })] }],
    ["field_missing", { devices: [untold] }],
    ["ambiguous_join", { people: [guest({}, true)] }]
  ])("is not assessable: %s", (reason, parts) => {
    expect(outcomesOf(id, aRoster(parts))).toEqual({ [reason]: 1 })
  })

  it.each([
    ["field_null", guest({ Emails: null })],
    ["field_missing", { ...guest(), devices: [untold] }]
  ])("does not take an end user who names it for the list of its owners: %s", (reason, stranger) => {
    expect(outcomesOf(id, aRoster({ people: [stranger] }))).toEqual({ [reason]: 1 })
    const owned = aPerson({ devices: stranger.devices })
    expect(outcomesOf(id, aRoster({ people: [stranger, owned] }))).toEqual({ pass: 1 })
  })

  it("is not assessable where an address beside a stranger's may be one of several employees'", () => {
    const people = [guest({ Emails: ["guest@acme.example", "Desk@acme.test"] })]
    const ambiguousEmails = [{ email: "desk@acme.example", employeeIds: ["e1", "e2"] }]
    expect(outcomesOf(id, aRoster({ people, ambiguousEmails }))).toEqual({ ambiguous_join: 1 })
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ fail: 1 })
  })

  it("can't fail if the source of owners was not read to its end, since absence needs proof", () => {
    expect(outcomesOf(id, aRoster({ people: [guest()], partial: ["push.employees"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, aRoster({ people: [guest()], partial: ["banyan.endusers"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, aRoster({ people: [guest()], without: ["push"] }))).toEqual({ source_unavailable: 1 })
    const nobodys = [aDevice({ Emails: [] })]
    expect(outcomesOf(id, aRoster({ devices: nobodys, partial: ["banyan.endusers"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, aRoster({ devices: nobodys, partial: ["push.employees"] }))).toEqual({ fail: 1 })
  })

  it("counts nothing if devices were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["banyan.devices"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each([
    ["deleted", { is_deleted: true }, {}],
    ["banned", { Banned: true }, {}],
    ["unregistered", { RegisteredStatus: false }, {}],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }],
    ["of unknown ban", { Banned: null }, { membership_unknown: 1 }],
    ["that may never have logged in", { LastLogin: null }, { membership_unknown: 1 }]
  ])("counts a device apart that is %s", (__, device, outcomes) => {
    expect(outcomesOf(id, aRoster({ people: [guest(device)] }))).toEqual(outcomes)
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, aRoster({ people: [guest({ LastLogin: daysAgo(90, seconds) })] }))).toEqual(outcomes)
  })

  it("goes by the tenant's own deviceDormantDays", () => {
    const roster = aRoster({ people: [guest({ LastLogin: daysAgo(30) })] })
    expect(outcomesOf(id, roster, { parameters: { deviceDormantDays: 30 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { deviceDormantDays: 29 } })).toEqual({})
  })
})
