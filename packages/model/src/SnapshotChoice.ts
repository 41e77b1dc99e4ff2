/**
 * Which snapshot speaks for a period.
 *
 * **Source** design/product.md, "Snapshots and periods".
 */
import { type Period, periodBounds } from "./Period.ts"
import type { SnapshotHeader } from "./Snapshot.ts"

/** For this long after its end a period may still be served by a snapshot made late. */
export const lateSnapshotMsMax = 7 * 24 * 60 * 60 * 1000

/** How a snapshot relates to the period it speaks for; `named` lies outside and was asked for by its id. */
export type SnapshotBasis = "within-period" | "after-period" | "named"

/** A snapshot and why it was taken. */
export interface SnapshotChoice {
  readonly snapshot: SnapshotHeader
  readonly basis: SnapshotBasis
}

/**
 * Takes the last complete snapshot finished within the period, else the first one finished in the seven days after.
 *
 * **Details** With `allowPartial`, partial snapshots come after all complete ones, by the same rule. `null` if none fits.
 */
export function chooseSnapshot(
  snapshots: ReadonlyArray<SnapshotHeader>,
  period: Period,
  timezone: string,
  options: { readonly allowPartial: boolean }
): SnapshotChoice | null {
  const inOrder = snapshots.toSorted((a, b) => finishedMs(a) - finishedMs(b) || (a.id < b.id ? -1 : 1))
  const pick = (candidates: ReadonlyArray<SnapshotHeader>): SnapshotChoice | null => {
    const within = candidates.findLast((each) => basisOf(each, period, timezone) === "within-period")
    if (within !== undefined) return { snapshot: within, basis: "within-period" }
    const after = candidates.find((each) => basisOf(each, period, timezone) === "after-period")
    return after === undefined ? null : { snapshot: after, basis: "after-period" }
  }
  const complete = pick(inOrder.filter((each) => each.complete))
  return complete ?? (options.allowPartial ? pick(inOrder.filter((each) => !each.complete)) : null)
}

/** Where a snapshot's end lies, seen from a period. */
export function basisOf(snapshot: SnapshotHeader, period: Period, timezone: string): SnapshotBasis {
  const { startMs, endMs } = periodBounds(period, timezone)
  const at = finishedMs(snapshot)
  if (at >= startMs && at < endMs) return "within-period"
  return at >= endMs && at < endMs + lateSnapshotMsMax ? "after-period" : "named"
}

/** The newest complete snapshot, else the newest partial one; `null` if there is none. */
export function newestSnapshot(snapshots: ReadonlyArray<SnapshotHeader>): SnapshotHeader | null {
  const inOrder = snapshots.toSorted((a, b) => finishedMs(a) - finishedMs(b) || (a.id < b.id ? -1 : 1))
  return inOrder.findLast((each) => each.complete) ?? inOrder.at(-1) ?? null
}

const finishedMs = (snapshot: SnapshotHeader): number => Date.parse(snapshot.finishedAt)
