import { BooleanText, compiled, EpochNanos, maybe, maybeBlank, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"
import { LoginCount } from "./LoginCount.ts"
import { Trust, TrustData } from "./Trust.ts"

/** What device management says; `0` and `""` mean that it never said anything. */
const MdmData = openRecord({
  Timestamp: Schema.optionalKey(EpochNanos),
  Source: maybe(Schema.String),
  CompromisedStatus: Schema.optionalKey(BooleanText),
  CompliantStatus: Schema.optionalKey(BooleanText)
})

/**
 * A device as the v1 lists show it.
 *
 * **Gotchas** `SerialNumber` is not unique. Absent `Emails` mean *not told*; `[]` means that nobody owns the device. A
 * record without `DeviceID` and `SerialNumber` cannot be named by anybody and is refused.
 *
 * **Source** contracts/banyan.md, sections 4.2 and 4.3.
 */
export const Device = compiled(
  openRecord({
    DeviceID: maybe(Schema.String),
    SerialNumber: maybe(Schema.String),
    DeviceFriendlyName: maybe(Schema.String),
    Emails: maybeBlank(Schema.Array(Schema.String)),
    CreatedAt: Schema.optionalKey(EpochNanos),
    LastLogin: Schema.optionalKey(EpochNanos),
    LoginCount: Schema.optionalKey(LoginCount),
    Ownership: maybe(
      openEnum(["Corporate Dedicated", "Corporate Shared", "Employee Owned", "Other", "UNKNOWN", "Undefined", ""])
    ),
    /** Free text in any letter case, such as `Darwin` or `Android`. */
    Platform: maybe(Schema.String),
    Model: maybe(Schema.String),
    Architecture: maybe(Schema.String),
    /** Holds a device certificate. */
    RegisteredStatus: Schema.optionalKey(BooleanText),
    MdmData: maybeBlank(MdmData),
    /** The newer trust block: where present it is the one to use. */
    trust: maybeBlank(Trust),
    TrustData: maybeBlank(TrustData),
    Roles: maybeBlank(Schema.Array(Schema.String)),
    Banned: Schema.optionalKey(BooleanText),
    OS: maybe(Schema.String),
    AppVersion: maybe(Schema.String),
    is_deleted: Schema.optionalKey(BooleanText)
  }).check(
    Schema.makeFilter((device) =>
      isBlank(device.DeviceID) && isBlank(device.SerialNumber) ? "has neither DeviceID nor SerialNumber" : undefined
    )
  )
)
export type Device = typeof Device.Type

function isBlank(text: string | null | undefined): boolean {
  return text === undefined || text === null || text === ""
}
