import type { Requests } from "@rollcall/transport"
import { getRecord } from "../answers.ts"
import { listResource } from "../ListResource.ts"
import { AccountOther } from "../schema/AccountOther.ts"

export type AccountsOtherFilters = {
  /** Part of an address. */
  readonly email?: string
  readonly otherAppId?: string
  /** UNIX seconds. */
  readonly lastUsedTimestampAfter?: number
  /** UNIX seconds. */
  readonly lastUsedTimestampBefore?: number
}

/** A malformed id is refused with 400: contracts/push.md, section 6, row 16. */
const definition = {
  name: "accountsOther",
  path: "/v1/accountsOther",
  schema: AccountOther,
  idOf: (record: AccountOther) => record.id,
  mayRefuseUnknownId: true
}

/**
 * Accounts on apps without a type of their own.
 *
 * **Source** `/v1/accountsOther`; contracts/push.md, section 3.2, operations 6 and 7.
 */
export const accountsOther = ({ read, spare }: Requests) => ({
  ...listResource<AccountOther, AccountsOtherFilters>({ read, spare }, definition),

  get: getRecord(read, definition)
})
