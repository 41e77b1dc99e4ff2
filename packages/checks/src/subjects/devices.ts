import type { ReasonCode } from "@rollcall/model"
import type { Basis } from "../Basis.ts"
import { KnownColumn, MemberColumn, ValueColumn } from "../columns.ts"
import { and, type Known, not, told } from "../logic.ts"
import { lengthOf } from "../position-lists.ts"
import type { Device } from "../records.ts"
import { subjectsOf } from "../Subjects.ts"
import { type Age, type Ages, isWithin } from "../terms/age.ts"
import { familiesByName, isDesktopFamily, type OsFamily } from "../terms/os-family.ts"
import { Telemetry } from "../terms/telemetry.ts"
import { addressesOf, emailOf, Facts, idOf, ownersOf, RecordSubject, withoutDeleted } from "./owned.ts"

/** A device with what two dozen checks ask of it. */
export class DeviceSubject extends RecordSubject<Device, DeviceFacts> {
  /** Whether the source told whose it is: if not, it may be anybody's. */
  override get ownersTold(): boolean {
    return this.facts.areOwnersTold(this.position)
  }

  /** By its platform, else by its operating system; `null` if neither tells. */
  get family(): OsFamily | null {
    return this.facts.family.at(this.position) ?? null
  }

  /** Whether it is a desktop or laptop. */
  get isDesktop(): Known {
    return isDesktopFamily(this.family)
  }

  /** How long ago it logged in. */
  get unused(): Age {
    return this.facts.unused.at(this.position)
  }

  get isRegistered(): Known {
    return this.facts.isRegistered.at(this.position)
  }

  get isBanned(): Known {
    return this.facts.isBanned.at(this.position)
  }

  /** Whether it is registered and not banned. */
  get isAdmitted(): Known {
    return and(this.isRegistered, not(this.isBanned))
  }

  /** Whether it is registered, not banned and logged in within `deviceDormantDays`. */
  get isLive(): Known {
    return this.facts.isLive.at(this.position)
  }

  /** Whether it is live, and a desktop or laptop. */
  get isLiveDesktop(): Known {
    return this.facts.isLiveDesktop(this.position)
  }

  /** How long ago it told about itself. */
  get reported(): Age {
    return this.facts.telemetry.age.at(this.position)
  }

  /** The trust level that it reported, as the source spells it. */
  get level(): string | null | undefined {
    return this.facts.telemetry.level.at(this.position)
  }

  /** What it reported under a factor's name, or why that is unknown. */
  factor(name: string): boolean | ReasonCode {
    return this.facts.telemetry.factorAt(this.position, name)
  }

  /** Whether the trust score was overridden by hand. */
  get overridden(): boolean | null | undefined {
    return this.facts.overridden.at(this.position)
  }

  /** How long ago device management last told about it. */
  get managed(): Age {
    return this.facts.managed.at(this.position)
  }

  /** Whether it is compromised, by device management. */
  get compromised(): boolean | null | undefined {
    return this.facts.compromised.at(this.position)
  }

  /** Whether it is compliant, by device management. */
  get compliant(): boolean | null | undefined {
    return this.facts.compliant.at(this.position)
  }

  /** Whose property it is, as the source spells it. */
  get ownership(): string | null | undefined {
    return this.facts.ownership.at(this.position)
  }
}

class DeviceFacts extends Facts<Device, DeviceSubject> {
  readonly family = new ValueColumn<OsFamily | null>(this.size)
  readonly unused: Ages
  readonly isRegistered = new KnownColumn(this.size)
  readonly isBanned = new KnownColumn(this.size)
  readonly isLive = new KnownColumn(this.size)
  readonly telemetry: Telemetry
  readonly overridden = new MemberColumn(this.size)
  readonly managed: Ages
  readonly compromised = new MemberColumn(this.size)
  readonly compliant = new MemberColumn(this.size)
  readonly ownership = new ValueColumn<string | null | undefined>(this.size)
  readonly at = (position: number): DeviceSubject => new DeviceSubject(this, position)

  constructor(basis: Basis) {
    super(withoutDeleted(basis.roster.columns.devices), basis)
    this.telemetry = new Telemetry(this.columns.records, basis)
    const familyOf = familiesByName()
    this.unused = this.ages(({ LastLogin }) => LastLogin, basis)
    this.managed = this.ages(({ MdmData }) => MdmData?.Timestamp, basis)
    this.columns.records.forEach((record, position) => {
      const { Platform, OS, RegisteredStatus, Banned, TrustData, MdmData } = record
      const isRegistered = told(RegisteredStatus)
      const isBanned = told(Banned)
      this.family.put(position, familyOf(Platform ?? "") ?? familyOf(OS ?? ""))
      this.isRegistered.put(position, isRegistered)
      this.isBanned.put(position, isBanned)
      this.isLive.put(
        position,
        and(isRegistered, not(isBanned), isWithin(this.unused.at(position), basis.parameters.deviceDormantDays))
      )
      this.telemetry.put(position, record)
      this.overridden.put(position, TrustData === null ? null : TrustData?.OverrideActive)
      this.compromised.put(position, MdmData === null ? null : MdmData?.CompromisedStatus)
      this.compliant.put(position, MdmData === null ? null : MdmData?.CompliantStatus)
      this.ownership.put(position, record.Ownership)
    })
  }

  isLiveDesktop(position: number): Known {
    return and(this.isLive.at(position), isDesktopFamily(this.family.at(position) ?? null))
  }

  areOwnersTold(position: number): boolean {
    return lengthOf(this.columns.owners, position) > 0 || Array.isArray(this.columns.records[position]?.Emails)
  }
}

/** Devices that their source does not mark deleted. */
export const devices = subjectsOf<DeviceSubject, DeviceFacts>({
  kind: "device",
  rows: (basis) => new DeviceFacts(basis),
  id: idOf,
  email: (device) => emailOf(device, null),
  names: (device) => [device.record.DeviceID, device.record.SerialNumber, ...addressesOf(device)],
  owners: ownersOf
})
