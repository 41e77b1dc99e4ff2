/**
 * A list of the Push API as a client offers it: one page, or all of them.
 */
import { makeRecordFold, type Page, type Requests, type SourceError } from "@rollcall/transport"
import { Effect, type Schema, type Stream } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { type ArgumentError, keepRules } from "./ArgumentError.ts"
import { incomplete, pageLimit, type Position, readAnswer, walkFrom } from "./paging.ts"
import { readPages } from "./reading.ts"

/** A page of a list and where the next one is. */
export interface ListedPage<out A> extends Page<A> {
  /** `null` on the last page. */
  readonly next: Position | null
}

/** A list of records. */
export interface ListResource<out A, in F> {
  /**
   * Streams the whole list, one element for each answer, in the order the source gives.
   *
   * **Details** With `inAnyOrder`, a list that the source only counts by offsets is read at several places at once, with
   * tokens of the rate limit that nobody waits for; see docs/decisions/0008.
   *
   * **Gotchas** A list that cannot be read to its end fails after the pages that could be read. A filter is a hint to the
   * source: compare what you rely on.
   *
   * **Errors** `SourceError`: any reason.
   */
  readonly pages: (filters?: F, options?: { readonly inAnyOrder?: boolean }) => Stream.Stream<Page<A>, SourceError>
  /** Reads one page: the first, or the one at a position that an earlier page gave; 50 records if no limit is given. */
  readonly list: (
    filters?: F,
    at?: Position,
    limit?: number
  ) => Effect.Effect<ListedPage<A>, SourceError | ArgumentError>
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
    pages: (filters, { inAnyOrder = false } = {}) =>
      readPages({
        ...records,
        operation,
        spare: inAnyOrder ? spare : null,
        readings: (definition.readings?.(filters) ?? [filters ?? {}]).map((each) => fetchPage(each))
      }),
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
