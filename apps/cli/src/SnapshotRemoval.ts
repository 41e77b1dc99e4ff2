/**
 * Removing old snapshots: which ones, and on record.
 */
import { openIntentions, underWayMax } from "@rollcall/actions"
import type { TenantConfig } from "@rollcall/config"
import { type AuditEvent, basisOf, newestSnapshot, type Period, periodOf, type SnapshotHeader } from "@rollcall/model"
import { AuditTrail, SnapshotStore } from "@rollcall/store"
import { Clock, Duration, Effect } from "effect"
import { Actor } from "./Actor.ts"
import { note } from "./Output.ts"
import { inStore, reportedPeriods } from "./StoredSnapshot.ts"
import { ThisProcess } from "./ThisProcess.ts"

/** What would become of a tenant's snapshots. */
export interface RemovalPlan {
  readonly tenant: TenantConfig
  readonly removed: ReadonlyArray<SnapshotHeader>
  readonly kept: ReadonlyArray<{ readonly snapshot: SnapshotHeader; readonly because: ReadonlyArray<string> }>
  /** Periods without a report of which none can be made from what is kept. */
  readonly periodsLost: ReadonlyArray<Period>
}

/**
 * Looks which snapshots would stay: the newest so many, all that a report was made from, and the newest complete one, which
 * lookups answer from.
 */
export const removalPlan = Effect.fnUntraced(function* (tenant: TenantConfig, keep: number) {
  const store = yield* SnapshotStore
  const snapshots = yield* inStore(tenant.id, store.list(tenant.id))
  const periods = yield* reportedPeriods(tenant.id)
  return planOf(tenant, snapshots, periods, keep)
})

/** The plan, for snapshots from oldest to newest and the periods that reports were made of from them. */
export function planOf(
  tenant: TenantConfig,
  snapshots: ReadonlyArray<SnapshotHeader>,
  periods: ReadonlyMap<string, ReadonlyArray<Period>>,
  keep: number
): RemovalPlan {
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
 * **Details** The intention is on record before anything is removed, with the content hashes of what will be gone.
 */
export const removePlanned = Effect.fnUntraced(function* ({ tenant, removed }: RemovalPlan, keep: number) {
  const store = yield* SnapshotStore
  const planned = new Set(removed.map(({ id }) => id))
  const now = yield* removalPlan(tenant, keep)
  const snapshots = now.removed.filter(({ id }) => planned.has(id))
  const [first] = snapshots
  if (first === undefined) return []
  const at = yield* isoNow
  const intention: AuditEvent = {
    tenant: tenant.id,
    at,
    actor: yield* Actor,
    operation,
    subject: snapshots.length === 1 ? first.id : `${snapshots.length} snapshots`,
    phase: "intention",
    action: `prune ${tenant.id} ${at}`,
    process: (yield* ThisProcess).id,
    parameters: { keep, snapshots: snapshots.map(({ id, contentHash }) => ({ id, contentHash })) },
    outcome: null,
    reason: null,
    before: null,
    after: null
  }
  const trail = yield* AuditTrail
  yield* inStore(tenant.id, trail.append(intention))
  const gone = yield* inStore(
    tenant.id,
    store.remove(
      tenant.id,
      snapshots.map(({ id }) => id)
    )
  )
  const outcome = {
    ...intention,
    phase: "outcome",
    at: yield* isoNow,
    outcome: "done",
    after: { removed: gone }
  } as const
  yield* inStore(tenant.id, trail.append(outcome))
  return snapshots.filter(({ id }) => gone.includes(id))
})

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
    const there = new Set((yield* inStore(tenant, store.list(tenant))).map(({ id }) => id))
    const wanted = idsIn(intention.parameters)
    const removed = wanted.filter((id) => !there.has(id))
    const outcome = removed.length === wanted.length ? "done" : removed.length === 0 ? "not-done" : "unknown"
    const at = yield* isoNow
    const event = { ...intention, phase: "outcome", at, actor, outcome, after: { removed }, settled: true } as const
    yield* inStore(tenant, trail.append(event))
    yield* note(
      `${tenant}: a removal of snapshots, begun ${intention.at}, was cut short; what became of it is on record now.`
    )
  }
})

function idsIn(parameters: AuditEvent["parameters"]): ReadonlyArray<string> {
  const listed: unknown =
    typeof parameters === "object" && parameters !== null && "snapshots" in parameters ? parameters["snapshots"] : []
  return Array.isArray(listed) ? listed.flatMap((each) => idIn(each) ?? []) : []
}

const idIn = (value: unknown): string | null =>
  typeof value === "object" && value !== null && "id" in value && typeof value.id === "string" ? value.id : null

const isoNow = Effect.map(Clock.currentTimeMillis, (ms) => new Date(ms).toISOString())
