import { describe, expect, it } from "vitest"
import {
  aDevice,
  anEndUser,
  aPerson,
  aRoster,
  daysAgo,
  type Device,
  type EndUser,
  outcomesOf,
  resultOf,
  uncounted
} from "../builders.ts"
import { withDevice } from "../factors.ts"

const id = "trust-overridden"
const trust = (OverrideActive: boolean | null, Level: string | null = "High", days = 1) => ({
  TrustData: { OverrideActive, Level, UpdatedAt: daysAgo(days) }
})
const withEndUser = (enduser: Partial<EndUser>) => aRoster({ people: [aPerson({ endusers: [anEndUser(enduser)] })] })

describe("trust-overridden", () => {
  it("passes a device and an end user without override, at their normal levels", () => {
    expect(outcomesOf(id, withDevice(trust(false, "Low")))).toEqual({ pass: 1 })
    expect(outcomesOf(id, withEndUser(trust(false, "AlwaysAllow")))).toEqual({ pass: 1 })
  })

  it("fails a device that is overridden or at AlwaysAllow, however old the level", () => {
    expect(resultOf(id, withDevice(trust(true))).failures).toEqual([
      {
        subject: { kind: "device", id: "d1", email: "jane@acme.example" },
        detail: "The trust score of C02XK1 (Jane’s MacBook) is overridden."
      }
    ])
    expect(resultOf(id, withDevice(trust(false, "AlwaysAllow", 400))).failures[0]?.detail).toBe(
      "C02XK1 (Jane’s MacBook) is at AlwaysAllow, whatever it reports."
    )
  })

  it("fails an end user who is overridden, and names them as the source does", () => {
    expect(resultOf(id, withEndUser({ Email: "Jane@acme.example", ...trust(true) })).failures).toEqual([
      {
        subject: { kind: "enduser", id: "Jane@acme.example", email: "jane@acme.example" },
        detail: "The trust score of Jane@acme.example is overridden."
      }
    ])
  })

  it("lets neither half of the evidence against a device be outweighed by the other's being unknown", () => {
    expect(outcomesOf(id, withDevice(trust(true, null)))).toEqual({ fail: 1 })
    expect(outcomesOf(id, withDevice(trust(null, "AlwaysAllow")))).toEqual({ fail: 1 })
  })

  it.each<[string, Partial<Device>]>([
    ["field_null", trust(null)],
    ["field_missing", { TrustData: { Level: "High" } }],
    ["field_null", { TrustData: null }],
    ["field_null", trust(false, null)],
    ["field_null", trust(false, "")],
    ["unknown_value", trust(false, "AlwaysSometimes")]
  ])("is not assessable for a device: %s", (reason, device) => {
    expect(outcomesOf(id, withDevice(device))).toEqual({ [reason]: 1 })
  })

  it.each<[string, Partial<EndUser>]>([
    ["field_null", trust(null)],
    ["field_missing", { TrustData: { Level: "High" } }],
    ["field_null", { TrustData: null }],
    ["field_missing", {}]
  ])("is not assessable for an end user: %s", (reason, enduser) => {
    expect(outcomesOf(id, withEndUser(enduser))).toEqual({ [reason]: 1 })
  })

  it.each([
    ["deleted", { is_deleted: true }, {}],
    ["banned", { Banned: true }, {}],
    ["unregistered", { RegisteredStatus: false }, {}],
    ["out of use", { LastLogin: daysAgo(90, 1) }, {}],
    ["in use up to deviceDormantDays exactly", { LastLogin: daysAgo(90) }, { fail: 1 }],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }],
    ["of unknown ban", { Banned: null }, { membership_unknown: 1 }],
    ["that may never have logged in", { LastLogin: null }, { membership_unknown: 1 }]
  ])("counts a device apart that is %s", (_, device, outcomes) => {
    expect(outcomesOf(id, withDevice({ ...trust(true), ...device }))).toEqual(outcomes)
  })

  it("counts both kinds together, but no deleted end user", () => {
    const devices = [aDevice(trust(false))]
    const endusers = [
      anEndUser(trust(true)),
      anEndUser({ Email: "old@acme.example", is_deleted: true, ...trust(true) })
    ]
    expect(outcomesOf(id, aRoster({ people: [aPerson({ devices, endusers })] }))).toEqual({ pass: 1, fail: 1 })
  })

  it.each(["banyan.devices", "banyan.endusers"] as const)("counts nothing if %s were not read to their end", (key) => {
    const half = aRoster({ endusers: [anEndUser(trust(true))], partial: [key] })
    expect(outcomesOf(id, half)).toEqual(uncounted("source_partial"))
    expect(resultOf(id, half).failures).toHaveLength(1)
    expect(outcomesOf(id, aRoster({ notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes a device for live up to the configured deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    const roster = withDevice({ ...trust(true), LastLogin: daysAgo(10, seconds) })
    expect(outcomesOf(id, roster, { parameters: { deviceDormantDays: 10 } })).toEqual(outcomes)
  })
})
