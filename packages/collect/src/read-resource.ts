/**
 * Reads one resource from its source into the store.
 */
import { isLost, parseJson, type ResourceReading, stringifyJson } from "@rollcall/model"
import type { Page, SourceError } from "@rollcall/push"
import type { OpenReading, ReadingProgress, SnapshotStore, StoreError } from "@rollcall/store"
import { Clock, Effect, Ref, Stream } from "effect"
import { type Counted, type LeftOver, leftOver, progressOf } from "./left-over.ts"
import { completeLinks, type Records, tellsLinks } from "./linked-list.ts"
import type { Links, ResourceReader } from "./sources.ts"
import { addPage, emptyTally, type Tally } from "./Tally.ts"

/** Where a resource stands. */
export type ProgressKind = "kept" | "page" | "done" | "failed"

/** The run that a resource is read into. */
export interface RunInProgress {
  readonly id: string
  readonly store: typeof SnapshotStore.Service
  /** Resources in the middle of which the run was interrupted. */
  readonly open: ReadonlyArray<OpenReading>
  /** Fails once the source is given up. */
  readonly abandoned: Effect.Effect<never, SourceError>
  readonly report: (
    reader: ResourceReader,
    kind: ProgressKind,
    tally: Pick<Tally, "pages" | "records">,
    recordsBefore: number
  ) => Effect.Effect<void>
}

/**
 * Reads a resource, or what is left of it, and closes its reading, whatever the source does; answers why it is not complete,
 * or `null`.
 *
 * **Errors** `StoreError` only: a source that fails makes an incomplete reading.
 */
export const readResource = Effect.fn("collect.readResource")(function* (run: RunInProgress, reader: ResourceReader) {
  const left = leftOf(run, reader)
  const { startedAt, tally } = left ?? { startedAt: yield* isoNow, tally: emptyTally }
  const reading: Reading = {
    run,
    reader,
    startedAt,
    tally: yield* Ref.make(tally),
    recordsBefore: yield* Ref.make(tally.records),
    held: []
  }
  if (left === null) yield* open(reading)
  const failure = yield* storePages(reading, left).pipe(
    Effect.as(null),
    Effect.catchTag("SourceError", (error) => Effect.succeed(error))
  )
  yield* storeHeld(reading, failure)
  return yield* close(reading, failure)
})

/** The present, as it is written down. */
export const isoNow = Effect.map(Clock.currentTimeMillis, (ms) => new Date(ms).toISOString())

/** The present, or the beginning of what ends now: a clock that was set back must not make it end before it began. */
export const isoSince = (startedAt: string): Effect.Effect<string> =>
  Effect.map(isoNow, (now) => (now < startedAt ? startedAt : now))

/** A resource that is being read. */
interface Reading {
  readonly run: RunInProgress
  readonly reader: ResourceReader
  readonly startedAt: string
  readonly tally: Ref.Ref<Tally>
  /** Records that were stored before this reading went on with them. */
  readonly recordsBefore: Ref.Ref<number>
  /** Pages that are not stored yet. */
  readonly held: Array<Page<unknown>>
}

function leftOf({ id, store, open: all }: RunInProgress, { source, resource }: ResourceReader): LeftOver | null {
  const reading = all.find((each) => each.source === source && each.resource === resource)
  return reading === undefined ? null : leftOver(store, id, reading)
}

/** Pages that may be on their way while others are stored: what the database takes must not add to the round trips. */
const pagesAhead = 2

/**
 * Stores each page as it arrives, so that an interruption loses a few pages at most.
 *
 * **Details** From the first page on that leaves out who belongs to whom, pages are held back: what is stored of them depends on
 * the whole list.
 */
const storePages = (reading: Reading, left: LeftOver | null): Effect.Effect<void, SourceError | StoreError> => {
  const { run, reader, startedAt, tally, recordsBefore, held } = reading
  const pages = Stream.interruptWhen(reader.pages(left?.resume ?? null), run.abandoned)
  return Stream.runForEach(
    Stream.buffer(pages, { capacity: pagesAhead }),
    Effect.fnUntraced(function* (page) {
      if (page.restarts === true) {
        held.length = 0
        yield* Ref.set(recordsBefore, 0)
        yield* open(reading)
      }
      const counted: Counted = { startedAt, tally: yield* Ref.updateAndGet(tally, (each) => addPage(each, page)) }
      const isTold = reader.links === null || tellsLinks(page.records, reader.links.member)
      if (isTold && held.length === 0) yield* append(reading, page.records, progressOf(page.cursor, counted))
      else held.push(page)
      yield* run.report(reader, "page", counted.tally, yield* Ref.get(recordsBefore))
    })
  )
}

/** Stores the pages that were held back: completed if the list was read to its end, else as they came. */
const storeHeld = Effect.fnUntraced(function* (reading: Reading, failure: SourceError | null) {
  const { reader, held } = reading
  if (held.length === 0) return
  const records = held.flatMap((page) => page.records)
  if (failure !== null || reader.links === null) return yield* append(reading, records, null)
  yield* storeCompleted(reading, records, reader.links)
})

const storeCompleted = Effect.fnUntraced(function* (reading: Reading, held: Records, links: Links) {
  const { run, reader, tally } = reading
  const stored = yield* Stream.runCollect(run.store.appended(run.id, reader.source, reader.resource))
  const paged = stored.map(({ id, json }) => ({ id, raw: parseJson(json) }))
  const list = yield* completeLinks({ records: [...paged, ...held], tally: yield* Ref.get(tally) }, links)
  yield* open(reading)
  yield* append(reading, list.records, null)
  yield* Ref.set(tally, list.tally)
})

/** Begins the resource anew in the store. */
const open = ({ run, reader }: Reading) => run.store.openResource(run.id, reader.source, reader.resource)

const append = ({ run, reader }: Reading, records: Records, progress: ReadingProgress | null) =>
  run.store.append(
    run.id,
    reader.source,
    reader.resource,
    records.map(({ id, raw }) => ({ id, json: stringifyJson(raw) })),
    progress
  )

const close = Effect.fnUntraced(function* (
  { run, reader, startedAt, ...reading }: Reading,
  failure: SourceError | null
) {
  const tally = yield* Ref.get(reading.tally)
  const isAbsent = failure !== null && reader.optional && tally.pages === 0 && isNotThere(failure)
  const problem = isAbsent ? null : failure
  const lost = isLost(tally) ? `none of its records could be understood (${tally.refused} refused)` : null
  const closed: ResourceReading = {
    source: reader.source,
    resource: reader.resource,
    ...tally,
    offered: !isAbsent,
    complete: problem === null && lost === null,
    problem: problem?.message ?? lost,
    startedAt,
    finishedAt: yield* isoSince(startedAt)
  }
  yield* run.store.closeResource(run.id, closed)
  yield* run.report(
    reader,
    closed.complete || isAbsent ? "done" : "failed",
    tally,
    yield* Ref.get(reading.recordsBefore)
  )
  return problem
})

const isNotThere = ({ reason }: SourceError): boolean => reason._tag === "NotFound" || reason._tag === "NotOffered"
