/**
 * The client for Push Security's REST API v1: one property for each resource.
 */
import { makeRequests, type RateLimit, type Requests, type SourceError, type Page } from "@rollcall/transport"
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
import { employees } from "./resources/employees.ts"
import { findings } from "./resources/findings.ts"

export type { ListedPage, ListResource } from "./ListResource.ts"
export type { Position } from "./paging.ts"
export type { Page, SourceError }

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
  const { read } = yield* makeRequests({
    source: "push",
    baseUrl: options.baseUrl,
    key,
    rateLimit: options.rateLimit ?? documentedRateLimit
  })
  return resourcesOf((operation, request) =>
    read(operation, HttpClientRequest.setHeader(request, "x-api-key", Redacted.value(key)))
  )
})

/**
 * Reads a tenant of Push Security.
 *
 * **Details** Clients with the same key and address share one rate limit in a process. Reads are repeated where a
 * repetition can help; see `@rollcall/transport`.
 *
 * **Source** contracts/push.md.
 */
export class PushClient extends Context.Service<PushClient, PushClientShape>()("@rollcall/push/PushClient") {
  static readonly make: (options: PushOptions) => Effect.Effect<PushClientShape, never, HttpClient.HttpClient> = make
  static readonly layer = (options: PushOptions) => Layer.effect(this, make(options))
}

function resourcesOf(read: Requests["read"]) {
  return {
    employees: employees(read),
    browsers: browsers(read),
    accounts: accounts(read),
    accountsOther: accountsOther(read),
    apps: apps(read),
    appsOther: appsOther(read),
    findings: findings(read),
    detections: detections(read),
    browserExtensions: browserExtensions(read),
    appBanners: appBanners(read),
    blockedUrls: blockedUrls(read)
  }
}
