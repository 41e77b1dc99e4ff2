/**
 * Exceptions: approved, expiring waivers of one check for one subject.
 */
import { Schema } from "effect"
import { isDate } from "./Period.ts"

/** A waiver as configured. */
export const PostureException = Schema.Struct({
  /** A check's id or code. */
  check: Schema.NonEmptyString,
  /** An email address, account id, app id, device id or serial number. */
  subject: Schema.NonEmptyString,
  reason: Schema.NonEmptyString,
  approvedBy: Schema.NonEmptyString,
  /** The last day it holds, in the tenant's time zone. */
  expires: Schema.String.check(
    Schema.isPattern(/^\d{4}-\d{2}-\d{2}$/u, { message: "must be a date such as 2026-12-31" }),
    Schema.makeFilter((text: string) => isDate(text) || "must be a day that exists")
  )
})
export type PostureException = typeof PostureException.Type

/** What became of an exception in one assessment. */
export const AppliedException = Schema.Struct({
  ...PostureException.fields,
  state: Schema.Literals(["applied", "expired", "matches-nothing"]),
  /** Failures that it covers. */
  covers: Schema.Int
})
export type AppliedException = typeof AppliedException.Type
