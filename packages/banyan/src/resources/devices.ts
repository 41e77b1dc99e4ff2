import {
  type ArgumentError,
  canonicalJson,
  type Identity,
  type ReadRecord,
  type SourceError
} from "@rollcall/transport"
import { Effect } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { failed, mismatched, objectionIn, saysSuccess, send } from "../answers.ts"
import { deviceDeletion } from "../device-deletion.ts"
import type { FilterDefinitions } from "../filters.ts"
import { isIdentifier, isSameEmail, keepRules } from "../identifiers.ts"
import { type ListResource, makeList } from "../ListResource.ts"
import { withQuery } from "../queries.ts"
import { Device } from "../schema/Device.ts"
import type { Calls } from "../tokens.ts"

export type DevicesFilters = {
  readonly serialNumber?: string
  /** Address of an owner. Pages may not tell owners, so this list is read with one request. */
  readonly email?: string
  readonly model?: string
  readonly deviceFriendlyName?: string
}

/**
 * A device as it shall be.
 *
 * **Details** Whether the source leaves alone or blanks what is left out is not documented, so nothing can be: read the device,
 * give back what was read, and change what shall change.
 */
export interface DeviceUpdate {
  readonly Model: string
  readonly Ownership: string
  readonly Platform: string
  readonly Architecture: string
  readonly Banned: boolean
}

/** Devices as v1 of the device API knows them. */
export interface DevicesResource extends ListResource<Device, DevicesFilters> {
  /**
   * Reads the devices with exactly this serial number, owners included; several may share it.
   *
   * **Errors** `SchemaMismatch` also if one record of the answer could not be understood: it might be one of them.
   */
  readonly withSerialNumber: (
    serialNumber: string
  ) => Effect.Effect<ReadonlyArray<ReadRecord<Device>>, SourceError | ArgumentError>

  /** Reads the devices that say they belong to this address, in whatever letter case. */
  readonly ofOwner: (email: string) => Effect.Effect<ReadonlyArray<ReadRecord<Device>>, SourceError | ArgumentError>

  /**
   * Changes every device with this serial number: bans it, lifts a ban.
   *
   * **Gotchas** All users of all devices with the number are hit. A ban revokes certificates; lifting it gives none back: the
   * device has to register again.
   *
   * **Errors** `Rejected` for any message but `Success`. Whatever the answer, only reading the device again shows its state.
   *
   * **Source** `POST /v1/mdm/update_device`, operation 4.
   */
  readonly update: (serialNumber: string, update: DeviceUpdate) => Effect.Effect<void, SourceError | ArgumentError>

  /**
   * Deletes every device with this serial number, and every end user who has no other device.
   *
   * **Source** `DELETE /v1/v1/delete_device` without `Email`, operation 3.
   */
  readonly delete: (serialNumber: string) => Effect.Effect<void, SourceError | ArgumentError>

  /**
   * Takes a device from one end user; who or what is left without the other is deleted too.
   *
   * **Source** `DELETE /v1/v1/delete_device` with `Email`, operation 3.
   */
  readonly deleteForOwner: (serialNumber: string, email: string) => Effect.Effect<void, SourceError | ArgumentError>
}

/**
 * Devices as v1 of the device API knows them.
 *
 * **Details** The id is the `DeviceID` or, where that is empty, the serial number. Serial numbers are not unique, so further
 * devices with the same one and other owners get `serial#2` and so on.
 *
 * **Source** `GET /v1/devices`; contracts/banyan.md, section 3.1, operations 2 to 4.
 */
