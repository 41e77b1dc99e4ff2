import type { Requests } from "@rollcall/transport"
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

/**
 * Accounts on apps without a type of their own.
 *
 * **Source** `GET /v1/accountsOther`; contracts/push.md, section 3.2, operation 6.
 */
export const accountsOther = (read: Requests["read"]) =>
  listResource<AccountOther, AccountsOtherFilters>(read, {
    name: "accountsOther",
    path: "/v1/accountsOther",
    schema: AccountOther,
    idOf: (record) => record.id
  })
