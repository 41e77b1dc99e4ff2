import type { Requests } from "@rollcall/transport"
import { getRecord } from "../answers.ts"
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

const definition = {
  name: "browsers",
  path: "/v1/browsers",
  schema: Browser,
  idOf: (record: Browser) => record.id,
  mayRefuseUnknownId: true
}

/**
 * Enrolled browser profiles.
 *
 * **Source** `/v1/browsers`; contracts/push.md, section 3.5, operations 15 and 16.
 */
export const browsers = ({ read, spare }: Requests) => ({
  ...listResource<Browser, BrowsersFilters>({ read, spare }, definition),

  get: getRecord(read, definition)
})
