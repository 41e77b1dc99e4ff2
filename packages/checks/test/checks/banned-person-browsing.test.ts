import { describe, expect, it } from "vitest"
import type { Person } from "@rollcall/model"
import {
  aBrowser,
  aDevice,
  aPerson,
  aRoster,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "banned-person-browsing"
const banned = aDevice({ DeviceID: "d9", Banned: true })
const rosterOf = (person: Partial<Person>, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ devices: [banned], browsers: [aBrowser()], ...person })], ...parts })

describe("banned-person-browsing", () => {
  it("passes somebody with a live device as well, or without an active browser", () => {
    expect(outcomesOf(id, rosterOf({ devices: [banned, aDevice()] }))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf({ browsers: [aBrowser({ isActive: false })] }))).toEqual({ pass: 1 })
  })

  it("fails somebody who works in a browser with no live device", () => {
    expect(resultOf(id, rosterOf({})).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example has a banned device, no live one, and 1 active browser."
      }
    ])
  })

  it("takes no deleted device for a live one, nor for a banned one", () => {
    expect(outcomesOf(id, rosterOf({ devices: [banned, aDevice({ is_deleted: true })] }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({ devices: [{ ...banned, is_deleted: true }] }))).toEqual({})
  })

  it.each([
    ["field_null", { devices: [banned, aDevice({ LastLogin: null })] }],
    ["field_null", { browsers: [aBrowser({ isActive: null })] }],
    ["ambiguous_join", { ambiguous: true, employee: null, email: "desk@acme.example" }]
  ])("is not assessable: %s", (reason, person) => {
    expect(outcomesOf(id, rosterOf(person))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where one of the person's addresses is ambiguous, but for a live device that is seen", () => {
    const ambiguousEmails = [{ email: "desk@acme.example", employeeIds: ["e1", "e2"] }]
    const emails = ["desk@acme.test", "jane@acme.example"]
    expect(outcomesOf(id, rosterOf({ emails }, { ambiguousEmails }))).toEqual({ ambiguous_join: 1 })
    expect(outcomesOf(id, rosterOf({ emails, devices: [banned, aDevice()] }, { ambiguousEmails }))).toEqual({ pass: 1 })
  })

  it("can't pass for want of a browser if browsers were not read to their end", () => {
    expect(outcomesOf(id, rosterOf({ browsers: [] }, { partial: ["push.browsers"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf({}, { partial: ["push.browsers"] }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({ browsers: [] }, { without: ["push"] }))).toEqual({ source_unavailable: 1 })
  })

  it("can't pass for want of a browser that an employee who was not read would tie to the person", () => {
    const stranger = { employee: null, email: "jane@acme.example", browsers: [] }
    expect(outcomesOf(id, rosterOf(stranger, { partial: ["push.employees"] }))).toEqual({ source_partial: 1 })
  })

  it.each(["banyan.devices", "banyan.endusers"] as const)(
    "counts nothing, and fails nobody, if %s were not read to their end",
    (key) => {
      const roster = rosterOf({}, { partial: [key] })
      expect(outcomesOf(id, roster)).toEqual(uncounted("source_partial"))
      expect(resultOf(id, roster).failures).toEqual([])
      expect(outcomesOf(id, rosterOf({}, { notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
    }
  )

  it("fails nobody while a live device may be anybody's, or an employee's other addresses are not all known", () => {
    const anybodys = aDevice({ DeviceID: "d8", Emails: null })
    expect(outcomesOf(id, rosterOf({}, { devices: [anybodys] }))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf({}, { devices: [{ ...anybodys, LastLogin: daysAgo(91) }] }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({}, { partial: ["push.employees"] }))).toEqual({ source_partial: 1 })
  })

  it("looks at people with a banned device only", () => {
    expect(outcomesOf(id, rosterOf({ devices: [aDevice()] }))).toEqual({})
    expect(outcomesOf(id, rosterOf({ devices: [aDevice({ Banned: null })] }))).toEqual({ membership_unknown: 1 })
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ devices: [banned, aDevice({ LastLogin: daysAgo(90, seconds) })] }))).toEqual(
      outcomes
    )
  })

  it.each([
    [0, { fail: 1 }],
    [1, { pass: 1 }]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const browsers = [aBrowser({ lastOnlineTimestamp: daysAgo(30, seconds) })]
    expect(outcomesOf(id, rosterOf({ browsers }))).toEqual(outcomes)
  })

  it("goes by the tenant's own browserStaleDays and deviceDormantDays", () => {
    const browsers = [aBrowser({ lastOnlineTimestamp: daysAgo(10) })]
    const devices = [banned, aDevice({ LastLogin: daysAgo(20) })]
    const outcomes = (browserStaleDays: number, deviceDormantDays: number) =>
      outcomesOf(id, rosterOf({ browsers, devices }), { parameters: { browserStaleDays, deviceDormantDays } })
    expect(outcomes(10, 20)).toEqual({ pass: 1 })
    expect(outcomes(10, 19)).toEqual({ fail: 1 })
    expect(outcomes(9, 19)).toEqual({ pass: 1 })
  })

  it("takes a device that is not registered for no live one", () => {
    expect(outcomesOf(id, rosterOf({ devices: [banned, aDevice({ RegisteredStatus: false })] }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({ devices: [banned, aDevice({ RegisteredStatus: null })] }))).toEqual({
      field_null: 1
    })
  })

  it("looks at somebody with one banned device whatever is unknown of another", () => {
    const other = aDevice({ Banned: null, LastLogin: daysAgo(91) })
    expect(outcomesOf(id, rosterOf({ devices: [other, banned] }))).toEqual({ fail: 1 })
  })

  it("passes nobody for want of a browser whose address is ambiguous", () => {
    const ambiguousEmails = [{ email: "jane@acme.example", employeeIds: ["e1", "e2"] }]
    expect(outcomesOf(id, rosterOf({ browsers: [] }, { ambiguousEmails }))).toEqual({ ambiguous_join: 1 })
  })

  it("counts the active browsers alone", () => {
    const browsers = [aBrowser(), aBrowser({ id: "b2" }), aBrowser({ id: "b3", isActive: false })]
    expect(resultOf(id, rosterOf({ browsers })).failures[0]?.detail).toBe(
      "jane@acme.example has a banned device, no live one, and 2 active browsers."
    )
  })

  it("fails somebody whatever is live that is known to be another's", () => {
    expect(outcomesOf(id, rosterOf({}, { devices: [aDevice({ Emails: [] })] }))).toEqual({ fail: 1 })
    const { Emails: _, ...untold } = aDevice()
    expect(outcomesOf(id, rosterOf({}, { devices: [untold] }))).toEqual({ field_missing: 1 })
  })
})
