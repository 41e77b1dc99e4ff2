/**
 * A list of the device API as a client offers it: walked in pages, or read with one request.
 */
import {
  type ArgumentError,
  canonicalJson,
  type Page,
  type ReadRecord,
  type RecordFoldOptions,
  type Requests,
  type Resumption,
  SchemaMismatch,
  type SourceError
} from "@rollcall/transport"
import { Effect, Stream } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { failed } from "./answers.ts"
import { choose, type FilterChoice, type FilterDefinition, type Filters } from "./filters.ts"
import { keepRules } from "./identifiers.ts"
import { type ListSource, readAll, readPages } from "./paging.ts"
import { type Parameters, withQuery } from "./queries.ts"

/** A list that is walked. */
export interface PagedResource<out A, in F> {
  /**
   * Walks the list by `skip` and `limit`, one element for each answer.
   *
   * **Details** A filter is a hint to the source: every record is compared here too, where it tells what is asked for.
   *
   * **Gotchas** A list that keeps changing is read twice, then the stream fails with `Incomplete` after the pages that could
   * be read. Only a walk without filters can be gone on with (`resume`) after it was interrupted.
   *
   * **Errors** `SourceError`: any reason. `ArgumentError` for a filter that is no identifier.
   */
  readonly pages: {
    <E = never>(
      filters?: undefined,
      options?: { readonly resume?: Resumption<E> | null }
    ): Stream.Stream<Page<A>, SourceError | E>
    (filters: F | undefined): Stream.Stream<Page<A>, SourceError | ArgumentError>
  }
}

/** A v1 list, which can be read with one request as well. */
export interface ListResource<out A, in F> extends PagedResource<A, F> {
  /**
   * Reads the whole list with one request.
   *
   * **Details** Records of pages may lack the member that links people and devices, which means *not told*; here they have it.
   *
   * **Errors** `SourceError`: any reason; `Incomplete` also for an answer that counts more records than it has.
   */
  readonly all: () => Effect.Effect<Page<A>, SourceError>
}

/** Says what is particular about a list. */
export interface ListDefinition<A> extends RecordFoldOptions<A> {
  /** Name in errors. */
  readonly name: string
  readonly path: string
  /** Member that holds the records of a page. */
  readonly member: string
  readonly order: Parameters
  readonly filters: Readonly<Record<string, FilterDefinition<A>>>
  /** Takes the list out of what it is wrapped in. */
  readonly unwrap?: (operation: string) => (answer: unknown) => Effect.Effect<unknown, SourceError>
}

/** How a client reads lists. */
export interface Reading {
  readonly read: Requests["read"]
  readonly pageSize: number
}

/** Everything that a list and its readings by identifier are made of. */
export interface MadeList<A, F> extends ListResource<A, F> {
  /** Reads all records that a choice of filters asks for, on behalf of an operation: with one request. */
  readonly find: (
    operation: string,
    filters: F
  ) => Effect.Effect<ReadonlyArray<ReadRecord<A>>, SourceError | ArgumentError>
  /** The same by walking the pages. */
  readonly findPaged: (
    operation: string,
    filters: F
  ) => Effect.Effect<ReadonlyArray<ReadRecord<A>>, SourceError | ArgumentError>
}

/** Makes a list of its definition. */
export function makeList<A, F extends Filters>(
  { read, pageSize }: Reading,
  { name, path, order, filters: definitions, unwrap, ...reading }: ListDefinition<A>
): MadeList<A, F> {
  // Whoever acts must see two records of one identity that differ: the second may be the one that is not deleted.
  const eachThatDiffers = (value: A) => {
    const identity = reading.identify(value)
    return identity === null ? null : { ...identity, key: canonicalJson([identity.key, value]) }
  }

  const sourceOf = (operation: string, { parameters, isWanted }: FilterChoice<A>): ListSource<A> => ({
    ...reading,
    operation,
    pageSize,
    isWanted,
    isWhole: Object.keys(parameters).length === 0,
    fetch: (page) =>
      Effect.suspend(() => {
        const paging = page === null ? {} : { skip: String(page.skip), limit: String(page.limit) }
        const url = withQuery(path, { ...parameters, ...order, ...paging })
        const answer = read(operation, HttpClientRequest.get(url, { acceptJson: true }))
        return unwrap === undefined ? answer : Effect.flatMap(answer, unwrap(operation))
      })
  })

  const walkChecked = (operation: string, filters: F) => {
    const choice = choose(definitions, filters)
    const source = sourceOf(operation, choice)
    const walk = choice.needsLinks ? Stream.fromEffect(readAll(source)) : readPages(source, null)
    return Stream.unwrap(Effect.as(keepRules(operation, choice.rules), walk))
  }

  function pages<E = never>(
    filters?: undefined,
    options?: { readonly resume?: Resumption<E> | null }
  ): Stream.Stream<Page<A>, SourceError | E>
  function pages(filters: F | undefined): Stream.Stream<Page<A>, SourceError | ArgumentError>
  function pages<E>(
    filters?: F,
    { resume = null }: { readonly resume?: Resumption<E> | null } = {}
  ): Stream.Stream<Page<A>, SourceError | ArgumentError | E> {
    const operation = `${name}.list`
    return filters === undefined
      ? readPages(sourceOf(operation, choose(definitions, {})), resume)
      : walkChecked(operation, filters)
  }

  return {
    pages,
    all: () => readAll(sourceOf(`${name}.all`, choose(definitions, {}))),
    find: Effect.fnUntraced(function* (operation: string, filters: F) {
      const choice = choose(definitions, filters)
      yield* keepRules(operation, choice.rules)
      const page = yield* readAll({ ...sourceOf(operation, choice), identify: eachThatDiffers })
      return yield* withoutRefusals(operation, [page])
    }),
    findPaged: Effect.fnUntraced(function* (operation: string, filters: F) {
      const walked = yield* Stream.runCollect(walkChecked(operation, filters))
      return yield* withoutRefusals(operation, walked.slice(Math.max(0, walked.findLastIndex(restarts))))
    })
  }
}

const restarts = <A>(page: Page<A>): boolean => page.restarts === true

/**
 * The records of an answer about an identifier. Whoever acts on it must see all of them, so one that could not be
 * understood fails the reading.
 */
function withoutRefusals<A>(operation: string, pages: ReadonlyArray<Page<A>>) {
  const refusal = pages.flatMap(({ refusals }) => refusals)[0]
  return refusal === undefined
    ? Effect.succeed(pages.flatMap(({ records }) => records))
    : failed(
        operation,
        new SchemaMismatch({ path: "a record", expected: refusal.reason, fingerprint: refusal.fingerprint })
      )
}
