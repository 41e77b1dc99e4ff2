/**
 * The store in one SQLite file.
 */
import { Effect, Layer } from "effect"
import type { SqlClient } from "effect/sql"
import * as SqliteClient from "./SqliteClient.ts"
import { inspect, type Inspection } from "./inspection.ts"
import { migrate } from "./migrations.ts"
import { layerShared } from "./SharedRateLimiters.ts"
import { services, type StoreServices } from "./services.ts"
import type { StoreError } from "./StoreError.ts"

/**
 * The store in a SQLite file, which is made with its folder if it is not there; `:memory:` keeps nothing.
 *
 * **Details** Write-ahead log, so that a report can be read while a collection writes. Another process that holds the
 * lock is waited for five seconds.
 */
export const layer = (options: { readonly filename: string }): Layer.Layer<StoreServices, StoreError> =>
  services.pipe(Layer.provide(SqliteClient.layer(options)))

/** The store with the client that it works with, for an engine that keeps tables of its own beside it. */
export const layerWithClient = (options: {
  readonly filename: string
}): Layer.Layer<StoreServices | SqlClient.SqlClient, StoreError> =>
  services.pipe(Layer.provideMerge(SqliteClient.layer(options)))

/** The rate limits of every process that works with the same SQLite file, in place of each process's own. */
export const sharedRateLimiters = (options: { readonly filename: string }): Layer.Layer<never, StoreError> =>
  layerShared.pipe(Layer.provide(Layer.effectDiscard(migrate)), Layer.provide(SqliteClient.layer(options)))

/** Opens a store in a SQLite file, and sees whether it can be written. */
export const inspection = (options: { readonly filename: string }): Effect.Effect<Inspection, StoreError> =>
  Effect.provide(Effect.andThen(migrate, inspect), SqliteClient.layer(options))
