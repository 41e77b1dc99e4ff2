/**
 * Deactivating an end user.
 *
 * **Source** contracts/banyan.md, section 3.1, operation 5; section 7, "deactivate endusers".
 */
import { Effect } from "effect"
import type { Action } from "../Action.ts"
import type { BanyanActionsClient, BanyanActionsError } from "./BanyanActionsClient.ts"
import { type EndUserState, readEndUser, type UsedDevice } from "./EndUserState.ts"
import { emailFlaw } from "./identifiers.ts"

export const deactivateOperation = "endusersV2.deactivate"

/** Marks the end user with this address inactive, and every device without another active user. */
export const deactivateEndUser = (email: string): Action<BanyanActionsClient, BanyanActionsError, EndUserState> => ({
  operation: deactivateOperation,
  subject: email,
  flaw: emailFlaw(email),
  typedBack: () => ({ what: "the email", text: email }),
  read: (client) => readEndUser(client, email),
  missing: ({ endUsers }) => (endUsers.length === 0 ? [`end user with the email ${email}`] : []),
  isSo: ({ endUsers }) => endUsers.length > 0 && endUsers.every(({ isActive }) => !isActive),
  isUntouched: (now, before) => JSON.stringify(now) === JSON.stringify(before),
  refusal: ({ endUsers }) =>
    endUsers.length > 1 ? { _tag: "SeveralEndUsers", ids: endUsers.map(({ id }) => id) } : null,
  touches: ({ endUsers, devices }) => [
    ...endUsers.map(
      (each) => `end user ${each.id}: ${each.name === "" ? "" : `${each.name}, `}${each.email}${statusOf(each)}`
    ),
    ...(devices?.length === 0 ? ["no device names them"] : (devices ?? []).map(deviceLine)),
    "Nothing is deleted; only the end user's next login undoes it."
  ],
  send: (client, { endUsers: [endUser] }) =>
    endUser === undefined
      ? Effect.die(new Error("nobody was read to be deactivated"))
      : client.endusersV2.deactivate(endUser.id),
  remarks: departures
})

const statusOf = ({ status, isActive }: EndUserState["endUsers"][number]): string =>
  `, ${isActive ? "active" : "inactive"}${status === "" ? "" : ` (${status})`}`

function deviceLine(device: UsedDevice): string {
  const { otherActiveUsers, activeWithSerial } = device
  if (activeWithSerial === 0) return `device ${nameOf(device)}: inactive already`
  if (otherActiveUsers === null) return `device ${nameOf(device)}: whether others use it the source does not tell`
  if (otherActiveUsers.length > 0) return `device ${nameOf(device)}: stays active, with ${otherActiveUsers.join(", ")}`
  return `device ${nameOf(device)}: has no other active user and goes inactive as well`
}

/** Devices that became inactive or stayed active against what was to be expected. */
function departures(before: EndUserState, after: EndUserState): ReadonlyArray<string> {
  return (before.devices ?? []).flatMap((device) => {
    const now = after.devices?.find((each) => nameOf(each) === nameOf(device))
    if (now === undefined) return [`device ${nameOf(device)} is no longer theirs`]
    const { otherActiveUsers, activeWithSerial } = device
    if (otherActiveUsers === null || activeWithSerial === null || activeWithSerial === 0) return []
    const isLast = otherActiveUsers.length === 0
    const isFewer = now.activeWithSerial !== null && now.activeWithSerial < activeWithSerial
    if (isLast && !isFewer) return [`device ${nameOf(device)} was to go inactive as well and is still active`]
    return !isLast && isFewer ? [`device ${nameOf(device)} was to stay active and is not`] : []
  })
}

const nameOf = ({ SerialNumber, DeviceID }: UsedDevice): string =>
  SerialNumber === "" ? DeviceID : `${SerialNumber} (${DeviceID === "" ? "no id" : DeviceID})`
