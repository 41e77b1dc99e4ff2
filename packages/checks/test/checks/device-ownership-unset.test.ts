import { describe, expect, it } from "vitest"
import { aDevice, aRoster, outcomesOf, resultOf, uncounted } from "../builders.ts"
import { withDevice } from "../factors.ts"

const id = "device-ownership-unset"

describe("device-ownership-unset", () => {
  it.each(["Corporate Dedicated", "Corporate Shared", "Employee Owned"])("passes a device that is %s", (Ownership) => {
    expect(outcomesOf(id, withDevice({ Ownership }))).toEqual({ pass: 1 })
  })

  it.each([
    ["", "empty"],
    ["UNKNOWN", "UNKNOWN"],
    ["Undefined", "Undefined"],
    ["Other", "Other"]
  ])("fails a device whose ownership is '%s', and says so", (Ownership, said) => {
    expect(resultOf(id, withDevice({ Ownership })).failures).toEqual([
      {
        subject: { kind: "device", id: "d1", email: "jane@acme.example" },
        detail: `The ownership of C02XK1 (Jane’s MacBook) is ${said}.`
      }
    ])
  })

  it.each([
    ["field_missing", aDevice()],
    ["field_null", aDevice({ Ownership: null })],
    ["unknown_value", aDevice({ Ownership: "Leased" })]
  ])("is not assessable: %s", (reason, device) => {
    expect(outcomesOf(id, aRoster({ devices: [device] }))).toEqual({ [reason]: 1 })
  })

  it.each([
    ["registered", {}, { fail: 1 }],
    ["banned", { Banned: true }, { fail: 1 }],
    ["out of use", { LastLogin: null }, { fail: 1 }],
    ["deleted", { is_deleted: true }, {}],
    ["unregistered", { RegisteredStatus: false }, {}],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }]
  ])("looks at registered devices, and at none else: %s", (_, device, outcomes) => {
    expect(outcomesOf(id, withDevice({ Ownership: "", ...device }))).toEqual(outcomes)
  })

  it("counts nothing if devices were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["banyan.devices"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("lists the failures that were seen in devices half read", () => {
    const roster = aRoster({ devices: [aDevice({ Ownership: "" })], partial: ["banyan.devices"] })
    expect(resultOf(id, roster).failures).toHaveLength(1)
  })
})
