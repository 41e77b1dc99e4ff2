import { describe, expect, it } from "vitest"
import { aDevice, aRoster, daysAgo, type Device, outcomesOf, resultOf, uncounted } from "../builders.ts"
import { withDevice } from "../factors.ts"

const id = "device-compromised"
const managed = (CompromisedStatus: boolean | null, days = 1, seconds = 0): Pick<Device, "MdmData"> => ({
  MdmData: { Timestamp: daysAgo(days, seconds), CompromisedStatus }
})

describe("device-compromised", () => {
  it("passes a device of which device management says so", () => {
    expect(outcomesOf(id, withDevice(managed(false)))).toEqual({ pass: 1 })
  })

  it("fails a device of which it says otherwise, however long ago", () => {
    expect(resultOf(id, withDevice(managed(true, 400))).failures).toEqual([
      {
        subject: { kind: "device", id: "d1", email: "jane@acme.example" },
        detail: "Device management reports that C02XK1 (Jane’s MacBook) is compromised."
      }
    ])
    expect(outcomesOf(id, withDevice({ MdmData: { Timestamp: null, CompromisedStatus: true } }))).toEqual({ fail: 1 })
  })

  it.each([
    [0, { pass: 1 }],
    [1, { stale: 1 }]
  ])("believes good news up to telemetryStaleDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, withDevice(managed(false, 30, seconds)))).toEqual(outcomes)
  })

  it.each([
    ["field_missing", aDevice()],
    ["field_null", aDevice({ MdmData: null })],
    ["field_missing", aDevice({ MdmData: { Timestamp: daysAgo(1) } })],
    ["field_null", aDevice(managed(null))],
    ["field_null", aDevice({ MdmData: { Timestamp: null, CompromisedStatus: false } })],
    ["field_missing", aDevice({ MdmData: { CompromisedStatus: false } })],
    ["clock_skew", aDevice(managed(false, 0, -301))]
  ])("is not assessable: %s", (reason, device) => {
    expect(outcomesOf(id, aRoster({ devices: [device] }))).toEqual({ [reason]: 1 })
  })

  it.each([
    ["deleted", { is_deleted: true }, {}],
    ["banned", { Banned: true }, {}],
    ["unregistered", { RegisteredStatus: false }, {}],
    ["out of use", { LastLogin: null }, { fail: 1 }],
    ["of unknown ban", { Banned: null }, { membership_unknown: 1 }],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }]
  ])("looks at registered devices that are not banned, such as one that is %s", (_, device, outcomes) => {
    expect(outcomesOf(id, withDevice({ ...managed(true), ...device }))).toEqual(outcomes)
  })

  it("counts nothing if devices were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["banyan.devices"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("goes by the tenant's own telemetryStaleDays", () => {
    const roster = withDevice(managed(false, 10))
    expect(outcomesOf(id, roster, { parameters: { telemetryStaleDays: 10 } })).toEqual({ pass: 1 })
    expect(outcomesOf(id, roster, { parameters: { telemetryStaleDays: 9 } })).toEqual({ stale: 1 })
  })

  it("lists the failures that were seen in devices half read", () => {
    const roster = aRoster({ devices: [aDevice(managed(true))], partial: ["banyan.devices"] })
    expect(resultOf(id, roster).failures).toHaveLength(1)
  })
})
