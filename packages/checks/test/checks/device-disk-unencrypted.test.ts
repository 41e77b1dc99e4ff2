import { describe, expect, it } from "vitest"
import { aDevice, aPerson, aRoster, daysAgo, type Device, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "device-disk-unencrypted"
const rosterOf = (device: Partial<Device>) => aRoster({ people: [aPerson({ devices: [aDevice(device)] })] })
const factor = (Value: string | boolean | null, Name = "DiskEncryptionEnabled") => ({ Name, Value })
const reporting = (...Factors: ReadonlyArray<ReturnType<typeof factor>>) => ({
  TrustData: { UpdatedAt: daysAgo(1), Factors }
})
const newer = (value: string) => ({
  last_evaluated: { last_evaluated_at: daysAgo(1) },
  factors: [{ name: "DiskEncryptionEnabled", value }]
})

describe("device-disk-unencrypted", () => {
  it.each(["true", "TRUE", true])("passes a device that reports %s", (value) => {
    expect(outcomesOf(id, rosterOf(reporting(factor(value))))).toEqual({ pass: 1 })
  })

  it("fails a device that reports otherwise, and names it", () => {
    expect(resultOf(id, rosterOf(reporting(factor("true"), factor("false")))).failures).toEqual([
      {
        subject: { kind: "device", id: "d1", email: "jane@acme.example" },
        detail: "The disk of C02XK1 (Jane’s MacBook) is not encrypted."
      }
    ])
  })

  it("does not go by the newer trust block, which may contradict", () => {
    expect(outcomesOf(id, rosterOf({ ...reporting(), trust: newer("true") }))).toEqual({ factor_absent: 1 })
    expect(outcomesOf(id, rosterOf({ ...reporting(factor("false")), trust: newer("true") }))).toEqual({ fail: 1 })
  })

  it.each([
    ["factor_absent", reporting()],
    ["factor_absent", { TrustData: null }],
    ["factor_absent", reporting(factor("true", "FirewallEnabled"))],
    ["factor_absent", reporting(factor(""))],
    ["factor_absent", reporting(factor(null))],
    ["field_null", { TrustData: { UpdatedAt: null, Factors: [factor("false")] } }],
    ["field_missing", { TrustData: { Factors: [factor("false")] } }]
  ])("is not assessable: %s", (reason, device) => {
    expect(outcomesOf(id, rosterOf(device))).toEqual({ [reason]: 1 })
  })

  it("counts nothing if devices were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["banyan.devices"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each([
    ["deleted", { is_deleted: true }, {}],
    ["banned", { Banned: true }, {}],
    ["unregistered", { RegisteredStatus: false }, {}],
    ["of a phone", { Platform: "Android" }, {}],
    ["of an unknown platform", { Platform: "", OS: "" }, { membership_unknown: 1 }],
    ["of unknown ban", { Banned: null }, { membership_unknown: 1 }],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }],
    ["that may never have logged in", { LastLogin: null }, { membership_unknown: 1 }]
  ])("counts a device apart that is %s", (_, device, outcomes) => {
    expect(outcomesOf(id, rosterOf({ ...reporting(factor("false")), ...device }))).toEqual(outcomes)
  })

  it.each([["Darwin"], ["macOS"], ["WINDOWS"], ["Linux"]])("takes %s for a desktop", (Platform) => {
    expect(outcomesOf(id, rosterOf({ Platform, OS: "" }))).toEqual({ pass: 1 })
  })

  it("goes by the operating system where the platform tells nothing", () => {
    expect(outcomesOf(id, rosterOf({ Platform: "", OS: "macOS 10.15.4 (19E287)" }))).toEqual({ pass: 1 })
  })

  it.each([
    [0, { pass: 1 }],
    [1, { stale: 1 }]
  ])("reads reports up to telemetryStaleDays exactly: %i s over", (seconds, outcomes) => {
    const TrustData = { UpdatedAt: daysAgo(30, seconds), Factors: [factor("true")] }
    expect(outcomesOf(id, rosterOf({ TrustData }))).toEqual(outcomes)
  })

  it.each([
    [0, { pass: 1 }],
    [1, {}]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ LastLogin: daysAgo(90, seconds) }))).toEqual(outcomes)
  })

  it("does not go by reports from after the snapshot", () => {
    const TrustData = { UpdatedAt: daysAgo(0, -301), Factors: [factor("false")] }
    expect(outcomesOf(id, rosterOf({ TrustData }))).toEqual({ clock_skew: 1 })
  })

  it("goes by the tenant's own telemetryStaleDays and deviceDormantDays", () => {
    const TrustData = { UpdatedAt: daysAgo(10), Factors: [factor("false")] }
    const roster = rosterOf({ TrustData, LastLogin: daysAgo(20) })
    const outcomes = (telemetryStaleDays: number, deviceDormantDays: number) =>
      outcomesOf(id, roster, { parameters: { telemetryStaleDays, deviceDormantDays } })
    expect(outcomes(10, 20)).toEqual({ fail: 1 })
    expect(outcomes(9, 20)).toEqual({ stale: 1 })
    expect(outcomes(10, 19)).toEqual({})
  })

  it("lists the failures that were seen in devices half read", () => {
    const roster = aRoster({ devices: [aDevice(reporting(factor("false")))], partial: ["banyan.devices"] })
    expect(resultOf(id, roster).failures).toHaveLength(1)
  })
})
