/**
 * One collection run: every resource of every configured source of a tenant, once, into a snapshot.
 */
import type { ResourceName, SnapshotHeader, Source } from "@rollcall/model"
import { Leads, type SourceError } from "@rollcall/push"
import { SnapshotStore, type UnfinishedRun } from "@rollcall/store"
import { Clock, Deferred, Effect, Random } from "effect"
import { originOf } from "./origin.ts"
import { isoNow, isoSince, type ProgressKind, readResource, type RunInProgress } from "./read-resource.ts"
import { readersOf, type ResourceReader, type TenantSources } from "./sources.ts"

/** What a collection run is doing. */
export interface Progress {
  readonly tenant: string
  readonly source: Source
  readonly resource: ResourceName
  /** Pages and records of the resource so far. */
  readonly pages: number
  readonly records: number
  /** How many of the records were there when an interrupted run was gone on with. */
  readonly recordsBefore: number
  /** `page` after each page, then `done` or `failed` once; or `kept` alone for what an interrupted run had read to its end. */
  readonly kind: ProgressKind
}

export interface CollectOptions {
  readonly tenant: string
  readonly sources: TenantSources
  /** Base address of each source. What was begun at one address is not gone on with at another. */
  readonly addresses?: Readonly<Partial<Record<Source, string>>>
  /** Goes on with the tenant's interrupted run, if there is one of the last 24 hours with the same sources and addresses. */
  readonly resume: boolean
  /** Somebody has found out that whoever collects the tenant is to be followed, though its process may still be there. */
  readonly evenFromSilent?: boolean
  readonly onProgress?: (event: Progress) => Effect.Effect<void>
}

/** Whether an interrupted run was gone on with, and if not, why. */
export type Resumed =
  | "not-asked"
  | "continued"
  | "nothing-to-resume"
  | "too-old"
  /** By a clock that was more than a day ahead then, or is behind now. */
  | "in-the-future"
  | "sources-changed"
  | "addresses-changed"

/** What a collection run came to. */
export interface Collection {
  /** Complete or partial. */
  readonly snapshot: SnapshotHeader
  readonly resumed: Resumed
  /** Why resources are not complete. A source that never answered is named once for all of its resources. */
  readonly failures: ReadonlyArray<SourceError>
}

/**
 * Collects a tenant.
 *
 * **Details** A resource that cannot be read makes a partial snapshot and stops nothing else. An interrupted run stays in
 * the store and can be resumed: resources that were read to their end are kept, one that was being read goes on after its last
 * stored page, those that failed are read again. The next run that does not go on with it takes its place.
 *
 * **Errors** `StoreError`; what was stored until then stays and can be resumed as well. Reason `busy` with the `holder` if
 * another process collects the tenant, also if it took the tenant over because this one was not heard of for too long.
 */
export const collect = Effect.fn("collect")(function* (options: CollectOptions) {
  const store = yield* SnapshotStore
  const { lost } = yield* store.lease(options.tenant, { evenFromSilent: options.evenFromSilent ?? false })
  return yield* Effect.raceFirst(collectAlone(options), lost)
}, Effect.scoped)

const collectAlone = Effect.fnUntraced(function* (options: CollectOptions) {
  const store = yield* SnapshotStore
  const readers = readersOf(options.sources, yield* store.latest(options.tenant))
  const { run: interrupted, resumed } = yield* runToResume(options, [...readers.keys()])
  const { id, startedAt, readings, open } = interrupted ?? (yield* beginRun(options, [...readers.keys()]))
  const keptOf = ({ source, resource }: ResourceReader) =>
    readings.find((each) => each.source === source && each.resource === resource && (each.complete || !each.offered))
  const run: RunInProgress = {
    id,
    store,
    open,
    abandoned: Effect.never,
    report: ({ source, resource }, kind, { pages, records }, recordsBefore) =>
      options.onProgress?.({ tenant: options.tenant, source, resource, pages, records, recordsBefore, kind }) ??
      Effect.void
  }
  for (const reader of [...readers.values()].flat()) {
    const kept = keptOf(reader)
    if (kept !== undefined) yield* run.report(reader, "kept", kept, kept.records)
  }
  const failures = yield* Effect.forEach(
    readers.values(),
    (all) =>
      readSource(
        run,
        all.filter((each) => keptOf(each) === undefined)
      ),
    { concurrency: "unbounded" }
  )
  const collection: Collection = {
    snapshot: yield* store.seal(id, yield* isoSince(startedAt)),
    resumed,
    failures: failures.flat()
  }
  return collection
})

