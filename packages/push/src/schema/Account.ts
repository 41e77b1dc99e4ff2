import { EpochSeconds, maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"
import { LoginMethods } from "./LoginMethods.ts"

/** Second factors that Push names today. */
export const mfaMethods = [
  "APP_TOTP",
  "PUSH_NOTIFICATION",
  "EMAIL_OTP",
  "U2F",
  "HARDWARE_TOTP",
  "PHONE_CALL",
  "SMS_OTP",
  "APP_PASSWORD",
  "GRID_CARD",
  "EXTERNAL_PROVIDER",
  "BACKUP_CODES",
  "WEBAUTHN"
] as const

/**
 * An employee's account on an app that Push knows.
 *
 * **Source** contracts/push.md, section 4.1.
 */
export const Account = openRecord({
  id: Schema.NonEmptyString,
  /** Primary employee; may point to one that is gone. */
  employeeId: maybe(Schema.String),
  /** App name, such as `ATLASSIAN`. */
  appType: maybe(Schema.String),
  appId: maybe(Schema.String),
  /** Login address; may differ from the employee's. */
  email: maybe(Schema.String),
  /** `null` is unknown, never "no". */
  mfaRegistered: maybe(Schema.Boolean),
  mfaMethods: maybe(Schema.Array(openEnum(mfaMethods))),
  /** Stands for the password without revealing it; `null` does not prove that there is none. */
  passwordId: maybe(Schema.String),
  loginMethods: maybe(LoginMethods),
  creationTimestamp: Schema.optionalKey(EpochSeconds),
  /** Last use by an employee that the extension saw. */
  lastUsedTimestamp: Schema.optionalKey(EpochSeconds)
})
export type Account = typeof Account.Type
