/**
 * Walks a list of the device API by `skip` and `limit`, and judges whether it stood still meanwhile.
 *
 * **Source** contracts/banyan.md, sections 2.1 and 2.4; its step numbers stand at the code.
 */
import {
  describeMismatch,
  Incomplete,
  makeRecordFold,
  type Page,
  type ReadRecord,
  type RecordFold,
  type RecordFoldOptions,
  type Resumption,
  type SourceError
} from "@rollcall/transport"
import { Effect, Option, Result, Schema, Stream } from "effect"
import { failed, failureIn, mismatched } from "./answers.ts"

/** Records asked for at once; the largest number proven to be granted. */
export const pageSizeDefault = 1000

/** An endless walk is an error, not a hang. */
const pagesMax = 20_000

/** Pages in a row that hold only known records, at which the walk ends. */
const stalePagesMax = 3

/** Pages in a row that are empty before the count is reached, at which the walk ends: the count is not to be believed. */
const emptyPagesMax = 100

/** A list as it is walked. */
export interface ListSource<A> extends RecordFoldOptions<A> {
  /** Name in errors, such as `devices.list`. */
  readonly operation: string
  /** Member that holds the records of a page, such as `devices`. */
  readonly member: string
  readonly pageSize: number
  /** Whether a record is one of those asked for; the others count for the walk and are not delivered. */
  readonly isWanted: (record: A) => boolean
  /** Whether every record is wanted: only then what was delivered tells all that was read. */
  readonly isWhole: boolean
  /** Fetches a page, or without one the whole list. */
  readonly fetch: (
    page: { readonly skip: number; readonly limit: number } | null
  ) => Effect.Effect<unknown, SourceError>
}

/** Walks a list from its first record to its last, one stream element for each answer, or goes on with what is left of a walk. */
export function readPages<A, E = never>(
  source: ListSource<A>,
  left: Resumption<E> | null
): Stream.Stream<Page<A>, SourceError | E> {
  return Stream.suspend(() => {
    const fold = makeRecordFold(source)
    const walk = (start: Stage) =>
      Stream.paginate<Stage, Page<A>, SourceError>(start, (stage) =>
        "giveUp" in stage
          ? failed(source.operation, new Incomplete({ detail: stage.giveUp }))
          : readPage(source, fold, stage)
      )
    if (left === null) return walk(passFrom(1))
    const recalled = fold.recall(left)
    const place = decodePlace(left.cursor)
    if (Option.isNone(place)) {
      // Another version's text: all pages come again, and what they bring is known.
      return Stream.unwrap(Effect.map(recalled, () => (fold.startPass(), walk(passFrom(1)))))
    }
    if (place.value === "end") return Stream.empty
    // A pass begins with nothing.
    return place.value.pages === 0 ? walk(place.value) : Stream.unwrap(Effect.as(recalled, walk(place.value)))
  })
}

/**
 * Reads the whole list with one request.
 *
 * **Errors** `Incomplete` if the source counts more records than it gave.
 */
export const readAll = Effect.fnUntraced(function* <A>(source: ListSource<A>) {
  const { records, count } = yield* fetchList(source, null)
  const { refusals, duplicates, records: read } = yield* makeRecordFold(source).add(records)
  if (count !== null && count > records.length) {
    const detail = `the source counts ${count} records and gave ${records.length}`
    return yield* failed(source.operation, new Incomplete({ detail }))
  }
  const page: Page<A> = {
    records: wanted(source, read),
    refusals,
    duplicates,
    reportedTotal: count,
    drift: [],
    cursor: null
  }
  return page
})

const Whole = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** One pass over the list; a second one follows if the list moved during the first. */
const Pass = Schema.Struct({
  number: Schema.Literals([1, 2]),
  skip: Whole,
  pages: Whole,
  staleRun: Whole,
  emptyRun: Whole,
  /** The source's count on the first and on the latest page that had one. */
  countAtFirst: Schema.NullOr(Whole),
  countAtLast: Schema.NullOr(Whole)
})
type Pass = typeof Pass.Type

/** A pass under way, or the verdict that follows the page just delivered. */
type Stage = Pass | { readonly giveUp: string }

/** What stands in a cursor: the pass that is to go on, or that there is nothing more. */
const decodePlace = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Union([Pass, Schema.Literal("end")])))

const passFrom = (number: 1 | 2): Pass => ({
  number,
  skip: 0,
  pages: 0,
  staleRun: 0,
  emptyRun: 0,
  countAtFirst: null,
  countAtLast: null
})

