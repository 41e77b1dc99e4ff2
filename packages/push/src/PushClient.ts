/**
 * The client for Push Security's REST API v1: one property for each resource.
 */
import {
  makeRequests,
  type Page,
  type RateLimit,
  type ReadRecord,
  type Requests,
  type Resumption,
  type SourceError
} from "@rollcall/transport"
import { Context, Effect, Layer, Redacted } from "effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { accounts } from "./resources/accounts.ts"
import { accountsOther } from "./resources/accountsOther.ts"
import { appBanners } from "./resources/appBanners.ts"
import { apps } from "./resources/apps.ts"
import { appsOther } from "./resources/appsOther.ts"
import { blockedUrls } from "./resources/blockedUrls.ts"
import { browserExtensions } from "./resources/browserExtensions.ts"
import { browsers } from "./resources/browsers.ts"
import { detections } from "./resources/detections.ts"
import { employees, employeeUpdateErrors } from "./resources/employees.ts"
import { findings } from "./resources/findings.ts"

export { Leads } from "@rollcall/transport"
export { ArgumentError } from "./ArgumentError.ts"
export type { ListedPage, ListResource, PagesOptions } from "./ListResource.ts"
export type { Position } from "./paging.ts"
export type { AppBannerUpdate } from "./resources/appBanners.ts"
export type { AppUpdate } from "./resources/apps.ts"
export type { UrlToBlock } from "./resources/blockedUrls.ts"
export type { EmployeeUpdate } from "./resources/employees.ts"
export type { Page, ReadRecord, Resumption, SourceError }

/** Where and as whom to read. */
export interface PushOptions {
  /** Without the version, such as `https://api.pushsecurity.com`. */
  readonly baseUrl: string
  readonly apiKey: Redacted.Redacted
  /** What the source grants the key; {@link documentedRateLimit} if left out. */
  readonly rateLimit?: RateLimit
}

/**
 * What the API grants a key.
 *
 * **Source** contracts/push.md, section 1, "Rate limit".
 */
export const documentedRateLimit: RateLimit = { requestsPerSecond: 10, burst: 10 }

/** The resources of a tenant. */
export type PushClientShape = ReturnType<typeof resourcesOf>

const make = Effect.fnUntraced(function* (options: PushOptions) {
  const key = Redacted.make(Redacted.value(options.apiKey).trim())
  const { read, write, spare } = yield* makeRequests({
    source: "push",
    baseUrl: options.baseUrl,
    key,
    rateLimit: options.rateLimit ?? documentedRateLimit,
    errorCodes: employeeUpdateErrors
  })
  const withKey = HttpClientRequest.setHeader("x-api-key", Redacted.value(key))
  return resourcesOf({
    read: (operation, request) => read(operation, withKey(request)),
    write: (operation, request) => write(operation, withKey(request)),
    spare
  })
})

/**
 * Reads and changes a tenant of Push Security.
 *
 * **Details** Clients with the same key and address share one rate limit in a process. Reads are repeated where a
 * repetition can help, writes after 429 only; see `@rollcall/transport`.
 *
 * **Source** contracts/push.md.
 */
export class PushClient extends Context.Service<PushClient, PushClientShape>()("@rollcall/push/PushClient") {
  static readonly make: (options: PushOptions) => Effect.Effect<PushClientShape, never, HttpClient.HttpClient> = make
  static readonly layer = (options: PushOptions) => Layer.effect(this, make(options))
}

function resourcesOf(requests: Requests) {
  return {
    employees: employees(requests),
    browsers: browsers(requests),
    accounts: accounts(requests),
    accountsOther: accountsOther(requests),
    apps: apps(requests),
    appsOther: appsOther(requests),
    findings: findings(requests),
    detections: detections(requests),
    browserExtensions: browserExtensions(requests),
    appBanners: appBanners(requests),
    blockedUrls: blockedUrls(requests)
  }
}
