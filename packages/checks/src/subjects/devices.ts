import type { Owned } from "@rollcall/model"
import { and, type Known, not, told } from "../logic.ts"
import type { Device } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, ageOf, isWithin } from "../terms/age.ts"
import { isDesktopFamily, osFamily, type OsFamily } from "../terms/os-family.ts"
import { type Telemetry, telemetryOf } from "../terms/telemetry.ts"
import { ownedSubject, ownersOf } from "./owned.ts"

/** A device with what two dozen checks ask of it, worked out once. */
export interface DeviceSubject extends Owned<Device> {
  /** By its platform, else by its operating system; `null` if neither tells. */
  readonly family: OsFamily | null
  /** Whether it is a desktop or laptop. */
  readonly isDesktop: Known
  readonly isRegistered: Known
  readonly isBanned: Known
  /** Whether it is registered and not banned. */
  readonly isAdmitted: Known
  /** How long ago it logged in. */
  readonly unused: Age
  /** Whether it is registered, not banned and logged in within `deviceDormantDays`. */
  readonly isLive: Known
  readonly telemetry: Telemetry
  /** How long ago device management last told about it. */
  readonly managed: Age
}

/** Devices that their source does not mark deleted. */
export const devices = subjectsOf<DeviceSubject>({
  all: (basis) =>
    basis.roster.devices
      .filter((device) => !device.isDeleted)
      .map(({ id, record, owners, isDeleted, ownersTold }) => {
        const family = osFamily(record.Platform ?? "") ?? osFamily(record.OS ?? "")
        const isRegistered = told(record.RegisteredStatus)
        const isBanned = told(record.Banned)
        const unused = ageOf(record.LastLogin, basis)
        const isAdmitted = and(isRegistered, not(isBanned))
        return {
          id,
          record,
          owners,
          isDeleted,
          ownersTold,
          family,
          isDesktop: isDesktopFamily(family),
          isRegistered,
          isBanned,
          isAdmitted,
          unused,
          isLive: and(isAdmitted, isWithin(unused, basis.parameters.deviceDormantDays)),
          telemetry: telemetryOf(record, basis),
          managed: ageOf(record.MdmData?.Timestamp, basis)
        }
      }),
  subject: (device) => ownedSubject("device", device, null),
  names: ({ record }) => [record.DeviceID, record.SerialNumber],
  owners: ownersOf
})
