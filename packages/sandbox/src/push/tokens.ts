/**
 * Page tokens: random UUIDs, each bound to a tenant, a list and its filters (contracts/push.md, section 6, rows 8 and 9).
 */
import type { PushSwitches } from "../switches.ts"
import { makeRandom } from "../tenants/random.ts"
import type { Mark } from "./table.ts"

/** Where a token continues, and for which question. */
export interface Bookmark {
  /** Tenant, list and filters; a token is worth nothing for any other. */
  readonly question: string
  /** Where the page begins, as offsets count. */
  readonly offset: number
  /** The same place, as the list counts. */
  readonly from: number
  /** The record before the page, where there is one that keeps its place. */
  readonly after: Mark | undefined
  /** How many empty pages come first. */
  readonly emptyPages: number
}

/** Tokens handed out. */
export interface PageTokens {
  readonly issue: (bookmark: Bookmark, atMs: number) => string
  /** The bookmark of a token that is still good for this question; one that may be used once is used up by it. */
  readonly redeem: (token: string, question: string, atMs: number) => Bookmark | undefined
}

type Switches = Pick<PushSwitches, "tokenUse" | "tokenTtlMs">

/** Makes an empty book of tokens; where they neither expire nor wear out, the same place always gets the same token. */
export const makePageTokens = (seed: number, { tokenUse, tokenTtlMs }: Switches): PageTokens => {
  const random = makeRandom(`${seed}/page-tokens`)
  const issued = new Map<string, { readonly bookmark: Bookmark; readonly atMs: number }>()
  const tokens = new Map<string, string>()
  const isLasting = tokenUse === "repeated" && tokenTtlMs === undefined
  const isExpired = (issuedAtMs: number, atMs: number) => tokenTtlMs !== undefined && atMs - issuedAtMs >= tokenTtlMs
  const forgetExpired = (atMs: number) => {
    for (const [token, entry] of issued) {
      if (!isExpired(entry.atMs, atMs)) return
      issued.delete(token)
    }
  }
  return {
    issue: (bookmark, atMs) => {
      forgetExpired(atMs)
      const { question, offset, from, after, emptyPages } = bookmark
      const place = `${offset} ${from} ${emptyPages} ${after?.id ?? ""} ${question}`
      const token = (isLasting ? tokens.get(place) : undefined) ?? random.uuid()
      if (isLasting) tokens.set(place, token)
      issued.set(token, { bookmark, atMs })
      return token
    },
    redeem: (token, question, atMs) => {
      const entry = issued.get(token)
      if (entry === undefined || entry.bookmark.question !== question || isExpired(entry.atMs, atMs)) return undefined
      if (tokenUse === "single") issued.delete(token)
      return entry.bookmark
    }
  }
}
