/**
 * Goal: an action hits the devices that were meant, all that were shown and no other.
 * Method: the sandbox, whose tenant holds every odd serial number, tie and spelling of contracts/banyan.md, section 6.
 */
import { describe, expect, it } from "@effect/vitest"
import type { JsonObject } from "@rollcall/sandbox"
import { Effect, Schema } from "effect"
import { act, banDevice, deleteDevice, deleteDeviceOfOwner, DeviceState, unbanDevice } from "../src/index.ts"
import { acme, aBanyan, banned, inScope, jane, janes, serialOf, shared } from "./banyan.ts"
import { order } from "./texts.ts"

const placeholder = "To be filled by O.E.M."
const placeholderIds = acme.devices
  .filter(({ record }) => record.SerialNumber === placeholder)
  .map(({ record }) => record.DeviceID)

const stateIn = Schema.decodeUnknownSync(DeviceState)

/** Serial numbers of all devices that are banned now. */
const bannedNow = Effect.fnUntraced(function* ({ client }: Effect.Success<ReturnType<typeof aBanyan>>) {
  const { records } = yield* client.devices.all()
  return records.filter(({ value }) => value.Banned === true).map(({ value }) => value.SerialNumber)
})

const peopleNow = Effect.fnUntraced(function* ({ client }: Effect.Success<ReturnType<typeof aBanyan>>) {
  const { records } = yield* client.endusers.all()
  return records.map(({ value }) => value.Email)
})

describe("the target", () => {
  it.live("is exactly the device with the serial number, not those that begin with it", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const before = yield* bannedNow(banyan)
        yield* banyan.run(banDevice(janes))
        expect((yield* bannedNow(banyan)).filter((serial) => !before.includes(serial))).toEqual([janes])
      })
    )
  )

  it.live.each(["VM 42 7A/01", "序列-0042", "5CG+9031", "100%7G2K", "SN#00017", "R&D-0042"])(
    "may be called %j",
    (serial) =>
      inScope(
        Effect.gen(function* () {
          const banyan = yield* aBanyan()
          expect((yield* banyan.run(banDevice(serial))).outcome).toBe("done")
          expect((yield* banyan.run(unbanDevice(serial))).outcome).toBe("done")
          expect((yield* banyan.run(deleteDevice(serial))).outcome).toBe("done")
          expect(banyan.marks()).toEqual([])
        })
      )
  )

  it.live("is never found by another device's friendly name, nor by a part or another letter case", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const { before } = yield* banyan.run(banDevice("PF2QVS0FP1"))
        expect(stateIn(before).devices.map(({ Emails }) => Emails)).toEqual([["otto.oldfield@acme.example"]])
        for (const serial of ["Jane’s MacBook Pro", "C02XK1ACME0", "c02xk1acme01", ` ${janes}`]) {
          const error = yield* Effect.flip(banyan.run(banDevice(serial)))
          expect(error).toMatchObject({ _tag: "SubjectMissing" })
        }
        expect(banyan.writes()).toHaveLength(1)
      })
    )
  )

  it.live.each(["", " ", "\t", "*", "%%", "* %", "undefined", "NULL", "a\nb", "C02\u0000", "\ud800"])(
    "is not asked for as %j",
    (text) =>
      inScope(
        Effect.gen(function* () {
          const banyan = yield* aBanyan()
          const attempts = [
            banyan.run(banDevice(text)),
            banyan.run(unbanDevice(text)),
            banyan.run(deleteDevice(text)),
            banyan.run(deleteDeviceOfOwner(text, jane)),
            banyan.run(deleteDeviceOfOwner(janes, text))
          ]
          for (const attempt of attempts) {
            expect(yield* Effect.flip(attempt)).toMatchObject({
              _tag: "ActionRefused",
              reason: { _tag: "NoIdentifier" }
            })
          }
          expect(banyan.requests()).toEqual([])
        })
      )
  )

  it.live("may have no id", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const serial = serialOf(({ DeviceID }) => DeviceID === "")
        const { outcome, touches } = yield* banyan.run(banDevice(serial, { deviceIds: [""] }))
        expect([outcome, touches[0]]).toEqual(["done", expect.stringContaining("device (no id): “build-07”")])
      })
    )
  )
})

