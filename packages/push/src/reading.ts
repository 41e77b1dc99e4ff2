/**
 * The one place that turns the pages of a Push list into a stream.
 *
 * **Source** contracts/push.md, sections 2.4 and 5.
 */
import {
  makeRecordFold,
  type Page,
  type RecordFold,
  type RecordFoldOptions,
  Rejected,
  type Requests,
  type Resumption,
  type SourceError
} from "@rollcall/transport"
import { Effect, Option, Result, Stream } from "effect"
import {
  cursorOf,
  type FetchPage,
  incomplete,
  type Place,
  placeOf,
  type Position,
  readAnswer,
  type Walk,
  walkFrom
} from "./paging.ts"
import { isObjection, readStretches, type Rest } from "./stretches.ts"

/** A list as {@link readPages} needs it. */
export interface ListSource<A> extends RecordFoldOptions<A> {
  /** Name in errors, such as `employees.list`. */
  readonly operation: string
  /**
   * One reading after the other makes up the list. Objects that a later reading repeats are no duplicates.
   */
  readonly readings: ReadonlyArray<FetchPage>
  /**
   * Where the source only counts offsets, pages may be read at several places at once and come in any order, with what the
   * rate limit leaves over; `null` for one after the other.
   */
  readonly spare: Requests["spare"] | null
}

/**
 * Reads a list from its first page to its last, one stream element for each answer, or goes on with what an interrupted
 * reading left: what it had delivered is dropped where it comes again, and is no duplicate.
 */
export function readPages<A, E = never>(
  source: ListSource<A>,
  left: Resumption<E> | null
): Stream.Stream<Page<A>, SourceError | E> {
  return Stream.suspend(() => {
    const fold = makeRecordFold(source)
    const from = left === null ? beginning : placeOf(left.cursor)
    // Nothing is left to be read, and so nothing needs to be known.
    if (from.reading >= source.readings.length) return Stream.empty
    const pages = Stream.fromIterable(source.readings.entries()).pipe(
      Stream.filter(([number]) => number >= from.reading),
      Stream.flatMap(([number, fetchPage]) => {
        fold.startPass()
        const position = number === from.reading ? from.position : null
        return readOne({ ...source, number, fetchPage, fold, rest: null }, walkFrom(position))
      })
    )
    return left === null ? pages : Stream.unwrap(Effect.as(fold.recall(left), pages))
  })
}

const beginning: Place = { reading: 0, position: null }

/** One reading of a list, under way. */
interface Reading<A> extends Pick<ListSource<A>, "operation" | "spare"> {
  /** Of this reading among those of the list. */
  readonly number: number
  readonly fetchPage: FetchPage
  readonly fold: RecordFold<A>
  /** What is left to be read at several places at once. */
  rest: Rest | null
}

function readOne<A>(reading: Reading<A>, walk: Walk): Stream.Stream<Page<A>, SourceError> {
  const start: Stage = { walk, restarted: false, notes: [] }
  return Stream.concat(
    Stream.paginate<Stage, Page<A>, SourceError>(start, (stage) => followStage(stage, reading)),
    Stream.suspend(() => {
      const { rest, spare } = reading
      if (rest === null || spare === null) return Stream.empty
      return readStretches(rest, { ...reading, spare, cursorAt: (position) => cursorAt(reading, position) })
    })
  )
}

/** A walk under way, or the verdict that follows the page just delivered. */
type Stage =
  | { readonly walk: Walk; readonly restarted: boolean; readonly notes: ReadonlyArray<string> }
  | { readonly giveUp: string }

const followStage = Effect.fnUntraced(function* <A>(stage: Stage, reading: Reading<A>) {
  const { operation, fetchPage, fold } = reading
  if ("giveUp" in stage) return yield* incomplete(operation, stage.giveUp)
  const { walk, restarted, notes } = stage
  const answer = yield* Effect.result(fetchPage(walk.position))
  if (Result.isFailure(answer)) {
    const note = goneNote(answer.failure, walk)
    if (note === null) return yield* answer.failure
    if (restarted)
      return yield* incomplete(operation, "page tokens were refused in two readings from the first page on")
    fold.startPass()
    const again: Stage = { walk: walkFrom(null), restarted: true, notes: [note] }
    return [[], Option.some(again)] as const
  }
  const { page, step } = yield* readAnswer(answer.success, { operation, fold, walk })
  const noted = (cursor: string | null): ReadonlyArray<Page<A>> => [
    { ...page, drift: [...notes, ...page.drift], cursor }
  ]
  if (step.next === "give-up") return [noted(null), Option.some<Stage>({ giveUp: step.why })] as const
  if (step.next === "end") return [noted(cursorAt(reading, null)), Option.none<Stage>()] as const
  const pages = noted(cursorAt(reading, step.walk.position))
  if (reading.spare !== null) reading.rest = divisible(walk, step.walk)
  const onward: Stage = { walk: step.walk, restarted, notes: [] }
  return [pages, reading.rest === null ? Option.some(onward) : Option.none<Stage>()] as const
})

/** Where to go on in a reading, or behind it if there is nowhere. */
const cursorAt = ({ number }: { readonly number: number }, position: Position | null): string =>
  cursorOf(position === null ? { reading: number + 1, position } : { reading: number, position })

/** The rest of a list that only counts offsets, after its first page that was asked for. */
function divisible(first: Walk, second: Walk): Rest | null {
  const { position, pages, start } = second
  const isByOffset = position !== null && "offset" in position
  if (!isByOffset || pages !== 1 || first.start === null || start === null) return null
  return start > first.start ? { walk: second, stride: start - first.start } : null
}

/**
 * What to say if a place in the list is no longer there: a token that worked as the way on and is now refused has expired, and
 * where an interrupted reading goes on there may be nothing any more. The same status without either is our mistake.
 */
function goneNote(error: SourceError, { position, pages }: Walk): string | null {
  const { reason } = error
  if (position === null) return null
  if ("nextToken" in position) {
    const isExpired = reason instanceof Rejected && reason.status === 400
    return isExpired ? "a page token was no longer valid: the list was read again from its first page" : null
  }
  const isGone = pages === 0 && isObjection(error)
  return isGone ? "the list ended before where it was to go on: it was read again from its first page" : null
}
