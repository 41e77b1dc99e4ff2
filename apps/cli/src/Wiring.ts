/**
 * Configuration to the clients of the sources.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { BanyanClient, type BanyanClientShape } from "@rollcall/banyan"
import type { TenantSources } from "@rollcall/collect"
import {
  type BanyanConfig,
  type PushConfig,
  readSecret,
  type SecretRef,
  type StoreConfig,
  type TenantConfig
} from "@rollcall/config"
import { PushClient, type PushClientShape } from "@rollcall/push"
import { Effect, type FileSystem, Layer } from "effect"
import type { HttpClient } from "effect/http"
import type { ChildProcessSpawner } from "effect/process"
import { Agent } from "undici"
import type { Failure } from "./Failure.ts"
import { secretFailure, storeFailure } from "./failures.ts"
import { requestLog } from "./RequestLog.ts"

/** Clients for a tenant's sources; its secrets are read now and not before. */
export const connect = Effect.fn("cli.connect")(function* ({ id, push, banyan }: TenantConfig) {
  const sources: TenantSources = {
    push: push === null ? null : yield* yield* pushClientOf(id, push),
    banyan: banyan === null ? null : yield* yield* banyanClientOf(id, banyan)
  }
  return sources
})

/** What makes a tenant's Push client: its key is read once, the client can be made more than once. */
export const pushClientOf = (
  tenant: string,
  { baseUrl, apiKey, rateLimit }: PushConfig
): Effect.Effect<
  Effect.Effect<PushClientShape, never, HttpClient.HttpClient>,
  Failure,
  FileSystem.FileSystem | ChildProcessSpawner.ChildProcessSpawner
> => Effect.map(secretOf(tenant, apiKey), (secret) => PushClient.make({ baseUrl, apiKey: secret, rateLimit }))

/** What makes a tenant's client of the device API, in the same way; lists are read in pages of `pageSize`. */
export const banyanClientOf = (
  tenant: string,
  { baseUrl, auth }: BanyanConfig,
  options: { readonly pageSize?: number } = {}
): Effect.Effect<
  Effect.Effect<BanyanClientShape, never, HttpClient.HttpClient>,
  Failure,
  FileSystem.FileSystem | ChildProcessSpawner.ChildProcessSpawner
> =>
  "token" in auth
    ? Effect.map(secretOf(tenant, auth.token), (token) => BanyanClient.make({ ...options, baseUrl, auth: { token } }))
    : Effect.map(secretOf(tenant, auth.refreshToken), (refreshToken) =>
        BanyanClient.make({ ...options, baseUrl, auth: { refreshToken } })
      )

/** Where a source's secret is configured, for messages: `ACME_PUSH_API_KEY (rollcall.yaml:9)`. */
export function secretPlace(tenant: TenantConfig, source: string): string {
  const ref = source === "push" ? tenant.push?.apiKey : secretOfBanyan(tenant)
  if (ref === undefined) return "the configuration"
  const name = "env" in ref ? ref.env : "file" in ref ? ref.file : `the output of ${ref.command[0]}`
  return `${name} (${ref.where.file}:${ref.where.line})`
}

/** One rate for each key over all processes with the same store, in place of each process's own. */
export const sharedRateLimits = (
  store: Extract<StoreConfig, { postgres: unknown }>
): Effect.Effect<Layer.Layer<never, Failure>> =>
  Effect.promise(async () => {
    const { sharedRateLimiters } = await import("@rollcall/store/postgres")
    return sharedRateLimiters({ url: store.postgres, maxConnections: 4 }).pipe(
      Layer.catch((error) => Layer.effectDiscard(Effect.fail(storeFailure(error))))
    )
  })

/**
 * HTTP over undici with a pool of our own.
 *
 * **Details** Time limits are the request policy's (`@rollcall/transport`), except the one for connecting.
 */
export const httpLayer = requestLog.pipe(
  Layer.provide(NodeHttpClient.layerUndiciNoDispatcher),
  Layer.provide(
    Layer.effect(
      NodeHttpClient.Dispatcher,
      Effect.acquireRelease(
        Effect.sync(() => new Agent({ connections: 16, keepAliveTimeout: 10_000, connect: { timeout: 10_000 } })),
        (agent) => Effect.promise(() => agent.destroy())
      )
    )
  )
)

function secretOfBanyan(tenant: TenantConfig): SecretRef | undefined {
  if (tenant.banyan === null) return undefined
  return "token" in tenant.banyan.auth ? tenant.banyan.auth.token : tenant.banyan.auth.refreshToken
}

const secretOf = (tenant: string, ref: SecretRef) =>
  Effect.mapError(readSecret(ref), (error) => secretFailure(error, tenant))
