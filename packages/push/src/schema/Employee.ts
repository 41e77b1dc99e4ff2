import { EpochSeconds, maybe, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

const described = {
  email: maybe(Schema.String),
  firstName: maybe(Schema.String),
  lastName: maybe(Schema.String),
  department: maybe(Schema.String),
  location: maybe(Schema.String),
  /** Holds a Push licence; without one the extension sends nothing about the employee. */
  licensed: maybe(Schema.Boolean),
  chatopsEnabled: maybe(Schema.Boolean),
  creationTimestamp: Schema.optionalKey(EpochSeconds)
}

/**
 * An employee as Push knows them.
 *
 * **Source** contracts/push.md, section 4.11.
 */
export const Employee = openRecord({
  id: Schema.NonEmptyString,
  ...described,
  /** Every known address; may hold duplicates and lack the primary one. */
  knownEmails: maybe(Schema.Array(Schema.String)),
  groups: maybe(Schema.Array(Schema.String))
})
export type Employee = typeof Employee.Type

/**
 * The employee nested in a detection: anything but the id may be absent.
 *
 * **Source** contracts/push.md, section 4.12.
 */
export const EmployeeRef = openRecord({ id: Schema.NonEmptyString, ...described })
export type EmployeeRef = typeof EmployeeRef.Type
