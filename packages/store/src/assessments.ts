/**
 * Stored assessments, one for each tenant and period.
 */
import { Effect } from "effect"
import type { SqlClient } from "effect/sql"
import type { Assessments, StoredAssessment } from "./SnapshotStore.ts"
import { storeError } from "./StoreError.ts"

export const makeAssessments = (sql: SqlClient.SqlClient): Assessments => ({
  saveAssessment: ({ tenant, period, snapshotId, document }) =>
    sql`INSERT INTO assessment (tenant, period, snapshot_id, document)
      VALUES (${tenant}, ${period}, ${snapshotId}, ${document})
      ON CONFLICT (tenant, period) DO UPDATE SET snapshot_id = excluded.snapshot_id, document = excluded.document`.pipe(
      Effect.asVoid,
      Effect.mapError((error) => storeError("save assessment", error))
    ),

  assessment: (tenant, period) =>
    sql<StoredAssessment>`SELECT snapshot_id AS "snapshotId", document FROM assessment
      WHERE tenant = ${tenant} AND period = ${period}`.pipe(
      Effect.map(([row]) => row ?? null),
      Effect.mapError((error) => storeError("read assessment", error))
    )
})
