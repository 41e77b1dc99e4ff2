import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { Account } from "../schema/Account.ts"

export type AccountsFilters = {
  /** Part of an address. */
  readonly email?: string
  readonly appType?: string
  /** Whether this matches the primary employee only is not documented. */
  readonly employeeId?: string
  readonly passwordId?: string
  /** UNIX seconds. */
  readonly lastUsedTimestampAfter?: number
  /** UNIX seconds. */
  readonly lastUsedTimestampBefore?: number
}

/**
 * Accounts on apps that Push knows.
 *
 * **Source** `GET /v1/accounts`; contracts/push.md, section 3.1, operation 1.
 */
export const accounts = (read: Requests["read"]) =>
  listResource<Account, AccountsFilters>(read, {
    name: "accounts",
    path: "/v1/accounts",
    schema: Account,
    idOf: (record) => record.id
  })
