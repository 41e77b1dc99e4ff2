import { describe, expect, it } from "vitest"
import { aDevice, aRoster, daysAgo, outcomesOf, resultOf, uncounted } from "../builders.ts"
import { withDevice } from "../factors.ts"

const id = "device-dormant"
const { LastLogin: _, ...neverTold } = aDevice()

describe("device-dormant", () => {
  it("passes a device in use", () => {
    expect(outcomesOf(id, withDevice({}))).toEqual({ pass: 1 })
  })

  it("fails a device out of use, and says since when", () => {
    expect(resultOf(id, withDevice({ LastLogin: daysAgo(120, 30) })).failures).toEqual([
      {
        subject: { kind: "device", id: "d1", email: "jane@acme.example" },
        detail: "C02XK1 (Jane’s MacBook) last logged in more than 120 days ago."
      }
    ])
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("passes up to deviceDormantDays exactly, by default 90: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, withDevice({ LastLogin: daysAgo(90, seconds) }))).toEqual(outcomes)
    expect(
      outcomesOf(id, withDevice({ LastLogin: daysAgo(60, seconds) }), { parameters: { deviceDormantDays: 60 } })
    ).toEqual(outcomes)
  })

  it.each([
    ["field_null", aDevice({ LastLogin: null })],
    ["field_missing", neverTold],
    ["clock_skew", aDevice({ LastLogin: daysAgo(0, -301) })],
    ["unknown_value", aDevice({ LastLogin: "yesterday" })]
  ])("is not assessable: %s", (reason, device) => {
    expect(outcomesOf(id, aRoster({ devices: [device] }))).toEqual({ [reason]: 1 })
  })

  it.each([
    ["deleted", { is_deleted: true }, {}],
    ["banned", { Banned: true }, {}],
    ["unregistered", { RegisteredStatus: false }, {}],
    ["of unknown ban", { Banned: null }, { membership_unknown: 1 }],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }]
  ])("counts a device apart that is %s", (__, device, outcomes) => {
    expect(outcomesOf(id, withDevice({ LastLogin: daysAgo(120), ...device }))).toEqual(outcomes)
  })

  it("counts nothing if devices were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["banyan.devices"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("lists the failures that were seen in devices half read", () => {
    const roster = aRoster({ devices: [aDevice({ LastLogin: daysAgo(120) })], partial: ["banyan.devices"] })
    expect(resultOf(id, roster).failures).toHaveLength(1)
  })
})
