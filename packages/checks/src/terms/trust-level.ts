import type { ReasonCode } from "@rollcall/model"
import { gapOf } from "../judgement.ts"

/** Trust levels as the source names them, worst first; the last is no measurement but an exemption from being measured. */
export const trustLevels = ["AlwaysDeny", "Low", "Medium", "High", "AlwaysAllow"] as const

/** The rank of `AlwaysAllow`. */
export const exemptRank = trustLevels.indexOf("AlwaysAllow")

/** Where a level stands in `trustLevels`, or why that is unknown. */
export function rankOf(level: string | null | undefined): number | ReasonCode {
  if (level === null || level === undefined) return gapOf(level)
  if (level === "") return "field_null"
  const rank = trustLevels.findIndex((each) => each === level)
  return rank === -1 ? "unknown_value" : rank
}
