/**
 * Removing old snapshots: which ones, and on record.
 */
import { openIntentions, underWayMax } from "@rollcall/actions"
import { resumableMsMax } from "@rollcall/collect"
import type { TenantConfig } from "@rollcall/config"
import { type AuditEvent, basisOf, newestSnapshot, type Period, periodOf, type SnapshotHeader } from "@rollcall/model"
import { type ArchivedReport, AuditTrail, ReportArchive, SnapshotStore, type UnfinishedRun } from "@rollcall/store"
import { Clock, Duration, Effect, Option, Schema } from "effect"
import { Actor } from "./Actor.ts"
import { storeFailure } from "./failures.ts"
import { note } from "./Output.ts"
import { inStore, reportedPeriods } from "./StoredSnapshot.ts"
import { ThisProcess } from "./ThisProcess.ts"

/** A collection run that came to no end. */
export interface InterruptedRun {
  readonly id: string
  readonly startedAt: string
  readonly records: number
}

/** What would become of a tenant's snapshots. */
export interface RemovalPlan {
  readonly tenant: TenantConfig
  readonly removed: ReadonlyArray<SnapshotHeader>
  /** Runs that go as well: nobody can go on with them any more. */
  readonly interrupted: ReadonlyArray<InterruptedRun>
  /** Stored reports that were made from what is removed and never came on record: they go with it. */
  readonly reports: ReadonlyArray<ArchivedReport>
  readonly kept: ReadonlyArray<{ readonly snapshot: SnapshotHeader; readonly because: ReadonlyArray<string> }>
  /** Periods without a report of which none can be made from what is kept. */
  readonly periodsLost: ReadonlyArray<Period>
}

/**
 * Looks which snapshots would stay: the newest so many, all that a report was made from, and the newest complete one, which
 * lookups answer from. Interrupted runs stay while they may be resumed.
 *
 * **Details** A stored report is on record, and then its snapshot stays and so does the report; or it is about to be; or whoever
 * made it died in between.
 */
export const removalPlan = Effect.fnUntraced(function* (tenant: TenantConfig, keep: number) {
  const store = yield* SnapshotStore
  const snapshots = yield* inStore(tenant.id, store.list(tenant.id))
  const stored = yield* inStore(tenant.id, (yield* ReportArchive).list(tenant.id))
  const nowMs = yield* Clock.currentTimeMillis
  const recent = stored.filter(({ storedAt }) => nowMs - Date.parse(storedAt) <= resumableMsMax)
  const periods = withStored(yield* reportedPeriods(tenant.id), recent)
  const runs = yield* inStore(tenant.id, store.interrupted(tenant.id))
  const interrupted = runs.filter((run) => isOver(run, snapshots, nowMs)).map(interruptedBrief)
  const plan = planOf(tenant, snapshots, periods, keep)
  const reports = stored.filter(({ snapshotId }) => plan.removed.some(({ id }) => id === snapshotId))
  return { ...plan, interrupted, reports } satisfies RemovalPlan
})

/** The periods that reports were made of, with those of stored reports that may not have come on record yet. */
function withStored(
  periods: ReadonlyMap<string, ReadonlyArray<Period>>,
  stored: ReadonlyArray<ArchivedReport>
): ReadonlyMap<string, ReadonlyArray<Period>> {
  const all = new Map(periods)
  for (const { period, snapshotId } of stored) {
    if (snapshotId === null) continue
    all.set(snapshotId, [...new Set([...(all.get(snapshotId) ?? []), period])].toSorted())
  }
  return all
}

/** Whether a run is too old to be resumed, or a snapshot was sealed since. One that is still to come says nothing about that. */
function isOver({ startedAt }: UnfinishedRun, snapshots: ReadonlyArray<SnapshotHeader>, nowMs: number): boolean {
  const isOvertaken = snapshots.some(({ finishedAt }) => finishedAt > startedAt && Date.parse(finishedAt) <= nowMs)
  return isOvertaken || Math.abs(nowMs - Date.parse(startedAt)) > resumableMsMax
}

/** A run as it is listed. */
export const interruptedBrief = ({ id, startedAt, readings, open }: UnfinishedRun): InterruptedRun => ({
  id,
  startedAt,
  records: [...readings, ...open].reduce((sum, { records }) => sum + records, 0)
})

