/**
 * Stored assessments, one for each tenant and period.
 */
import { Effect } from "effect"
import type { Assessments, StoredAssessment } from "./SnapshotStore.ts"
import type { TenantDatabase } from "./TenantDatabase.ts"

export const makeAssessments = (database: TenantDatabase): Assessments => ({
  saveAssessment: ({ tenant, period, snapshotId, document }) =>
    database.write("save assessment", { tenant }, (sql) =>
      Effect.asVoid(sql`INSERT INTO assessment (tenant, period, snapshot_id, document)
        VALUES (${tenant}, ${period}, ${snapshotId}, ${document})
        ON CONFLICT (tenant, period) DO UPDATE SET snapshot_id = excluded.snapshot_id, document = excluded.document`)
    ),

  assessment: (tenant, period) =>
    database.read("read assessment", { tenant }, (sql) =>
      Effect.map(
        sql<StoredAssessment>`SELECT snapshot_id AS "snapshotId", document FROM assessment
          WHERE tenant = ${tenant} AND period = ${period}`,
        ([row]) => row ?? null
      )
    ),

  assessmentPeriods: (tenant) =>
    database.read(
      "list assessments",
      { tenant },
      (sql) => sql<{ readonly period: string; readonly snapshotId: string }>`SELECT period, snapshot_id AS "snapshotId"
        FROM assessment WHERE tenant = ${tenant} ORDER BY period`
    )
})
