import { EpochSeconds, maybe, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"

/**
 * That an employee uses an account.
 *
 * **Source** contracts/push.md, section 4.4.
 */
export const AccountUse = openRecord({
  employeeId: maybe(Schema.String),
  /** Last use by that employee. */
  lastUsedTimestamp: Schema.optionalKey(EpochSeconds),
  /** Typed by hand at the last login; `false` if a password manager filled it in, `null` without a password login. */
  passwordManuallyTyped: maybe(Schema.Boolean)
})
export type AccountUse = typeof AccountUse.Type
