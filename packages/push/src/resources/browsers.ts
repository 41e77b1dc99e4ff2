import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { Browser } from "../schema/Browser.ts"

export type BrowsersFilters = {
  /** Part of an address. */
  readonly email?: string
  readonly employeeId?: string
  readonly browser?: string
  readonly os?: string
  /** UNIX seconds. */
  readonly lastOnlineTimestampAfter?: number
  /** UNIX seconds. */
  readonly lastOnlineTimestampBefore?: number
}

/**
 * Enrolled browser profiles.
 *
 * **Source** `GET /v1/browsers`; contracts/push.md, section 3.5, operation 15.
 */
export const browsers = (read: Requests["read"]) =>
  listResource<Browser, BrowsersFilters>(read, {
    name: "browsers",
    path: "/v1/browsers",
    schema: Browser,
    idOf: (record) => record.id
  })
