import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { App } from "../schema/App.ts"

export type AppsFilters = {
  /** UNIX seconds. */
  readonly creationTimestampAfter?: number
  /** UNIX seconds. */
  readonly creationTimestampBefore?: number
}

/**
 * Apps in use.
 *
 * **Source** `GET /v1/apps`; contracts/push.md, section 3.3, operation 8.
 */
export const apps = (read: Requests["read"]) =>
  listResource<App, AppsFilters>(read, {
    name: "apps",
    path: "/v1/apps",
    schema: App,
    idOf: (record) => record.id
  })
