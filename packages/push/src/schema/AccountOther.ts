import { EpochSeconds, maybe, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"
import { LoginMethods } from "./LoginMethods.ts"

/**
 * An account on an app without a type of its own: nothing about its second factor or password is known.
 *
 * **Source** contracts/push.md, section 4.3.
 */
export const AccountOther = openRecord({
  id: Schema.NonEmptyString,
  employeeId: maybe(Schema.String),
  otherAppId: maybe(Schema.String),
  email: maybe(Schema.String),
  loginMethods: maybe(LoginMethods),
  /** First observed. */
  creationTimestamp: Schema.optionalKey(EpochSeconds),
  lastUsedTimestamp: Schema.optionalKey(EpochSeconds)
})
export type AccountOther = typeof AccountOther.Type
