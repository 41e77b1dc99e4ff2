/**
 * What is kept of the month before: some checks look back, and a report compares with it.
 */
import type { TenantConfig } from "@rollcall/config"
import { parseAssessmentRecord, type Period, periodOf, previousPeriod, type SnapshotHeader } from "@rollcall/model"
import { SnapshotStore } from "@rollcall/store"
import { Effect } from "effect"
import { note } from "./Output.ts"
import { inStore } from "./StoredSnapshot.ts"

/**
 * What is kept of the month before a period; `null` if nothing is.
 *
 * **Gotchas** What another version kept in another form is not compared with, and that is said.
 */
export const monthBefore = Effect.fn("cli.monthBefore")(function* (tenant: string, period: Period) {
  const store = yield* SnapshotStore
  const before = previousPeriod(period)
  const stored = yield* inStore(tenant, store.assessment(tenant, before))
  if (stored === null) return null
  const record = parseAssessmentRecord(stored.document)
  if (record === null) {
    yield* note(
      `${tenant}: the assessment of ${before} was kept by another version and is not compared with; report that month again first`
    )
  }
  return record
})

/** As {@link monthBefore}, of the month in which a snapshot was finished. */
export const monthBeforeSnapshot = ({ id, timezone }: TenantConfig, snapshot: SnapshotHeader) =>
  monthBefore(id, periodOf(Date.parse(snapshot.finishedAt), timezone))
