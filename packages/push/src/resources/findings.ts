import type { Requests } from "@rollcall/transport"
import { getRecord } from "../answers.ts"
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

const definition = {
  name: "findings",
  path: "/v1/findings",
  schema: Finding,
  idOf: (record: Finding) => record.id,
  mayRefuseUnknownId: true
}

/**
 * What Push found wrong.
 *
 * **Source** `/v1/findings`; contracts/push.md, section 3.7, operations 20 and 21.
 */
export const findings = ({ read, spare }: Requests) => ({
  ...listResource<Finding, FindingsFilters>({ read, spare }, definition),

  get: getRecord(read, definition)
})