describe("devices that share a serial number", () => {
  it.live("are left alone until the placeholder is meant, every one is named and their differences do not matter", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const [one = "", other = ""] = placeholderIds
        const refusal = (options: Parameters<typeof banDevice>[1]) =>
          Effect.map(Effect.flip(banyan.run(banDevice(placeholder, options))), (error) =>
            error._tag === "ActionRefused" ? error.reason : error
          )
        const meant = { placeholder: true }
        expect(yield* refusal({})).toEqual({ _tag: "PlaceholderSerial", serial: placeholder })
        expect(yield* refusal({ deviceIds: [one, other] })).toMatchObject({ _tag: "PlaceholderSerial" })
        expect(yield* refusal({ overrides: meant })).toEqual({
          _tag: "SharedSerial",
          deviceIds: [one, other].toSorted()
        })
        for (const deviceIds of [[one], [one, one], [one, "x"], [one, other, "x"]]) {
          expect(yield* refusal({ overrides: meant, deviceIds })).toMatchObject({ _tag: "OtherDevices" })
        }
        const named = { deviceIds: [other, one], overrides: meant }
        expect(yield* refusal(named)).toEqual({ _tag: "InventoryDiffers", fields: ["Ownership"] })
        expect(banyan.writes()).toEqual([])

        const acted = yield* banyan.run(banDevice(placeholder, { ...named, overrides: { ...meant, inventory: true } }))
        expect(acted.outcome).toBe("done")
        expect(acted.remarks).toEqual([expect.stringMatching(/^Ownership of device .+ was “.+” and is “.+”$/)])
        expect(stateIn(acted.after).devices.map(({ Banned }) => Banned)).toEqual([true, true])
        expect(banyan.writes()).toHaveLength(1)
      })
    )
  )

  it.live("go together in a deletion, each named", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const options = { overrides: { placeholder: true } }
        const error = yield* Effect.flip(banyan.run(deleteDevice(placeholder, options)))
        expect(error).toMatchObject({ reason: { _tag: "SharedSerial" } })
        expect(error).toMatchObject({ touches: expect.arrayContaining([expect.stringContaining("2 devices share")]) })
        const acted = yield* banyan.run(deleteDevice(placeholder, { ...options, deviceIds: placeholderIds }))
        expect(acted).toMatchObject({ outcome: "done", remarks: [], after: { devices: [] } })
      })
    )
  )
})

describe("banDevice", () => {
  it.live("shows whose the device is and who has no other, and sends back what was read", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const { touches, request } = yield* banyan.run(banDevice(shared), { dryRun: true })
        const emails = acme.devices.find(({ record }) => record.SerialNumber === shared)?.record.Emails ?? []
        for (const email of emails) {
          expect(touches).toContainEqual(expect.stringMatching(new RegExp(`^${email}: (keeps|has no other)`)))
        }
        const device = acme.devices.find(({ record }) => record.SerialNumber === shared)?.record
        expect(JSON.parse(request?.body ?? "")).toEqual([
          {
            Model: device?.Model,
            Ownership: device?.Ownership,
            Platform: device?.Platform,
            Architecture: device?.Architecture,
            Banned: "TRUE"
          }
        ])
        expect(banyan.writes()).toEqual([])
      })
    )
  )

  it.live("works where an owner is a text that nobody can be asked for", () =>
    inScope(
      Effect.gen(function* () {
        const odd = { path: "/v1/devices", kind: "mutate", mutate: withOddOwners } as const
        const banyan = yield* aBanyan({ faults: [odd] })
        const { outcome, touches } = yield* banyan.run(banDevice(janes))
        expect(outcome).toBe("done")
        expect(touches).toContainEqual(expect.stringContaining("does not fully tell"))
      })
    )
  )

  it.live("does nothing to a device that is banned", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        expect((yield* banyan.run(banDevice(banned))).outcome).toBe("already-so")
        expect([banyan.writes(), yield* banyan.entries]).toEqual([[], []])
      })
    )
  )

  it.live("bans a device of which the source does not say whether it is banned", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const serial = serialOf(({ Banned }) => Banned === "")
        expect((yield* banyan.run(banDevice(serial))).outcome).toBe("done")
      })
    )
  )

  it.live("tells a field that another value came back in", () =>
    inScope(
      Effect.gen(function* () {
        const untouched = yield* aBanyan()
        yield* untouched.run(banDevice(janes))
        const looks = untouched.requests().filter(({ url, method }) => method === "GET" && url.includes("/v1/devices"))
        const banyan = yield* aBanyan({
          faults: [
            {
              path: "/v1/devices",
              kind: "mutate",
              mutate: (record) => ({ ...record, Model: "Typewriter", Platform: "DARWIN" }),
              after: looks.length - 1
            }
          ]
        })
        const { outcome, remarks } = yield* banyan.run(banDevice(janes))
        expect(outcome).toBe("done")
        expect(remarks).toEqual([expect.stringMatching(/^Model of device .+ was “MacBook Pro” and is “Typewriter”$/)])
      })
    )
  )
})

describe("a device that comes under the serial number after the look", () => {
  it.live("is hit as well, and told", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const { devices } = banyan.client
        const joined: typeof devices.withSerialNumber = (serial) =>
          Effect.map(devices.withSerialNumber(serial), (found) =>
            banyan.writes().length === 0
              ? found
              : found.flatMap((record) => [record, { ...record, value: { ...record.value, DeviceID: "late" } }])
          )
        const client = { ...banyan.client, devices: { ...devices, withSerialNumber: joined } }
        const { outcome, remarks } = yield* act(banDevice(janes), { ...banyan.place, client }, order)
        expect([outcome, remarks]).toEqual(["done", [expect.stringMatching(/^device late has the serial number too/)]])
      })
    )
  )
})

