import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { BlockedUrl } from "../schema/BlockedUrl.ts"

/**
 * Blocked URL patterns; a pattern is its own id.
 *
 * **Errors** `NotFound` where the source does not have the list.
 *
 * **Source** `GET /v1/controls/blockedUrls`; contracts/push.md, section 3.9, operation 25.
 */
export const blockedUrls = (read: Requests["read"]) =>
  listResource<BlockedUrl, Record<string, never>>(read, {
    name: "blockedUrls",
    path: "/v1/controls/blockedUrls",
    schema: BlockedUrl,
    idOf: (pattern) => pattern,
    isPaged: false
  })
