/**
 * Pages of the Push lists (contracts/push.md, section 2, and section 6, rows 5 to 14).
 */
import type { Reply } from "../http/exchange.ts"
import type { Json } from "../http/json.ts"
import type { PushSwitches } from "../switches.ts"
import { isInteger } from "./filters.ts"
import { badRequest, type PushContext } from "./operation.ts"
import { shuffled } from "./shuffle.ts"
import type { Mark, View } from "./table.ts"

/** The parameters of every list. */
export const pageParameters: ReadonlyArray<string> = ["limit", "offset", "nextToken"]

/** What a page is cut from. */
export interface PageRequest<T> {
  readonly context: PushContext
  readonly view: View<T>
  readonly write: (record: T) => Json
  /** Tenant, list and filters. */
  readonly question: string
  /** Whether a source shows this list with `nextToken`. */
  readonly hasDocumentedToken: boolean
  /** Whether a source shows this list with `result: null`. */
  readonly hasDocumentedNull?: boolean
  /** Where a record stands in the list, if its place outlives changes. */
  readonly markOf?: (record: T) => Mark
}

/** A page that has been cut. */
export interface Page<T> {
  readonly items: ReadonlyArray<T>
  readonly hasMore: boolean
  readonly reply: Reply
}

/** Cuts the page that the query asks for, or refuses it. */
export const page = <T>(request: PageRequest<T>): Page<T> => {
  const { query, switches } = request.context
  const limit = limitOf(query.get("limit") ?? "50", switches.maxLimit)
  if (limit === undefined) return refused("limit is out of range")
  if (query.has("offset") && query.has("nextToken")) return refused("offset and nextToken exclude each other")
  const place = placeOf(request, limit)
  if (place === undefined) return refused("offset or nextToken is not known")

  const view = switches.order === "shuffled" ? shuffled(request.view, place.offset) : request.view
  const end = place.emptyPages > 0 ? place.from : place.from + limit
  const items = view.slice(place.from, end)
  const hasMore = view.size > end
  const next = hasMore ? placeAfter(request, place, items, limit) : undefined
  const body = { result: resultOf(request, items), paging: { moreResults: hasMore, ...pointers(request, place, next) } }
  return { items, hasMore, reply: { status: 200, body } }
}

const refused = <T>(why: string): Page<T> => ({ items: [], hasMore: false, reply: badRequest(why) })

const limitOf = (text: string, maxLimit: PushSwitches["maxLimit"]): number | undefined => {
  if (!isInteger(text)) return undefined
  const limit = Number(text)
  if (maxLimit === "clamp") return Math.min(50, Math.max(1, limit))
  return limit >= 1 && limit <= (maxLimit === "cap500" ? 500 : 50) ? limit : undefined
}

/** Where a page begins. */
interface Place {
  /** As the API counts; each empty page counts as a full one. */
  readonly offset: number
  /** As the list counts. */
  readonly from: number
  readonly after: Mark | undefined
  readonly emptyPages: number
}

const placeOf = <T>(request: PageRequest<T>, limit: number): Place | undefined => {
  const { query, switches, tokens, atMs } = request.context
  const token = query.get("nextToken")
  if (token === null) {
    const text = query.get("offset") ?? "0"
    return isInteger(text) && Number(text) >= 0 ? placeAt(Number(text), limit, switches.emptyPages) : undefined
  }
  const bookmark = tokens.redeem(token, request.question, atMs)
  if (bookmark === undefined) return undefined
  const { offset, after, emptyPages } = bookmark
  return { offset, after, emptyPages, from: after === undefined ? bookmark.from : request.view.after(after) }
}

// A page of the list, then the empty ones, and so on: as offsets count, each block is that many pages long.
const placeAt = (offset: number, limit: number, emptyPages: number): Place => {
  const block = Math.floor(offset / (limit * (1 + emptyPages)))
  const inBlock = offset - block * limit * (1 + emptyPages)
  return {
    offset,
    after: undefined,
    from: block * limit + Math.min(inBlock, limit),
    emptyPages: inBlock < limit ? 0 : 1 + emptyPages - Math.floor(inBlock / limit)
  }
}

const placeAfter = <T>(request: PageRequest<T>, place: Place, items: ReadonlyArray<T>, limit: number): Place => {
  if (place.emptyPages > 0) return { ...place, offset: place.offset + limit, emptyPages: place.emptyPages - 1 }
  const { switches } = request.context
  const last = items.at(-1)
  const keepsPlace = switches.order === "stable" && last !== undefined
  return {
    offset: place.offset + items.length,
    from: place.from + items.length,
    after: keepsPlace ? request.markOf?.(last) : undefined,
    emptyPages: switches.emptyPages
  }
}

const resultOf = <T>({ context, ...request }: PageRequest<T>, items: ReadonlyArray<T>): Json => {
  const { emptyResult } = context.switches
  const isNull = emptyResult === "null" || (emptyResult === "null-on-browsers" && request.hasDocumentedNull === true)
  return items.length === 0 && isNull ? null : items.map(request.write)
}

const pointers = <T>(
  request: PageRequest<T>,
  place: Place,
  following: Place | undefined
): { readonly [name: string]: Json } => {
  const { switches, tokens, atMs } = request.context
  const hasToken =
    switches.generation === "newest" &&
    (switches.tokens === "all" || (switches.tokens === "documented" && request.hasDocumentedToken))
  const target = following ?? (switches.lastPage === "stale" ? place : undefined)
  if (target !== undefined) {
    const next = String(switches.nextOffByOne ? target.offset + 1 : target.offset)
    return hasToken ? { next, nextToken: tokens.issue({ question: request.question, ...target }, atMs) } : { next }
  }
  if (switches.lastPage === "absent" || switches.lastPage === "stale") return {}
  const nothing = switches.lastPage === "null" ? null : ""
  return hasToken ? { next: nothing, nextToken: nothing } : { next: nothing }
}
