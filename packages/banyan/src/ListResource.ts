/**
 * A v1 list of the device API as a client offers it: walked in pages, or read with one request.
 */
import type { Identity, Page, Requests, SourceError } from "@rollcall/transport"
import type { Effect, Schema, Stream } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { readAll, readPages } from "./paging.ts"

/** A list of records. */
export interface ListResource<out A> {
  /**
   * Walks the list by `skip` and `limit`, one element for each answer.
   *
   * **Gotchas** Records may lack the member that links people and devices, which means *not told*; {@link all} has it. A list
   * that keeps changing is read twice, then the stream fails with `Incomplete` after the pages that could be read.
   *
   * **Errors** `SourceError`: any reason.
   */
  readonly pages: () => Stream.Stream<Page<A>, SourceError>
  /**
   * Reads the whole list with one request, links included.
   *
   * **Errors** `SourceError`: any reason; `Incomplete` also for an answer that counts more records than it has.
   */
  readonly all: () => Effect.Effect<Page<A>, SourceError>
}

/** Says what is particular about a list. */
export interface ListDefinition<A> {
  /** Name in errors, in the path and of the member that holds a page's records. */
  readonly name: "endusers" | "devices"
  readonly orderBy: string
  readonly schema: Schema.ConstraintDecoder<A>
  readonly identify: (record: A) => Identity | null
  readonly constantPart?: (raw: unknown) => unknown
}

/** Makes a list of its definition. */
export function listResource<A>(
  read: Requests["read"],
  pageSize: number,
  definition: ListDefinition<A>
): ListResource<A> {
  const { name, orderBy, ...reading } = definition
  const sourceFor = (verb: "list" | "all") => ({
    operation: `${name}.${verb}`,
    member: name,
    pageSize,
    ...reading,
    fetch: (page: { readonly skip: number; readonly limit: number } | null) =>
      read(
        `${name}.${verb}`,
        HttpClientRequest.get(`/v1/${name}`, {
          acceptJson: true,
          // Lower case, as in every example of the documentation.
          urlParams: { orderby: orderBy, order: "asc", ...page }
        })
      )
  })
  return {
    pages: () => readPages(sourceFor("list")),
    all: () => readAll(sourceFor("all"))
  }
}
