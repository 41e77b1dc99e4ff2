import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aBrowser,
  aDevice,
  aPerson,
  aRoster,
  type Browser,
  daysAgo,
  type Device,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "person-browser-missing"
const rosterOf = (person: Partial<Person> = {}, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ devices: [aDevice()], ...person })], ...parts })
const { isActive: _, ...untold } = aBrowser()

describe("person-browser-missing", () => {
  it.each([
    [2, { source_partial: 1 }],
    [1, { fail: 1 }]
  ])("misses no browser where %d in a hundred could not be understood", (refused, outcomes) => {
    const readings = { "push.browsers": { records: 100 - refused, refused } }
    expect(outcomesOf(id, rosterOf({}, { readings }))).toEqual(outcomes)
  })

  it("passes somebody with one active browser among others", () => {
    const browsers = [aBrowser({ isActive: null }), aBrowser({ id: "b2" })]
    expect(outcomesOf(id, rosterOf({ browsers }))).toEqual({ pass: 1 })
  })

  it("fails somebody without an active browser", () => {
    const browsers = [aBrowser({ isActive: false })]
    const others = [{ DeviceID: "d2" }, { DeviceID: "d3", Platform: "iOS" }]
    expect(resultOf(id, rosterOf({ browsers, devices: [aDevice(), ...others.map(aDevice)] })).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example has 2 live desktop devices and no active browser."
      }
    ])
    expect(outcomesOf(id, rosterOf())).toEqual({ fail: 1 })
  })

  it.each<[string, Browser]>([
    ["field_null", aBrowser({ isActive: null })],
    ["field_missing", untold],
    ["clock_skew", aBrowser({ lastOnlineTimestamp: daysAgo(-1) })]
  ])("is not assessable: %s", (reason, browser) => {
    const browsers = [aBrowser({ id: "b0", isActive: false }), browser]
    expect(outcomesOf(id, rosterOf({ browsers }))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where an address is ambiguous, but for an active browser that is seen", () => {
    const parts = { ambiguousEmails: [{ email: "jane@acme.example", employeeIds: ["e1", "e2"] }] }
    expect(outcomesOf(id, rosterOf({}, parts))).toEqual({ ambiguous_join: 1 })
    expect(outcomesOf(id, rosterOf({ browsers: [aBrowser()] }, parts))).toEqual({ pass: 1 })
  })

  it("can't fail if browsers were not read to their end", () => {
    expect(outcomesOf(id, rosterOf({}, { partial: ["push.browsers"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf({}, { notOffered: ["push.browsers"] }))).toEqual({ source_unavailable: 1 })
    const unclear = { browsers: [aBrowser({ isActive: null })] }
    expect(outcomesOf(id, rosterOf(unclear, { partial: ["push.browsers"] }))).toEqual({ source_partial: 1 })
    const read = { browsers: [aBrowser()] }
    expect(outcomesOf(id, rosterOf(read, { partial: ["push.browsers"] }))).toEqual({ pass: 1 })
  })

  it.each(["push.employees", "banyan.devices", "banyan.endusers"] as const)(
    "counts nothing if %s were not read to their end",
    (key) => {
      expect(outcomesOf(id, rosterOf({}, { partial: [key] }))).toEqual(uncounted("source_partial"))
      expect(outcomesOf(id, rosterOf({}, { notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
    }
  )

  it.each<[string, Partial<Device>, object]>([
    ["a phone", { Platform: "iOS" }, {}],
    ["of ChromeOS", { Platform: "CHROME_OS" }, {}],
    ["of Windows", { Platform: "WINDOWS" }, { fail: 1 }],
    ["of Linux", { Platform: "Linux" }, { fail: 1 }],
    ["banned", { Banned: true }, {}],
    ["of an unknown platform", { Platform: "BeOS", OS: null }, { membership_unknown: 1 }],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }]
  ])("looks at employees with a live desktop only: a device that is %s", (__, device, outcomes) => {
    expect(outcomesOf(id, rosterOf({ devices: [aDevice(device)] }))).toEqual(outcomes)
  })

  it("looks at nobody without an employee record", () => {
    expect(outcomesOf(id, rosterOf({ employee: null, email: "guest@acme.example" }))).toEqual({})
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const seen = (days: number) => rosterOf({ browsers: [aBrowser({ lastOnlineTimestamp: daysAgo(days, seconds) })] })
    expect(outcomesOf(id, seen(30))).toEqual(outcomes)
    expect(outcomesOf(id, seen(10), { parameters: { browserStaleDays: 10 } })).toEqual(outcomes)
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => rosterOf({ devices: [aDevice({ LastLogin: daysAgo(days, seconds) })] })
    expect(outcomesOf(id, used(90))).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { deviceDormantDays: 10 } })).toEqual(outcomes)
  })
})
