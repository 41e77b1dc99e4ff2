/**
 * The way to the workers' runs: the store that they share, and a client of their engine.
 */
import type { Config, TenantConfig } from "@rollcall/config"
import { clientEngine } from "@rollcall/runs"
import { type ReportRun as RunOnRecord, ReportRuns } from "@rollcall/store"
import { Effect, Result } from "effect"
import { exitWith } from "./Exit.ts"
import { Failure, failureDocument } from "./Failure.ts"
import { noteFailure, print } from "./Output.ts"
import type { Changed } from "./RunDocuments.ts"
import { runDocument } from "./RunListing.ts"
import { inStore } from "./StoredSnapshot.ts"
import { withEngineStore } from "./StoreWiring.ts"
import { withTables } from "./EngineTables.ts"
import { exitCodeOf, forEachTenant } from "./Tenants.ts"

/** Runs an effect with a client of the workers' engine. */
export const withClient = <A, E, R>(config: Config, effect: Effect.Effect<A, E, R>) =>
  "sqlite" in config.store
    ? noWorkers(config)
    : withEngineStore(config, withTables(Effect.provide(effect, clientEngine)))

const noWorkers = ({ file }: Config) =>
  Effect.fail(
    new Failure({
      code: "config",
      summary: "there are no workers for a SQLite store: they share a PostgreSQL database.",
      where: { file },
      next: "set `store: postgres://…`; on one machine, `rollcall report --collect` makes the same reports at once."
    })
  )

/** What was done about one tenant's run. */
export interface RunChange {
  readonly outcome: Exclude<Changed["tenants"][number]["outcome"], "failed">
  /** `null` if there is none. */
  readonly run: RunOnRecord | null
  /** In words. */
  readonly said: string
}

/** Does something about each tenant's run and tells what came of it. */
export const changeRuns = Effect.fnUntraced(function* <R>(
  config: Config,
  tenants: ReadonlyArray<TenantConfig>,
  change: (tenant: TenantConfig) => Effect.Effect<RunChange, Failure, R>
) {
  const outcomes = yield* withClient(config, forEachTenant(tenants, 16, change))
  const failures = outcomes.flatMap(({ result }) => (Result.isFailure(result) ? [result.failure] : []))
  yield* Effect.forEach(failures, noteFailure, { discard: true })
  const document: Changed = {
    schemaVersion: 1,
    tenants: outcomes.map(({ tenant, result }) =>
      Result.isFailure(result)
        ? { tenant, outcome: "failed", run: null, error: failureDocument(result.failure) }
        : {
            tenant,
            outcome: result.success.outcome,
            run: result.success.run === null ? null : runDocument(result.success.run)
          }
    )
  }
  yield* print(
    () => JSON.stringify(document, null, 2),
    () =>
      outcomes.flatMap(({ tenant, result }) => (Result.isFailure(result) ? [] : [`${tenant}: ${result.success.said}`]))
  )
  yield* exitWith(exitCodeOf(outcomes.map(({ result }) => (Result.isFailure(result) ? result.failure.code : null))))
})

/** Nothing was done, as there is nothing to do it about. */
export const noRun = (period: string): RunChange => ({
  outcome: "unchanged",
  run: null,
  said: `there is no run for ${period}`
})

/** The run of a tenant for a period. */
export const runOf = Effect.fnUntraced(function* (tenant: string, period: string) {
  const runs = yield* ReportRuns
  const found = yield* inStore(tenant, runs.find({ tenant, period }))
  if (found !== null) return found
  return yield* new Failure({
    code: "not-found",
    summary: `there is no run for ${period}.`,
    where: { tenant },
    next: `submit one with \`rollcall run submit ${tenant} --period ${period}\`.`
  })
})
