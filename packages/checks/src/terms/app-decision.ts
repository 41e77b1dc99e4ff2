/**
 * What the organisation decided about an app. In both members `null` is documented as "not set": a fact, not a gap.
 */
import type { Known } from "../logic.ts"
import type { App } from "../records.ts"

type ApprovalStatus = "UNDER_REVIEW" | "APPROVED" | "NOT_APPROVED"

const approvalStatuses: ReadonlySet<string> = new Set<ApprovalStatus>(["UNDER_REVIEW", "APPROVED", "NOT_APPROVED"])
const sensitivityLevels: ReadonlySet<string> = new Set(["HIGH", "MEDIUM", "LOW"])

/** Whether an app's approval has a status. */
export const hasApproval = ({ approvalStatus }: App, status: ApprovalStatus): Known =>
  isSet(approvalStatus, status, approvalStatuses)

/** Whether an app's sensitivity is high. */
export const isHighlySensitive = ({ sensitivityLevel }: App): Known =>
  isSet(sensitivityLevel, "HIGH", sensitivityLevels)

function isSet(value: string | null | undefined, wanted: string, values: ReadonlySet<string>): Known {
  if (value === wanted) return true
  return value === null || (value !== undefined && values.has(value)) ? false : null
}
