import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aDevice,
  aHistory,
  anEmployee,
  anEndUser,
  aPerson,
  aRoster,
  type Assessing,
  aTenant,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts
} from "../builders.ts"

const id = "leaver-network-access"
const email = "jane@acme.example"
const history = aHistory({ employees: [{ id: "e1", name: "Jane", emails: [email] }] })
const listed = (lastDay: string, address = email): Assessing => ({ parameters: { leavers: [{ address, lastDay }] } })
const left = listed("2026-10-15")

/** Somebody whose employee record is gone. */
const gone = (fields: Partial<Person> = {}, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ employee: null, email, ...fields })], ...parts })

/** Somebody who is an employee. */
const employed = (fields: Partial<Person> = {}, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson(fields)], ...parts })

describe("leaver-network-access", () => {
  it("passes somebody who is an employee still, by id or by a new record of the same address", () => {
    expect(outcomesOf(id, employed({ devices: [aDevice()] }), { history })).toEqual({ pass: 1 })
    const renewed = { employee: anEmployee({ id: "e9" }), devices: [aDevice()] }
    expect(outcomesOf(id, employed(renewed), { history })).toEqual({ pass: 1 })
  })

  it("passes somebody who left with nothing behind, and counts somebody whom no source has any more", () => {
    const closed = { devices: [aDevice({ Banned: true })], endusers: [anEndUser({ Roles: [] })] }
    expect(outcomesOf(id, employed(closed), left)).toEqual({ pass: 1 })
    expect(outcomesOf(id, aRoster(), { history })).toEqual({ pass: 1 })
    expect(outcomesOf(id, aRoster(), left)).toEqual({ pass: 1 })
  })

  it("fails somebody whose last day is reached while a device or role remains, employee or not", () => {
    const devices = [aDevice(), aDevice({ DeviceID: "d2" })]
    const endusers = [anEndUser({ Roles: ["staff"] })]
    expect(resultOf(id, employed({ devices, endusers }), left).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email },
        detail: "jane@acme.example left on 2026-10-15 and still has 2 live devices and 1 access role."
      }
    ])
    expect(outcomesOf(id, gone({ devices }), left)).toEqual({ fail: 1 })
  })

  it("fails somebody whose employee record is gone while a device or role remains", () => {
    expect(resultOf(id, gone({ endusers: [anEndUser({ Roles: ["staff"] })] }), { history }).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email },
        detail: "jane@acme.example is no employee any more and still has 1 access role."
      }
    ])
    expect(outcomesOf(id, gone({ devices: [aDevice()] }), listed("2026-12-31"))).toEqual({ fail: 1 })
  })

  it("finds what is left under each address that somebody had, and counts them once", () => {
    const emails = [email, "jane.doe@acme.example"]
    const people = [
      aPerson({ employee: null, email: "jane.doe@acme.example", devices: [aDevice()] }),
      aPerson({ employee: null, email, endusers: [anEndUser()] })
    ]
    const before = aHistory({
      employees: [{ id: "e1", name: "Jane", emails }],
      endusers: [{ id: email, emails }]
    })
    const both: Assessing = { history: before, ...listed("2026-10-15", " Jane.Doe@ACME.test ") }
    expect(resultOf(id, aRoster({ people }), both).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email },
        detail: "jane@acme.example left on 2026-10-15 and still has 1 live device."
      }
    ])
    expect(outcomesOf(id, aRoster({ people }), both)).toEqual({ fail: 1 })
  })

  it("does not hold a colleague's devices against somebody whose address passed on to them", () => {
    const john = { employee: anEmployee({ id: "e2", email: "sales@acme.example" }), devices: [aDevice()] }
    const before = aHistory({
      employees: [
        { id: "e1", name: "Jane", emails: [email, "sales@acme.example"] },
        { id: "e2", name: "John", emails: ["john@acme.example"] }
      ]
    })
    expect(outcomesOf(id, employed(john), { history: before, ...left })).toEqual({ pass: 2 })
  })

  it("knows a leaver by what the parameter aliases says", () => {
    const aliases = { "j@home.example": email }
    const parameters = { aliases, leavers: [{ address: "j@home.example", lastDay: "2026-10-15" }] }
    expect(outcomesOf(id, employed({ devices: [aDevice()] }), { parameters })).toEqual({ fail: 1 })
  })

  it("finds everybody whose addresses the parameter aliases ties together", () => {
    const address = "j@home.example"
    const people = [
      aPerson({ employee: null, email }),
      aPerson({ employee: null, email: address, devices: [aDevice()] })
    ]
    const parameters = { aliases: { [address]: email }, leavers: [{ address: email, lastDay: "2026-10-15" }] }
    expect(outcomesOf(id, aRoster({ people }), { parameters })).toEqual({ fail: 1 })
    expect(outcomesOf(id, aRoster({ people: people.toReversed() }), { parameters })).toEqual({ fail: 1 })
  })

  it("lets an exception name somebody by an address that the list alone has", () => {
    const other = "jane.doe@acme.example"
    const waiver = { check: id, reason: "r", approvedBy: "J. Doe", expires: "2026-12-31" }
    const assessing = { history, ...listed("2026-10-15", other), exceptions: [{ ...waiver, subject: other }] }
    expect(outcomesOf(id, gone({ emails: [email, other], devices: [aDevice()] }), assessing)).toEqual({ excepted: 1 })
  })

  it("takes the later day of somebody who is listed twice", () => {
    const leavers = [
      { address: email, lastDay: "2027-01-31" },
      { address: email, lastDay: "2025-01-31" }
    ]
    expect(outcomesOf(id, employed({ devices: [aDevice()] }), { parameters: { leavers } })).toEqual({ pass: 1 })
  })

  it.each([
    ["2026-10-31", "Europe/Berlin", { fail: 1 }],
    ["2026-11-01", "Europe/Berlin", { pass: 1 }],
    ["2026-11-01", "Pacific/Kiritimati", { fail: 1 }],
    ["2026-10-31", "Pacific/Niue", { fail: 1 }]
  ])("takes the last day %s for reached by the calendar of %s", (lastDay, timezone, outcomes) => {
    const assessing = { ...listed(lastDay), tenant: aTenant({ timezone }) }
    expect(outcomesOf(id, employed({ devices: [aDevice()] }), assessing)).toEqual(outcomes)
  })

  it("says once for the tenant that there is neither a list nor a month before", () => {
    expect(outcomesOf(id, employed())).toEqual({ no_history: 1 })
    expect(outcomesOf(id, employed(), { history: { ...history, read: ["banyan.endusers"] } })).toEqual({
      no_history: 1
    })
    expect(outcomesOf(id, employed(), { parameters: { leavers: [] } })).toEqual({})
  })

  it.each<[string, Partial<Person>]>([
    ["field_null", { devices: [aDevice({ RegisteredStatus: null })] }],
    ["clock_skew", { devices: [aDevice({ LastLogin: daysAgo(-1) })] }],
    ["field_null", { endusers: [anEndUser({ Roles: null })] }],
    ["field_missing", { endusers: [anEndUser()] }]
  ])("is not assessable where something may remain: %s", (reason, person) => {
    expect(outcomesOf(id, gone(person), left)).toEqual({ [reason]: 1 })
  })

  it("is not assessable where a live device may be anybody's", () => {
    expect(outcomesOf(id, aRoster({ devices: [aDevice({ Emails: null })] }), left)).toEqual({ field_null: 1 })
  })

  it("is not assessable where the address is none, or ambiguous", () => {
    expect(outcomesOf(id, employed({ devices: [aDevice()] }), listed("2026-10-15", "Jane"))).toEqual({
      unknown_value: 1
    })
    const parts = { ambiguousEmails: [{ email, employeeIds: ["e1", "e2"] }] }
    expect(outcomesOf(id, gone({ ambiguous: true, devices: [aDevice()] }, parts), left)).toEqual({ ambiguous_join: 1 })
    expect(outcomesOf(id, gone({ ambiguous: true, devices: [aDevice()] }, parts), { history })).toEqual({
      ambiguous_join: 1
    })
  })

  it.each(["push.employees", "banyan.devices", "banyan.endusers"] as const)(
    "can't pass for want of access if %s were not read to their end",
    (key) => {
      const parts: RosterParts = { partial: [key] }
      expect(outcomesOf(id, employed({}, parts), left)).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, employed({}, { notOffered: [key] }), left)).toEqual({ source_unavailable: 1 })
      expect(outcomesOf(id, employed({ devices: [aDevice()] }, parts), left)).toEqual({ fail: 1 })
      expect(outcomesOf(id, employed({}, parts), { history })).toEqual({ pass: 1 })
    }
  )

  it("takes nobody for gone while employees were not read to their end", () => {
    const parts: RosterParts = { partial: ["push.employees"] }
    expect(outcomesOf(id, gone({ devices: [aDevice()] }, parts), { history })).toEqual({ source_partial: 1 })
    const without: RosterParts = { without: ["push"] }
    expect(outcomesOf(id, gone({ devices: [aDevice()] }, without), { history })).toEqual({ source_unavailable: 1 })
  })

  it("looks at employees of the month before and at the list only", () => {
    const before = aHistory({ endusers: [{ id: email, emails: [email] }] })
    expect(outcomesOf(id, gone({ devices: [aDevice()] }), { history: before })).toEqual({})
  })

  it.each([
    [0, { fail: 1 }],
    [1, { pass: 1 }]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => gone({ devices: [aDevice({ LastLogin: daysAgo(days, seconds) })] })
    expect(outcomesOf(id, used(90), left)).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { ...left.parameters, deviceDormantDays: 10 } })).toEqual(outcomes)
  })

  it("asks for a sure address of whoever is no employee any more, and for none of who is known to have left", () => {
    const desk = "desk@acme.example"
    const before = aHistory({ employees: [{ id: "e1", name: "Jane", emails: [email, desk] }] })
    const roster = gone({ devices: [aDevice()] }, { ambiguousEmails: [{ email: desk, employeeIds: ["e1", "e2"] }] })
    expect(outcomesOf(id, roster, { history: before })).toEqual({ ambiguous_join: 1 })
    expect(outcomesOf(id, roster, { history: before, ...left })).toEqual({ fail: 1 })
  })

  it("is not assessable where the employee of the month before had no address", () => {
    const before = aHistory({ employees: [{ id: "e1", name: "Jane", emails: [] }] })
    expect(outcomesOf(id, aRoster(), { history: before })).toEqual({ field_null: 1 })
  })
})
