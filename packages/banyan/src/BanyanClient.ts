/**
 * The client for the Banyan Security "UsersDevices" API, v1: one property for each resource.
 */
import { makeRequests, type Page, type RateLimit, type SourceError } from "@rollcall/transport"
import { Context, Effect, Layer } from "effect"
import type * as HttpClient from "effect/http/HttpClient"
import type { ListResource } from "./ListResource.ts"
import { pageSizeDefault } from "./paging.ts"
import { devices } from "./resources/devices.ts"
import { endusers } from "./resources/endusers.ts"
import type { Device } from "./schema/Device.ts"
import type { EndUser } from "./schema/EndUser.ts"
import { authorizedReads, type BanyanAuth, secretOf } from "./tokens.ts"

export type { BanyanAuth, ListResource, Page, SourceError }

/** Where and as whom to read. */
export interface BanyanOptions {
  /** Without the version, such as `https://net.banyanops.com/api`. */
  readonly baseUrl: string
  readonly auth: BanyanAuth
  /** Records asked for at once, 1000 if left out: the largest number proven to be granted. */
  readonly pageSize?: number
}

/** The resources of a tenant. */
export interface BanyanClientShape {
  readonly endusers: ListResource<EndUser>
  readonly devices: ListResource<Device>
}

/** No source documents a limit; this is far from what a few large pages need, and far from a flood. */
const politeRateLimit: RateLimit = { requestsPerSecond: 10, burst: 10 }

const make = Effect.fnUntraced(function* (options: BanyanOptions) {
  const requests = yield* makeRequests({
    source: "banyan",
    baseUrl: options.baseUrl,
    key: secretOf(options.auth),
    rateLimit: politeRateLimit
  })
  const read = authorizedReads(requests.read, options.auth)
  const pageSize = options.pageSize ?? pageSizeDefault
  const client: BanyanClientShape = { endusers: endusers(read, pageSize), devices: devices(read, pageSize) }
  return client
})

/**
 * Reads a tenant of Banyan Security.
 *
 * **Details** Reads are repeated where a repetition can help; see `@rollcall/transport`.
 *
 * **Source** contracts/banyan.md.
 */
export class BanyanClient extends Context.Service<BanyanClient, BanyanClientShape>()("@rollcall/banyan/BanyanClient") {
  static readonly make: (options: BanyanOptions) => Effect.Effect<BanyanClientShape, never, HttpClient.HttpClient> =
    make
  static readonly layer = (options: BanyanOptions) => Layer.effect(this, make(options))
}
