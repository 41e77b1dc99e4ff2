/**
 * Migration 0007: what is known of report runs, for those who wait for them.
 *
 * **Details** No wall stands around this table: it tells of tenants nothing but that a report was asked for and how far it
 * is, and whoever looks after the runs looks at those of all tenants.
 */
import { Effect } from "effect"
import { SqlClient } from "effect/sql"

export const reportRuns = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const text = sql.literal(sql.onDialectOrElse({ pg: () => 'TEXT COLLATE "C"', orElse: () => "TEXT" }))
  yield* sql`CREATE TABLE report_run (
    tenant ${text} NOT NULL,
    period ${text} NOT NULL,
    attempt INTEGER NOT NULL,
    state ${text} NOT NULL,
    step ${text},
    runner ${text},
    execution ${text},
    origin ${text} NOT NULL,
    request ${text} NOT NULL,
    submitted_at ${text} NOT NULL,
    started_at ${text},
    changed_at ${text} NOT NULL,
    outcome ${text},
    PRIMARY KEY (tenant, period)
  )`
  yield* sql`CREATE INDEX report_run_state ON report_run (state, submitted_at)`
})
