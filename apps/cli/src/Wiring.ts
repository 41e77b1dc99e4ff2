/**
 * Configuration to running services: the only place that names a driver.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { BanyanClient } from "@rollcall/banyan"
import type { TenantSources } from "@rollcall/collect"
import {
  type Config,
  loadConfig,
  type PushConfig,
  readSecret,
  type SecretRef,
  type TenantConfig
} from "@rollcall/config"
import type { Tenant } from "@rollcall/model"
import { PushClient, type PushClientShape } from "@rollcall/push"
import type { AuditTrail, SnapshotStore } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect, type FileSystem, Layer, Option } from "effect"
import type { HttpClient } from "effect/http"
import type { ChildProcessSpawner } from "effect/process"
import { Agent } from "undici"
import { Failure } from "./Failure.ts"
import { configFailure, secretFailure, storeFailure } from "./failures.ts"
import { ConfigFile } from "./Output.ts"

/** Reads the configuration that the command line, the environment or the folders name. */
export const configuration = Effect.gen(function* () {
  const flag = yield* ConfigFile
  return yield* loadConfig({ flag: Option.getOrUndefined(flag) }).pipe(Effect.mapError(configFailure))
})

/** Runs an effect with the configured store. */
export const withStore = <A, E, R>(
  config: Config,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | Failure, Exclude<R, SnapshotStore | AuditTrail>> =>
  Effect.scoped(
    Effect.gen(function* () {
      const filename = yield* storeFile(config)
      const store = yield* Effect.mapError(Layer.build(sqliteLayer({ filename })), (error) => storeFailure(error))
      return yield* Effect.provideContext(effect, store)
    })
  )

/** What the engine needs to know about a tenant. */
export const tenantOf = ({ id, name, timezone, domains, email }: TenantConfig): Tenant => ({
  id,
  name,
  timezone,
  domains,
  email
})

/** Clients for a tenant's sources; its secrets are read now and not before. */
export const connect = Effect.fn("cli.connect")(function* ({ id, push, banyan }: TenantConfig) {
  const sources: TenantSources = {
    push: push === null ? null : yield* yield* pushClientOf(id, push),
    banyan:
      banyan === null
        ? null
        : yield* BanyanClient.make({
            baseUrl: banyan.baseUrl,
            auth:
              "token" in banyan.auth
                ? { token: yield* secretOf(id, banyan.auth.token) }
                : { refreshToken: yield* secretOf(id, banyan.auth.refreshToken) }
          })
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

/** Where a source's secret is configured, for messages: `ACME_PUSH_API_KEY (rollcall.yaml:9)`. */
export function secretPlace(tenant: TenantConfig, source: string): string {
  const ref = source === "push" ? tenant.push?.apiKey : secretOfBanyan(tenant)
  if (ref === undefined) return "the configuration"
  const name = "env" in ref ? ref.env : "file" in ref ? ref.file : `the output of ${ref.command[0]}`
  return `${name} (${ref.where.file}:${ref.where.line})`
}

/**
 * HTTP over undici with a pool of our own.
 *
 * **Details** Time limits are the request policy's (`@rollcall/transport`), except the one for connecting.
 */
export const httpLayer = NodeHttpClient.layerUndiciNoDispatcher.pipe(
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

function storeFile(config: Config): Effect.Effect<string, Failure> {
  if (config.store.startsWith("sqlite:")) return Effect.succeed(config.store.slice("sqlite:".length))
  return Effect.fail(
    new Failure({
      code: "config",
      summary: "this version keeps snapshots in SQLite only.",
      where: { file: config.file },
      next: "write `store: sqlite:./rollcall.db`."
    })
  )
}

function secretOfBanyan(tenant: TenantConfig): SecretRef | undefined {
  if (tenant.banyan === null) return undefined
  return "token" in tenant.banyan.auth ? tenant.banyan.auth.token : tenant.banyan.auth.refreshToken
}

const secretOf = (tenant: string, ref: SecretRef) =>
  Effect.mapError(readSecret(ref), (error) => secretFailure(error, tenant))
