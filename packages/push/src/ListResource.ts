/**
 * A list of the Push API as a client offers it: one page, or all of them.
 */
import { makeRecordFold, type Page, type Requests, type Resumption, type SourceError } from "@rollcall/transport"
import { Effect, type Schema, type Stream } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { type ArgumentError, keepRules } from "./ArgumentError.ts"
import { incomplete, pageLimit, type Position, readAnswer, type ReadPage, walkFrom } from "./paging.ts"
import { readPages } from "./reading.ts"

/** A page of a list and where the next one is. */
export interface ListedPage<out A> extends ReadPage<A> {
  /** `null` on the last page. */
  readonly next: Position | null
}

/** A list of records. */
export interface ListResource<out A, in F> {
  /**
   * Streams the whole list, one element for each answer, in the order the source gives.
   *
   * **Details** With `inAnyOrder`, a list that the source only counts by offsets is read at several places at once, with
   * tokens of the rate limit that nobody waits for; see docs/decisions/0008. With `resume`, a reading that was interrupted
   * goes on after the last page that was kept, by the same filters; see docs/decisions/0011.
   *
   * **Gotchas** A list that cannot be read to its end fails after the pages that could be read. A filter is a hint to the
   * source: compare what you rely on.
   *
   * **Errors** `SourceError`: any reason.
   */
  readonly pages: <E = never>(filters?: F, options?: PagesOptions<E>) => Stream.Stream<Page<A>, SourceError | E>
  /** Reads one page: the first, or the one at a position that an earlier page gave; 50 records if no limit is given. */
  readonly list: (
    filters?: F,
    at?: Position,
    limit?: number
  ) => Effect.Effect<ListedPage<A>, SourceError | ArgumentError>
}

/** How a list is read. */
export interface PagesOptions<out E = never> {
  readonly inAnyOrder?: boolean
  readonly resume?: Resumption<E> | null
}

/** A value of a filter; lists repeat the name. */
export type FilterValue = string | number | boolean | ReadonlyArray<string>

/** Filters by their documented names. */
export type Filters = { readonly [name: string]: FilterValue | undefined }

/** Says what is particular about a list. */
export interface ListDefinition<A, F> {
  /** Name in errors. */
  readonly name: string
  readonly path: string
  readonly schema: Schema.ConstraintDecoder<A>
  readonly idOf: (record: A) => string
  /** `false` for the list that takes no parameters at all. */
  readonly isPaged?: boolean
  /** The filters of the readings that make up the whole list; without this one reading with the caller's. */
  readonly readings?: (filters: F | undefined) => ReadonlyArray<Filters>
}

/** Makes a list of its definition. */
export function listResource<A, F extends Filters>(
  { read, spare }: Pick<Requests, "read" | "spare">,
  definition: ListDefinition<A, F>
): ListResource<A, F> {
  const operation = `${definition.name}.list`
  const fetchPage = (filters: Filters, limit?: number) => (position: Position | null) =>
    read(
      operation,
      HttpClientRequest.get(definition.path, {
        acceptJson: true,
        urlParams: { ...filters, ...(definition.isPaged === false ? {} : { limit: limit ?? pageLimit }), ...position }
      })
    )
  const records = {
    schema: definition.schema,
    identify: (record: A) => ({ key: definition.idOf(record), id: definition.idOf(record) })
  }
  return {
    pages: (filters, { inAnyOrder = false, resume = null } = {}) => {
      const readings = (definition.readings?.(filters) ?? [filters ?? {}]).map((each) => fetchPage(each))
      return readPages({ ...records, operation, spare: inAnyOrder ? spare : null, readings }, resume)
    },
    list: Effect.fnUntraced(function* (filters?: F, at?: Position, limit = pageLimit) {
      yield* keepRules(operation, [isLimit(limit)])
      const walk = walkFrom(at ?? null, limit)
      const answer = yield* fetchPage(filters ?? {}, limit)(walk.position)
      const { page, step } = yield* readAnswer(answer, { operation, fold: makeRecordFold(records), walk })
      if (step.next === "give-up") return yield* incomplete(operation, step.why)
      return { ...page, next: step.next === "page" ? step.walk.position : null }
    })
  }
}

const isLimit = (limit: number) => ({
  argument: "limit",
  rule: `must be a whole number from 1 to ${pageLimit}`,
  isKept: Number.isInteger(limit) && limit >= 1 && limit <= pageLimit
})