/**
 * Reads what is left of one source, all resources side by side.
 *
 * **Details** The first one that is not finished leads: its requests go before those of the others, as the longest list decides
 * how long the run takes. Once the source proves to be out of reach, the others are abandoned.
 */
const readSource = Effect.fnUntraced(function* (run: RunInProgress, readers: ReadonlyArray<ResourceReader>) {
  const outOfReach = yield* Deferred.make<never, SourceError>()
  const finished = new Set<ResourceReader>()
  let hasAnswered = false
  const noting: RunInProgress = {
    ...run,
    abandoned: Deferred.await(outOfReach),
    report: (reader, kind, ...counts) => {
      hasAnswered ||= kind === "page"
      return run.report(reader, kind, ...counts)
    }
  }
  const failures = yield* Effect.forEach(
    readers,
    Effect.fnUntraced(function* (reader, index) {
      const leads = () => readers.slice(0, index).every((each) => finished.has(each))
      const failure = yield* Effect.provideService(readResource(noting, reader), Leads, leads)
      finished.add(reader)
      if (failure === null || (yield* Deferred.isDone(outOfReach))) return []
      if (isOutOfReach(failure, hasAnswered)) yield* Deferred.fail(outOfReach, failure)
      return [failure]
    }),
    { concurrency: "unbounded" }
  )
  return failures.flat()
})

/** Nothing ever answered, or the source kept refusing for the rate until patience ran out: more requests are no use. */
const isOutOfReach = ({ reason }: SourceError, hasAnswered: boolean): boolean =>
  reason._tag === "RateLimited" || (reason._tag === "Unavailable" && !reason.responded && !hasAnswered)

/** After so long, what was read first has little to do with what is read now. */
export const resumableMsMax = 24 * 60 * 60 * 1000

/**
 * The run to go on with, if that is asked for and there is one that still fits.
 *
 * **Details** A run that begins leaves no other one without an end, so that there is no need to compare its time with that of
 * snapshots: a clock that was set back would make it look older than one that was sealed before it.
 */
const runToResume = Effect.fnUntraced(function* (options: CollectOptions, sources: ReadonlyArray<Source>) {
  if (!options.resume) return without("not-asked")
  const [run] = yield* (yield* SnapshotStore).interrupted(options.tenant)
  if (run === undefined) return without("nothing-to-resume")
  const isSame = run.sources.length === sources.length && sources.every((source) => run.sources.includes(source))
  if (!isSame) return without("sources-changed")
  if (run.origin !== originOf(sources, options.addresses)) return without("addresses-changed")
  const ageMs = (yield* Clock.currentTimeMillis) - Date.parse(run.startedAt)
  if (ageMs > resumableMsMax) return without("too-old")
  return ageMs < -resumableMsMax ? without("in-the-future") : { run, resumed: "continued" as const }
})

const without = (resumed: Resumed): { readonly run: UnfinishedRun | null; readonly resumed: Resumed } => ({
  run: null,
  resumed
})

/** Begins a run in the place of an interrupted one, which nobody could go on with any more. */
const beginRun = Effect.fnUntraced(function* ({ tenant, addresses }: CollectOptions, sources: ReadonlyArray<Source>) {
  const store = yield* SnapshotStore
  // Before, not after: an end between the two must leave no run that is gone on with instead of a later one.
  const before = yield* store.interrupted(tenant)
  yield* store.remove(
    tenant,
    before.map(({ id }) => id)
  )
  const startedAt = yield* isoNow
  const time = startedAt.replaceAll(/[-:]|\.\d+/g, "")
  const distinction = (yield* Random.nextIntBetween(0, 0xff_ffff)).toString(16).padStart(6, "0")
  const begun = {
    id: `${tenant}-${time}-${distinction}`,
    tenant,
    startedAt,
    sources,
    origin: originOf(sources, addresses)
  }
  yield* store.begin(begun)
  return { ...begun, readings: [], open: [] } satisfies UnfinishedRun
})
