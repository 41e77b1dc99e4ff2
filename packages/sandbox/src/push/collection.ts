/**
 * A list of the Push API with its two reads.
 */
import type { Json } from "../http/json.ts"
import { uuidOf } from "../tenants/random.ts"
import { predicateOf, type Filters } from "./filters.ts"
import { badRequest, notFound, refusedQuery, type Operation, type PushContext } from "./operation.ts"
import { page, pageParameters } from "./paging.ts"
import type { PushStore } from "./store.ts"
import { markOf, type Row, type Table } from "./table.ts"

/** A list, its reads by page and by id, and the form in which it writes a record. */
export interface Collection<T = never> {
  readonly path: string
  readonly list: Operation
  readonly get: Operation
  readonly write: (context: PushContext, record: T) => Json
}

/** What sets one list apart from another. */
export interface Definition<T extends Row> {
  readonly path: string
  readonly table: (store: PushStore) => Table<T>
  readonly filters: Filters<T>
  readonly hasDocumentedToken?: true
  readonly hasDocumentedNull?: true
  /** The label of a 404; `Not Found` where none is documented. */
  readonly notFound?: string
  readonly isMalformed?: (id: string) => boolean
  /** The record in the oldest generation, or `undefined` where that knew no such record. */
  readonly in003?: (record: T) => T | undefined
  /** Filters that hold when the query says nothing. */
  readonly defaults?: Readonly<Record<string, string>>
}

/** Makes the reads of a list. */
export const collection = <T extends Row>(definition: Definition<T>): Collection<T> => {
  const inGeneration = ({ switches }: PushContext, record: T): T | undefined =>
    switches.generation === "newest" || definition.in003 === undefined ? record : definition.in003(record)
  const write = (context: PushContext, record: T): Json => context.mutate(inGeneration(context, record) ?? record)
  return {
    path: definition.path,
    write,
    list: (context) => {
      const refusal = refusedQuery(context, [...Object.keys(definition.filters), ...pageParameters])
      if (refusal !== undefined) return refusal
      const query = withDefaults(context.query, definition.defaults)
      const { isReadable, matches } = predicateOf(definition.filters, query, context.switches)
      if (!isReadable) return badRequest("a filter cannot be read")
      const isHiding = context.switches.generation === "003" && definition.in003 !== undefined
      const isServed = (record: T) => inGeneration(context, record) !== undefined && (matches?.(record) ?? true)
      const table = definition.table(context.store)
      const question = questionOf(context, definition.path)
      const { items, hasMore, reply } = page({
        context,
        view: table.view(question, isHiding ? isServed : matches),
        write: (record) => write(context, record),
        question,
        hasDocumentedToken: definition.hasDocumentedToken ?? false,
        hasDocumentedNull: definition.hasDocumentedNull ?? false,
        markOf
      })
      if (hasMore) changeBehind(context, definition.path, table, items)
      return reply
    },
    get: (context, id) => {
      const refusal = refusedQuery(context, [])
      if (refusal !== undefined) return refusal
      if (definition.isMalformed?.(id) && context.switches.malformedIdStatus === 400) {
        return badRequest("id is not a UUID")
      }
      const record = definition.table(context.store).find(id)
      if (record === undefined || inGeneration(context, record) === undefined) {
        return notFound(context, definition.notFound)
      }
      return { status: 200, body: write(context, record) }
    }
  }
}

/** What a token is bound to: everything but where the page begins and how long it is. */
export const questionOf = (context: PushContext, path: string): string => {
  const filters = new URLSearchParams(context.query)
  for (const name of pageParameters) filters.delete(name)
  filters.sort()
  return `${context.tenantId} ${path}?${filters.toString()}`
}

const withDefaults = (query: URLSearchParams, defaults: Readonly<Record<string, string>> | undefined) => {
  if (defaults === undefined) return query
  const whole = new URLSearchParams(query)
  for (const [name, value] of Object.entries(defaults)) if (!whole.has(name)) whole.set(name, value)
  return whole
}

// Only what has been read already is touched, so that a test knows what a whole read must still find.
const changeBehind = <T extends Row>(context: PushContext, path: string, table: Table<T>, items: ReadonlyArray<T>) => {
  const { changesWhilePaging } = context.switches
  const [first] = items
  if (first === undefined || changesWhilePaging === "none") return
  if (changesWhilePaging !== "deletions") table.put(asOlder(first, uuidOf(`${context.tenantId} ${path} ${first.id}`)))
  if (changesWhilePaging !== "insertions") table.remove(first.id)
}

const asOlder = <T extends Row>(record: T, id: string): T =>
  Object.assign({}, record, { id }, record.creationTimestamp === undefined ? {} : { creationTimestamp: 1 })
