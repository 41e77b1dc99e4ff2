/**
 * Executions in an engine's tables: removed once nobody asks for them any more, and shown to their runners again.
 */
import { Context, Effect } from "effect"
import { ClusterSchema, EntityAddress, EntityId, EntityType, MessageStorage, Sharding } from "effect/cluster"
import type { ReportRun } from "./ReportRun.ts"

/** Removes the messages and answers of an execution from the engine's tables. */
export const forget = Effect.fn("runs.forget")(function* (workflow: typeof ReportRun, executionId: string) {
  const sharding = yield* Sharding.Sharding
  const messages = yield* MessageStorage.MessageStorage
  yield* messages.clearAddress(addressOf(sharding, workflow, executionId))
})

/**
 * Has whoever is responsible for executions look at their messages again.
 *
 * **Details** A runner that reads a message just as it has to hand the shard over drops it, and nobody looks at it for ten minutes
 * if the next one had come first. Whoever has it under way takes no notice.
 */
export const lookAgain = Effect.fn("runs.lookAgain")(function* (
  workflow: typeof ReportRun,
  executionIds: ReadonlyArray<string>
) {
  const sharding = yield* Sharding.Sharding
  const messages = yield* MessageStorage.MessageStorage
  yield* messages.resetAddresses(executionIds.map((each) => addressOf(sharding, workflow, each)))
})

function addressOf(
  sharding: Sharding.Sharding["Service"],
  workflow: typeof ReportRun,
  executionId: string
): EntityAddress.EntityAddress {
  const entityId = EntityId.make(executionId)
  const group = Context.get(workflow.annotations, ClusterSchema.ShardGroup)(entityId)
  const entityType = EntityType.make(`Workflow/${workflow._tag}`)
  return EntityAddress.make({ entityType, entityId, shardId: sharding.getShardId(entityId, group) })
}
