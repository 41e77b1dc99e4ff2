/**
 * What a device action rests on: the devices with a serial number, whose they are, and what else those people hold.
 */
import type { Device } from "@rollcall/banyan/schema"
import { Effect, Schema } from "effect"
import type { BanyanActionsClient } from "./BanyanActionsClient.ts"
import { isAskable, isSameEmail } from "./identifiers.ts"
import { atOnce, eachOnce, readHoldings, readNamersOf } from "./ties.ts"

/**
 * A device under the source's own member names; `""` where the source has no value.
 *
 * **Source** contracts/banyan.md, section 4.2.
 */
const DeviceFacts = Schema.Struct({
  DeviceID: Schema.String,
  SerialNumber: Schema.String,
  DeviceFriendlyName: Schema.String,
  Model: Schema.String,
  Ownership: Schema.String,
  Platform: Schema.String,
  Architecture: Schema.String,
  /** `null`: the source does not say. */
  Banned: Schema.NullOr(Schema.Boolean),
  /** Spelt as the source does; `null`: the source does not say. */
  Emails: Schema.NullOr(Schema.Array(Schema.String)),
  /** Deleted or inactive; a write hits it all the same. */
  is_deleted: Schema.Boolean
})
export type DeviceFacts = typeof DeviceFacts.Type

/** One whose device it is. */
const OwnerFacts = Schema.Struct({
  /** Spelt as the source does. */
  email: Schema.String,
  /** Whether the source has such an end user. */
  isEndUser: Schema.Boolean,
  /** Whether one of the devices names them, or their own record the serial number. */
  isTied: Schema.Boolean,
  /** What they hold under other serial numbers. */
  otherDevices: Schema.Array(
    Schema.Struct({
      DeviceID: Schema.String,
      SerialNumber: Schema.String,
      Banned: Schema.NullOr(Schema.Boolean),
      is_deleted: Schema.Boolean
    })
  )
})
export type OwnerFacts = typeof OwnerFacts.Type

/** The state of a serial number. */
export const DeviceState = Schema.Struct({
  devices: Schema.Array(DeviceFacts),
  /** Those concerned; absent where nobody looked, or where the source does not tell them. */
  owners: Schema.optionalKey(Schema.Array(OwnerFacts))
})
export type DeviceState = typeof DeviceState.Type

/** Reads the devices with exactly this serial number. */
export const readDevices = Effect.fnUntraced(function* (client: BanyanActionsClient, serial: string) {
  const records = yield* client.devices.withSerialNumber(serial)
  return inOrder(records.map(({ value }) => factsOf(value)).filter(({ SerialNumber }) => SerialNumber === serial))
})

/** Reads the devices with all their owners. */
export const readDevicesAndOwners = Effect.fnUntraced(function* (client: BanyanActionsClient, serial: string) {
  const devices = yield* readDevices(client, serial)
  if (devices.length === 0) return { devices }
  const namers = yield* readNamersOf(client, serial)
  if (namers === null || devices.some(({ Emails }) => Emails === null)) return { devices }
  const emails = eachOnce([...devices.flatMap(({ Emails }) => Emails ?? []), ...namers])
  if (!emails.every(isAskable)) return { devices }
  return { devices, owners: yield* readOwners(client, serial, devices, emails) }
})

/** Reads what is known of some owners of the devices. */
export const readOwners = (
  client: BanyanActionsClient,
  serial: string,
  devices: ReadonlyArray<DeviceFacts>,
  emails: ReadonlyArray<string>
) =>
  Effect.forEach(
    emails,
    (email) => {
      const tiedAs = spellingIn(devices, email)
      return Effect.map(
        // A source may tell letter cases apart where it filters.
        readHoldings(client, tiedAs ?? email),
        ({ endUser, serials, devices: held }): OwnerFacts => ({
          email: tiedAs ?? endUser ?? email,
          isEndUser: endUser !== null,
          isTied: tiedAs !== null || (devices.length > 0 && serials.includes(serial)),
          otherDevices: inOrder(held.filter(({ SerialNumber }) => SerialNumber !== serial).map(factsOf)).map(
            ({ DeviceID, SerialNumber, Banned, is_deleted }) => ({ DeviceID, SerialNumber, Banned, is_deleted })
          )
        })
      )
    },
    { concurrency: atOnce }
  )

/** How the devices spell an address; `null` if none has it. */
const spellingIn = (devices: ReadonlyArray<DeviceFacts>, email: string): string | null =>
  devices.flatMap(({ Emails }) => Emails ?? []).find((each) => isSameEmail(each, email)) ?? null

/** The source's order is not settled, and what was read twice is compared. */
const inOrder = (devices: ReadonlyArray<DeviceFacts>): ReadonlyArray<DeviceFacts> =>
  devices.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0))

const keyOf = ({ SerialNumber, DeviceID }: DeviceFacts): string => `${SerialNumber}\u0000${DeviceID}`

const factsOf = (device: Device): DeviceFacts => ({
  DeviceID: device.DeviceID ?? "",
  SerialNumber: device.SerialNumber ?? "",
  DeviceFriendlyName: device.DeviceFriendlyName ?? "",
  Model: device.Model ?? "",
  Ownership: device.Ownership ?? "",
  Platform: device.Platform ?? "",
  Architecture: device.Architecture ?? "",
  Banned: device.Banned ?? null,
  Emails: device.Emails ?? null,
  is_deleted: device.is_deleted === true
})
