/**
 * Asking the workers for a report: put on record, and handed to the engine.
 */
import type { TenantConfig } from "@rollcall/config"
import type { Period } from "@rollcall/model"
import { ReportRun, type RunRequest, RunRequestText } from "@rollcall/runs"
import { type ReportRun as RunOnRecord, ReportRuns, type RunOrigin } from "@rollcall/store"
import { Clock, Effect, Schema } from "effect"
import { inStore } from "./StoredSnapshot.ts"

/** What workers are asked for unless somebody says otherwise. */
export const usualRequest: RunRequest = {
  formats: ["pdf", "html", "json", "csv"],
  lang: null,
  collect: "if-it-counts",
  snapshot: null,
  allowPartial: false,
  out: null
}

export interface Submission {
  readonly period: Period
  readonly request: RunRequest
  readonly origin: RunOrigin
  /** Asks for an attempt after this one, which has ended; `null` for the first, or for the one that is there. */
  readonly after: RunOnRecord | null
}

/** A run, and whether it was this that brought it about. */
export interface Submitted {
  readonly run: RunOnRecord
  readonly isNew: boolean
}

/**
 * Submits a tenant's run.
 *
 * **Details** The engine is told first: a process that dies in between has left a run that is made, and whoever submits it again
 * is shown that very one.
 */
export const submitRun = Effect.fn("cli.submitRun")(function* (
  { id: tenant }: Pick<TenantConfig, "id">,
  { period, request, origin, after }: Submission
) {
  const runs = yield* ReportRuns
  const before = yield* inStore(tenant, runs.find({ tenant, period }))
  if (before !== null && before.attempt > (after?.attempt ?? 0)) {
    // Whoever submitted it may have died before the engine had it; told twice, it knows that already.
    if (before.state === "waiting") yield* tell(before, decodeRequest(before.request))
    const submitted: Submitted = { run: before, isNew: false }
    return submitted
  }
  const name = { tenant, period, attempt: (after?.attempt ?? 0) + 1 }
  const execution = yield* tell(name, request)
  const submittedAt = new Date(yield* Clock.currentTimeMillis).toISOString()
  const text = encodeRequest(request)
  const run = yield* inStore(tenant, runs.submit({ ...name, execution, origin, request: text, submittedAt }))
  const submitted: Submitted = { run, isNew: run.submittedAt === submittedAt }
  return submitted
})

const tell = (
  { tenant, period, attempt }: { readonly tenant: string; readonly period: Period; readonly attempt: number },
  request: RunRequest
) => ReportRun.execute({ tenant, period, attempt, request }, { discard: true })

/** What was asked for when a run was submitted. */
export const requestOf = (run: RunOnRecord): RunRequest => decodeRequest(run.request)

const encodeRequest = Schema.encodeSync(RunRequestText)
const decodeRequest = Schema.decodeSync(RunRequestText)

/** Whether a run has not come to an end. */
export const isUnfinished = ({ state }: RunOnRecord): boolean => state === "waiting" || state === "running"
