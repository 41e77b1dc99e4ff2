/**
 * What the end of the contract's section 6 wants of the data, read over HTTP from acme as it is served.
 */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rows, start } from "./harness.ts"

const texts = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

const served = Effect.gen(function* () {
  const { banyan } = yield* start({ tenants: 1 })
  const devices = yield* banyan("/v1/devices")
  const users = yield* banyan("/v1/endusers")
  const v2 = `${(yield* banyan("/v2/enduser?limit=1000")).text}${(yield* banyan("/v2/devices?limit=1000")).text}`
  return { devices: rows(devices.json), users: rows(users.json), text: `${devices.text}${users.text}`, v2 }
})

describe("the data of acme", () => {
  it.effect("has an address with a plus, a shared device, twins, a device without an id and one without an owner", () =>
    Effect.gen(function* () {
      const { devices, users } = yield* served
      const serials = devices.map((device) => String(device["SerialNumber"]))
      assert.isTrue(users.some((user) => String(user["Email"]).includes("+")))
      assert.isTrue(devices.some((device) => new Set(texts(device["Emails"])).size > 1))
      assert.isBelow(new Set(serials).size, serials.length)
      assert.isTrue(devices.some((device) => device["DeviceID"] === ""))
      assert.isTrue(devices.some((device) => texts(device["Emails"]).length === 0))
      assert.isTrue(devices.some((device) => serials.includes(String(device["DeviceFriendlyName"]))))
      assert.isTrue(serials.some((serial) => serials.some((other) => other !== serial && other.startsWith(serial))))
      for (const sign of [" ", "/", "+", "%", "#", "&", "序"]) {
        assert.isTrue(
          serials.some((serial) => serial.includes(sign)),
          sign
        )
      }
    })
  )

  it.effect("has both sentinels, null roles, every level and an unknown one, and every ownership", () =>
    Effect.gen(function* () {
      const { devices, users } = yield* served
      const counts = [...devices, ...users].map((record) => record["LoginCount"])
      assert.includeMembers(counts, [2_147_483_647, 12_884_901_929])
      assert.isTrue(devices.some(({ Roles }) => Roles === null) && users.some(({ Roles }) => Roles === null))
      const levels = devices.map(({ TrustData }) => String(Object(TrustData).Level))
      assert.includeMembers(levels, ["AlwaysDeny", "Low", "Medium", "High", "AlwaysAllow", "Quarantined"])
      const ownership = devices.map((device) => device["Ownership"])
      const all = ["Employee Owned", "Corporate Dedicated", "Corporate Shared", "Other", "UNKNOWN", "Undefined", ""]
      assert.includeMembers(ownership, all)
    })
  )

  it.effect.each(["LastLogin", "CreatedAt", "UpdatedAt", "Timestamp"])(
    "has a time in v1's %s that no double holds (F9)",
    (field) =>
      Effect.gen(function* () {
        assert.isTrue(hasInexact((yield* served).text, field))
      })
  )

  it.effect.each(["created_at", "invited_at", "last_login", "updated_at"])(
    "has a time in v2's %s that no double holds (F9)",
    (field) =>
      Effect.gen(function* () {
        assert.isTrue(hasInexact((yield* served).v2, field))
      })
  )
})

const hasInexact = (text: string, field: string) =>
  [...text.matchAll(new RegExp(`"${field}":(\\d{16,})`, "g"))].some(
    ([, digits = ""]) => BigInt(Number(digits)) !== BigInt(digits)
  )
