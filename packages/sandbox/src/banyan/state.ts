/**
 * What the fake Banyan API holds for a tenant: the v1 records as they go over the wire (contracts/banyan.md,
 * section 4), each with what only v2 tells.
 *
 * The ties between people and devices are the link fields themselves, so that two lists can contradict each other; the
 * mappings (`mappings.ts`) are read out of both.
 */

/** A trust factor of the older block (4.5). */
export type TrustFactor = {
  readonly Name: string
  readonly Value: string
  readonly Type: string
  readonly Source: string
  readonly Description: string
  readonly RemediationDescription: string
  readonly RemediationURL: string
}

/** The older trust block (4.4); `UpdatedAt` in nanoseconds. */
export type TrustData = {
  readonly EntityTrustscore: number
  readonly OverrideTrustscore: number
  readonly AccessTrustscore: number
  readonly OverrideActive: string
  readonly Level: string
  readonly UpdatedAt: bigint
  readonly Factors: ReadonlyArray<TrustFactor>
}

/** A trust factor of the newer block (4.6). */
export type TrustBlockFactor = {
  readonly name: string
  readonly value: string
  readonly type: string
  readonly source: string
  readonly description: string
  readonly remediation: { readonly description: string; readonly url: string }
}

/** The newer trust block (4.6); times in milliseconds. */
export type TrustBlock = {
  readonly value: number
  readonly level: string
  readonly status: string
  readonly last_evaluated: {
    readonly last_evaluated_at: number
    readonly last_evaluated_value: number
    readonly last_evaluated_level: string
    readonly last_evaluated_factors: ReadonlyArray<TrustBlockFactor>
  }
  readonly expired_at: number
  readonly factors: ReadonlyArray<TrustBlockFactor>
}

/** What device management says (4.3); `Timestamp` in nanoseconds, 0 is never. */
export type MdmData = {
  readonly Timestamp: bigint
  readonly Source: string
  readonly CompromisedStatus: string
  readonly CompliantStatus: string
}

/** An end user of v1 (4.1). */
export type EndUserRecord = {
  readonly Name: string
  readonly Email: string
  readonly Groups: string
  readonly CreatedAt?: bigint
  readonly LastLogin?: bigint
  readonly LoginCount?: number
  readonly SerialNumbers?: ReadonlyArray<string>
  readonly TrustData: TrustData
  readonly Roles: ReadonlyArray<string> | null
  readonly is_deleted?: boolean | undefined
}

/** A device of v1 (4.2). */
export type DeviceRecord = {
  readonly DeviceID: string
  readonly SerialNumber: string
  readonly DeviceFriendlyName: string
  readonly Emails?: ReadonlyArray<string>
  readonly CreatedAt?: bigint
  readonly LastLogin?: bigint
  readonly LoginCount?: number
  readonly Ownership: string
  readonly Platform: string
  readonly Model: string
  readonly Architecture: string
  readonly RegisteredStatus: string
  readonly MdmData: MdmData
  readonly trust?: TrustBlock | undefined
  readonly TrustData: TrustData
  readonly Roles: ReadonlyArray<string> | null
  readonly Banned: string
  readonly OS: string
  readonly AppVersion: string
  readonly is_deleted?: boolean | undefined
}

/** What the API itself worked out about a record, before anybody set a limit to it. */
export type Calculated = { readonly TrustData: TrustData; readonly trust?: TrustBlock | undefined }

/** What stands between the calculated trust of a record and the trust that it shows. */
export interface Standing {
  readonly calculated: Calculated
  /** The level that an administrator lets it reach; `undefined` is any. */
  readonly maximum: string | undefined
  /** Whether nothing is known of it until it reports. */
  readonly awaitsReport: boolean
}

/** An end user with its v2 identity. */
export interface EndUser {
  readonly id: string
  readonly isActive: boolean
  readonly createdAt: bigint
  /** 0 is never. */
  readonly invitedAt: bigint
  readonly record: EndUserRecord
  readonly standing?: Standing
}

/** A device with its v2 identity. */
export interface Device {
  readonly id: string
  readonly isActive: boolean
  readonly createdAt: bigint
  readonly record: DeviceRecord
  readonly standing?: Standing
}

/** Everything the Banyan API knows of a tenant. */
export interface BanyanState {
  readonly orgId: string
  readonly endUsers: Array<EndUser>
  readonly devices: Array<Device>
}
