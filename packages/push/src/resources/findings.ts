import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { Finding } from "../schema/Finding.ts"

export type FindingsFilters = {
  readonly state?: string
  readonly type?: string
  readonly employeeId?: string
  readonly appType?: string
  readonly accountId?: string
  readonly passwordId?: string
  /** UNIX seconds. */
  readonly creationTimestampAfter?: number
  /** UNIX seconds. */
  readonly creationTimestampBefore?: number
}

/**
 * What Push found wrong.
 *
 * **Source** `GET /v1/findings`; contracts/push.md, section 3.7, operation 20.
 */
export const findings = (read: Requests["read"]) =>
  listResource<Finding, FindingsFilters>(read, {
    name: "findings",
    path: "/v1/findings",
    schema: Finding,
    idOf: (record) => record.id
  })
