/**
 * Snapshots in the store, as commands name them.
 */
import type { Config, TenantConfig } from "@rollcall/config"
import type { Snapshot, SnapshotHeader } from "@rollcall/model"
import { AuditTrail, SnapshotStore, type StoreError } from "@rollcall/store"
import { Effect, Option } from "effect"
import { textMember } from "./AuditReview.ts"
import { Failure } from "./Failure.ts"
import { storeFailure } from "./failures.ts"
import { oneTenant } from "./OneTenant.ts"
import { note } from "./Output.ts"

/** A snapshot with the tenant that it is of. */
export interface Found {
  readonly tenant: TenantConfig
  readonly snapshot: SnapshotHeader
}

/** The tenant that is named, else all that are configured. */
export const tenantsNamed = (
  config: Config,
  wanted: Option.Option<string>
): Effect.Effect<ReadonlyArray<TenantConfig>, Failure> =>
  Option.isNone(wanted) ? Effect.succeed(config.tenants) : Effect.map(oneTenant(config, wanted), (tenant) => [tenant])

/** A store's error as one tenant's failure. */
export const inStore = <A, R>(tenant: string, effect: Effect.Effect<A, StoreError, R>): Effect.Effect<A, Failure, R> =>
  Effect.mapError(effect, (error) => storeFailure(error, tenant))

/** The snapshot with an id, among those of the tenant that is named or of all. */
export const snapshotNamed = Effect.fnUntraced(function* (config: Config, wanted: Option.Option<string>, id: string) {
  const store = yield* SnapshotStore
  const tenants = yield* tenantsNamed(config, wanted)
  const known: Array<Found> = []
  for (const tenant of tenants) {
    const snapshots = yield* inStore(tenant.id, store.list(tenant.id))
    const snapshot = snapshots.find((each) => each.id === id)
    if (snapshot !== undefined) return { tenant, snapshot } satisfies Found
    known.push(...snapshots.map((each) => ({ tenant, snapshot: each })))
  }
  return yield* new Failure({
    code: "not-found",
    summary: `there is no snapshot ${id}.`,
    where: Option.match(wanted, { onNone: () => ({}), onSome: (tenant) => ({ tenant }) }),
    next:
      known.length === 0
        ? "there are no snapshots yet: run `rollcall collect`."
        : `name one of these, or look with \`rollcall snapshot list\`:\n${newestOf(known)
            .map(({ snapshot }) => snapshot.id)
            .join("\n")}`
  })
})

/** As many as fit under a message. */
const newestOf = (all: ReadonlyArray<Found>): ReadonlyArray<Found> =>
  all.toSorted((a, b) => (a.snapshot.finishedAt < b.snapshot.finishedAt ? 1 : -1)).slice(0, 10)

/** A snapshot with its records; that they are those that were sealed is checked. */
export const loaded = Effect.fnUntraced(function* ({ tenant, snapshot }: Found) {
  const store = yield* SnapshotStore
  const found = yield* inStore(tenant.id, store.load(tenant.id, snapshot.id))
  if (found !== null) return found
  return yield* new Failure({
    code: "not-found",
    summary: `the snapshot ${snapshot.id} is gone.`,
    where: { tenant: tenant.id },
    next: "somebody removed it just now; run the command again."
  })
})

/** The newest complete snapshot, else the newest partial one, which is said; a failure where there is none. */
export const newestLoaded = Effect.fnUntraced(function* (tenant: TenantConfig) {
  const store = yield* SnapshotStore
  const newest = yield* inStore(tenant.id, store.latest(tenant.id))
  if (newest === null) {
    return yield* new Failure({
      code: "not-found",
      summary: "there is no snapshot yet.",
      where: { tenant: tenant.id },
      next: `run \`rollcall collect ${tenant.id}\`.`
    })
  }
  if (!newest.complete) {
    yield* note(`${tenant.id}: only a partial snapshot is there (${newest.id}); what is missing is not known`)
  }
  const snapshot: Snapshot = yield* loaded({ tenant, snapshot: newest })
  return snapshot
})

/**
 * The periods that a report was made of, by snapshot.
 *
 * **Details** A report that was made again replaces the stored assessment; the audit trail has the one that was handed out
 * before as well.
 */
export const reportedPeriods = Effect.fnUntraced(function* (tenant: string) {
  const store = yield* SnapshotStore
  const trail = yield* AuditTrail
  const assessed = yield* inStore(tenant, store.assessmentPeriods(tenant))
  const { entries } = yield* inStore(tenant, trail.read(tenant))
  const reported = entries.flatMap(({ operation, subject, after }) => {
    const snapshotId = operation === "report" ? textMember(after, "snapshot") : null
    return snapshotId === null ? [] : [{ period: subject, snapshotId }]
  })
  const periods = new Map<string, ReadonlyArray<string>>()
  for (const { period, snapshotId } of [...assessed, ...reported]) {
    periods.set(snapshotId, [...new Set([...(periods.get(snapshotId) ?? []), period])].toSorted())
  }
  return periods
})

/** All records of a snapshot. */
export const recordCount = ({ resources }: Pick<SnapshotHeader, "resources">): number =>
  resources.reduce((sum, each) => sum + each.records, 0)