export const devices = ({ read, write }: Calls, pageSize: number): DevicesResource => {
  const { find, pages, all } = makeList<Device, DevicesFilters>(
    { read, pageSize },
    {
      name: "devices",
      path: "/v1/devices",
      member: "devices",
      order: { orderby: "serialnumber", order: "asc" },
      filters,
      schema: Device,
      identify: identifyDevice
    }
  )
  const deletion = deviceDeletion(write)

  return {
    pages,
    all,
    withSerialNumber: (serialNumber) => find("devices.withSerialNumber", { serialNumber }),
    ofOwner: (email) => find("devices.ofOwner", { email }),

    update: Effect.fnUntraced(function* (serialNumber: string, update: DeviceUpdate) {
      const operation = "devices.update"
      const { Model, Ownership, Platform, Architecture, Banned } = update
      yield* keepRules(operation, [
        isIdentifier("serialNumber", serialNumber),
        ...Object.entries({ Model, Ownership, Platform, Architecture }).map(([argument, value]) => ({
          argument,
          rule: "must be text, as the device was read",
          isKept: typeof value === "string"
        })),
        { argument: "Banned", rule: "must be true or false", isKept: typeof Banned === "boolean" }
      ])
      const body = [{ Model, Ownership, Platform, Architecture, Banned: Banned ? "TRUE" : "FALSE" }]
      const answer = yield* HttpClientRequest.post(
        withQuery("/v1/mdm/update_device", { SerialNumber: serialNumber })
      ).pipe(HttpClientRequest.bodyJsonUnsafe(body), (request) => send(write, operation, request))
      const objection = objectionIn(answer)
      if (objection !== null) return yield* failed(operation, objection)
      if (saysSuccess(answer)) return
      return yield* mismatched(operation, answer, { path: "Message", expected: "Success" })
    }),

    delete: Effect.fnUntraced(function* (serialNumber: string) {
      const operation = "devices.delete"
      yield* keepRules(operation, [isIdentifier("serialNumber", serialNumber)])
      const there = (mayBeDone: boolean) =>
        Effect.map(find(operation, { serialNumber }), (found) => found.some(({ value }) => isLeft(value, mayBeDone)))
      yield* deletion(operation, { SerialNumber: serialNumber }, there)
    }),

    deleteForOwner: Effect.fnUntraced(function* (serialNumber: string, email: string) {
      const operation = "devices.deleteForOwner"
      yield* keepRules(operation, [isIdentifier("serialNumber", serialNumber), isIdentifier("email", email)])
      const there = (mayBeDone: boolean) =>
        Effect.map(find(operation, { serialNumber }), (found) =>
          found.some(({ value }) => isLeft(value, mayBeDone) && isOwnedBy(value, email))
        )
      yield* deletion(operation, { SerialNumber: serialNumber, Email: email }, there)
    })
  }
}

/**
 * Whether a device is still to be deleted. Lists may go on showing what was deleted, marked as such, but a mark may also be
 * older than a deletion that cannot have happened.
 *
 * **Source** contracts/banyan.md, section 4.1, `is_deleted`.
 */
const isLeft = ({ is_deleted }: Device, mayBeDone: boolean): boolean => !(mayBeDone && is_deleted === true)

const isOwnedBy = ({ Emails }: Device, email: string): boolean =>
  Emails?.some((each) => isSameEmail(each, email)) === true

const filters = {
  serialNumber: { parameter: "serialnumber", isMet: ({ SerialNumber }, wanted) => SerialNumber === wanted },
  email: { parameter: "email", isMet: isOwnedBy, needsLinks: true },
  model: { parameter: "model", isMet: ({ Model }, wanted) => Model === wanted },
  deviceFriendlyName: {
    parameter: "devicefriendlyname",
    isMet: ({ DeviceFriendlyName }, wanted) => DeviceFriendlyName === wanted
  }
} as const satisfies FilterDefinitions<Device, DevicesFilters>

/** Step 5 of contracts/banyan.md, section 2.4. Where a page does not tell the owners, the rest of the record has to do. */
function identifyDevice(device: Device): Identity | null {
  const { DeviceID, SerialNumber, Emails } = device
  if (DeviceID !== undefined && DeviceID !== null && DeviceID !== "") return { key: keyOf(DeviceID), id: DeviceID }
  if (SerialNumber === undefined || SerialNumber === null || SerialNumber === "") return null
  const rest = Emails === undefined || Emails === null ? device : Emails.toSorted()
  return { key: `serial ${canonicalJson([SerialNumber, rest])}`, id: SerialNumber }
}

/** The id itself, which a reading remembers in few bytes, unless it could be taken for the key of another device. */
const keyOf = (id: string): string => (/^(?:id|serial) /.test(id) ? `id ${id}` : id)
