/**
 * Deleting a device with all its ties, or one person's tie to it.
 *
 * **Source** contracts/banyan.md, section 3.1, operation 3; section 7.
 */
import { Effect } from "effect"
import type { Action } from "../Action.ts"
import type { BanyanActionsClient, BanyanActionsError } from "./BanyanActionsClient.ts"
import {
  type DeviceFacts,
  type DeviceState,
  type OwnerFacts,
  readDevices,
  readDevicesAndOwners,
  readOwners
} from "./DeviceState.ts"
import { changedFields, type DeviceOptions, nameOf, sameTexts, targetRefusal } from "./DeviceTarget.ts"
import { emailFlaw, isSameEmail, serialFlaw } from "./identifiers.ts"
import { deviceLines, ownerLines } from "./sentences.ts"

type DeviceAction = Action<BanyanActionsClient, BanyanActionsError, DeviceState>

export const deleteOperation = "devices.delete"
export const deleteForOwnerOperation = "devices.deleteForOwner"

/** Deletes every device with this serial number, and everybody who has no other device. */
export const deleteDevice = (serial: string, options: DeviceOptions = {}): DeviceAction => ({
  ...deleting(serial),
  operation: deleteOperation,
  flaw: serialFlaw(serial),
  read: (client) => readDevicesAndOwners(client, serial),
  missing: ({ devices }) => (devices.length === 0 ? [deviceWith(serial)] : []),
  isSo: isGone,
  refusal: (state) => {
    const reason = targetRefusal(serial, state, options)
    if (reason !== null || state.owners !== undefined || options.overrides?.owners === true) return reason
    return { _tag: "OwnersNotTold", canBeLifted: true }
  },
  touches: ({ devices, owners }) => [
    ...deviceLines(devices),
    ...ownerLines(owners, { isLeft: () => true, leftWithNothing: goesToo }),
    "All ties to it are removed, and its certificates are revoked."
  ],
  send: (client) => client.devices.delete(serial),
  remarks: departures
})

/** Deletes one person's tie to the devices with this serial number; the last tie of either takes it along. */
export const deleteDeviceOfOwner = (serial: string, email: string, options: DeviceOptions = {}): DeviceAction => ({
  ...deleting(serial),
  operation: deleteForOwnerOperation,
  parameters: { email },
  flaw: serialFlaw(serial) ?? emailFlaw(email),
  read: Effect.fnUntraced(function* (client) {
    const devices = yield* readDevices(client, serial)
    return { devices, owners: yield* readOwners(client, serial, devices, [email]) }
  }),
  missing: (state) => {
    if (state.devices.length === 0) return [deviceWith(serial)]
    return isTold(state) && !isTied(state) ? [`tie of ${email} to the device ${serial}`] : []
  },
  isSo: (now, before) => isGone(now, before) || (isTold(now) && !isTied(now)),
  refusal: (state) =>
    targetRefusal(serial, state, options) ?? (isTold(state) ? null : { _tag: "OwnersNotTold", canBeLifted: false }),
  touches: ({ devices, owners }) => [
    ...deviceLines(devices),
    ...devices
      .filter((device) => othersOf(device, email).length === 0)
      .map(
        (device) =>
          `device ${nameOf(device)} names nobody else: unless somebody's own record does, it goes with the tie`
      ),
    ...ownerLines(owners, { isLeft: () => true, leftWithNothing: goesToo }),
    `The tie of ${email} is removed, and its certificate revoked; all other ties stay.`
  ],
  send: (client, { owners: [owner] = [] }) => client.devices.deleteForOwner(serial, owner?.email ?? email),
  remarks: (before, after) => [
    ...departures(before, after),
    ...lostTies(before, after, email),
    ...changedFields(before, after)
  ]
})

const goesToo = "has no other device and goes as well, until their next login or registration"

const deviceWith = (serial: string): string => `device with the serial number ${serial}`

/** What both deletions have in common. */
const deleting = (serial: string) =>
  ({
    subject: serial,
    typedBack: () => ({ what: "the serial number", text: serial }),
    removesSubject: true,
    readBack: Effect.fnUntraced(function* (client: BanyanActionsClient, before: DeviceState) {
      const devices = yield* readDevices(client, serial)
      if (before.owners === undefined) return { devices }
      const emails = before.owners.map(({ email }) => email)
      return { devices, owners: yield* readOwners(client, serial, devices, emails) }
    }),
    isUntouched: (now: DeviceState, before: DeviceState) =>
      sameTexts(now.devices.map(tieText), before.devices.map(tieText)) &&
      JSON.stringify(now.owners) === JSON.stringify(before.owners)
  }) as const

/** Whether nothing is left: no record, or none but such as were marked as deleted since. */
const isGone = ({ devices }: DeviceState, before: DeviceState): boolean =>
  devices.every(
    ({ DeviceID, is_deleted }) =>
      is_deleted && before.devices.some((device) => device.DeviceID === DeviceID && !device.is_deleted)
  )

const isTold = ({ devices }: DeviceState): boolean => devices.every(({ Emails }) => Emails !== null)
const isTied = ({ owners = [] }: DeviceState): boolean => owners.some((owner) => owner.isTied)

const othersOf = ({ Emails }: DeviceFacts, email: string): ReadonlyArray<string> =>
  (Emails ?? []).filter((each) => !isSameEmail(each, email))

const tieText = ({ DeviceID, Emails }: DeviceFacts): string => JSON.stringify([DeviceID, Emails?.toSorted() ?? null])

/** Owners who went or stayed against what was to be expected. */
function departures(before: DeviceState, after: DeviceState): ReadonlyArray<string> {
  return (before.owners ?? []).flatMap((owner) => {
    const now = after.owners?.find(({ email }) => isSameEmail(email, owner.email))
    if (now === undefined || !owner.isEndUser) return []
    const expected = expectation(owner)
    if (expected === "goes" && now.isEndUser) return [`${owner.email} was to go as well and is still there`]
    return expected === "stays" && !now.isEndUser ? [`${owner.email} was to stay and is gone`] : []
  })
}

/** Whether an inactive device keeps its owner is not documented. */
function expectation({ otherDevices }: OwnerFacts): "goes" | "stays" | "open" {
  if (otherDevices.length === 0) return "goes"
  return otherDevices.every(({ is_deleted }) => is_deleted) ? "open" : "stays"
}

/** Ties of others that should have stayed and are gone. */
function lostTies(before: DeviceState, after: DeviceState, email: string): ReadonlyArray<string> {
  const now = after.devices.flatMap(({ Emails }) => Emails ?? [])
  return before.devices
    .flatMap((device) => othersOf(device, email))
    .filter((each) => !now.some((stayed) => isSameEmail(stayed, each)))
    .map((each) => `the tie of ${each} was to stay and is gone`)
}
