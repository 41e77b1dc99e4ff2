import { describe, expect, it } from "vitest"
import type { History } from "@rollcall/model"
import { aDevice, aHistory, aRoster, daysAgo, type Device, outcomesOf, resultOf, uncounted } from "../builders.ts"
import { withDevice } from "../factors.ts"

const id = "banned-device-returned"
const then = "2026-09-12T08:30:00.123456789Z"
const before = (lastLogin: string | null = then, fields: Partial<History> = {}) => ({
  history: aHistory({ bannedDevices: [{ id: "d1", lastLogin }], ...fields })
})
const banned = (LastLogin: string | null): Partial<Device> => ({ Banned: true, LastLogin })
const { LastLogin: _, ...neverTold } = aDevice({ Banned: true })

describe("banned-device-returned", () => {
  it("passes a device that has not logged in since", () => {
    expect(outcomesOf(id, withDevice(banned(then)), before())).toEqual({ pass: 1 })
  })

  it("fails a device that has, and says when", () => {
    expect(resultOf(id, withDevice(banned("2026-10-20T06:00:00.000000000Z")), before()).failures).toEqual([
      {
        subject: { kind: "device", id: "d1", email: "jane@acme.example" },
        detail: "C02XK1 (Jane’s MacBook) is banned as it was the month before, and yet logged in, last on 2026-10-20."
      }
    ])
  })

  it("tells logins apart that are a nanosecond apart", () => {
    expect(outcomesOf(id, withDevice(banned("2026-09-12T08:30:00.123456790Z")), before())).toEqual({ fail: 1 })
    expect(outcomesOf(id, withDevice(banned("2026-09-12T08:30:00.123456788Z")), before())).toEqual({ clock_skew: 1 })
  })

  it.each([
    ["field_null", aDevice(banned(null)), then],
    ["field_missing", neverTold, then],
    ["field_null", aDevice(banned(then)), null],
    ["unknown_value", aDevice(banned("yesterday")), then],
    ["clock_skew", aDevice(banned(daysAgo(0, -301))), then]
  ])("is not assessable: %s", (reason, device, lastLogin) => {
    expect(outcomesOf(id, aRoster({ devices: [device] }), before(lastLogin))).toEqual({ [reason]: 1 })
  })

  it("says once, of the tenant, that nothing is kept of these devices", () => {
    const roster = withDevice(banned(daysAgo(1)))
    expect(outcomesOf(id, roster)).toEqual({ no_history: 1 })
    expect(outcomesOf(id, roster, before(then, { read: ["push.employees"] }))).toEqual({ no_history: 1 })
  })

  it.each([
    ["not banned any more", { Banned: false }, {}],
    ["not banned before", { DeviceID: "d2" }, {}],
    ["neither", { DeviceID: "d2", Banned: null }, {}],
    ["deleted", { is_deleted: true }, {}],
    ["perhaps not banned any more", { Banned: null }, { membership_unknown: 1 }]
  ])("looks at devices that were banned and still are, not at one that is %s", (__, device, outcomes) => {
    expect(outcomesOf(id, withDevice({ ...banned(daysAgo(1)), ...device }), before())).toEqual(outcomes)
  })

  it("counts nothing if devices were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["banyan.devices"] }), before())).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }), before())).toEqual(uncounted("source_unavailable"))
  })
})
