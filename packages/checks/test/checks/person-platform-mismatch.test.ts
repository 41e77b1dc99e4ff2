import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aBrowser,
  aDevice,
  aPerson,
  aRoster,
  assessed,
  type Browser,
  checksNamed,
  daysAgo,
  type Device,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "person-platform-mismatch"
const mac = aBrowser({ os: "MACOS" })
const rosterOf = (browsers: ReadonlyArray<Browser>, devices: ReadonlyArray<Device>, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ browsers, devices })], ...parts })

describe("person-platform-mismatch", () => {
  it("passes somebody whose active browsers run on what their live devices have", () => {
    expect(
      outcomesOf(id, rosterOf([mac, aBrowser({ id: "b2", os: "WINDOWS", isActive: false })], [aDevice()]))
    ).toEqual({
      pass: 1
    })
  })

  it("fails somebody with an active browser on what no live device has, a phone's among them", () => {
    const browsers = [mac, aBrowser({ id: "b2", os: "WINDOWS" }), aBrowser({ id: "b3", os: "IOS" })]
    const devices = [aDevice(), aDevice({ DeviceID: "d2", Platform: "Windows", Banned: true })]
    expect(resultOf(id, rosterOf(browsers, devices)).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example works in a browser on WINDOWS, IOS, which no live device of theirs has."
      }
    ])
  })

  it.each<[string, Partial<Browser>, Partial<Device>]>([
    ["unknown_value", { os: "UNKNOWN" }, { Banned: true }],
    ["field_null", { os: null }, { Banned: true }],
    ["field_missing", {}, { Banned: true }],
    ["field_null", { os: "WINDOWS", isActive: null }, { Banned: true }],
    ["field_null", { os: "WINDOWS" }, { Platform: "Windows", RegisteredStatus: null }],
    ["unknown_value", { os: "WINDOWS" }, { Platform: "BeOS" }],
    ["field_null", { os: "WINDOWS" }, { Platform: null }]
  ])("is not assessable: %s", (reason, browser, device) => {
    const devices = [aDevice(), aDevice({ DeviceID: "d2", OS: null, ...device })]
    expect(outcomesOf(id, rosterOf([mac, aBrowser({ id: "b2", ...browser })], devices))).toEqual({ [reason]: 1 })
  })

  it.each([
    ["WINDOWS", "Windows"],
    ["LINUX", "Linux"],
    ["IOS", "iOS"],
    ["ANDROID", "Android"],
    ["CHROME_OS", "ChromeOS"]
  ])("takes a browser on %s and a device on %s for the same platform", (os, Platform) => {
    const browsers = [mac, aBrowser({ id: "b2", os })]
    expect(outcomesOf(id, rosterOf(browsers, [aDevice(), aDevice({ DeviceID: "d2", Platform })]))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf(browsers, [aDevice()]))).toEqual({ fail: 1 })
  })

  it("lets a certain mismatch win over an unknown one", () => {
    const browsers = [mac, aBrowser({ id: "b2", os: null }), aBrowser({ id: "b3", os: "WINDOWS" })]
    expect(outcomesOf(id, rosterOf(browsers, [aDevice()]))).toEqual({ fail: 1 })
  })

  it("is not assessable where an address of the person is ambiguous", () => {
    const parts = { ambiguousEmails: [{ email: "jane@acme.example", employeeIds: ["e1", "e2"] }] }
    expect(outcomesOf(id, rosterOf([mac], [aDevice()], parts))).toEqual({ ambiguous_join: 1 })
  })

  it("fails nobody while a device that may be anybody's has the platform", () => {
    const browsers = [mac, aBrowser({ id: "b2", os: "WINDOWS" })]
    const anybodys = aDevice({ DeviceID: "d9", Platform: "Windows", Emails: null })
    expect(outcomesOf(id, rosterOf(browsers, [aDevice()], { devices: [anybodys] }))).toEqual({ field_null: 1 })
    const another = { ...anybodys, Platform: "Linux" }
    expect(outcomesOf(id, rosterOf(browsers, [aDevice()], { devices: [another] }))).toEqual({ fail: 1 })
    const banned = { ...anybodys, Banned: true }
    expect(outcomesOf(id, rosterOf(browsers, [aDevice()], { devices: [banned] }))).toEqual({ fail: 1 })
    const nameless = { ...anybodys, Platform: "BeOS", OS: null }
    expect(outcomesOf(id, rosterOf(browsers, [aDevice()], { devices: [nameless] }))).toEqual({ field_null: 1 })
  })

  it("fails somebody for the one platform that no device can have, whatever may have another", () => {
    const browsers = [aBrowser({ id: "b2", os: "WINDOWS" }), aBrowser({ id: "b3", os: "LINUX" })]
    const anybodys = aDevice({ DeviceID: "d9", Platform: "Windows", Emails: null })
    const roster = rosterOf(browsers, [aDevice()], { devices: [anybodys] })
    expect(resultOf(id, roster).failures.map(({ detail }) => detail)).toEqual([
      "jane@acme.example works in a browser on LINUX, which no live device of theirs has."
    ])
  })

  it.each(["push.browsers", "banyan.devices", "banyan.endusers", "push.employees"] as const)(
    "counts nothing if %s were not read to their end",
    (key) => {
      const roster = rosterOf([mac, aBrowser({ id: "b2", os: "WINDOWS" })], [aDevice()], { partial: [key] })
      expect(outcomesOf(id, roster)).toEqual(uncounted("source_partial"))
      expect(resultOf(id, roster).failures).toHaveLength(key === "push.browsers" ? 1 : 0)
    }
  )

  it.each<[string, Partial<Person>, object]>([
    ["no live desktop device", { devices: [aDevice({ Platform: "iOS" })] }, {}],
    ["no active desktop browser", { browsers: [aBrowser({ os: "ANDROID" })] }, {}],
    ["perhaps a live device", { devices: [aDevice({ Banned: null })] }, { membership_unknown: 1 }],
    ["perhaps an active browser", { browsers: [aBrowser({ os: "MACOS", isActive: null })] }, { membership_unknown: 1 }]
  ])("looks at people with both only: %s", (_, person, outcomes) => {
    expect(
      outcomesOf(id, aRoster({ people: [aPerson({ browsers: [mac], devices: [aDevice()], ...person })] }))
    ).toEqual(outcomes)
  })

  it.each([
    [0, { fail: 1 }],
    [1, { pass: 1 }]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const seen = (days: number) => {
      const old = aBrowser({ id: "b2", os: "WINDOWS", lastOnlineTimestamp: daysAgo(days, seconds) })
      return rosterOf([mac, old], [aDevice()])
    }
    expect(outcomesOf(id, seen(30))).toEqual(outcomes)
    expect(outcomesOf(id, seen(10), { parameters: { browserStaleDays: 10 } })).toEqual(outcomes)
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => {
      const old = aDevice({ DeviceID: "d2", Platform: "Windows", LastLogin: daysAgo(days, seconds) })
      return rosterOf([mac, aBrowser({ id: "b2", os: "WINDOWS" })], [aDevice(), old])
    }
    expect(outcomesOf(id, used(90))).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { deviceDormantDays: 10 } })).toEqual(outcomes)
  })

  it("counts nothing where a source was not collected", () => {
    expect(outcomesOf(id, rosterOf([mac], [], { without: ["banyan"] }))).toEqual(uncounted("source_unavailable"))
    expect(outcomesOf(id, rosterOf([], [aDevice()], { without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each<[RosterParts, number | null]>([
    [{}, 100],
    [{ partial: ["push.browsers"] }, null]
  ])("passes nobody, for the person's own score either, while there may be more browsers: %j", (parts, score) => {
    const { postures } = assessed(rosterOf([mac], [aDevice()], parts), {}, checksNamed(id))
    expect(postures.map((posture) => posture.score)).toEqual([score])
  })
})
