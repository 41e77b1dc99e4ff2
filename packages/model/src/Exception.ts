/**
 * Exceptions: approved, expiring waivers of one check for one subject.
 */
import { Schema } from "effect"
import { isDate } from "./Period.ts"

/** What somebody has to answer for has to be there: blanks say nothing. */
const Written = Schema.String.check(Schema.isPattern(/\S/u, { message: "must say something" }))

const dateForm = /^\d{4}-\d{2}-\d{2}$/u

/** A waiver as configured. */
export const PostureException = Schema.Struct({
  /** A check's id or code. */
  check: Written,
  /** An email address, account id, app id, device id or serial number. */
  subject: Written,
  reason: Written,
  approvedBy: Written,
  /** The last day it holds, in the tenant's time zone. */
  expires: Schema.String.check(
    Schema.isPattern(dateForm, { message: "must be a date such as 2026-12-31" }),
    // What has another form is told once.
    Schema.makeFilter((text: string) => !dateForm.test(text) || isDate(text) || "must be a day that exists")
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
