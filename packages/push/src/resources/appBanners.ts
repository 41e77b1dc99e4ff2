import type { Requests } from "@rollcall/transport"
import { listResource } from "../ListResource.ts"
import { AppBanner } from "../schema/AppBanner.ts"

export type AppBannersFilters = {
  /** Without it `pages` reads enabled and disabled banners. */
  readonly enabled?: boolean
}

/**
 * Notices shown on apps; perhaps withdrawn, so not every tenant has this list.
 *
 * **Errors** `NotFound` where the source does not have the list.
 *
 * **Source** `GET /v1/controls/appBanners`; contracts/push.md, section 3.9, operation 22.
 */
export const appBanners = (read: Requests["read"]) =>
  listResource<AppBanner, AppBannersFilters>(read, {
    name: "appBanners",
    path: "/v1/controls/appBanners",
    schema: AppBanner,
    idOf: (record) => record.id,
    // Without the filter the API gives enabled banners only. What `enabled=false` gives, all or only the disabled ones,
    // is not documented, so both readings together make up the list.
    readings: (filters) => (filters?.enabled === undefined ? [{}, { enabled: false }] : [filters])
  })
