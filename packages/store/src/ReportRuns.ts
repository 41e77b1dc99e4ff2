/**
 * What is known of report runs: one tenant's report for one period each, and how far it is.
 *
 * **Details** This is what people are shown. What is to be done next, and by whom, the engine of `@rollcall/runs` knows; a
 * run takes its steps there and leaves word of them here.
 */
import { Context, Effect, Layer } from "effect"
import { SqlClient, type SqlError } from "effect/sql"
import { type StoreError, storeError } from "./StoreError.ts"
import { inTransaction } from "./TenantDatabase.ts"

/** Where a run stands; the last three are its ends. */
export type RunState = "waiting" | "running" | "done" | "failed" | "cancelled"

/** Who asked for a run: a person, the schedule, or the process itself that makes the report. */
export type RunOrigin = "submitted" | "scheduled" | "here"

/** What names a run. */
export interface RunName {
  readonly tenant: string
  readonly period: string
}

/** A run that was asked for. Times are ISO 8601. */
export interface ReportRun extends RunName {
  /** Counts from 1; what happened to earlier ones is in the audit trail. */
  readonly attempt: number
  readonly state: RunState
  /** The step that was begun last; `null` before the first. */
  readonly step: string | null
  /** The process that took it. */
  readonly runner: string | null
  /** By which name the engine knows the attempt; `null` once it has forgotten it. */
  readonly execution: string | null
  readonly origin: RunOrigin
  /** What was asked for; JSON text of whoever submitted it. */
  readonly request: string
  readonly submittedAt: string
  readonly startedAt: string | null
  readonly changedAt: string
  /** What came of it; JSON text of whoever ran it. */
  readonly outcome: string | null
}

/** One attempt of a run. */
export interface RunAttempt extends RunName {
  readonly attempt: number
}

/** A run that is asked for. */
export type NewRun = RunAttempt & Pick<ReportRun, "execution" | "origin" | "request" | "submittedAt">

/** A step that may begin. */
export interface BegunStep {
  /** The same attempt had begun it before, and did not come to its end. */
  readonly isAgain: boolean
  /** When the attempt began its first step. */
  readonly startedAt: string
}

/** How many runs are in a state, and since when the longest of them waits. */
export interface RunCount {
  readonly state: RunState
  readonly runs: number
  readonly oldest: string
}

/** The service that keeps what is known of runs. */
export class ReportRuns extends Context.Service<
  ReportRuns,
  {
    /** Puts an attempt on record as waiting, unless that one or a later one is; answers what is there then. */
    readonly submit: (run: NewRun) => Effect.Effect<ReportRun, StoreError>
    readonly find: (name: RunName) => Effect.Effect<ReportRun | null, StoreError>
    /** All runs, or those of a period, by period and tenant. */
    readonly list: (of: { readonly period?: string }) => Effect.Effect<ReadonlyArray<ReportRun>, StoreError>
    /** Says that a runner begins a step; `null` if the attempt was cancelled, ended, or another one was submitted since. */
    readonly begin: (
      run: RunAttempt & { readonly step: string; readonly runner: string; readonly at: string }
    ) => Effect.Effect<BegunStep | null, StoreError>
    /** Says how an attempt ended; an end that was told before stands. */
    readonly end: (
      run: RunAttempt & { readonly state: RunState; readonly outcome: string | null; readonly at: string }
    ) => Effect.Effect<boolean, StoreError>
    /** How many reports were made since a time. */
    readonly doneSince: (time: string) => Effect.Effect<number, StoreError>
    /** Ends an attempt that has not come to the step that writes; `false` where it has, or has ended. */
    readonly cancel: (
      run: RunAttempt & { readonly before: ReadonlyArray<string>; readonly at: string }
    ) => Effect.Effect<boolean, StoreError>
    readonly counts: Effect.Effect<ReadonlyArray<RunCount>, StoreError>
    /** Attempts that ended before a time and that the engine still knows, oldest first, so many at most. */
    readonly settled: (
      before: string,
      limit: number
    ) => Effect.Effect<ReadonlyArray<RunAttempt & { readonly execution: string }>, StoreError>
    /** Executions that have not come to an end and of which nothing was heard since a time, oldest first, so many at most. */
    readonly silent: (since: string, limit: number) => Effect.Effect<ReadonlyArray<string>, StoreError>
    /** Says that the engine has forgotten an attempt. */
    readonly forgotten: (run: RunAttempt) => Effect.Effect<void, StoreError>
    /** Forgets runs that ended. */
    readonly remove: (names: ReadonlyArray<RunName>) => Effect.Effect<void, StoreError>
  }
>()("@rollcall/store/ReportRuns") {
  /** The runs in the database of a `SqlClient` that has their table. */
  static readonly layer: Layer.Layer<ReportRuns, never, SqlClient.SqlClient> = Layer.effect(
    this,
    Effect.map(SqlClient.SqlClient, makeReportRuns)
  )
}

