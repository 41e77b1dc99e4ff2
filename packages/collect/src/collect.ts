/**
 * One collection run: every resource of every configured source of a tenant, once, into a snapshot.
 */
import type { ResourceName, SnapshotHeader, Source } from "@rollcall/model"
import { Leads, type SourceError } from "@rollcall/push"
import { type CollectionRun, SnapshotStore } from "@rollcall/store"
import { Deferred, Effect, Random } from "effect"
import { isoNow, type ProgressKind, readResource, type RunInProgress } from "./read-resource.ts"
import { readersOf, type ResourceReader, type TenantSources } from "./sources.ts"

/** What a collection run is doing. */
export interface Progress {
  readonly tenant: string
  readonly source: Source
  readonly resource: ResourceName
  /** Pages and records of the resource so far. */
  readonly pages: number
  readonly records: number
  /** `page` after each page, then `done` or `failed` once. */
  readonly kind: ProgressKind
}

export interface CollectOptions {
  readonly tenant: string
  readonly sources: TenantSources
  /** Goes on with the tenant's interrupted run, if there is one with the same sources. */
  readonly resume: boolean
  readonly onProgress?: (event: Progress) => Effect.Effect<void>
}

/** What a collection run came to. */
export interface Collection {
  /** Complete or partial. */
  readonly snapshot: SnapshotHeader
  readonly resumed: "continued" | "nothing-to-resume" | "not-asked"
  /** Why resources are not complete. A source that never answered is named once for all of its resources. */
  readonly failures: ReadonlyArray<SourceError>
}

/**
 * Collects a tenant.
 *
 * **Details** A resource that cannot be read makes a partial snapshot and stops nothing else. An interrupted run stays in
 * the store and can be resumed: resources that were read to their end are kept, the others are read again.
 *
 * **Errors** `StoreError`; what was stored until then stays and can be resumed as well.
 */
export const collect = Effect.fn("collect")(function* (options: CollectOptions) {
  const store = yield* SnapshotStore
  const before = (yield* store.list(options.tenant)).at(-1) ?? null
  const readers = readersOf(options.sources, before)
  const sources = [...readers.keys()]
  const interrupted = options.resume ? yield* resumable(options.tenant, sources) : null
  const { id, startedAt, readings } = interrupted ?? (yield* beginRun(options.tenant, sources))
  const isKept = ({ source, resource }: ResourceReader) =>
    readings.some((each) => each.source === source && each.resource === resource && (each.complete || !each.offered))
  const run: RunInProgress = {
    id,
    store,
    abandoned: Effect.never,
    report: ({ source, resource }, kind, { pages, records }) =>
      options.onProgress?.({ tenant: options.tenant, source, resource, pages, records, kind }) ?? Effect.void
  }
  const failures = yield* Effect.forEach(
    readers.values(),
    (all) =>
      readSource(
        run,
        all.filter((each) => !isKept(each))
      ),
    { concurrency: "unbounded" }
  )
  const finishedAt = yield* isoNow
  const collection: Collection = {
    // A clock that was set back must not make a run that ends before it begins.
    snapshot: yield* store.seal(id, finishedAt < startedAt ? startedAt : finishedAt),
    resumed: interrupted !== null ? "continued" : options.resume ? "nothing-to-resume" : "not-asked",
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
    report: (reader, kind, tally) => {
      hasAnswered ||= kind === "page"
      return run.report(reader, kind, tally)
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

/** The tenant's interrupted run, if it read the sources that are configured now. */
const resumable = Effect.fnUntraced(function* (tenant: string, sources: ReadonlyArray<Source>) {
  const run = yield* (yield* SnapshotStore).unfinished(tenant)
  if (run === null) return null
  const isSame = run.sources.length === sources.length && sources.every((source) => run.sources.includes(source))
  return isSame ? run : null
})

const beginRun = Effect.fnUntraced(function* (tenant: string, sources: ReadonlyArray<Source>) {
  const startedAt = yield* isoNow
  const time = startedAt.replaceAll(/[-:]|\.\d+/g, "")
  const distinction = (yield* Random.nextIntBetween(0, 0xff_ffff)).toString(16).padStart(6, "0")
  const run: CollectionRun = { id: `${tenant}-${time}-${distinction}`, tenant, startedAt, sources, readings: [] }
  yield* (yield* SnapshotStore).begin({ id: run.id, tenant, startedAt, sources })
  return run
})
