/**
 * Runs as they are shown: as data, and as lines for a terminal.
 */
import { MadeText, RunFailureText } from "@rollcall/runs"
import type { ReportRun as RunOnRecord } from "@rollcall/store"
import { Option, Schema } from "effect"
import { type FailureCode, failureDocument } from "./Failure.ts"
import type { Column } from "./FittedTable.ts"
import type { Run } from "./RunDocuments.ts"
import { failureOfRun } from "./RunFailures.ts"
import { requestOf } from "./Submission.ts"

/** A run as data. */
export function runDocument(run: RunOnRecord): Run {
  const { tenant, period, attempt, state, step, runner, origin, submittedAt, startedAt, changedAt } = run
  return {
    tenant,
    period,
    attempt,
    state,
    step,
    runner,
    origin,
    submittedAt,
    startedAt,
    changedAt,
    request: requestOf(run),
    report: state === "done" ? Option.getOrNull(decodeMade(run.outcome)) : null,
    error: problemOf(run)
  }
}

/** Why a run failed; `null` if it did not. */
function problemOf({ state, outcome }: RunOnRecord): Run["error"] {
  if (state !== "failed") return null
  return Option.match(decodeFailure(outcome), {
    onNone: () => null,
    onSome: (failure) => failureDocument(failureOfRun(failure))
  })
}

/** The code of a failed run's failure, by its stored text. */
export const codeOfOutcome = (outcome: string): FailureCode =>
  Option.match(decodeFailure(outcome), { onNone: () => "failed", onSome: (failure) => failureOfRun(failure).code })

const decodeMade = Schema.decodeUnknownOption(MadeText)
const decodeFailure = Schema.decodeUnknownOption(RunFailureText)

export const runColumns: ReadonlyArray<Column> = [
  { head: "TENANT", narrow: 8 },
  { head: "PERIOD" },
  { head: "STATE" },
  { head: "STEP" },
  { head: "WHERE", narrow: 10 },
  { head: "FOR" },
  { head: "WHAT CAME OF IT", narrow: 20, narrowest: 12 }
]

/** A run as a row of {@link runColumns}. */
export function runRow(run: RunOnRecord, nowMs: number): ReadonlyArray<string> {
  const { error, report } = runDocument(run)
  const { tenant, period, attempt, state, step, runner, changedAt, startedAt, submittedAt } = run
  const since = state === "waiting" ? submittedAt : (startedAt ?? submittedAt)
  const until = state === "waiting" || state === "running" ? nowMs : Date.parse(changedAt)
  return [
    tenant,
    period,
    attempt === 1 ? state : `${state} (${attempt})`,
    state === "done" ? "–" : (step ?? "–"),
    runner ?? "–",
    duration(until - Date.parse(since)),
    (error === null ? null : `${placed(error.where)}${error.message}`) ?? (report === null ? "–" : scored(report))
  ]
}

/** Which source failed, and at what. */
export const placed = ({ source, operation }: { readonly source?: string; readonly operation?: string }): string =>
  source === undefined ? "" : `${source} ${operation ?? ""}: `

const scored = ({ score, coverage }: NonNullable<Run["report"]>): string =>
  score === null ? "score withheld" : `score ${score.toFixed(1)}, coverage ${coverage?.toFixed(1) ?? "–"} %`

/** Milliseconds as `12 s`, `3 min`, `5 h` or `2 d`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`
}

/** How many runs there are of each state: `3 waiting, 2 running, 195 done`. */
export function summaryOf(runs: ReadonlyArray<RunOnRecord>): string {
  const states = ["waiting", "running", "done", "failed", "cancelled"] as const
  const counts = states.map((state) => [state, runs.filter((run) => run.state === state).length] as const)
  const told = counts.filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`)
  return told.length === 0 ? "no runs" : told.join(", ")
}