function makeReportRuns(sql: SqlClient.SqlClient): typeof ReportRuns.Service {
  const columns =
    sql.literal(`tenant, period, attempt, state, step, runner, execution, origin, request, submitted_at AS "submittedAt",
    started_at AS "startedAt", changed_at AS "changedAt", outcome`)
  const lock = sql.literal(sql.onDialectOrElse({ pg: () => "FOR UPDATE", orElse: () => "" }))
  const unfinished = sql.literal("state IN ('waiting', 'running')")
  const find = ({ tenant, period }: RunName) =>
    Effect.map(
      sql<ReportRun>`SELECT ${columns} FROM report_run WHERE tenant = ${tenant} AND period = ${period}`,
      ([row]) => row ?? null
    )
  return {
    submit: (run) =>
      named(
        "submit run",
        Effect.gen(function* () {
          const { submittedAt, ...known } = run
          const row = { ...known, state: "waiting" }
          yield* sql`INSERT INTO report_run ${sql.insert({ ...row, submitted_at: submittedAt, changed_at: submittedAt })}
            ON CONFLICT (tenant, period) DO UPDATE SET attempt = excluded.attempt, state = excluded.state, step = NULL,
              runner = NULL, execution = excluded.execution, origin = excluded.origin, request = excluded.request, submitted_at = excluded.submitted_at,
              started_at = NULL, changed_at = excluded.changed_at, outcome = NULL
            WHERE report_run.attempt < excluded.attempt`
          const found = yield* find(run)
          return found ?? (yield* Effect.die(new Error("a run vanished while it was submitted")))
        })
      ),
    find: (name) => named("find run", find(name)),
    list: ({ period }) => {
      const those = period === undefined ? sql.literal("") : sql`WHERE period = ${period}`
      return named("list runs", sql<ReportRun>`SELECT ${columns} FROM report_run ${those} ORDER BY period, tenant`)
    },
    begin: ({ tenant, period, attempt, step, runner, at }) =>
      named(
        "begin step",
        inTransaction(
          sql,
          Effect.gen(function* () {
            const [row] = yield* sql<Pick<ReportRun, "step" | "startedAt">>`SELECT step, started_at AS "startedAt"
              FROM report_run WHERE tenant = ${tenant} AND period = ${period} AND attempt = ${attempt} AND ${unfinished} ${lock}`
            if (row === undefined) return null
            const startedAt = row.startedAt ?? at
            yield* sql`UPDATE report_run SET state = 'running', step = ${step}, runner = ${runner}, changed_at = ${at},
              started_at = ${startedAt} WHERE tenant = ${tenant} AND period = ${period}`
            return { isAgain: row.step === step, startedAt }
          })
        )
      ),
    end: ({ tenant, period, attempt, state, outcome, at }) =>
      named(
        "end run",
        Effect.map(
          sql`UPDATE report_run SET state = ${state}, outcome = ${outcome}, changed_at = ${at}
            WHERE tenant = ${tenant} AND period = ${period} AND attempt = ${attempt} AND ${unfinished}
            RETURNING tenant`,
          (rows) => rows.length > 0
        )
      ),
    counts: named(
      "count runs",
      Effect.map(
        sql<{ readonly state: RunState; readonly runs: number | string; readonly oldest: string }>`SELECT state,
          count(*) AS runs, min(submitted_at) AS oldest FROM report_run GROUP BY state ORDER BY state`,
        (rows) => rows.map(({ state, runs, oldest }) => ({ state, runs: Number(runs), oldest }))
      )
    ),
    cancel: ({ tenant, period, attempt, before, at }) =>
      named(
        "cancel run",
        Effect.map(
          sql`UPDATE report_run SET state = 'cancelled', outcome = NULL, changed_at = ${at}
            WHERE tenant = ${tenant} AND period = ${period} AND attempt = ${attempt} AND ${unfinished}
              AND (step IS NULL OR ${sql.in("step", before)}) RETURNING tenant`,
          (rows) => rows.length > 0
        )
      ),
    doneSince: (time) =>
      named(
        "count runs",
        Effect.map(
          sql<{ readonly runs: number | string }>`SELECT count(*) AS runs FROM report_run
            WHERE state = 'done' AND changed_at >= ${time}`,
          ([row]) => Number(row?.runs ?? 0)
        )
      ),
    settled: (before, limit) =>
      named(
        "list ended runs",
        sql<RunAttempt & { readonly execution: string }>`SELECT tenant, period, attempt, execution FROM report_run
          WHERE execution IS NOT NULL AND changed_at < ${before} AND NOT (${unfinished})
          ORDER BY changed_at LIMIT ${limit}`
      ),
    silent: (since, limit) =>
      named(
        "list silent runs",
        Effect.map(
          sql<{ readonly execution: string }>`SELECT execution FROM report_run
            WHERE execution IS NOT NULL AND origin <> 'here' AND changed_at < ${since} AND ${unfinished}
            ORDER BY changed_at LIMIT ${limit}`,
          (rows) => rows.map(({ execution }) => execution)
        )
      ),
    forgotten: ({ tenant, period, attempt }) =>
      named(
        "forget run",
        Effect.asVoid(sql`UPDATE report_run SET execution = NULL
          WHERE tenant = ${tenant} AND period = ${period} AND attempt = ${attempt}`)
      ),
    remove: (names) =>
      named(
        "remove runs",
        Effect.forEach(
          names,
          ({ tenant, period }) =>
            sql`DELETE FROM report_run WHERE tenant = ${tenant} AND period = ${period} AND NOT (${unfinished})`,
          { discard: true }
        )
      )
  }
}

const named = <A>(operation: string, effect: Effect.Effect<A, SqlError.SqlError>) =>
  Effect.mapError(effect, (error) => storeError(operation, error))
