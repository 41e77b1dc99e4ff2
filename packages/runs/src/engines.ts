/**
 * The engines that durable runs are executed by: Effect's own, over one database, in one process or in many.
 *
 * Processes talk through the database alone: none of them listens on a port. Locks are PostgreSQL's advisory locks, which
 * end with the connection of whoever had them.
 */
import * as NodeCrypto from "@effect/platform-node/NodeCrypto"
import { type Duration, Effect, Layer, LogLevel, Option, References } from "effect"
import {
  ClusterWorkflowEngine,
  type MessageStorage,
  RunnerAddress,
  RunnerHealth,
  Runners,
  RunnerStorage,
  Sharding,
  ShardingConfig,
  SqlMessageStorage,
  SqlRunnerStorage
} from "effect/cluster"
import type { SqlClient } from "effect/sql"
import { WorkflowEngine } from "effect/workflow"

/** What an engine gives: it executes workflows, tells which process does what, and keeps messages. */
export type Engine = WorkflowEngine.WorkflowEngine | Sharding.Sharding | MessageStorage.MessageStorage

/**
 * After so long without a sign of life a process is taken for dead, and others go on with what it had.
 *
 * **Details** Longer than the join of a large tenant keeps a process from giving one.
 */
export const lockExpiration: Duration.Input = "30 seconds"

/** How often a process looks for what others have left for it. */
const pollInterval: Duration.Input = "1 second"

/** Tables of processes that share the work. */
const clusterTables = "rollcall_cluster"

/** Tables of processes that work for themselves. */
const localTables = "rollcall_local"

/** Its words are of handovers that it comes through by itself, and stack traces; what cannot be done, a run's failure tells. */
const quiet = Layer.unwrap(
  Effect.map(References.MinimumLogLevel, (level) =>
    LogLevel.isLessThanOrEqualTo(level, "Debug") ? Layer.empty : Layer.succeed(References.MinimumLogLevel, "None")
  )
)

/** Keeps nothing, for what begins and ends with one command. */
export const memoryEngine: Layer.Layer<WorkflowEngine.WorkflowEngine> = WorkflowEngine.layerMemory

/** One of any number of processes that share the work. `name` is its own alone. */
export const clusterEngine = (name: string): Layer.Layer<Engine, never, SqlClient.SqlClient> =>
  engineOver(SqlRunnerStorage.layerWith({ prefix: clusterTables }).pipe(Layer.orDie), clusterTables, {
    runnerAddress: Option.some(RunnerAddress.make(name, 1)),
    shardLockExpiration: lockExpiration,
    shardLockRefreshInterval: "5 seconds",
    refreshAssignmentsInterval: "2 seconds",
    entityMessagePollInterval: pollInterval,
    entityTerminationTimeout: "2 seconds"
  })

/** A process that leaves work for those, and does none. */
export const clientEngine: Layer.Layer<Engine, never, SqlClient.SqlClient> = engineOver(
  SqlRunnerStorage.layerWith({ prefix: clusterTables }).pipe(Layer.orDie),
  clusterTables,
  { runnerAddress: Option.none(), shardLockExpiration: lockExpiration }
)

/**
 * A process that does its own work in the database, beside others that do theirs: each has groups of its own.
 *
 * **Gotchas** Nothing here keeps two processes from having the same group; a lease of the store does.
 */
export const localEngine = (groups: ReadonlyArray<string>): Layer.Layer<Engine, never, SqlClient.SqlClient> =>
  engineOver(RunnerStorage.layerMemory, localTables, {
    availableShardGroups: ["default", ...groups],
    assignedShardGroups: ["default", ...groups],
    shardsPerGroup: 1,
    // Whoever ends a command waits for its end; what is under way is gone on with by the next one.
    entityTerminationTimeout: "50 millis"
  })

function engineOver<E, R>(
  runners: Layer.Layer<RunnerStorage.RunnerStorage, E, R>,
  prefix: string,
  config: Partial<ShardingConfig.ShardingConfig["Service"]>
) {
  const messages = SqlMessageStorage.layerWith({ prefix }).pipe(Layer.provide(NodeCrypto.layerDigest))
  return ClusterWorkflowEngine.layer.pipe(
    Layer.provideMerge(Sharding.layer),
    Layer.provide(Runners.layerNoop),
    Layer.provideMerge(messages),
    Layer.provide([runners, RunnerHealth.layerNoop]),
    Layer.provide(ShardingConfig.layer({ ...config, simulateRemoteSerialization: false })),
    Layer.provide(quiet)
  )
}
