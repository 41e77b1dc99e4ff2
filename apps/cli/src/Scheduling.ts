/**
 * What a worker does by the clock, one of them for all: submits the reports that are due, asks after runs that are silent, and
 * lets the engine forget those that are over.
 */
import type { Config, TenantConfig } from "@rollcall/config"
import { chooseSnapshot, lateSnapshotMsMax, type Period, periodBounds } from "@rollcall/model"
import { type Due, forget, lastDue, lookAgain, nextDue, ReportRun, type Scheduled } from "@rollcall/runs"
import { AuditTrail, type ReportRun as ReportRunOnRecord, ReportRuns, SnapshotStore } from "@rollcall/store"
import { Clock, Effect } from "effect"
import { inStore } from "./StoredSnapshot.ts"
import { isUnfinished, submitRun, usualRequest } from "./Submission.ts"

/** Tenants that are reported on by a schedule. */
export const scheduledTenants = ({ tenants }: Config): ReadonlyArray<Scheduled & TenantConfig> =>
  tenants.flatMap((tenant) => {
    const { schedule } = tenant
    return schedule === null ? [] : [{ ...tenant, schedule }]
  })

/** A tenant's report that was due last. */
interface TenantDue extends Due {
  readonly tenant: Scheduled & TenantConfig
}

/**
 * Submits what is due and is not there; done again and again.
 *
 * **Details** Told by what is there and not by what was done when, so that it may be done twice, by two, or late: a month that
 * nobody was awake for is caught up with once somebody is, as long as a snapshot speaks for it or one can still be made. A report that
 * was made before its month was over does not count. Only the report that was due last is looked at.
 */
export function submittingDue(config: Config) {
  const dueBy = dueClock(scheduledTenants(config))
  // Reports about which nothing is left to do, each by its tenant and period.
  const settled = new Set<string>()
  return Effect.gen(function* () {
    const nowMs = yield* Clock.currentTimeMillis
    const due = dueBy(nowMs).filter((each) => !settled.has(keyOf(each)))
    const runs = yield* runsOf(due)
    yield* Effect.forEach(
      due,
      (each) =>
        submitIfDue(each, runs.get(keyOf(each)) ?? null, nowMs).pipe(
          Effect.tap((isSettled) => Effect.sync(() => void (isSettled && settled.add(keyOf(each))))),
          // One tenant's trouble is nobody else's; it is looked at again.
          Effect.catchCause((cause) =>
            Effect.logWarning(`${each.tenant.id}: whether the report of ${each.period} is due is not known`, cause)
          )
        ),
      { discard: true }
    )
  })
}

/** Submits a tenant's report if it is due and not there; answers whether nothing is left to do about it. */
const submitIfDue = Effect.fnUntraced(function* (
  { tenant, ...due }: TenantDue,
  run: ReportRunOnRecord | null,
  nowMs: number
) {
  const { period } = due
  const state = yield* stateOfDue(tenant, due, run, nowMs)
  if (state === "due") {
    yield* submitRun(tenant, { period, request: usualRequest, origin: "scheduled", after: run })
    yield* Effect.logInfo(`${tenant.id}: the report of ${period} is due and was submitted`)
  }
  if (state === "missed")
    yield* Effect.logWarning(`${tenant.id}: the report of ${period} was due and cannot be made any more`)
  return state !== "waiting"
})

const keyOf = ({ tenant, period }: TenantDue): string => `${tenant.id} ${period}`

/** The runs of all that is due. */
const runsOf = Effect.fnUntraced(function* (due: ReadonlyArray<TenantDue>) {
  const service = yield* ReportRuns
  const found = new Map<string, ReportRunOnRecord>()
  for (const period of new Set(due.map((each) => each.period))) {
    for (const run of yield* service.list({ period })) found.set(`${run.tenant} ${period}`, run)
  }
  return found
})

/** What was due last by a time. Calendars are asked only once something new is due, which for most is not today. */
function dueClock(tenants: ReadonlyArray<Scheduled & TenantConfig>) {
  const known = new Map<string, { readonly last: TenantDue; readonly nextMs: number }>()
  return (nowMs: number): ReadonlyArray<TenantDue> =>
    tenants.map((tenant) => {
      const found = known.get(tenant.id)
      if (found !== undefined && nowMs >= found.last.atMs && nowMs < found.nextMs) return found.last
      const last = { tenant, ...lastDue(tenant, nowMs) }
      known.set(tenant.id, { last, nextMs: nextDue(tenant, nowMs).atMs })
      return last
    })
}

/** What was due so long ago at most is submitted whatever can come of it, so that somebody learns why there is no report. */
const freshMs = 24 * 60 * 60 * 1000

/**
 * How it is with a report whose time has come: a run is under way, it was made since its month was over, it is to be made, or
 * it cannot be made any more.
 */
export const stateOfDue = Effect.fnUntraced(function* (
  tenant: Pick<TenantConfig, "id" | "timezone">,
  { period, atMs }: Due,
  run: ReportRunOnRecord | null,
  nowMs: number
) {
  const { endMs } = periodBounds(period, tenant.timezone)
  if (run !== null && isUnfinished(run)) return "waiting" as const
  if (run !== null && Date.parse(run.submittedAt) >= endMs) return "made" as const
  if (yield* wasReportedSince(tenant.id, period, endMs)) return "made" as const
  if (nowMs < atMs + freshMs || (yield* canBeMade(tenant, period, nowMs))) return "due" as const
  return "missed" as const
})

/** Whether somebody has made the report of a period since a time, by a run or without. */
const wasReportedSince = Effect.fnUntraced(function* (tenant: string, period: Period, sinceMs: number) {
  const store = yield* SnapshotStore
  if ((yield* inStore(tenant, store.assessment(tenant, period))) === null) return false
  const { entries } = yield* inStore(tenant, (yield* AuditTrail).read(tenant))
  return entries.some(
    ({ operation, subject, at }) => operation === "report" && subject === period && Date.parse(at) >= sinceMs
  )
})

/** Whether a snapshot speaks for a period that is over, or one can still be made that does. */
const canBeMade = Effect.fnUntraced(function* (
  { id, timezone }: Pick<TenantConfig, "id" | "timezone">,
  period: Period,
  nowMs: number
) {
  const store = yield* SnapshotStore
  if (nowMs < periodBounds(period, timezone).endMs + lateSnapshotMsMax) return true
  const snapshots = yield* inStore(id, store.list(id))
  return chooseSnapshot(snapshots, period, timezone, { allowPartial: false }) !== null
})

/** Steps are seldom longer without a word; one that is takes no notice. */
const silentMs = 30_000

/** Has runs looked at again of which nothing is heard. */
export const askSilent = Effect.fn("cli.askSilent")(function* () {
  const runs = yield* ReportRuns
  const since = new Date((yield* Clock.currentTimeMillis) - silentMs).toISOString()
  const silent = yield* runs.silent(since, atOnce)
  if (silent.length > 0) yield* lookAgain(ReportRun, silent)
})

/** How long the engine is asked for what became of a run. */
const settledAfterMs = 60 * 60 * 1000

/** How many runs are looked after at a time. */
const atOnce = 500

/** Takes runs that have ended out of the engine's tables. */
export const forgetSettled = Effect.fn("cli.forgetSettled")(function* () {
  const runs = yield* ReportRuns
  const before = new Date((yield* Clock.currentTimeMillis) - settledAfterMs).toISOString()
  for (const run of yield* runs.settled(before, atOnce)) {
    yield* forget(ReportRun, run.execution)
    yield* runs.forgotten(run)
  }
})
