/**
 * Banning a serial number and lifting the ban.
 *
 * **Source** contracts/banyan.md, section 3.1, operation 4; section 7, "ban", "unban" and "update with foreign values".
 */
import type { AuditEntry } from "@rollcall/model"
import { Effect } from "effect"
import type { Action } from "../Action.ts"
import type { BanyanActionsClient, BanyanActionsError } from "./BanyanActionsClient.ts"
import { type DeviceState, readDevices, readDevicesAndOwners } from "./DeviceState.ts"
import { changedFields, type DeviceOptions, differingFields, nameOf, targetRefusal } from "./DeviceTarget.ts"
import { serialFlaw } from "./identifiers.ts"
import { deviceLines, ownerLines } from "./sentences.ts"

type DeviceAction = Action<BanyanActionsClient, BanyanActionsError, DeviceState>

export const banOperation = "devices.ban"
export const unbanOperation = "devices.unban"

/** Bans every device with this serial number. */
export const banDevice = (serial: string, options: DeviceOptions = {}): DeviceAction => ({
  ...updating(serial, options, true),
  operation: banOperation,
  touches: (state) => [
    ...deviceLines(state.devices),
    ...ownerLines(state.owners, {
      isLeft: ({ Banned, is_deleted }) => Banned !== true && !is_deleted,
      leftWithNothing: "has no other device that is active and not banned"
    }),
    ...overwriting(state),
    "A banned device cannot register until it is unbanned."
  ]
})

/** Lifts the ban of every device with this serial number. */
export const unbanDevice = (serial: string, options: DeviceOptions = {}): DeviceAction => ({
  ...updating(serial, options, false),
  operation: unbanOperation,
  touches: (state) => [
    ...deviceLines(state.devices),
    ...overwriting(state),
    "Unbanned, a device may register again; what it may reach depends on that and on what it reports then."
  ],
  history: (entries) => [banLine(serial, entries)]
})

function updating(serial: string, options: DeviceOptions, isBan: boolean) {
  return {
    subject: serial,
    flaw: serialFlaw(serial),
    typedBack: () => ({ what: "the serial number", text: serial }),
    read: (client: BanyanActionsClient) =>
      isBan ? readDevicesAndOwners(client, serial) : readDevicesOnly(client, serial),
    readBack: (client: BanyanActionsClient) => readDevicesOnly(client, serial),
    missing: ({ devices }: DeviceState) => (devices.length === 0 ? [`device with the serial number ${serial}`] : []),
    isSo: ({ devices }: DeviceState) => devices.length > 0 && devices.every(({ Banned }) => Banned === isBan),
    isUntouched: (now: DeviceState, before: DeviceState) => factsIn(now) === factsIn(before),
    refusal: (state: DeviceState) => {
      const reason = targetRefusal(serial, state, options)
      const fields = differingFields(state.devices)
      if (reason !== null || fields.length === 0 || options.overrides?.inventory === true) return reason
      return { _tag: "InventoryDiffers", fields } as const
    },
    send: (client: BanyanActionsClient, { devices: [device] }: DeviceState) =>
      // Left out fields may be blanked: what was read goes back.
      client.devices.update(serial, {
        Model: device?.Model ?? "",
        Ownership: device?.Ownership ?? "",
        Platform: device?.Platform ?? "",
        Architecture: device?.Architecture ?? "",
        Banned: isBan
      }),
    remarks: (before: DeviceState, after: DeviceState) => [...changedFields(before, after), ...newcomers(before, after)]
  } as const
}

const readDevicesOnly = (client: BanyanActionsClient, serial: string) =>
  Effect.map(readDevices(client, serial), (devices): DeviceState => ({ devices }))

/** All that an update changes or was judged by. */
const factsIn = ({ devices }: DeviceState): string =>
  JSON.stringify(devices.map((device) => ({ ...device, Emails: device.Emails?.toSorted() ?? null })))

/** Devices that nobody was shown: they came under the serial number after the look. */
const newcomers = (before: DeviceState, after: DeviceState): ReadonlyArray<string> =>
  after.devices
    .filter(({ DeviceID }) => !before.devices.some((device) => device.DeviceID === DeviceID))
    .map((device) => `device ${nameOf(device)} has the serial number too, and had not when it was looked at`)

/** What an update would make of devices that differ. */
function overwriting({ devices }: DeviceState): ReadonlyArray<string> {
  const [first] = devices
  const fields = differingFields(devices)
  if (first === undefined || fields.length === 0) return []
  return [`All would get ${fields.join(", ")} of device ${nameOf(first)}.`]
}

/** When, by whom and why it was banned, as far as it was banned from here. */
function banLine(serial: string, entries: ReadonlyArray<AuditEntry>): string {
  const last = entries.findLast(
    ({ operation, subject, outcome }) =>
      (operation === `banyan ${banOperation}` || operation === `banyan ${unbanOperation}`) &&
      subject === serial &&
      (outcome === "done" || outcome === "unknown")
  )
  if (last === undefined) return "The audit trail has no ban of it: it was banned elsewhere, or before the trail began."
  const told = `${last.outcome === "done" ? "" : " (outcome unknown)"} on ${last.at} by ${last.actor}`
  return last.operation === `banyan ${banOperation}`
    ? `Banned${told}: ${last.reason ?? "no reason given"}`
    : `Unbanned${told}, and banned elsewhere since; the audit trail has no ban after that.`
}
