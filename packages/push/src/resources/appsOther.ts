import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { AppOther } from "../schema/AppOther.ts"

export type AppsOtherFilters = {
  /** UNIX seconds. */
  readonly creationTimestampAfter?: number
  /** UNIX seconds. */
  readonly creationTimestampBefore?: number
}

/**
 * Apps without a type of their own.
 *
 * **Source** `GET /v1/appsOther`; contracts/push.md, section 3.4, operation 13.
 */
export const appsOther = (read: Requests["read"]) =>
  listResource<AppOther, AppsOtherFilters>(read, {
    name: "appsOther",
    path: "/v1/appsOther",
    schema: AppOther,
    idOf: (record) => record.id
  })
