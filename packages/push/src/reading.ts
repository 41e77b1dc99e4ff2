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
  type SourceError
} from "@rollcall/transport"
import { Effect, Option, Result, Stream } from "effect"
import { type FetchPage, incomplete, type Position, readAnswer, type Walk, walkFrom } from "./paging.ts"
import { readStretches } from "./stretches.ts"

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

/** Reads a list from its first page to its last, one stream element for each answer. */
export function readPages<A>(source: ListSource<A>): Stream.Stream<Page<A>, SourceError> {
  return Stream.suspend(() => {
    const fold = makeRecordFold(source)
    return Stream.fromIterable(source.readings).pipe(
      Stream.flatMap((fetchPage) => {
        fold.startPass()
        const { operation, spare } = source
        const reading: Reading<A> = { operation, fetchPage, fold, spare, rest: null }
        const start: Cursor = { walk: walkFrom(null), restarted: false, notes: [] }
        return Stream.concat(
          Stream.paginate<Cursor, Page<A>, SourceError>(start, (cursor) => followCursor(cursor, reading)),
          Stream.suspend(() => {
            const { rest } = reading
            return rest === null || spare === null ? Stream.empty : readStretches(rest, { ...reading, spare })
          })
        )
      })
    )
  })
}

/** A walk under way, or the verdict that follows the page just delivered. */
type Cursor =
  | { readonly walk: Walk; readonly restarted: boolean; readonly notes: ReadonlyArray<string> }
  | { readonly giveUp: string }

interface Reading<A> {
  readonly operation: string
  readonly fetchPage: FetchPage
  readonly fold: RecordFold<A>
  readonly spare: ListSource<A>["spare"]
  /** What is left to be read at several places at once. */
  rest: Walk | null
}

const followCursor = Effect.fnUntraced(function* <A>(cursor: Cursor, reading: Reading<A>) {
  const { operation, fetchPage, fold } = reading
  if ("giveUp" in cursor) return yield* incomplete(operation, cursor.giveUp)
  const { walk, restarted, notes } = cursor
  const answer = yield* Effect.result(fetchPage(walk.position))
  if (Result.isFailure(answer)) {
    if (!isExpiredToken(answer.failure, walk.position)) return yield* answer.failure
    if (restarted)
      return yield* incomplete(operation, "page tokens were refused in two readings from the first page on")
    fold.startPass()
    const again: Cursor = { walk: walkFrom(null), restarted: true, notes: [restartNote] }
    return [[], Option.some(again)] as const
  }
  const { page, step } = yield* readAnswer(answer.success, { operation, fold, walk })
  const noted = [{ ...page, drift: [...notes, ...page.drift] }]
  if (step.next === "page" && reading.spare !== null && isSecondByOffset(step.walk)) reading.rest = step.walk
  if (step.next === "end" || reading.rest !== null) return [noted, Option.none<Cursor>()] as const
  const onward: Cursor = step.next === "page" ? { walk: step.walk, restarted, notes: [] } : { giveUp: step.why }
  return [noted, Option.some(onward)] as const
})

const isSecondByOffset = ({ position, pages, start }: Walk): boolean =>
  pages === 1 && start !== null && start > 0 && position !== null && "offset" in position

const restartNote = "a page token was no longer valid: the list was read again from its first page"

/** A token that worked as the way on and is now refused has expired; the same status without one is our mistake. */
function isExpiredToken(error: SourceError, position: Position | null): boolean {
  const { reason } = error
  return position !== null && "nextToken" in position && reason instanceof Rejected && reason.status === 400
}
