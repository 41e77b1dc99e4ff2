import { EpochSeconds, maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"
import { EmployeeRef } from "./Employee.ts"

/** Kinds of finding that Push names today. */
export const findingTypes = [
  "MFA_NOT_REGISTERED",
  "REUSED_PASSWORD",
  "SHARED_ACCOUNT",
  "UNUSED_THIRD_PARTY_APP",
  "WEAK_PASSWORD",
  "LEAKED_PASSWORD",
  "PASSWORD_MANAGER_NOT_USED",
  "STOLEN_CREDENTIALS"
] as const

/**
 * Something wrong that Push reports.
 *
 * **Source** contracts/push.md, section 4.13.
 */
export const Finding = openRecord({
  id: Schema.NonEmptyString,
  type: maybe(openEnum(findingTypes)),
  state: maybe(openEnum(["OPEN", "RESOLVED"])),
  employeeId: maybe(Schema.String),
  passwordId: maybe(Schema.String),
  accountId: maybe(Schema.String),
  appType: maybe(Schema.String),
  appId: maybe(Schema.String),
  weakPasswordReasons: maybe(Schema.Array(openEnum(["COMPROMISED_HIBP", "COMMON_BASE_WORD", "BANNED_BASE_WORD"]))),
  /** First observed; no time of resolution exists. */
  creationTimestamp: Schema.optionalKey(EpochSeconds),
  employee: maybe(EmployeeRef)
})
export type Finding = typeof Finding.Type
