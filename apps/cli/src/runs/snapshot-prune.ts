import type { Config, TenantConfig } from "@rollcall/config"
import type { SnapshotHeader } from "@rollcall/model"
import { Effect, Result } from "effect"
import { typedBack } from "../Confirmation.ts"
import { exitWith } from "../Exit.ts"
import { Failure, failureDocument } from "../Failure.ts"
import { note, noteFailure, print, tellInterruption } from "../Output.ts"
import type { PruneDocument } from "../SnapshotDocuments.ts"
import { countText, type RemovalPlan, removalPlan, removePlanned, settleRemovals } from "../SnapshotRemoval.ts"
import { recordCount } from "../StoredSnapshot.ts"
import { chosenTenants, exitCodeOf, forEachTenant, type TenantOutcome } from "../Tenants.ts"
import { configuration, withStore } from "../StoreWiring.ts"

export interface SnapshotPruneInput {
  readonly names: ReadonlyArray<string>
  readonly all: boolean
  readonly keep: number
  readonly yes: boolean
  readonly dryRun: boolean
}

export const run = Effect.fn("cli.snapshotPrune")(function* (input: SnapshotPruneInput) {
  const config = yield* configuration
  const tenants = yield* chosenTenants(config, input)
  const planned = yield* withStore(config, forEachTenant(tenants, 1, planFor(input)))
  const count = planned.reduce((sum, { result }) => sum + (Result.isSuccess(result) ? goingOf(result.success) : 0), 0)
  const isReal = !input.dryRun && count > 0
  if (isReal) yield* confirmed(planned, count, input)
  const outcomes = isReal ? yield* removed(config, tenants, planned, input) : planned
  yield* Effect.forEach(
    outcomes.flatMap(({ result }) => (Result.isFailure(result) ? [result.failure] : [])),
    noteFailure,
    { discard: true }
  )
  yield* print(
    () => JSON.stringify(documentOf(outcomes, input), null, 2),
    () => outcomes.flatMap((outcome) => linesOf(outcome, input.dryRun ? "would be removed" : "removed"))
  )
  yield* exitWith(exitCodeOf(outcomes.map(({ result }) => (Result.isFailure(result) ? result.failure.code : null))))
})

/** How many snapshots, interrupted runs and stored reports go. */
const goingOf = ({ removed: snapshots, interrupted, reports }: RemovalPlan): number =>
  snapshots.length + interrupted.length + reports.length

const planFor = ({ keep, dryRun }: SnapshotPruneInput) =>
  Effect.fnUntraced(function* (tenant: TenantConfig) {
    if (!dryRun) yield* settleRemovals(tenant)
    return yield* removalPlan(tenant, keep)
  })

/** Tells what will be removed and asks. */
const confirmed = Effect.fnUntraced(function* (
  planned: ReadonlyArray<TenantOutcome<RemovalPlan>>,
  count: number,
  { yes }: SnapshotPruneInput
) {
  if (yes) return
  yield* Effect.forEach(
    planned.flatMap((outcome) => linesOf(outcome, "will be removed")),
    note,
    { discard: true }
  )
  const answer = yield* typedBack({ what: "how many will be removed", text: String(count) })
  if (answer === "confirmed") return
  return yield* new Failure({
    code: "declined",
    summary:
      answer === "declined"
        ? "not confirmed; nothing was removed."
        : "snapshots would be removed and nobody can be asked, as standard input is not a terminal.",
    where: {},
    next:
      answer === "declined"
        ? `run it again and type ${count}, or say --yes.`
        : "look with --dry-run at what would be removed, then say --yes."
  })
})

/** What really went, tenant by tenant. */
const removed = (
  config: Config,
  tenants: ReadonlyArray<TenantConfig>,
  planned: ReadonlyArray<TenantOutcome<RemovalPlan>>,
  { keep }: SnapshotPruneInput
) =>
  withStore(
    config,
    forEachTenant(
      tenants,
      1,
      Effect.fnUntraced(function* ({ id }: TenantConfig) {
        const result = planned.find(({ tenant }) => tenant === id)?.result
        if (result === undefined) return yield* Effect.die(new Error(`nothing was planned for ${id}`))
        const plan = yield* Effect.fromResult(result)
        return { ...plan, ...(yield* removePlanned(plan, keep)) }
      })
    )
  ).pipe(tellInterruption("what was removed is on record (`rollcall audit`); run the command again for the rest."))

function documentOf(
  outcomes: ReadonlyArray<TenantOutcome<RemovalPlan>>,
  { keep, dryRun }: SnapshotPruneInput
): PruneDocument {
  return {
    schemaVersion: 1,
    keep,
    tenants: outcomes.map(({ tenant, result }) => {
      if (Result.isFailure(result)) {
        const error = failureDocument(result.failure)
        return {
          tenant,
          outcome: "failed",
          removed: [],
          interrupted: [],
          reports: [],
          kept: [],
          periodsLost: [],
          error
        }
      }
      const plan = result.success
      return {
        tenant,
        outcome: goingOf(plan) === 0 ? "nothing-to-do" : dryRun ? "dry-run" : "pruned",
        removed: plan.removed.map(brief),
        interrupted: plan.interrupted,
        reports: plan.reports.map(({ period, snapshotId, storedAt }) => ({ period, snapshot: snapshotId, storedAt })),
        kept: plan.kept.map(({ snapshot, because }) => ({ ...brief(snapshot), because })),
        periodsLost: plan.periodsLost
      }
    })
  }
}

const brief = (snapshot: SnapshotHeader) => {
  const { id, startedAt, finishedAt, complete } = snapshot
  return { id, startedAt, finishedAt, complete, records: recordCount(snapshot) }
}

function linesOf({ tenant, result }: TenantOutcome<RemovalPlan>, verb: string): ReadonlyArray<string> {
  if (Result.isFailure(result)) return [`${tenant}: FAILED`]
  const { removed: going, interrupted, reports: stored, kept, periodsLost } = result.success
  const reports = kept.filter(({ because }) => because.some((why) => why.startsWith("report "))).length
  const stay = `${kept.length} stay${reports === 0 ? "" : `, ${reports} of them as reports were made from them`}`
  if (goingOf(result.success) === 0) return [`${tenant}: nothing to remove; ${stay}`]
  return [
    `${tenant}: ${countText(result.success)} ${verb}; ${stay}`,
    ...going.map(
      ({ id, finishedAt, complete }) => `  ${id}  finished ${finishedAt}  ${complete ? "complete" : "partial"}`
    ),
    ...interrupted.map(({ id, startedAt, records }) => `  ${id}  begun ${startedAt}  interrupted, ${records} records`),
    ...stored.map(({ period, storedAt }) => `  report ${period}, stored ${storedAt} and on no record`),
    ...periodsLost.map((period) => `  ${period} has no report, and none can be made of it afterwards`)
  ]
}
