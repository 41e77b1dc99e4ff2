/**
 * Pages of the Push lists (contracts/push.md, section 2, and section 6, rows 5 to 13).
 */
import { message, type Reply } from "../http/exchange.ts"
import type { Json } from "../http/json.ts"
import type { PushSwitches } from "../switches.ts"
import { makeRandom } from "../tenants/random.ts"
import { isInteger } from "./filters.ts"

/** Where a token continues, and for which question. */
interface Bookmark {
  /** Tenant, list and filters; a token is worth nothing for any other. */
  readonly question: string
  readonly offset: number
}

/** Tokens handed out, valid for repeated use. */
export interface PageTokens {
  readonly issue: (bookmark: Bookmark) => string
  readonly find: (token: string) => Bookmark | undefined
}

/** Makes an empty book of tokens; the same place in the same list always gets the same token. */
export const makePageTokens = (seed: number): PageTokens => {
  const random = makeRandom(`${seed}/page-tokens`)
  const bookmarks = new Map<string, Bookmark>()
  const tokens = new Map<string, string>()
  return {
    issue: (bookmark) => {
      const key = `${bookmark.offset} ${bookmark.question}`
      const token = tokens.get(key) ?? random.uuid()
      tokens.set(key, token)
      bookmarks.set(token, bookmark)
      return token
    },
    find: (token) => bookmarks.get(token)
  }
}

/** What a page is cut from. */
export interface PageRequest<T> {
  readonly query: URLSearchParams
  readonly records: ReadonlyArray<T>
  readonly matches: ((record: T) => boolean) | undefined
  readonly write: (record: T) => Json
  readonly question: string
  /** Whether a source shows this list with `nextToken`. */
  readonly hasDocumentedToken: boolean
  readonly switches: PushSwitches
  readonly tokens: PageTokens
}

/** Answers a list with the page that the query asks for. */
export const page = <T>(request: PageRequest<T>): Reply => {
  const { query, switches } = request
  const limit = limitOf(query.get("limit") ?? "50", switches.maxLimit)
  if (limit === undefined) return message(400, "Bad Request: limit is out of range")
  if (query.has("offset") && query.has("nextToken")) {
    return message(400, "Bad Request: offset and nextToken exclude each other")
  }
  const offset = offsetOf(request)
  if (offset === undefined) return message(400, "Bad Request: offset or nextToken is not known")
  const { items, hasMore } = cut(request.records, request.matches, offset, limit)
  const result = items.length === 0 && switches.emptyResult === "null" ? null : items.map(request.write)
  const next = hasMore ? offset + items.length : switches.lastPage === "stale" ? offset : undefined
  return { status: 200, body: { result, paging: { moreResults: hasMore, ...pointers(request, next) } } }
}

const limitOf = (text: string, maxLimit: PushSwitches["maxLimit"]): number | undefined => {
  if (!isInteger(text)) return undefined
  const limit = Number(text)
  if (maxLimit === "clamp") return Math.min(50, Math.max(1, limit))
  return limit >= 1 && limit <= (maxLimit === "cap500" ? 500 : 50) ? limit : undefined
}

const offsetOf = <T>({ query, question, tokens }: PageRequest<T>): number | undefined => {
  const token = query.get("nextToken")
  if (token === null) {
    const text = query.get("offset") ?? "0"
    return isInteger(text) && Number(text) >= 0 ? Number(text) : undefined
  }
  const bookmark = tokens.find(token)
  return bookmark?.question === question ? bookmark.offset : undefined
}

// Walks past what comes before instead of copying the matches, so that a page costs no more memory than it holds.
const cut = <T>(
  records: ReadonlyArray<T>,
  matches: ((record: T) => boolean) | undefined,
  offset: number,
  limit: number
): { readonly items: ReadonlyArray<T>; readonly hasMore: boolean } => {
  if (matches === undefined) {
    return { items: records.slice(offset, offset + limit), hasMore: records.length > offset + limit }
  }
  const items: Array<T> = []
  let skipped = 0
  for (const record of records) {
    if (!matches(record)) continue
    if (skipped < offset) skipped++
    else if (items.length === limit) return { items, hasMore: true }
    else items.push(record)
  }
  return { items, hasMore: false }
}

const pointers = <T>(request: PageRequest<T>, offset: number | undefined): { readonly [name: string]: Json } => {
  const { switches, tokens, question } = request
  const hasToken =
    switches.generation === "newest" &&
    (switches.tokens === "all" || (switches.tokens === "documented" && request.hasDocumentedToken))
  if (offset !== undefined) {
    const next = String(switches.nextOffByOne ? offset + 1 : offset)
    return hasToken ? { next, nextToken: tokens.issue({ question, offset }) } : { next }
  }
  if (switches.lastPage === "absent" || switches.lastPage === "stale") return {}
  const nothing = switches.lastPage === "null" ? null : ""
  return hasToken ? { next: nothing, nextToken: nothing } : { next: nothing }
}