describe("unbanDevice", () => {
  it.live("shows when, by whom and why the device was banned, and promises no access", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        yield* banyan.run(banDevice(janes), { actor: "joe", reason: "lost on a train" })
        const { touches } = yield* banyan.run(unbanDevice(janes), { dryRun: true })
        expect(touches).toContainEqual(expect.stringMatching(/^Banned on \d{4}-.+ by joe: lost on a train$/))
        expect(touches.join(" ")).toContain("may register again")
        const elsewhere = yield* banyan.run(unbanDevice(banned), { dryRun: true })
        expect(elsewhere.touches).toContainEqual(expect.stringContaining("no ban of it"))
      })
    )
  )

  it.live("leaves the certificates revoked until the device registers", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        yield* banyan.run(banDevice(janes))
        expect(banyan.appSide.register(janes, jane)).toBe("banned")
        expect((yield* banyan.run(unbanDevice(janes))).outcome).toBe("done")
        expect(banyan.appSide.register(janes, jane)).toBe("registered")
      })
    )
  )
})

describe("deleteDevice", () => {
  it.live("takes along who has no other device, as it said before, and nobody else", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const people = yield* peopleNow(banyan)
        const { outcome, before, touches, remarks } = yield* banyan.run(deleteDevice(shared))
        const owners = stateIn(before).owners ?? []
        const goers = owners.filter(({ otherDevices }) => otherDevices.length === 0).map(({ email }) => email)
        for (const email of goers)
          expect(touches).toContainEqual(expect.stringMatching(`${email}: has no other device`))
        const left = yield* peopleNow(banyan)
        expect(new Set(people.filter((email) => !left.includes(email)))).toEqual(new Set(goers))
        expect([outcome, owners.length, remarks]).toEqual(["done", 3, []])
      })
    )
  )

  it.live("knows an owner whom only the end user's own record ties to the device", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const petronella = acme.endUsers.find(({ record }) => record.Email.startsWith("petronella"))
        const [serial = ""] = petronella?.record.SerialNumbers ?? []
        const { outcome, before, remarks } = yield* banyan.run(deleteDevice(serial))
        expect(stateIn(before).owners).toMatchObject([{ email: petronella?.record.Email, isTied: true }])
        expect([outcome, remarks]).toEqual(["done", []])
      })
    )
  )

  it.live("is refused while the source does not tell whose the device is, unless that is meant", () =>
    inScope(
      Effect.gen(function* () {
        const silent = { path: "/v1/devices", kind: "mutate", mutate: withoutEmails } as const
        const banyan = yield* aBanyan({ faults: [silent] })
        expect(yield* Effect.flip(banyan.run(deleteDevice(janes)))).toMatchObject({
          reason: { _tag: "OwnersNotTold", canBeLifted: true }
        })
        expect(yield* Effect.flip(banyan.run(deleteDeviceOfOwner(janes, jane)))).toMatchObject({
          reason: { _tag: "OwnersNotTold", canBeLifted: false }
        })
        expect(banyan.writes()).toEqual([])
        expect((yield* banyan.run(deleteDevice(janes, { overrides: { owners: true } }))).outcome).toBe("done")
      })
    )
  )

  it.live("is told apart, the second time, from what was never there", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        yield* banyan.run(deleteDevice(janes))
        expect(yield* banyan.run(deleteDevice(janes))).toMatchObject({ outcome: "already-so", request: null })
        expect(yield* Effect.flip(banyan.run(deleteDevice("NEVER1")))).toMatchObject({ _tag: "SubjectMissing" })
        banyan.appSide.register(janes, jane)
        expect((yield* banyan.run(deleteDevice(janes))).outcome).toBe("done")
        expect(banyan.writes()).toHaveLength(2)
      })
    )
  )
})

describe("deleteDeviceOfOwner", () => {
  it.live.each(["partial", "exact"] as const)(
    "takes one person's tie and leaves those of the others where filters are %s",
    (filters) =>
      inScope(
        Effect.gen(function* () {
          const banyan = yield* aBanyan({ banyan: { filters } })
          const [first = "", ...others] =
            acme.devices.find(({ record }) => record.SerialNumber === shared)?.record.Emails ?? []
          const acted = yield* banyan.run(deleteDeviceOfOwner(shared, first.toUpperCase()))
          expect(acted).toMatchObject({ outcome: "done", remarks: [] })
          expect(stateIn(acted.before).owners).toMatchObject([{ email: first, isEndUser: true }])
          expect(stateIn(acted.after).devices[0]?.Emails).toEqual(others)
          expect(banyan.writes()[0]?.url).toContain(`Email=${encodeURIComponent(first)}`)
          expect(banyan.marks()).toEqual([])
        })
      )
  )

  it.live("fails for somebody whose device it is not", () =>
    inScope(
      Effect.gen(function* () {
        const banyan = yield* aBanyan()
        const error = yield* Effect.flip(banyan.run(deleteDeviceOfOwner(janes, "ola.nordmann@acme.example")))
        expect(error).toMatchObject({ _tag: "SubjectMissing", missing: [expect.stringContaining("tie of ola")] })
        expect(banyan.writes()).toEqual([])
      })
    )
  )
})

function withoutEmails({ Emails: _emails, ...record }: JsonObject): JsonObject {
  return record
}

function withOddOwners(record: JsonObject): JsonObject {
  return { ...record, Emails: ["*", "", jane] }
}
