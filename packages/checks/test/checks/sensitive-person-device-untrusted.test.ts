import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aDevice,
  anAccount,
  anApp,
  aPerson,
  aRoster,
  daysAgo,
  type Device,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "sensitive-person-device-untrusted"
const at = (Level: string | null, UpdatedAt = daysAgo(1)) => ({ TrustData: { Level, UpdatedAt } })
const privately = (fields: Partial<Device> = {}) => aDevice({ Ownership: "Employee Owned", ...at("Medium"), ...fields })
const companys = aDevice({ DeviceID: "d2", Ownership: "Corporate Dedicated", ...at("Low") })

const rosterOf = (devices: ReadonlyArray<Device>, person: Partial<Person> = {}, parts: RosterParts = {}) =>
  aRoster({
    people: [aPerson({ accounts: [anAccount()], devices, ...person })],
    apps: [anApp({ sensitivityLevel: "HIGH" })],
    ...parts
  })

const anybodys = (device: object) => ({ devices: [{ ...device, DeviceID: "d9", Emails: null }] })

describe("sensitive-person-device-untrusted", () => {
  it("passes somebody without a private device, or whose private ones have the level High", () => {
    expect(outcomesOf(id, rosterOf([companys]))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([companys, privately(at("High"))]))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([companys, privately({ Banned: true })]))).toEqual({ pass: 1 })
  })

  it.each(["Medium", "Low", "AlwaysDeny"])("fails somebody with a private device at %s", (level) => {
    expect(resultOf(id, rosterOf([companys, privately(at(level))])).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email: "jane@acme.example" },
        detail: `jane@acme.example has an app of high sensitivity and the private device C02XK1 (Jane’s MacBook) at level ${level}.`
      }
    ])
  })

  it.each<[string, Device]>([
    ["field_null", privately(at(null))],
    ["field_missing", privately({ TrustData: {} })],
    ["unknown_value", privately(at("Superb"))],
    ["exempted_upstream", privately(at("AlwaysAllow"))],
    ["stale", privately(at("Medium", daysAgo(31)))],
    ["stale", privately(at("High", daysAgo(31)))],
    ["clock_skew", privately(at("Medium", daysAgo(-1)))],
    ["field_missing", privately({ TrustData: { Level: "High" } })],
    ["field_null", privately({ Ownership: null })],
    ["field_null", privately({ Ownership: "UNKNOWN" })],
    ["field_missing", aDevice(at("Medium"))],
    ["unknown_value", privately({ Ownership: "Leased" })],
    ["field_null", privately({ RegisteredStatus: null })]
  ])("is not assessable: %s", (reason, device) => {
    expect(outcomesOf(id, rosterOf([companys, device]))).toEqual({ [reason]: 1 })
  })

  it("needs no ownership of a device at High, and lets a certain fail win over what is unknown", () => {
    expect(outcomesOf(id, rosterOf([privately({ Ownership: null, ...at("High") })]))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf([privately(at(null)), privately({ DeviceID: "d2" })]))).toEqual({ fail: 1 })
  })

  it("is not assessable where the account and the device may be two people's, and passes nobody with an ambiguous address", () => {
    const ambiguous = { employee: null, email: "desk@acme.example", ambiguous: true }
    expect(outcomesOf(id, rosterOf([privately()], ambiguous))).toEqual({ ambiguous_join: 1 })
    const parts = { ambiguousEmails: [{ email: "jane@acme.example", employeeIds: ["e1", "e2"] }] }
    expect(outcomesOf(id, rosterOf([companys], {}, parts))).toEqual({ ambiguous_join: 1 })
    expect(outcomesOf(id, rosterOf([privately()], {}, parts))).toEqual({ fail: 1 })
  })

  it("passes nobody while a live device may be anybody's", () => {
    const devices = [aDevice({ DeviceID: "d9", Emails: null })]
    expect(outcomesOf(id, rosterOf([companys], {}, { devices }))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([companys], {}, anybodys(privately())))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf([companys], {}, anybodys(companys)))).toEqual({ pass: 1 })
  })

  it("can't pass if employees, who tell of other addresses, were not read to their end", () => {
    expect(outcomesOf(id, rosterOf([companys], {}, { partial: ["push.employees"] }))).toEqual({ source_partial: 1 })
    const unread: RosterParts = { notOffered: ["push.employees"] }
    expect(outcomesOf(id, rosterOf([companys], {}, unread))).toEqual({ source_unavailable: 1 })
    expect(outcomesOf(id, rosterOf([privately()], {}, { partial: ["push.employees"] }))).toEqual({ fail: 1 })
  })

  it.each(["push.accounts", "push.apps", "banyan.devices", "banyan.endusers"] as const)(
    "counts nothing if %s were not read to their end",
    (key) => {
      const roster = rosterOf([privately()], {}, { partial: [key] })
      expect(outcomesOf(id, roster)).toEqual(uncounted("source_partial"))
      expect(resultOf(id, roster).failures).toHaveLength(1)
      expect(outcomesOf(id, rosterOf([], {}, { notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
    }
  )

  it.each<[string, Partial<Person>, object]>([
    ["no account in use", { accounts: [anAccount({ lastUsedTimestamp: daysAgo(100) })] }, {}],
    ["no live device", { devices: [privately({ Banned: true })] }, {}],
    ["perhaps a live device", { devices: [privately({ Banned: null })] }, { membership_unknown: 1 }],
    ["perhaps an account in use", { accounts: [anAccount({ lastUsedTimestamp: null })] }, { membership_unknown: 1 }],
    ["an app that is not told", { accounts: [anAccount({ appId: "app9" })] }, { membership_unknown: 1 }]
  ])("looks at people with both only: %s", (_, person, outcomes) => {
    expect(outcomesOf(id, rosterOf([privately()], person))).toEqual(outcomes)
  })

  it.each([
    ["MEDIUM", {}],
    [null, {}],
    ["EXTREME", { membership_unknown: 1 }]
  ])("looks at apps of high sensitivity only: %s", (sensitivityLevel, outcomes) => {
    expect(outcomesOf(id, rosterOf([privately()], {}, { apps: [anApp({ sensitivityLevel })] }))).toEqual(outcomes)
  })

  it.each([
    [0, { fail: 1 }],
    [1, { stale: 1 }]
  ])("takes a level for fresh up to telemetryStaleDays exactly: %i s over", (seconds, outcomes) => {
    const told = (days: number) => rosterOf([privately(at("Medium", daysAgo(days, seconds)))])
    expect(outcomesOf(id, told(30))).toEqual(outcomes)
    expect(outcomesOf(id, told(10), { parameters: { telemetryStaleDays: 10 } })).toEqual(outcomes)
  })

  it("passes somebody whose private device has told its level High telemetryStaleDays ago to the second", () => {
    expect(outcomesOf(id, rosterOf([privately(at("High", daysAgo(30)))]))).toEqual({ pass: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes device and account for live up to their limits exactly: %i s over", (seconds, outcomes) => {
    const device = (days: number) => [privately({ LastLogin: daysAgo(days, seconds) })]
    const account = (days: number) => ({ accounts: [anAccount({ lastUsedTimestamp: daysAgo(days, seconds) })] })
    expect(outcomesOf(id, rosterOf(device(90)))).toEqual(outcomes)
    expect(outcomesOf(id, rosterOf([privately()], account(45)))).toEqual(outcomes)
    const configured = { parameters: { deviceDormantDays: 10, dormantDays: 10 } }
    expect(outcomesOf(id, rosterOf(device(10)), configured)).toEqual(outcomes)
    expect(outcomesOf(id, rosterOf([privately()], account(10)), configured)).toEqual(outcomes)
  })
})
