/**
 * The trust that a device has, out of the source's two spellings of it.
 */
import type { ReportPerson } from "@rollcall/model"

/** A device's trust level and score; `null` where the source does not say. */
export interface DeviceTrust {
  readonly level: string | null
  readonly score: number | null
}

/** The newer trust block where there is one, else the older. */
export function trustOf(device: ReportPerson["devices"][number]): DeviceTrust {
  const { trust, TrustData } = device
  if (trust !== undefined && trust !== null) return { level: nonEmpty(trust.level), score: trust.value ?? null }
  return { level: nonEmpty(TrustData?.Level), score: TrustData?.EntityTrustscore ?? null }
}

const nonEmpty = (level: string | null | undefined): string | null =>
  level === undefined || level === null || level === "" ? null : level
