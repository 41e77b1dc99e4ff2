/**
 * The client for the Banyan Security "UsersDevices" API, v1 and v2: one property for each resource.
 */
import {
  ArgumentError,
  makeRequests,
  type Page,
  type RateLimit,
  type ReadRecord,
  type SourceError
} from "@rollcall/transport"
import { Context, Effect, Layer } from "effect"
import type * as HttpClient from "effect/http/HttpClient"
import { pageSizeDefault } from "./paging.ts"
import { type AuditLogsResource, auditLogs } from "./resources/auditLogs.ts"
import { type DevicesResource, devices } from "./resources/devices.ts"
import { type DevicesV2Resource, devicesV2 } from "./resources/devicesV2.ts"
import { type EndUsersResource, endusers } from "./resources/endusers.ts"
import { type EndUsersV2Resource, endusersV2 } from "./resources/endusersV2.ts"
import { type TrustScoresResource, trustScores } from "./resources/trustScores.ts"
import { authorized, type BanyanAuth, secretOf } from "./tokens.ts"

export { ArgumentError }
export { isPlaceholderSerial } from "./identifiers.ts"
export type { ListResource, PagedResource } from "./ListResource.ts"
export type { AuditLogsFilters, AuditLogsResource } from "./resources/auditLogs.ts"
export type { DevicesFilters, DevicesResource, DeviceUpdate } from "./resources/devices.ts"
export type { DevicesV2Filters, DevicesV2Resource } from "./resources/devicesV2.ts"
export type { EndUsersFilters, EndUsersResource } from "./resources/endusers.ts"
export type { EndUsersV2Filters, EndUsersV2Resource, OnlyActive } from "./resources/endusersV2.ts"
export type { MaximumTrustLevel, TrustScoresResource } from "./resources/trustScores.ts"
export type { BanyanAuth, Page, RateLimit, ReadRecord, SourceError }

/** Where and as whom to call. */
export interface BanyanOptions {
  /** Without the version, such as `https://net.banyanops.com/api`. */
  readonly baseUrl: string
  readonly auth: BanyanAuth
  /** Records asked for at once, 1000 if left out: the largest number proven to be granted. */
  readonly pageSize?: number
  /** How fast to call; {@link courteousRateLimit} if left out. */
  readonly rateLimit?: RateLimit
}

/** The resources of a tenant. */
export interface BanyanClientShape {
  readonly endusers: EndUsersResource
  readonly devices: DevicesResource
  readonly endusersV2: EndUsersV2Resource
  readonly devicesV2: DevicesV2Resource
  readonly trustScores: TrustScoresResource
  readonly auditLogs: AuditLogsResource
}

/**
 * A rate of our own, as no source documents one.
 *
 * **Details** Pages of a list are read one after another, so a reading is bound by the source's own answers and never gets
 * near this. It bounds what many calls at once, or a program gone wrong, can do; where the source refuses the rate (429)
 * the client waits and goes on more slowly.
 *
 * **Source** contracts/banyan.md, section 1.3.
 */
export const courteousRateLimit: RateLimit = { requestsPerSecond: 100, burst: 20 }

const make = Effect.fnUntraced(function* ({ baseUrl, auth, pageSize = pageSizeDefault, rateLimit }: BanyanOptions) {
  const unauthorized = yield* makeRequests({
    source: "banyan",
    baseUrl,
    key: secretOf(auth),
    rateLimit: rateLimit ?? courteousRateLimit
  })
  const requests = authorized(unauthorized, auth)
  const client: BanyanClientShape = {
    endusers: endusers(requests, pageSize),
    devices: devices(requests, pageSize),
    endusersV2: endusersV2(requests, pageSize),
    devicesV2: devicesV2(requests, pageSize),
    trustScores: trustScores(requests),
    auditLogs: auditLogs(requests, pageSize)
  }
  return client
})

/**
 * Reads and changes a tenant of Banyan Security.
 *
 * **Details** Reads are repeated where a repetition can help, writes after 429 only; see `@rollcall/transport`.
 *
 * **Source** contracts/banyan.md.
 */
export class BanyanClient extends Context.Service<BanyanClient, BanyanClientShape>()("@rollcall/banyan/BanyanClient") {
  static readonly make: (options: BanyanOptions) => Effect.Effect<BanyanClientShape, never, HttpClient.HttpClient> =
    make
  static readonly layer = (options: BanyanOptions) => Layer.effect(this, make(options))
}
