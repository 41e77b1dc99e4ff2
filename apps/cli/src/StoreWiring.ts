/**
 * Configuration to an open store: all that a command needs which asks no source, and nothing that can send a request.
 */
import { loadConfig, type Config, type StoreConfig, type TenantConfig } from "@rollcall/config"
import type { Tenant } from "@rollcall/model"
import type { AuditTrail, Inspection, SnapshotStore, StoreError } from "@rollcall/store"
import { inspection as sqliteInspection, layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect, Layer, Option } from "effect"
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
): Effect.Effect<A, E | Failure, Exclude<R, SnapshotStore | AuditTrail>> =>
  Effect.scoped(
    Effect.gen(function* () {
      const layer = yield* storeLayer(config.store)
      const store = yield* Effect.mapError(Layer.build(layer), (error) => storeFailure(error))
      return yield* Effect.provideContext(effect, store)
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
const storeLayer = (store: StoreConfig): Effect.Effect<Layer.Layer<SnapshotStore | AuditTrail, StoreError>> =>
  "sqlite" in store
    ? Effect.succeed(sqliteLayer({ filename: store.sqlite }))
    : Effect.promise(async () => {
        const { layer } = await import("@rollcall/store/postgres")
        return layer({ url: store.postgres })
      })
