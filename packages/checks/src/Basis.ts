/**
 * What judgements rest on.
 */
import {
  type CheckResult,
  type Parameters,
  readingOf,
  type ReasonCode,
  type ResourceKey,
  type Roster,
  type SnapshotHeader,
  type Tenant
} from "@rollcall/model"

/** Everything that a check may look at besides its subject. */
export interface Basis {
  readonly roster: Roster
  readonly tenant: Tenant
  readonly parameters: Parameters
  /** When the snapshot was finished, in epoch milliseconds. */
  readonly asOfMs: number
  /** Results of the checks that are no gates; empty while these are judged. */
  readonly results: ReadonlyArray<CheckResult>
}

/** Why nothing can be concluded from what these resources lack; `undefined` if all were read to their end. */
export function unreadReason(
  snapshot: SnapshotHeader,
  keys: ReadonlyArray<ResourceKey>
): Extract<ReasonCode, "source_unavailable" | "source_partial"> | undefined {
  for (const key of keys) {
    const reading = readingOf(snapshot, key)
    if (reading === undefined || !reading.offered) return "source_unavailable"
    if (!reading.complete) return reading.pages === 0 && reading.records === 0 ? "source_unavailable" : "source_partial"
  }
  return undefined
}
