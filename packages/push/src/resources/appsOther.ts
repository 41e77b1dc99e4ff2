import type { Requests } from "@rollcall/transport"
import { getRecord } from "../answers.ts"
import { listResource } from "../ListResource.ts"
import { AppOther } from "../schema/AppOther.ts"

export type AppsOtherFilters = {
  /** UNIX seconds. */
  readonly creationTimestampAfter?: number
  /** UNIX seconds. */
  readonly creationTimestampBefore?: number
}

const definition = { name: "appsOther", path: "/v1/appsOther", schema: AppOther, idOf: (record: AppOther) => record.id }

/**
 * Apps without a type of their own.
 *
 * **Source** `/v1/appsOther`; contracts/push.md, section 3.4, operations 13 and 14.
 */
export const appsOther = ({ read, spare }: Requests) => ({
  ...listResource<AppOther, AppsOtherFilters>({ read, spare }, definition),

  get: getRecord(read, definition)
})
