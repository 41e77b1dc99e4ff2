/**
 * Reads a list that only counts offsets at several places at once, so that its round trips do not add up.
 *
 * The list is divided into stretches. Each is read page by page in the order of the list, and is over when it meets the first
 * page of the stretch after it: not when it has come as far as that began, since by then it may begin further on. So nothing
 * that stood in the list is left out between two stretches, whatever came into it meanwhile, and within a stretch no more can
 * be missed than by reading the whole list in order.
 *
 * A stretch is begun only with a token of the rate limit that nobody waits for.
 */
import { Leads, type Page, type RecordFold, type Requests, type SourceError } from "@rollcall/transport"
import { Effect, Latch, Queue, Result, Semaphore, Stream } from "effect"
import { nextStretch, type Progress, type Stretch } from "./next-stretch.ts"
import {
  type FetchPage,
  incomplete,
  pagesMax,
  type Position,
  readAnswer,
  type ReadPage,
  type Walk,
  walkFrom
} from "./paging.ts"

/** A list that is to be read so. */
export interface StretchedList<A> {
  readonly operation: string
  readonly fetchPage: FetchPage
  readonly fold: RecordFold<A>
  readonly spare: Requests["spare"]
  /** Where to go on after a page if everything before a position is kept with it, or everything. */
  readonly cursorAt: (position: Position | null) => string
}

/** What follows the first page. */
export interface Rest {
  readonly walk: Walk
  /** Objects from the beginning of one page to that of the next. */
  readonly stride: number
}

/** Pages of a stretch by which the one before may know it: so many records may vanish between the two. */
const openingPages = 4

/** Pages that wait for whoever takes them. */
const pagesAhead = 4

/** Reads on from the second page of a list, or from the second one that an interrupted reading goes on with. */
export function readStretches<A>(
  { walk: second, stride }: Rest,
  list: StretchedList<A>
): Stream.Stream<Page<A>, SourceError> {
  return Stream.callback<Page<A>, SourceError>(
    Effect.fnUntraced(function* (queue) {
      const leads = yield* Leads
      const progress: Progress = { stretches: [], stride, lengthMax: Number.POSITIVE_INFINITY }
      const moved = Latch.makeUnsafe(false)
      const oneAtATime = Semaphore.makeUnsafe(1)
      let pages = second.pages
      let reading = 0

      const emit = Effect.fnUntraced(function* (page: ReadPage<A>) {
        pages += 1
        if (pages > pagesMax) return yield* incomplete(list.operation, `no end after ${pages} pages`)
        yield* Queue.offer(queue, { ...page, cursor: list.cursorAt(readTo(progress)) })
      })

      const begin = (walk: Walk) => {
        reading += 1
        return readStretch(enter(progress, walk), { progress, list, oneAtATime, moved, emit }).pipe(
          Effect.andThen(
            Effect.suspend(() => {
              reading -= 1
              forget(progress)
              moved.openUnsafe()
              return reading === 0 ? Queue.end(queue) : Effect.void
            })
          ),
          Effect.catchCause((cause) => Queue.failCause(queue, cause)),
          Effect.forkScoped({ startImmediately: true })
        )
      }

      yield* begin(second)
      while (true) {
        moved.closeUnsafe()
        const another = nextStretch(progress, leads())
        if (another === null) {
          yield* moved.await
          continue
        }
        const hasTokens = Effect.as(list.spare[another.worth], true)
        if (yield* Effect.raceFirst(hasTokens, Effect.as(moved.await, false))) {
          yield* begin(walkFrom({ offset: another.start }, second.limit))
        }
      }
    }),
    { bufferSize: pagesAhead }
  )
}

interface Reading<A> {
  readonly progress: Progress
  readonly list: StretchedList<A>
  /** Pages are taken in and handed on one at a time: all stretches share the memory of what was seen. */
  readonly oneAtATime: Semaphore.Semaphore
  /** Opened whenever there may be something new to divide. */
  readonly moved: Latch.Latch
  readonly emit: (page: ReadPage<A>) => Effect.Effect<void, SourceError>
}

/** Reads a stretch until it meets the next one or the end of the list. */
const readStretch = Effect.fnUntraced(function* <A>(
  stretch: Stretch,
  { progress, list, oneAtATime, moved, emit }: Reading<A>
) {
  while (!stretch.isOver) {
    const { walk } = stretch
    stretch.isAsking = true
    moved.openUnsafe()
    const fetched = yield* Effect.result(list.fetchPage(walk.position))
    stretch.isAsking = false
    if (Result.isFailure(fetched)) {
      // Nobody who reads in order would send it.
      if (stretch.isGuess && isObjection(fetched.failure)) return leave(progress, stretch)
      if (mayBeBeyond(progress, stretch) && fetched.failure.reason._tag === "Unavailable")
        return leave(progress, stretch)
      return yield* fetched.failure
    }
    const next = yield* nextWithin(progress, stretch)
    yield* oneAtATime.withPermit(takeIn(fetched.success, { stretch, next, progress, list, emit }))
  }
})

