import type { FilterDefinitions } from "../filters.ts"
import { isSameEmail } from "../identifiers.ts"
import { makeList, type PagedResource } from "../ListResource.ts"
import { AuditLog } from "../schema/AuditLog.ts"
import type { Calls } from "../tokens.ts"

export type AuditLogsFilters = {
  readonly type?: string
  readonly action?: string
  readonly adminEmail?: string
  /** UNIX nanoseconds. */
  readonly startTime?: bigint
  /** UNIX nanoseconds. */
  readonly endTime?: bigint
}

/** What administrators did, oldest first. */
export type AuditLogsResource = PagedResource<AuditLog, AuditLogsFilters>

/**
 * What administrators did, oldest first: with it a write can be confirmed afterwards.
 *
 * **Source** `GET /v1/audit_logs`; contracts/banyan.md, section 3.2, operation 13.
 */
export const auditLogs = ({ read }: Calls, pageSize: number): AuditLogsResource => {
  const { pages } = makeList<AuditLog, AuditLogsFilters>(
    { read, pageSize },
    {
      name: "auditLogs",
      path: "/v1/audit_logs",
      member: "auditlogs",
      // Entries that are added while the log is read come last.
      order: { order: "asc" },
      filters,
      schema: AuditLog,
      identify: ({ id }) => (id === undefined || id === null || id === "" ? null : { key: id, id })
    }
  )
  return { pages }
}

const filters = {
  type: { parameter: "type", isMet: ({ type }, wanted) => type === wanted },
  action: { parameter: "action", isMet: ({ action }, wanted) => action === wanted },
  adminEmail: {
    parameter: "admin_email",
    isMet: ({ admin_email: email }, wanted) => email !== undefined && email !== null && isSameEmail(email, wanted)
  },
  startTime: { parameter: "start_time" },
  endTime: { parameter: "end_time" }
} as const satisfies FilterDefinitions<AuditLog, AuditLogsFilters>
