import type { Owned } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { and, type Known, not, told } from "../logic.ts"
import type { Device } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, ageOf, isWithin } from "../terms/age.ts"
import { familiesByName, isDesktopFamily, type OsFamily } from "../terms/os-family.ts"
import { type Telemetry, telemetryOf } from "../terms/telemetry.ts"
import { emailOf, idOf, OwnedSubject, ownersOf } from "./owned.ts"

/** A device with what two dozen checks ask of it, worked out once. */
export class DeviceSubject extends OwnedSubject<Device> {
  /** By its platform, else by its operating system; `null` if neither tells. */
  readonly family: OsFamily | null
  /** How long ago it logged in. */
  readonly unused: Age
  /** Whether it is registered, not banned and logged in within `deviceDormantDays`. */
  readonly isLive: Known
  readonly telemetry: Telemetry
  /** How long ago device management last told about it. */
  readonly managed: Age

  constructor(owned: Owned<Device>, family: OsFamily | null, basis: Basis) {
    super(owned)
    const { record } = owned
    this.family = family
    this.unused = ageOf(record.LastLogin, basis)
    this.isLive = and(this.isAdmitted, isWithin(this.unused, basis.parameters.deviceDormantDays))
    this.telemetry = telemetryOf(record, basis)
    this.managed = ageOf(record.MdmData?.Timestamp, basis)
  }

  /** Whether it is a desktop or laptop. */
  get isDesktop(): Known {
    return isDesktopFamily(this.family)
  }

  get isRegistered(): Known {
    return told(this.record.RegisteredStatus)
  }

  get isBanned(): Known {
    return told(this.record.Banned)
  }

  /** Whether it is registered and not banned. */
  get isAdmitted(): Known {
    return and(this.isRegistered, not(this.isBanned))
  }
}

/** Devices that their source does not mark deleted. */
export const devices = subjectsOf<DeviceSubject>({
  kind: "device",
  all: (basis) => {
    const familyOf = familiesByName()
    return basis.roster.devices
      .filter((device) => !device.isDeleted)
      .map((owned) => {
        const { Platform, OS } = owned.record
        return new DeviceSubject(owned, familyOf(Platform ?? "") ?? familyOf(OS ?? ""), basis)
      })
  },
  id: idOf,
  email: (device) => emailOf(device, null),
  names: ({ record }) => [record.DeviceID, record.SerialNumber],
  owners: ownersOf
})
