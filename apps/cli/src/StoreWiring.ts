/**
 * Configuration to an open store: all that a command needs which asks no source, and nothing that can send a request.
 */
import { loadConfig, type Config, type StoreConfig, type TenantConfig } from "@rollcall/config"
import type { Tenant } from "@rollcall/model"
import type { Inspection, StoreError, StoreServices } from "@rollcall/store"
import {
  inspection as sqliteInspection,
  layer as sqliteLayer,
  layerWithClient as sqliteLayerWithClient
} from "@rollcall/store/sqlite"
import { Effect, Layer, Option } from "effect"
import type { SqlClient } from "effect/sql"
import type { Failure } from "./Failure.ts"
import { configFailure, storeFailure } from "./failures.ts"
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
): Effect.Effect<A, E | Failure, Exclude<R, StoreServices>> => within(storeLayer(config.store), effect)

/** Runs an effect with the configured store, and a client for the tables of an engine beside it. */
export const withEngineStore = <A, E, R>(
  config: Config,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | Failure, Exclude<R, StoreServices | SqlClient.SqlClient>> =>
  within(storeLayerWithClient(config.store), effect)

const within = <A, E, R, Services>(
  layer: Effect.Effect<Layer.Layer<Services, StoreError>>,
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E | Failure, Exclude<R, Services>> =>
  Effect.scoped(
    Effect.gen(function* () {
      const services = yield* Effect.mapError(Layer.build(yield* layer), (error) => storeFailure(error))
      return yield* Effect.provideContext(effect, services)
    })
  )

/** Opens the configured store and sees whether it can be written. */
export const inspectStore = (store: StoreConfig): Effect.Effect<Inspection, Failure> =>
  Effect.gen(function* () {
    if ("sqlite" in store) return yield* sqliteInspection({ filename: store.sqlite })
    const { inspection } = yield* Effect.promise(() => import("@rollcall/store/postgres"))
    return yield* inspection({ url: store.postgres })
  }).pipe(Effect.mapError((error) => storeFailure(error)))

/** What the engine needs to know about a tenant. */
export const tenantOf = ({ id, name, timezone, domains, email }: TenantConfig): Tenant => ({
  id,
  name,
  timezone,
  domains,
  email
})

/** The driver for PostgreSQL is loaded only where one is configured. */
const storeLayer = (store: StoreConfig): Effect.Effect<Layer.Layer<StoreServices, StoreError>> =>
  "sqlite" in store
    ? Effect.succeed(sqliteLayer({ filename: store.sqlite }))
    : Effect.promise(async () => {
        const { layer } = await import("@rollcall/store/postgres")
        return layer({ url: store.postgres })
      })

const storeLayerWithClient = (
  store: StoreConfig
): Effect.Effect<Layer.Layer<StoreServices | SqlClient.SqlClient, StoreError>> =>
  "sqlite" in store
    ? Effect.succeed(sqliteLayerWithClient({ filename: store.sqlite }))
    : Effect.promise(async () => {
        const { layerWithClient } = await import("@rollcall/store/postgres")
        return layerWithClient({ url: store.postgres })
      })
