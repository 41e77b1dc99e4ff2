/**
 * Reading the audit log: operation 13 (contracts/banyan.md, section 3.2).
 */
import { nanoseconds, wholeNumber } from "./listing.ts"
import { messageV1, parameter, type Operation } from "./operation.ts"

/** Operation 13: newest first unless `order=asc`; the ends of the time are part of it. */
export const listAuditLogs: Operation = (context) => {
  const skip = wholeNumber(parameter(context, "skip"), 0, 0)
  const limit = wholeNumber(parameter(context, "limit"), 25, 1)
  if (skip === undefined || limit === undefined) return messageV1(400, "skip and limit are whole numbers")
  const start = nanoseconds(parameter(context, "start_time"), 0n)
  const end = nanoseconds(parameter(context, "end_time"), 2n ** 70n)
  if (start === undefined || end === undefined) return messageV1(400, "start_time and end_time are nanoseconds")
  const [type, action] = [parameter(context, "type"), parameter(context, "action")]
  const admin = parameter(context, "admin_email")
  const matching = context.store.auditLog
    .all()
    .filter((entry) => type === undefined || entry.type === type)
    .filter((entry) => action === undefined || entry.action === action)
    .filter((entry) => admin === undefined || entry.admin_email === admin)
    .filter((entry) => entry.created_at >= start && entry.created_at <= end)
  const inOrder = parameter(context, "order") === "asc" ? matching : matching.toReversed()
  const page = inOrder.slice(skip, skip + Math.min(limit, context.switches.pageCap))
  return { status: 200, body: { auditlogs: page.map((entry) => context.mutate(entry)), count: matching.length } }
}