/** What an answer is taken in with. */
interface Taking<A> extends Pick<Reading<A>, "progress" | "list" | "emit"> {
  readonly stretch: Stretch
  readonly next: Stretch | null
}

/** Takes in an answer, and hands its page on with how far everything has been handed on. */
const takeIn = Effect.fnUntraced(function* <A>(answer: unknown, { stretch, next, progress, list, emit }: Taking<A>) {
  const { walk } = stretch
  // Where the next stretch has been, that a page brings nothing new is no sign of a list without end.
  const here = next === null ? walk : { ...walk, staleRun: 0, isKnownGround: true }
  const { page, step, ids } = yield* readAnswer(answer, { ...list, walk: here })
  const isStale = page.duplicates === ids.length
  // Beyond its end a source may begin anew.
  if (stretch.isGuess && isStale && (ids.length === 0 || mayBeBeyond(progress, stretch))) {
    leave(progress, stretch)
    return yield* emit({ ...page, duplicates: 0 })
  }
  const isMet = next !== null && next.opening.includes(ids.findLast((id) => id !== "") ?? "")
  stretch.isGuess = false
  if (stretch.walk.pages < openingPages) stretch.opening = [...stretch.opening, ...ids.filter((id) => id !== "")]
  if (step.next === "end") progress.lengthMax = Math.min(progress.lengthMax, (walk.start ?? 0) + ids.length)
  if (step.next === "page") stretch.walk = step.walk
  stretch.isOver = isMet || step.next === "end"
  stretch.opened.openUnsafe()
  // What two stretches were meant to share came twice for our own sake.
  const shared = next === null ? 0 : ids.filter((id) => next.opening.includes(id)).length
  yield* emit({ ...page, duplicates: page.duplicates - Math.min(page.duplicates, shared) })
  if (step.next === "give-up" && !isMet) return yield* incomplete(list.operation, step.why)
})

/** Where the first stretch goes on that is not over, as each before it met the next; `null` if the list is read. */
function readTo({ stretches }: Progress): Position | null {
  const open = stretches.filter((each) => !each.isOver)
  // Behind the end of the list there are only guesses.
  return open.every((each) => each.isGuess) ? null : (open[0]?.walk.position ?? null)
}

/** The next stretch if the page that a stretch asked for reaches it, once its first page is there. */
const nextWithin = Effect.fnUntraced(function* ({ stretches }: Progress, stretch: Stretch) {
  const { start, limit } = stretch.walk
  while (true) {
    const next = stretches[stretches.indexOf(stretch) + 1]
    if (next === undefined || (start !== null && start + limit <= next.start)) return null
    if (!next.isGuess) return next
    yield* next.opened.await
  }
})

/** Whether nothing is known to be there, neither where a stretch starts nor behind it. */
const mayBeBeyond = ({ stretches }: Progress, stretch: Stretch): boolean =>
  stretches.slice(stretches.indexOf(stretch)).every((each) => each.isGuess)

/** A source may object to an offset beyond the end. */
export const isObjection = ({ reason }: SourceError): boolean =>
  reason._tag === "Rejected" || reason._tag === "NotFound"

function enter({ stretches }: Progress, walk: Walk): Stretch {
  const start = walk.start ?? 0
  const stretch: Stretch = {
    start,
    isGuess: stretches.length > 0,
    walk,
    isAsking: true,
    opening: [],
    opened: Latch.makeUnsafe(false),
    isOver: false
  }
  const place = stretches.findIndex((each) => each.start > start)
  stretches.splice(place === -1 ? stretches.length : place, 0, stretch)
  return stretch
}

/** Takes back a stretch that starts beyond the end of the list. */
function leave(progress: Progress, stretch: Stretch): void {
  progress.lengthMax = Math.min(progress.lengthMax, stretch.start)
  progress.stretches.splice(progress.stretches.indexOf(stretch), 1)
  stretch.isOver = true
  stretch.opened.openUnsafe()
}

/** Lets go of the stretches that nobody will meet any more. */
function forget({ stretches }: Progress): void {
  const needed = stretches.filter((each, index) => !each.isOver || stretches[index - 1]?.isOver === false)
  stretches.splice(0, stretches.length, ...needed)
}
