/**
 * What `run` and `schedule` print with `--json`, as schemas.
 */
import { Made, RunRequest } from "@rollcall/runs"
import { Schema } from "effect"
import { FailureDocument, Problem } from "./FailureDocument.ts"

const version = { schemaVersion: Schema.Literal(1) }

/** One tenant's run for a period. */
export const Run = Schema.Struct({
  tenant: Schema.String,
  period: Schema.String,
  attempt: Schema.Int,
  state: Schema.Literals(["waiting", "running", "done", "failed", "cancelled"]),
  /** The step that was begun last; `null` before the first. */
  step: Schema.NullOr(Schema.String),
  /** The process that took it, as `HOST:PROCESS`. */
  runner: Schema.NullOr(Schema.String),
  origin: Schema.Literals(["submitted", "scheduled", "here"]),
  submittedAt: Schema.String,
  startedAt: Schema.NullOr(Schema.String),
  changedAt: Schema.String,
  request: RunRequest,
  /** What was made, once it is done. */
  report: Schema.NullOr(Made),
  error: Schema.NullOr(Problem)
})
export type Run = typeof Run.Type

const Listed = Schema.Struct({ ...version, runs: Schema.Array(Run) })
export type Listed = typeof Listed.Type

const Changed = Schema.Struct({
  ...version,
  tenants: Schema.Array(
    Schema.Struct({
      tenant: Schema.String,
      /** `unchanged` where there was nothing to do. */
      outcome: Schema.Literals(["submitted", "retried", "cancelled", "unchanged", "failed"]),
      run: Schema.NullOr(Run),
      error: Schema.optionalKey(Problem)
    })
  )
})
export type Changed = typeof Changed.Type

/** Any document of `run`, schema version 1. */
export const RunDocument = Schema.Union([Listed, Changed, FailureDocument])

const Scheduled = Schema.Struct({
  ...version,
  tenants: Schema.Array(
    Schema.Struct({
      tenant: Schema.String,
      timezone: Schema.String,
      /** The report that comes next, and when its run may start; `null` if the tenant has no schedule. */
      next: Schema.NullOr(Schema.Struct({ period: Schema.String, at: Schema.String })),
      /** The report that was due last, and whether it is there. */
      last: Schema.NullOr(
        Schema.Struct({
          period: Schema.String,
          at: Schema.String,
          state: Schema.Literals(["waiting", "running", "done", "failed", "cancelled", "due", "missed"])
        })
      )
    })
  )
})
export type Scheduled = typeof Scheduled.Type

/** Any document of `schedule`, schema version 1. */
export const ScheduleDocument = Schema.Union([Scheduled, FailureDocument])