/** The plan, for snapshots from oldest to newest and the periods that reports were made of from them. */
export function planOf(
  tenant: TenantConfig,
  snapshots: ReadonlyArray<SnapshotHeader>,
  periods: ReadonlyMap<string, ReadonlyArray<Period>>,
  keep: number
): Omit<RemovalPlan, "interrupted" | "reports"> {
  const newest = newestSnapshot(snapshots)
  const judged = snapshots.map((snapshot, index) => ({
    snapshot,
    because: [
      ...(index >= snapshots.length - keep ? ["newest"] : []),
      ...(periods.get(snapshot.id) ?? []).map((period) => `report ${period}`),
      ...(snapshot.id === newest?.id && snapshot.complete ? ["newest complete"] : [])
    ]
  }))
  const removed = judged.flatMap(({ snapshot, because }) => (because.length === 0 ? [snapshot] : []))
  const kept = judged.filter(({ because }) => because.length > 0)
  const reported = new Set([...periods.values()].flat())
  const speaks = (period: Period) => (snapshot: SnapshotHeader) =>
    snapshot.complete && basisOf(snapshot, period, tenant.timezone) === "within-period"
  const periodsLost = [...new Set(removed.filter(({ complete }) => complete).map(periodIn(tenant)))].filter(
    (period) => !reported.has(period) && !kept.some(({ snapshot }) => speaks(period)(snapshot))
  )
  return { tenant, removed, kept, periodsLost }
}

const periodIn =
  ({ timezone }: TenantConfig) =>
  ({ finishedAt }: SnapshotHeader): Period =>
    periodOf(Date.parse(finishedAt), timezone)

const operation = "snapshot prune"

/**
 * Removes what a plan says and nothing that became worth keeping since; answers what was removed.
 *
 * **Details** The intention is on record before anything is removed, with the content hashes of what will be gone. Reports go
 * before their snapshots: whoever is cut short leaves none whose snapshot is gone. While
 * somebody collects the tenant, interrupted runs stay, as one of them may be the one that is under way.
 */
export const removePlanned = Effect.fnUntraced(function* (plan: RemovalPlan, keep: number) {
  if (plan.interrupted.length === 0) return yield* removeAll(plan, keep)
  const { id: tenant } = plan.tenant
  const store = yield* SnapshotStore
  return yield* store.lease(tenant).pipe(
    Effect.as(plan),
    Effect.catchTag("StoreError", (error) => {
      if (error.reason !== "busy") return Effect.fail(storeFailure(error, tenant))
      return Effect.as(note(`${error.detail}; interrupted runs stay`), { ...plan, interrupted: [] })
    }),
    Effect.flatMap((allowed) => removeAll(allowed, keep))
  )
}, Effect.scoped)

const removeAll = Effect.fnUntraced(function* ({ tenant, ...planned }: RemovalPlan, keep: number) {
  const store = yield* SnapshotStore
  const now = yield* removalPlan(tenant, keep)
  const snapshots = now.removed.filter(({ id }) => planned.removed.some((each) => each.id === id))
  const interrupted = now.interrupted.filter(({ id }) => planned.interrupted.some((each) => each.id === id))
  const reports = now.reports.filter(
    ({ period, snapshotId }) =>
      snapshots.some(({ id }) => id === snapshotId) && planned.reports.some((each) => each.period === period)
  )
  const ids = [...snapshots, ...interrupted].map(({ id }) => id)
  const [first] = ids
  if (first === undefined) return { removed: [], interrupted: [], reports: [] }
  const at = yield* isoNow
  const intention: AuditEvent = {
    tenant: tenant.id,
    at,
    actor: yield* Actor,
    operation,
    subject: ids.length === 1 ? first : countText({ removed: snapshots, interrupted, reports }),
    phase: "intention",
    action: `prune ${tenant.id} ${at}`,
    process: (yield* ThisProcess).id,
    parameters: {
      keep,
      snapshots: snapshots.map(({ id, contentHash }) => ({ id, contentHash })),
      ...(interrupted.length === 0 ? {} : { interrupted: interrupted.map((run) => ({ ...run })) }),
      ...(reports.length === 0 ? {} : { reports: reports.map(recorded) })
    },
    outcome: null,
    reason: null,
    before: null,
    after: null
  }
  const trail = yield* AuditTrail
  yield* inStore(tenant.id, trail.append(intention))
  const periodsGone = yield* inStore(tenant.id, removeReports(tenant.id, reports))
  const gone = yield* inStore(tenant.id, store.remove(tenant.id, ids))
  const outcome = {
    ...intention,
    phase: "outcome",
    at: yield* isoNow,
    outcome: "done",
    after: { removed: gone, ...(reports.length === 0 ? {} : { reports: periodsGone }) }
  } as const
  yield* inStore(tenant.id, trail.append(outcome))
  const isGone = ({ id }: { readonly id: string }) => gone.includes(id)
  return {
    removed: snapshots.filter(isGone),
    interrupted: interrupted.filter(isGone),
    reports: reports.filter(({ period }) => periodsGone.includes(period))
  }
})

