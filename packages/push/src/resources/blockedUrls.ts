import type { Requests } from "@rollcall/transport"
import { Effect } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { type ArgumentRule, ifGiven, keepRules } from "../ArgumentError.ts"
import { decodeAnswer, send } from "../answers.ts"
import { listResource } from "../ListResource.ts"
import { BlockedUrl } from "../schema/BlockedUrl.ts"

/** What to block. */
export interface UrlToBlock {
  /** A domain; `*.` before it stands for its subdomains. */
  readonly host: string
  /** Begins with `/`, may hold `*`; every path if left out. */
  readonly path?: string
}

const path = "/v1/controls/blockedUrls"

/**
 * Blocked URL patterns; a pattern is its own id.
 *
 * **Errors** `NotFound` where the source does not have the list.
 *
 * **Source** `/v1/controls/blockedUrls`; contracts/push.md, section 3.9, operations 25 to 27.
 */
export const blockedUrls = ({ read, write, spare }: Requests) => ({
  ...listResource<BlockedUrl, Record<string, never>>(
    { read, spare },
    {
      name: "blockedUrls",
      path,
      schema: BlockedUrl,
      idOf: (pattern) => pattern,
      isPaged: false
    }
  ),

  /**
   * Blocks a URL and gives the pattern that the source made of it.
   *
   * **Gotchas** A single pattern cannot be taken back through the API: only `clear` removes any.
   *
   * **Source** `POST /v1/controls/blockedUrls`, operation 26.
   */
  add: Effect.fnUntraced(function* (url: UrlToBlock) {
    const operation = "blockedUrls.add"
    yield* keepRules(operation, [isHost(url.host), ...ifGiven(url.path, isPath)])
    return yield* HttpClientRequest.post(path).pipe(
      HttpClientRequest.bodyJsonUnsafe({ host: url.host, path: url.path }),
      (request) => send(write, operation, request),
      Effect.flatMap(decodeAnswer(BlockedUrl, operation))
    )
  }),

  /**
   * Removes every blocked URL.
   *
   * **Gotchas** Cannot be undone: read the list first.
   *
   * **Source** `DELETE /v1/controls/blockedUrls`, operation 27. The answer has no documented body; any JSON and none will do.
   */
  clear: Effect.fnUntraced(function* () {
    yield* send(write, "blockedUrls.clear", HttpClientRequest.delete(path))
  })
})

/** The pattern is put together of `*://`, host and path, so a host with more in it would block something else. */
const isHost = (host: string): ArgumentRule => ({
  argument: "host",
  rule: "must be a domain without scheme, port and path; `*` may only stand for subdomains, as in `*.example.com`",
  isKept: /^(?:\*\.)?[^\s\p{Cc}*.:/\\?#@]+(?:\.[^\s\p{Cc}*.:/\\?#@]+)*$/u.test(host)
})

const isPath = (text: string): ArgumentRule => ({
  argument: "path",
  rule: "must begin with `/` and hold no white space",
  isKept: /^\/[^\s\p{Cc}]*$/u.test(text)
})
