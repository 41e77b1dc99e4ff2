/**
 * Reads one resource from its source into the store.
 */
import { type ResourceReading, stringifyJson } from "@rollcall/model"
import type { Page, SourceError } from "@rollcall/push"
import type { SnapshotStore, StoreError } from "@rollcall/store"
import { Clock, Effect, Ref, Stream } from "effect"
import { completeLinks } from "./linked-list.ts"
import type { Links, ResourceReader } from "./sources.ts"
import { addPage, emptyTally, type Tally } from "./Tally.ts"

/** Where a resource stands. */
export type ProgressKind = "page" | "done" | "failed"

/** The run that a resource is read into. */
export interface RunInProgress {
  readonly id: string
  readonly store: typeof SnapshotStore.Service
  /** Fails once the source is given up. */
  readonly abandoned: Effect.Effect<never, SourceError>
  readonly report: (reader: ResourceReader, kind: ProgressKind, tally: Tally) => Effect.Effect<void>
}

/**
 * Reads a resource and closes its reading, whatever the source does; answers why it is not complete, or `null`.
 *
 * **Errors** `StoreError` only: a source that fails makes an incomplete reading.
 */
export const readResource = Effect.fn("collect.readResource")(function* (run: RunInProgress, reader: ResourceReader) {
  const startedAt = yield* isoNow
  yield* run.store.openResource(run.id, reader.source, reader.resource)
  const tally = yield* Ref.make(emptyTally)
  const read = { ...reader, pages: Stream.interruptWhen(reader.pages, run.abandoned) }
  const failure = yield* (
    reader.links === null ? storePages(run, read, tally) : storeLinked(run, read, reader.links, tally)
  ).pipe(
    Effect.as(null),
    Effect.catchTag("SourceError", (error) => Effect.succeed(error))
  )
  return yield* close(run, reader, { tally: yield* Ref.get(tally), failure, startedAt })
})

/** The present, as it is written down. */
export const isoNow = Effect.map(Clock.currentTimeMillis, (ms) => new Date(ms).toISOString())

/** Pages that may be on their way while others are stored: what the database takes must not add to the round trips. */
const pagesAhead = 2

/** Stores each page as it arrives, so that an interruption loses a few pages at most. */
const storePages = (
  run: RunInProgress,
  reader: ResourceReader,
  tally: Ref.Ref<Tally>
): Effect.Effect<void, SourceError | StoreError> =>
  Stream.runForEach(
    Stream.buffer(reader.pages, { capacity: pagesAhead }),
    Effect.fnUntraced(function* (page) {
      if (page.restarts === true) yield* run.store.openResource(run.id, reader.source, reader.resource)
      yield* append(run, reader, page.records)
      yield* count(run, reader, tally, page)
    })
  )

/** Holds the pages back until it is known whether they tell who belongs to whom; what a failure leaves is stored too. */
const storeLinked = Effect.fnUntraced(function* (
  run: RunInProgress,
  reader: ResourceReader,
  links: Links,
  tally: Ref.Ref<Tally>
) {
  const pages: Array<Page<unknown>> = []
  const failure = yield* Stream.runForEach(reader.pages, (page) => {
    if (page.restarts === true) pages.length = 0
    pages.push(page)
    return count(run, reader, tally, page)
  }).pipe(
    Effect.as(null),
    Effect.catch((error) => Effect.succeed(error))
  )
  const paged = { records: pages.flatMap((page) => page.records), tally: yield* Ref.get(tally) }
  const list = failure === null ? yield* completeLinks(paged, links) : paged
  yield* append(run, reader, list.records)
  yield* Ref.set(tally, list.tally)
  if (failure !== null) return yield* failure
})

const append = (run: RunInProgress, { source, resource }: ResourceReader, records: Page<unknown>["records"]) =>
  run.store.append(
    run.id,
    source,
    resource,
    records.map(({ id, raw }) => ({ id, json: stringifyJson(raw) }))
  )

const count = (run: RunInProgress, reader: ResourceReader, tally: Ref.Ref<Tally>, page: Page<unknown>) =>
  Effect.flatMap(
    Ref.updateAndGet(tally, (counted) => addPage(counted, page)),
    (counted) => run.report(reader, "page", counted)
  )

interface Ending {
  readonly tally: Tally
  readonly failure: SourceError | null
  readonly startedAt: string
}

const close = Effect.fnUntraced(function* (
  run: RunInProgress,
  reader: ResourceReader,
  { tally, failure, startedAt }: Ending
) {
  const isAbsent = failure !== null && reader.optional && tally.pages === 0 && isNotThere(failure)
  const problem = isAbsent ? null : failure
  const reading: ResourceReading = {
    source: reader.source,
    resource: reader.resource,
    ...tally,
    offered: !isAbsent,
    complete: problem === null,
    problem: problem?.message ?? null,
    startedAt,
    finishedAt: yield* isoNow
  }
  yield* run.store.closeResource(run.id, reading)
  yield* run.report(reader, problem === null ? "done" : "failed", tally)
  return problem
})

const isNotThere = ({ reason }: SourceError): boolean => reason._tag === "NotFound" || reason._tag === "NotOffered"
