import { BooleanText, EpochNanos, maybe, maybeBlank, openRecord } from "@rollcall/transport/wire"
import { Schema } from "effect"
import { LoginCount } from "./LoginCount.ts"
import { TrustData } from "./Trust.ts"

/**
 * A person as the device API knows them. The address is the only identifier in v1.
 *
 * **Source** contracts/banyan.md, section 4.1.
 */
export const EndUser = openRecord({
  Name: maybe(Schema.String),
  /** As the identity provider spelt it. */
  Email: maybe(Schema.String),
  /** Names joined by `,`; a name that holds a comma cannot be told apart. */
  Groups: maybe(Schema.String),
  CreatedAt: Schema.optionalKey(EpochNanos),
  LastLogin: Schema.optionalKey(EpochNanos),
  LoginCount: Schema.optionalKey(LoginCount),
  /** Serial numbers of the person's devices; absent or `null` means *not told*, `[]` none. */
  SerialNumbers: maybeBlank(Schema.Array(Schema.String)),
  TrustData: maybeBlank(TrustData),
  Roles: maybeBlank(Schema.Array(Schema.String)),
  is_deleted: Schema.optionalKey(BooleanText)
})
export type EndUser = typeof EndUser.Type
