/**
 * Banyan trust: factors, scores and levels in both of the blocks that records carry.
 */
import type { TrustBlock, TrustBlockFactor, TrustData, TrustFactor } from "../banyan/state.ts"
import type { NonEmpty } from "./random.ts"

/** What a desktop reports. */
export const desktopFactors: NonEmpty<string> = [
  "AutoUpdateEnabled",
  "DiskEncryptionEnabled",
  "FirewallEnabled",
  "OrgPreferredAppsRunning",
  "ScreenLockEnabled",
  "UpToDateOS"
]

/** What a phone or tablet reports. */
export const mobileFactors: NonEmpty<string> = ["NotJailbroken", "ScreenLockEnabled", "UpToDateOS"]

/** What an assessment of a device or end user came to. */
export interface Assessment {
  /** Reported factors; one that is not here is absent from the record. */
  readonly factors: ReadonlyArray<readonly [name: string, value: string]>
  readonly score: number
  readonly level: string
  readonly isOverridden: boolean
  readonly updatedAt: bigint
}

/** Writes an assessment as the older block, `TrustData`. */
export const trustData = (assessment: Assessment): TrustData => ({
  EntityTrustscore: assessment.score,
  OverrideTrustscore: assessment.isOverridden ? 40 : 100,
  AccessTrustscore: assessment.isOverridden ? Math.min(40, assessment.score) : assessment.score,
  OverrideActive: assessment.isOverridden ? "TRUE" : "FALSE",
  Level: assessment.level,
  UpdatedAt: assessment.updatedAt,
  Factors: assessment.factors.map(trustFactor)
})

/** Writes an assessment as the newer block, `trust`. */
export const trustBlock = (assessment: Assessment, evaluatedAtMs: number): TrustBlock => {
  const factors = assessment.factors.map(trustBlockFactor)
  return {
    value: assessment.score,
    level: assessment.level,
    status: "Reporting",
    last_evaluated: {
      last_evaluated_at: evaluatedAtMs,
      last_evaluated_value: assessment.score,
      last_evaluated_level: assessment.level,
      last_evaluated_factors: factors
    },
    // The documented sample expires ten seconds before it was evaluated.
    expired_at: evaluatedAtMs - 9900,
    factors
  }
}

const remediations: Record<string, string> = {
  DiskEncryptionEnabled: "Turn on disk encryption",
  FirewallEnabled: "Turn on the firewall",
  UpToDateOS: "Update the operating system"
}

const trustFactor = ([name, value]: readonly [string, string]): TrustFactor => ({
  Name: name,
  Value: value,
  Type: "internal",
  Source: "banyan",
  Description: "",
  RemediationDescription: value === "false" ? (remediations[name] ?? "") : "",
  RemediationURL: ""
})

const trustBlockFactor = ([name, value]: readonly [string, string]): TrustBlockFactor => ({
  name,
  value,
  type: "internal",
  source: "banyan",
  description: "",
  remediation: { description: value === "false" ? (remediations[name] ?? "") : "", url: "" }
})
