/**
 * A device or an end user as a card for the terminal.
 */
import type { Device, EndUser } from "@rollcall/banyan/schema"
import type { Owned, Person } from "@rollcall/model"
import { isBlank, known, ownersOf, serialsOf, trustLevel, yesOrNo } from "./BanyanText.ts"
import { terminalText } from "./Table.ts"

/** Everything about one device, the owners first. */
export function deviceCard(owned: Owned<Device>): ReadonlyArray<string> {
  const { record, id, isDeleted } = owned
  return [
    `${known(record.SerialNumber)} · ${isBlank(record.DeviceFriendlyName) ? "no name" : record.DeviceFriendlyName}`,
    ...fields([
      ["Owners", ownerTexts(owned)],
      ["Banned", [record.Banned === true ? "YES" : yesOrNo(record.Banned)]],
      ["Registered", [`${yesOrNo(record.RegisteredStatus)}${isDeleted ? "; the source marks it deleted" : ""}`]],
      ["Trust", [trustText(record)]],
      ["Last login", [known(record.LastLogin)]],
      ["Platform", [joined([record.Platform, record.OS, record.Model, record.Architecture])]],
      ["Ownership", [known(record.Ownership)]],
      ["Compromised", [yesOrNo(record.MdmData?.CompromisedStatus)]],
      ["App version", [known(record.AppVersion)]],
      [
        "Roles",
        [record.Roles === undefined || record.Roles === null ? known(null) : record.Roles.join(", ") || "none"]
      ],
      ["Device id", [id]]
    ])
  ].map(terminalText)
}

/** Everything about one end user. */
export function endUserCard(owned: Owned<EndUser>): ReadonlyArray<string> {
  const { record, owners, isDeleted } = owned
  return [
    `${known(record.Email)} · ${isBlank(record.Name) ? "no name" : record.Name}`,
    ...fields([
      ["Devices", deviceTexts(owned)],
      ["Trust", [known(record.TrustData?.Level)]],
      ["Last login", [known(record.LastLogin)]],
      ["Groups", [record.Groups === undefined || record.Groups === null ? known(null) : record.Groups || "none"]],
      [
        "Roles",
        [record.Roles === undefined || record.Roles === null ? known(null) : record.Roles.join(", ") || "none"]
      ],
      ["Addresses", [[...new Set(owners.flatMap(({ emails }) => emails))].join(", ") || known(null)]],
      ...(isDeleted ? [["Deleted", ["the source marks this end user deleted"]] as const] : [])
    ])
  ].map(terminalText)
}

const labelWidth = 13

const fields = (all: ReadonlyArray<readonly [string, ReadonlyArray<string>]>): ReadonlyArray<string> =>
  all.flatMap(([label, texts]) =>
    texts.map((text, index) => `  ${(index === 0 ? label : "").padEnd(labelWidth)}${text}`)
  )

function ownerTexts(owned: Owned<Device>): ReadonlyArray<string> {
  if (ownersOf(owned) === null) return ["unknown: the source did not tell them"]
  if (owned.owners.length === 0) return ["nobody"]
  const texts = owned.owners.map((person) => `${personText(person)}; ${otherDevices(person, owned.record)}`)
  return owned.ownersTold ? texts : [...texts, "perhaps others: the source did not tell them with the device"]
}

const personText = ({ email, name }: Person): string => `${email ?? "no address"}${name === null ? "" : ` (${name})`}`

function otherDevices({ devices }: Person, device: Device): string {
  const others = devices.filter((each) => each !== device && each.is_deleted !== true).length
  return others === 0 ? "no other device" : others === 1 ? "1 other device" : `${others} other devices`
}

function deviceTexts(owned: Owned<EndUser>): ReadonlyArray<string> {
  const serials = serialsOf(owned)
  if (serials === null) return ["unknown: the source did not tell them"]
  if (serials.length === 0) return ["none"]
  const devices = owned.owners.flatMap((person) => person.devices)
  return serials.flatMap((serial) => {
    const named = devices.filter(({ SerialNumber, DeviceID }) => (SerialNumber || DeviceID) === serial)
    if (named.length === 0) return [`${serial}; in no list of devices`]
    return named.map((device) =>
      [
        serial,
        known(device.DeviceFriendlyName),
        known(device.Platform),
        `trust ${known(trustLevel(device))}`,
        banText(device)
      ].join("; ")
    )
  })
}

const banText = ({ Banned }: Device): string =>
  Banned === true ? "BANNED" : Banned === false ? "not banned" : "ban unknown"

function trustText(device: Device): string {
  const { trust, TrustData } = device
  const level = known(trustLevel(device))
  if (trust === undefined || trust === null) return `${level}, score ${TrustData?.EntityTrustscore ?? known(null)}`
  const older =
    isBlank(TrustData?.Level) || TrustData?.Level === trust.level ? "" : `; the older block says ${TrustData?.Level}`
  return `${level}, score ${trust.value ?? known(null)}, ${known(trust.status)}${older}`
}

const joined = (parts: ReadonlyArray<string | null | undefined>): string =>
  parts.filter((part) => !isBlank(part)).join(", ") || known(null)