const removeReports = (tenant: string, reports: ReadonlyArray<ArchivedReport>) =>
  Effect.flatMap(ReportArchive, (archive) =>
    archive.remove(
      tenant,
      reports.map(({ period }) => period)
    )
  )

/** A report as the trail has it: the hash of its manifest says which one it was. */
const recorded = ({ period, snapshotId, files }: ArchivedReport) => ({
  period,
  snapshot: snapshotId,
  manifestSha256: files.find(({ name }) => name === "manifest.json")?.sha256 ?? null
})

/** `2 snapshots and 1 interrupted run`, without what there is none of. */
export const countText = ({ removed, interrupted, reports = [] }: Partial<RemovalPlan>): string =>
  [
    ...counted(removed, "snapshot"),
    ...counted(interrupted, "interrupted run"),
    ...counted(reports, "stored report")
  ].join(" and ")

const counted = ({ length }: ReadonlyArray<unknown> = [], what: string): ReadonlyArray<string> =>
  length === 0 ? [] : [length === 1 ? `1 ${what}` : `${length} ${what}s`]

/** Puts on record what became of a removal that a crash cut short. */
export const settleRemovals = Effect.fnUntraced(function* ({ id: tenant }: TenantConfig) {
  const store = yield* SnapshotStore
  const trail = yield* AuditTrail
  const { isAlive } = yield* ThisProcess
  const actor = yield* Actor
  const open = (yield* inStore(tenant, openIntentions(tenant))).filter((entry) => entry.operation === operation)
  for (const { sequence: _sequence, previousHash: _previous, hash: _hash, ...intention } of open) {
    const ageMs = (yield* Clock.currentTimeMillis) - Date.parse(intention.at)
    const mayRun = intention.process !== undefined && isAlive(intention.process) !== false
    if (mayRun && ageMs < Duration.toMillis(underWayMax)) continue
    const left = [
      ...(yield* inStore(tenant, store.list(tenant))),
      ...(yield* inStore(tenant, store.interrupted(tenant)))
    ]
    const there = new Set(left.map(({ id }) => id))
    const wanted = idsIn(intention.parameters)
    const removed = wanted.filter((id) => !there.has(id))
    const reports = reportsIn(intention.parameters)
    const stored = reports.length === 0 ? [] : yield* inStore(tenant, (yield* ReportArchive).list(tenant))
    const gone = reports.filter(
      ({ period, snapshot }) => !stored.some((each) => each.period === period && each.snapshotId === snapshot)
    )
    const [count, countWanted] = [removed.length + gone.length, wanted.length + reports.length]
    const outcome = count === countWanted ? "done" : count === 0 ? "not-done" : "unknown"
    const after = { removed, ...(reports.length === 0 ? {} : { reports: gone.map(({ period }) => period) }) }
    const at = yield* isoNow
    const event = { ...intention, phase: "outcome", at, actor, outcome, after, settled: true } as const
    yield* inStore(tenant, trail.append(event))
    yield* note(
      `${tenant}: a removal of snapshots, begun ${intention.at}, was cut short; what became of it is on record now.`
    )
  }
})

const Reports = Schema.Struct({
  reports: Schema.Array(Schema.Struct({ period: Schema.String, snapshot: Schema.String }))
})

/** Reports that were to go. */
const reportsIn = (parameters: AuditEvent["parameters"]): (typeof Reports.Type)["reports"] =>
  Option.match(Schema.decodeUnknownOption(Reports)(parameters), { onNone: () => [], onSome: ({ reports }) => reports })

/** Of snapshots and of interrupted runs. */
function idsIn(parameters: AuditEvent["parameters"]): ReadonlyArray<string> {
  if (typeof parameters !== "object" || parameters === null) return []
  return Object.values(parameters).flatMap((listed: unknown) =>
    Array.isArray(listed) ? listed.flatMap((each) => idIn(each) ?? []) : []
  )
}

const idIn = (value: unknown): string | null =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : null

const isoNow = Effect.map(Clock.currentTimeMillis, (ms) => new Date(ms).toISOString())
