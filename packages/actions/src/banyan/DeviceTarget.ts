/**
 * What all actions on a serial number have in common: how it is named, and what forbids to write to it.
 *
 * **Source** contracts/banyan.md, section 7.
 */
import { isPlaceholderSerial } from "@rollcall/banyan"
import type { Refusal } from "../Refusal.ts"
import type { DeviceFacts, DeviceState } from "./DeviceState.ts"

/** Rules that whoever gives the order can lift, each by name. */
export interface DeviceOverrides {
  /** A serial number that is a maker's placeholder. */
  readonly placeholder?: boolean
  /** Devices that share the serial number and would all get one's inventory fields. */
  readonly inventory?: boolean
  /** A deletion though the source does not say whose the device is. */
  readonly owners?: boolean
}

/** How a device action is ordered. */
export interface DeviceOptions {
  /** Every device that is meant; needed where several share the serial number. `""` names one without an id. */
  readonly deviceIds?: ReadonlyArray<string>
  readonly overrides?: DeviceOverrides
}

/** The inventory fields that an update overwrites. */
export const inventoryFields = ["Model", "Ownership", "Platform", "Architecture"] as const

/** Why none of the devices is written to. */
export function targetRefusal(serial: string, { devices }: DeviceState, options: DeviceOptions): Refusal | null {
  const read = devices.map(({ DeviceID }) => DeviceID)
  const { deviceIds, overrides } = options
  if (isPlaceholderSerial(serial) && overrides?.placeholder !== true) return { _tag: "PlaceholderSerial", serial }
  if (deviceIds === undefined || deviceIds.length === 0) {
    return read.length > 1 ? { _tag: "SharedSerial", deviceIds: read } : null
  }
  return sameTexts(deviceIds, read) ? null : { _tag: "OtherDevices", named: deviceIds, read }
}

/** The inventory fields in which devices differ. */
export const differingFields = (devices: ReadonlyArray<DeviceFacts>): ReadonlyArray<string> =>
  inventoryFields.filter((field) => new Set(devices.map((device) => comparable(field, device[field]))).size > 1)

/** Inventory fields of devices that are still there and have another value than before, as sentences. */
export function changedFields(before: DeviceState, after: DeviceState): ReadonlyArray<string> {
  return before.devices.flatMap((device, index) => {
    const now = counterpart(after.devices, before.devices, index)
    if (now === undefined) return []
    return inventoryFields
      .filter((field) => comparable(field, device[field]) !== comparable(field, now[field]))
      .map((field) => `${field} of device ${nameOf(device)} was ${quoted(device[field])} and is ${quoted(now[field])}`)
  })
}

/** The device that a list has in another reading: by its id, or by its place among those without one. */
function counterpart(now: ReadonlyArray<DeviceFacts>, before: ReadonlyArray<DeviceFacts>, index: number) {
  const id = before[index]?.DeviceID
  const place = before.slice(0, index).filter(({ DeviceID }) => DeviceID === id).length
  return now.filter(({ DeviceID }) => DeviceID === id)[place]
}

/** Whether two lists hold the same texts, each as often. */
export const sameTexts = (one: ReadonlyArray<string>, other: ReadonlyArray<string>): boolean =>
  one.length === other.length && one.toSorted().join("\u0000") === other.toSorted().join("\u0000")

/** What a device is called in a sentence. */
export const nameOf = ({ DeviceID }: { readonly DeviceID: string }): string => (DeviceID === "" ? "(no id)" : DeviceID)

/** The platform has no settled letter case: contracts/banyan.md, section 8. */
const comparable = (field: (typeof inventoryFields)[number], text: string): string =>
  field === "Platform" ? text.toLowerCase() : text

const quoted = (text: string): string => (text === "" ? "nothing" : `“${text}”`)
