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

const id = "person-device-missing"
const rosterOf = (person: Partial<Person> = {}, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ browsers: [aBrowser({ os: "MACOS" })], ...person })], ...parts })

describe("person-device-missing", () => {
  it("passes somebody with a live desktop device, even of another platform", () => {
    const devices = [aDevice({ Banned: true }), aDevice({ DeviceID: "d2", Platform: "Windows" })]
    expect(outcomesOf(id, rosterOf({ devices }))).toEqual({ pass: 1 })
  })

  it.each(["Darwin", "WINDOWS", "Linux"])("passes somebody with a live device on %s", (Platform) => {
    expect(outcomesOf(id, rosterOf({ devices: [aDevice({ Platform, OS: null })] }))).toEqual({ pass: 1 })
  })

  it.each<[string, ReadonlyArray<Device>]>([
    ["no device", []],
    ["a phone", [aDevice({ Platform: "Android" })]],
    ["a device on ChromeOS", [aDevice({ Platform: "CHROME_OS" })]],
    ["a banned device", [aDevice({ Banned: true })]],
    ["a deleted device", [aDevice({ is_deleted: true })]]
  ])("fails somebody who works in a desktop browser with %s alone", (_, devices) => {
    const others = [
      { id: "b2", os: "WINDOWS", isActive: false },
      { id: "b3", os: "IOS" }
    ]
    const browsers = [aBrowser({ os: "MACOS" }), ...others.map(aBrowser)]
    expect(resultOf(id, rosterOf({ devices, browsers })).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example works in 1 desktop browser and has no live desktop device."
      }
    ])
  })

  it.each<[string, Partial<Device>]>([
    ["field_null", { RegisteredStatus: null }],
    ["field_null", { Banned: null }],
    ["clock_skew", { LastLogin: daysAgo(-1) }],
    ["unknown_value", { Platform: "BeOS" }],
    ["field_null", { Platform: null, OS: null }]
  ])("is not assessable where a device might be a live desktop: %s", (reason, device) => {
    const unclear = aDevice({ OS: null, ...device })
    expect(outcomesOf(id, rosterOf({ devices: [unclear] }))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where an address is ambiguous, but for a live device that is seen", () => {
    const ambiguous = { employee: null, email: "desk@acme.example", ambiguous: true }
    expect(outcomesOf(id, rosterOf(ambiguous))).toEqual({ ambiguous_join: 1 })
    expect(outcomesOf(id, rosterOf({ ...ambiguous, devices: [aDevice({ Banned: null })] }))).toEqual({
      ambiguous_join: 1
    })
    expect(outcomesOf(id, rosterOf({ ...ambiguous, devices: [aDevice()] }))).toEqual({ pass: 1 })
  })

  it("fails nobody while it is unknown whose a live desktop device is", () => {
    const { Emails: _, ...anybodys } = aDevice()
    expect(outcomesOf(id, rosterOf({}, { devices: [anybodys] }))).toEqual({ field_missing: 1 })
    expect(outcomesOf(id, rosterOf({}, { devices: [{ ...anybodys, Emails: null }] }))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf({}, { devices: [{ ...anybodys, Platform: "iOS" }] }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({}, { devices: [{ ...anybodys, Emails: [] }] }))).toEqual({ fail: 1 })
  })

  it.each(["banyan.devices", "banyan.endusers", "push.employees"] as const)(
    "can't fail if %s were not read to their end",
    (key) => {
      expect(outcomesOf(id, rosterOf({}, { partial: [key] }))).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, rosterOf({}, { notOffered: [key] }))).toEqual({ source_unavailable: 1 })
      const unclear = [aDevice({ Banned: null })]
      expect(outcomesOf(id, rosterOf({ devices: unclear }, { partial: [key] }))).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, rosterOf({ devices: [aDevice()] }, { partial: [key] }))).toEqual({ pass: 1 })
    }
  )

  it("counts nothing if browsers were not read to their end", () => {
    expect(outcomesOf(id, rosterOf({}, { partial: ["push.browsers"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, rosterOf({}, { notOffered: ["push.browsers"] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each<[string, Partial<Browser>, object]>([
    ["on a phone", { os: "IOS" }, {}],
    ["on ChromeOS", { os: "CHROME_OS" }, {}],
    ["on Windows", { os: "WINDOWS" }, { fail: 1 }],
    ["on Linux", { os: "LINUX" }, { fail: 1 }],
    ["inactive", { isActive: false }, {}],
    ["of unknown activity", { isActive: null }, { membership_unknown: 1 }],
    ["on an unknown system", { os: "UNKNOWN" }, { membership_unknown: 1 }]
  ])("looks at people with an active desktop browser only: one that is %s", (_, browser, outcomes) => {
    expect(outcomesOf(id, rosterOf({ browsers: [aBrowser({ os: "MACOS", ...browser })] }))).toEqual(outcomes)
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => rosterOf({ devices: [aDevice({ LastLogin: daysAgo(days, seconds) })] })
    expect(outcomesOf(id, used(90))).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { deviceDormantDays: 10 } })).toEqual(outcomes)
  })

  it.each(["RegisteredStatus", "Banned"] as const)("is not assessable where the source leaves %s out", (member) => {
    const { [member]: _, ...device } = aDevice()
    expect(outcomesOf(id, rosterOf({ devices: [device] }))).toEqual({ field_missing: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const seen = (days: number) =>
      rosterOf({ browsers: [aBrowser({ os: "MACOS", lastOnlineTimestamp: daysAgo(days, seconds) })] })
    expect(outcomesOf(id, seen(30))).toEqual(outcomes)
    expect(outcomesOf(id, seen(10), { parameters: { browserStaleDays: 10 } })).toEqual(outcomes)
  })
})
