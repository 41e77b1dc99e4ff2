import type { Requests } from "@rollcall/transport"
import { Effect } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { hasLength, ifGiven, isId, isOneOf, keepRules } from "../ArgumentError.ts"
import { decodeAnswer, getRecord, pathOf, send } from "../answers.ts"
import { listResource } from "../ListResource.ts"
import { AppBanner, appBannerModes } from "../schema/AppBanner.ts"

export type AppBannersFilters = {
  /** Without it `pages` reads enabled and disabled banners. */
  readonly enabled?: boolean
}

/** A banner as it shall be; what a member that is left out becomes is not documented. */
export interface AppBannerUpdate {
  readonly enabled: boolean
  readonly title?: string
  /** Markdown links allowed. */
  readonly subtext?: string
  readonly mode?: (typeof appBannerModes)[number]
  /** For `ACKNOWLEDGE`, `REASON`, or `BLOCK` with `allowReasonSubmission`. */
  readonly buttonText?: string
  /** For `BLOCK`. */
  readonly allowReasonSubmission?: boolean
}

const definition = {
  name: "appBanners",
  path: "/v1/controls/appBanners",
  schema: AppBanner,
  idOf: (record: AppBanner) => record.id
}

/** Longest texts of a banner; contracts/push.md, section 4.15. */
const titleLength = { min: 0, max: 75 }
const subtextLength = { min: 0, max: 1000 }
const buttonTextLength = { min: 0, max: 75 }

/**
 * Notices shown on apps; perhaps withdrawn, so not every tenant has them. A banner's id is its app's.
 *
 * **Errors** `NotFound` where the source does not have the list.
 *
 * **Source** `/v1/controls/appBanners`; contracts/push.md, section 3.9, operations 22 to 24.
 */
export const appBanners = ({ read, write, spare }: Requests) => ({
  ...listResource<AppBanner, AppBannersFilters>(
    { read, spare },
    {
      ...definition,
      // Without the filter the API gives enabled banners only. What `enabled=false` gives, all or only the disabled ones,
      // is not documented, so both readings together make up the list.
      readings: (filters) => (filters?.enabled === undefined ? [{}, { enabled: false }] : [filters])
    }
  ),

  get: getRecord(read, definition),

  /**
   * Sets the banner of an app and gives it as it is then.
   *
   * **Source** `POST /v1/controls/appBanners/{id}`, operation 24.
   */
  set: Effect.fnUntraced(function* (appId: string, update: AppBannerUpdate) {
    const operation = "appBanners.set"
    const { enabled, title, subtext, mode, buttonText, allowReasonSubmission } = update
    yield* keepRules(operation, [
      isId("appId", appId),
      { argument: "enabled", rule: "must be true or false", isKept: typeof enabled === "boolean" },
      ...ifGiven(title, (text) => hasLength("title", text, titleLength)),
      ...ifGiven(subtext, (text) => hasLength("subtext", text, subtextLength)),
      ...ifGiven(mode, (value) => isOneOf("mode", value, appBannerModes)),
      ...ifGiven(buttonText, (text) => hasLength("buttonText", text, buttonTextLength))
    ])
    return yield* HttpClientRequest.post(pathOf(definition, appId)).pipe(
      HttpClientRequest.bodyJsonUnsafe({ enabled, title, subtext, mode, buttonText, allowReasonSubmission }),
      (request) => send(write, operation, request),
      Effect.flatMap(decodeAnswer(AppBanner, operation))
    )
  })
})
