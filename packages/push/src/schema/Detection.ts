import { EpochSeconds, maybe, openEnum, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"
import { EmployeeRef } from "./Employee.ts"

/**
 * An attack that Push saw or stopped; the documentation of the record is incomplete.
 *
 * **Source** contracts/push.md, section 4.14.
 */
export const Detection = openRecord({
  id: Schema.NonEmptyString,
  employeeId: maybe(Schema.String),
  employee: maybe(EmployeeRef),
  browserId: maybe(Schema.String),
  severity: maybe(openEnum(["LOW", "MEDIUM", "HIGH", "CRITICAL"])),
  detectionType: maybe(openEnum(["PHISHING", "STOLEN_CREDENTIALS", "BLOCKED_URL", "MALWARE_DELIVERY"])),
  response: maybe(openEnum(["EMPLOYEE_WARNED", "EMPLOYEE_IGNORED_WARNING"])),
  archived: maybe(Schema.Boolean),
  creationTimestamp: Schema.optionalKey(EpochSeconds),
  /** Moves on updates. */
  lastActivityTimestamp: Schema.optionalKey(EpochSeconds),
  /** Page in the vendor's console. */
  detectionLink: maybe(Schema.String)
})
export type Detection = typeof Detection.Type
