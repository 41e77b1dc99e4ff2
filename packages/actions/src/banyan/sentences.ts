/**
 * Devices and people in a preview, as lines.
 */
import type { DeviceFacts, DeviceState, OwnerFacts } from "./DeviceState.ts"
import { nameOf } from "./DeviceTarget.ts"

/** The devices, whose they are, and how many share the serial number. */
export function deviceLines(devices: ReadonlyArray<DeviceFacts>): ReadonlyArray<string> {
  return [
    ...(devices.length > 1 ? [`${devices.length} devices share this serial number; all are hit:`] : []),
    ...devices.map(deviceLine)
  ]
}

function deviceLine(device: DeviceFacts): string {
  const { DeviceFriendlyName, Model, Platform, Ownership, Banned, Emails, is_deleted } = device
  const name = DeviceFriendlyName === "" ? [] : [`“${DeviceFriendlyName}”`]
  const kind = [...name, ...[Model, Platform, Ownership].filter((text) => text !== "")].join(", ")
  const ban = Banned === null ? "ban state not told" : Banned ? "banned" : "not banned"
  const owners = Emails === null ? "owners not told" : Emails.length === 0 ? "names nobody" : `of ${Emails.join(", ")}`
  return `device ${nameOf(device)}: ${[kind, ban, owners, ...(is_deleted ? ["inactive or deleted"] : [])].join("; ")}`
}

/** What each owner would be left with. */
export function ownerLines(
  owners: DeviceState["owners"],
  {
    isLeft,
    leftWithNothing
  }: {
    readonly isLeft: (other: OwnerFacts["otherDevices"][number]) => boolean
    readonly leftWithNothing: string
  }
): ReadonlyArray<string> {
  if (owners === undefined)
    return ["Whose it is, and who would lose their last device, the source does not fully tell."]
  return owners.map(({ email, otherDevices }) => {
    const left = otherDevices.filter(isLeft).map(({ SerialNumber, DeviceID, is_deleted }) => {
      const name = SerialNumber === "" ? DeviceID : SerialNumber
      return is_deleted ? `${name} (inactive)` : name
    })
    return `${email}: ${left.length === 0 ? leftWithNothing : `keeps ${left.join(", ")}`}`
  })
}
