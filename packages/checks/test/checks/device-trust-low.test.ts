import { describe, expect, it } from "vitest"
import { aDevice, aPerson, aRoster, daysAgo, type Device, outcomesOf, resultOf, uncounted } from "../builders.ts"
import { withDevice } from "../factors.ts"

const id = "device-trust-low"
const atLevel = (Level: string | null, days = 1, seconds = 0): Pick<Device, "TrustData"> => ({
  TrustData: { UpdatedAt: daysAgo(days, seconds), Level }
})
const newer = (level: string, days = 1): Pick<Device, "trust"> => ({
  trust: { level, last_evaluated: { last_evaluated_at: daysAgo(days) } }
})

describe("device-trust-low", () => {
  it("passes a device at the floor, Medium if nothing else was set", () => {
    expect(outcomesOf(id, withDevice(atLevel("Medium")))).toEqual({ pass: 1 })
    expect(outcomesOf(id, withDevice(atLevel("High")))).toEqual({ pass: 1 })
  })

  it("fails a device below the floor, and names both levels", () => {
    expect(resultOf(id, withDevice(atLevel("Low"))).failures).toEqual([
      {
        subject: { kind: "device", id: "d1", email: "jane@acme.example" },
        detail: "The trust level of C02XK1 (Jane’s MacBook) is Low, lower than Medium."
      }
    ])
    expect(outcomesOf(id, withDevice(atLevel("AlwaysDeny")))).toEqual({ fail: 1 })
  })

  it("takes the floor from minTrustLevel", () => {
    expect(outcomesOf(id, withDevice(atLevel("Medium")), { parameters: { minTrustLevel: "High" } })).toEqual({
      fail: 1
    })
    expect(outcomesOf(id, withDevice(atLevel("AlwaysDeny")), { parameters: { minTrustLevel: "AlwaysDeny" } })).toEqual({
      pass: 1
    })
  })

  it.each([
    ["field_null", atLevel(null)],
    ["field_null", atLevel("")],
    ["field_null", { TrustData: null }],
    ["field_missing", { TrustData: { UpdatedAt: daysAgo(1) } }],
    ["unknown_value", atLevel("low")],
    ["exempted_upstream", atLevel("AlwaysAllow")],
    ["exempted_upstream", atLevel("AlwaysAllow", 31)],
    ["stale", atLevel("Low", 30, 1)],
    ["clock_skew", atLevel("Low", 0, -301)],
    ["field_null", { TrustData: { UpdatedAt: null, Level: "Low" } }]
  ])("is not assessable: %s", (reason, device) => {
    expect(outcomesOf(id, withDevice(device))).toEqual({ [reason]: 1 })
  })

  it("reads a level that is telemetryStaleDays old to the second", () => {
    expect(outcomesOf(id, withDevice(atLevel("Low", 30)))).toEqual({ fail: 1 })
    expect(outcomesOf(id, withDevice(atLevel("High", 30)))).toEqual({ pass: 1 })
  })

  it("does not go by the newer trust block, which may contradict", () => {
    expect(outcomesOf(id, withDevice({ ...atLevel("Low"), ...newer("High") }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, withDevice({ ...atLevel(null), ...newer("High") }))).toEqual({ field_null: 1 })
  })

  it.each([
    ["deleted", { is_deleted: true }, {}],
    ["banned", { Banned: true }, {}],
    ["unregistered", { RegisteredStatus: false }, {}],
    ["out of use", { LastLogin: daysAgo(90, 1) }, {}],
    ["in use up to deviceDormantDays exactly", { LastLogin: daysAgo(90) }, { fail: 1 }],
    ["of unknown ban", { Banned: null }, { membership_unknown: 1 }],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }],
    ["that may never have logged in", { LastLogin: null }, { membership_unknown: 1 }]
  ])("counts a device apart that is %s", (_, device, outcomes) => {
    expect(outcomesOf(id, withDevice({ ...atLevel("Low"), ...device }))).toEqual(outcomes)
  })

  it("counts nothing if devices were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["banyan.devices"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("goes by the configured telemetryStaleDays and deviceDormantDays", () => {
    const parameters = { telemetryStaleDays: 10, deviceDormantDays: 20 }
    const judged = (fields: Partial<Device>) => outcomesOf(id, withDevice(fields), { parameters })
    expect(judged(atLevel("Low", 10))).toEqual({ fail: 1 })
    expect(judged(atLevel("Low", 10, 1))).toEqual({ stale: 1 })
    expect(judged({ ...atLevel("Low"), LastLogin: daysAgo(20) })).toEqual({ fail: 1 })
    expect(judged({ ...atLevel("Low"), LastLogin: daysAgo(20, 1) })).toEqual({})
  })

  it("lists the failures that were seen although devices were not read to their end", () => {
    const people = [aPerson({ devices: [aDevice(atLevel("Low"))] })]
    expect(resultOf(id, aRoster({ people, partial: ["banyan.devices"] })).failures).toHaveLength(1)
  })
})
