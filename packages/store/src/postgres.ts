/**
 * The store in one PostgreSQL database, which a team shares.
 */
import { Effect, Layer } from "effect"
import type { SqlClient } from "effect/sql"
import { inspect, type Inspection } from "./inspection.ts"
import * as PostgresClient from "./PostgresClient.ts"
import { services, type StoreServices } from "./services.ts"
import { layerShared } from "./SharedRateLimiters.ts"
import type { StoreError } from "./StoreError.ts"

export type { PostgresOptions } from "./PostgresClient.ts"

/**
 * The store in a database that exists; its tables are made if they are not there.
 *
 * **Details** Tenants are kept apart by row-level security. A user whom that does not hold, such as a superuser, works as the
 * role `rollcall_tenant`, which is made if it is not there.
 */
export const layer = (options: PostgresClient.PostgresOptions): Layer.Layer<StoreServices, StoreError> =>
  services.pipe(Layer.provide(PostgresClient.layer(options)))

/**
 * The store, and a client for an engine that keeps tables of its own beside it.
 *
 * **Details** That client works as the user whom the address names, who owns the tables of the engine.
 */
export const layerWithClient = (
  options: PostgresClient.PostgresOptions
): Layer.Layer<StoreServices | SqlClient.SqlClient, StoreError> =>
  Layer.merge(layer(options), PostgresClient.ownerLayer(options))

/** The rate limits of every process that works with the same database, in place of each process's own. */
export const sharedRateLimiters = (options: PostgresClient.PostgresOptions): Layer.Layer<never, StoreError> =>
  layerShared.pipe(Layer.provide(PostgresClient.layer(options)))

/** Opens a store in a database, and sees whether it can be written. */
export const inspection = (options: PostgresClient.PostgresOptions): Effect.Effect<Inspection, StoreError> =>
  Effect.provide(inspect, PostgresClient.layer(options))
