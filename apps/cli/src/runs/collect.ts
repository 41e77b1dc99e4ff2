import { Effect, Result } from "effect"
import { type Collected, collectTenant } from "../Collecting.ts"
import { withCollectionDisplay } from "../CollectionDisplay.ts"
import type { Collected as CollectedDocument } from "../CommandDocuments.ts"
import { exitWith } from "../Exit.ts"
import { failureDocument } from "../Failure.ts"
import { fittedTable } from "../FittedTable.ts"
import { noteFailure, print, tellInterruption } from "../Output.ts"
import { durationText, monotonicMs } from "../TenantProgress.ts"
import { chosenTenants, exitCodeOf, forEachTenant, type TenantOutcome } from "../Tenants.ts"
import { configuration, withStore } from "../StoreWiring.ts"
import { httpLayer } from "../Wiring.ts"

export interface CollectInput {
  readonly names: ReadonlyArray<string>
  readonly all: boolean
  readonly resume: boolean
  readonly quiet: boolean
}

export const run = Effect.fn("cli.collect")(function* (input: CollectInput) {
  const config = yield* configuration
  const tenants = yield* chosenTenants(config, input)
  const durations = new Map<string, number>()
  const outcomes = yield* withStore(
    config,
    withCollectionDisplay(
      input,
      forEachTenant(tenants, config.concurrency, (tenant) =>
        timed(collectTenant(tenant, input), (ms) => durations.set(tenant.id, ms))
      )
    )
  ).pipe(
    Effect.provide(httpLayer),
    tellInterruption("what was read is kept; go on with the same command and --resume.")
  )
  yield* Effect.forEach(
    outcomes.flatMap((outcome) => failureOf(outcome) ?? []),
    noteFailure,
    { discard: true }
  )
  const lines = yield* tableOf(outcomes, durations)
  yield* print(
    () => JSON.stringify({ schemaVersion: 1, tenants: outcomes.map(outcomeDocument) }, null, 2),
    () => lines
  )
  yield* exitWith(exitCodeOf(outcomes.map((outcome) => failureOf(outcome)?.code ?? null)))
})

const timed = <A, E, R>(effect: Effect.Effect<A, E, R>, took: (ms: number) => void): Effect.Effect<A, E, R> =>
  Effect.flatMap(monotonicMs, (startedMs) =>
    Effect.ensuring(
      effect,
      Effect.map(monotonicMs, (endedMs) => took(Math.round(endedMs - startedMs)))
    )
  )

const failureOf = ({ result }: TenantOutcome<Collected>) =>
  Result.isFailure(result) ? result.failure : result.success.failure

function outcomeDocument(outcome: TenantOutcome<Collected>): CollectedDocument["tenants"][number] {
  const failure = failureOf(outcome)
  const error = failure === null ? {} : { error: failureDocument(failure) }
  if (Result.isFailure(outcome.result)) return { tenant: outcome.tenant, outcome: "failed", snapshot: null, ...error }
  const { snapshot } = outcome.result.success
  return { tenant: outcome.tenant, outcome: snapshot.complete ? "complete" : "partial", snapshot, ...error }
}

/** Every tenant with what became of it; then what the partial snapshots lack. */
const tableOf = (outcomes: ReadonlyArray<TenantOutcome<Collected>>, durations: ReadonlyMap<string, number>) =>
  Effect.map(
    fittedTable(
      [{ head: "TENANT" }, { head: "OUTCOME" }, { head: "RECORDS" }, { head: "DURATION" }, { head: "SNAPSHOT" }],
      outcomes.map((outcome) => rowOf(outcome, durationText(durations.get(outcome.tenant) ?? 0)))
    ),
    (table) => [...table, ...outcomes.flatMap(unreadLines)]
  )

function rowOf({ tenant, result }: TenantOutcome<Collected>, duration: string): ReadonlyArray<string> {
  if (Result.isFailure(result)) return [tenant, "FAILED", "-", duration, "-"]
  const { complete, resources, id } = result.success.snapshot
  const records = resources.reduce((sum, each) => sum + each.records, 0)
  return [tenant, complete ? "complete" : "PARTIAL", String(records), duration, id]
}

function unreadLines({ tenant, result }: TenantOutcome<Collected>): ReadonlyArray<string> {
  if (Result.isFailure(result)) return []
  const unread = result.success.snapshot.resources.filter((each) => each.offered && !each.complete)
  const names = unread.map(({ source, resource }) => `${source} ${resource}`)
  return names.length === 0 ? [] : [`${tenant}: not read to the end: ${names.join(", ")}`]
}