const readPage = Effect.fnUntraced(function* <A>(source: ListSource<A>, fold: RecordFold<A>, pass: Pass) {
  const list = yield* fetchList(source, { skip: pass.skip, limit: source.pageSize })
  const { fresh, ...read } = yield* fold.add(list.records)
  const walked = walkedOn(pass, list, { fresh, pageSize: source.pageSize })
  const isLast = isEnd(walked, list, { skip: pass.skip, fresh, distinct: fold.distinct() })
  const problem = isLast ? driftIn(walked, fold.distinct()) : null
  const next = isLast ? afterPass(walked, problem) : bounded(walked)
  const page: Page<A> = {
    ...read,
    records: wanted(source, read.records),
    // A source that ignores paging gives the same list again: that proves the end and doubles nothing.
    duplicates: isLast ? 0 : read.duplicates,
    reportedTotal: list.count,
    drift: problem === null ? [] : [walked.number === 1 ? `${problem}: it was read again` : problem],
    ...(pass.number === 2 && pass.pages === 0 ? { restarts: true } : {}),
    cursor: !source.isWhole || (next !== "end" && "giveUp" in next) ? null : JSON.stringify(next)
  }
  if (problem !== null) fold.restart()
  return [[page], next === "end" ? Option.none<Stage>() : Option.some(next)] as const
})

/** What follows the last page: the list is read, or read again once, or given up. */
function afterPass({ number }: Pass, problem: string | null): Stage | "end" {
  if (problem === null) return "end"
  return number === 1 ? passFrom(2) : { giveUp: `${problem}, in two readings` }
}

/**
 * Steps 2 and 4: only an empty page past the count ends a list, never a short one and never the count alone.
 *
 * A source that ignores paging has no empty page: there the list ends when it comes again, all of it known.
 */
function isEnd(
  { countAtLast }: Pass,
  list: List,
  at: { readonly skip: number; readonly fresh: number; readonly distinct: number }
): boolean {
  const isPastCount = countAtLast === null || at.skip >= countAtLast
  if (list.records.length === 0) return isPastCount
  if (at.fresh > 0) return false
  return list.isBare || (countAtLast !== null && isPastCount && list.records.length >= at.distinct)
}

/** Step 3: on by what came, since a source that caps its pages would otherwise lose records. */
function walkedOn(pass: Pass, list: List, seen: { readonly fresh: number; readonly pageSize: number }): Pass {
  const received = list.records.length
  return {
    number: pass.number,
    skip: pass.skip + (received > 0 ? received : seen.pageSize),
    pages: pass.pages + 1,
    staleRun: seen.fresh > 0 ? 0 : pass.staleRun + (received > 0 ? 1 : 0),
    emptyRun: received > 0 ? 0 : pass.emptyRun + 1,
    countAtFirst: pass.countAtFirst ?? list.count,
    countAtLast: list.count ?? pass.countAtLast
  }
}

/** Step 5: what shows that the list changed while it was read, `null` if nothing does. */
function driftIn({ countAtFirst, countAtLast }: Pass, distinct: number): string | null {
  if (countAtLast === null) return null
  const came = `${distinct} distinct records came`
  if (countAtFirst !== countAtLast) {
    return `the list changed while it was read (counted ${countAtFirst}, then ${countAtLast}; ${came})`
  }
  return distinct === countAtLast ? null : `the list changed while it was read (counted ${countAtLast}; ${came})`
}

/** Step 6. */
function bounded(pass: Pass): Stage {
  if (pass.pages >= pagesMax) return { giveUp: `no end after ${pass.pages} pages` }
  if (pass.emptyRun >= emptyPagesMax)
    return { giveUp: `${pass.emptyRun} empty pages in a row before the count is reached` }
  return pass.staleRun >= stalePagesMax ? { giveUp: `${pass.staleRun} pages in a row brought nothing new` } : pass
}

/** An answer in either of the two shapes. */
interface List {
  readonly records: ReadonlyArray<unknown>
  /** Number of all matches, `null` if the answer does not tell. */
  readonly count: number | null
  /** A bare array instead of a page. */
  readonly isBare: boolean
}

/** A whole number, or its digits as text. */
const Count = Schema.Union([Schema.Int, Schema.String.check(Schema.isPattern(/^\d{1,15}$/))])

const decodePage = Schema.decodeUnknownResult(
  Schema.StructWithRest(Schema.Struct({ count: Schema.optionalKey(Schema.NullOr(Count)) }), [
    Schema.Record(Schema.String, Schema.Unknown)
  ])
)

const decodeRecords = Schema.decodeUnknownResult(Schema.NullOr(Schema.Array(Schema.Unknown)))

const fetchList = Effect.fnUntraced(function* <A>(source: ListSource<A>, page: Parameters<typeof source.fetch>[0]) {
  const { operation, member } = source
  const answer = yield* source.fetch(page)
  if (Array.isArray(answer)) return { records: answer, count: null, isBare: true }
  const decoded = decodePage(answer)
  if (Result.isFailure(decoded)) return yield* mismatched(operation, answer, describeMismatch(decoded.failure))
  const { count, ...rest } = decoded.success
  const records = decodeRecords(rest[member])
  if (Result.isFailure(records)) {
    return yield* mismatched(operation, answer, { path: member, expected: "a list of records" })
  }
  // A page that was never filled looks like an empty one.
  const failure = failureIn(answer)
  if (failure !== null) return yield* failed(operation, failure)
  return {
    records: records.success ?? [],
    count: count === undefined || count === null ? null : Number(count),
    isBare: false
  }
})

/** Records that were asked for. */
function wanted<A>({ isWanted }: ListSource<A>, records: ReadonlyArray<ReadRecord<A>>): ReadonlyArray<ReadRecord<A>> {
  return records.filter(({ value }) => isWanted(value))
}
