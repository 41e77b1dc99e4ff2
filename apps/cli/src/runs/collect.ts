import { Effect, Result } from "effect"
import { type Collected, collectTenant } from "../Collecting.ts"
import { exitWith } from "../Exit.ts"
import { failureDocument, failureLines } from "../Failure.ts"
import { note, print, tellInterruption } from "../Output.ts"
import { chosenTenants, exitCodeOf, forEachTenant, type TenantOutcome } from "../Tenants.ts"
import { configuration, httpLayer, withStore } from "../Wiring.ts"

export interface CollectInput {
  readonly names: ReadonlyArray<string>
  readonly all: boolean
  readonly resume: boolean
}

export const run = Effect.fn("cli.collect")(function* (input: CollectInput) {
  const config = yield* configuration
  const tenants = yield* chosenTenants(config, input)
  const outcomes = yield* withStore(
    config,
    forEachTenant(tenants, config.concurrency, (tenant) => collectTenant(tenant, input))
  ).pipe(
    Effect.provide(httpLayer),
    tellInterruption("what was read is kept; go on with the same command and --resume.")
  )
  yield* tellFailures(outcomes)
  yield* print(
    () => JSON.stringify({ schemaVersion: 1, tenants: outcomes.map(outcomeDocument) }, null, 2),
    () => outcomes.flatMap(outcomeLines)
  )
  yield* exitWith(exitCodeOf(outcomes.map((outcome) => failureOf(outcome)?.code ?? null)))
})

const failureOf = ({ result }: TenantOutcome<Collected>) =>
  Result.isFailure(result) ? result.failure : result.success.failure

const tellFailures = (outcomes: ReadonlyArray<TenantOutcome<Collected>>) =>
  Effect.forEach(outcomes.flatMap((outcome) => failureOf(outcome) ?? []).flatMap(failureLines), note, { discard: true })

function outcomeDocument(outcome: TenantOutcome<Collected>) {
  const failure = failureOf(outcome)
  const error = failure === null ? {} : { error: failureDocument(failure) }
  if (Result.isFailure(outcome.result)) return { tenant: outcome.tenant, outcome: "failed", snapshot: null, ...error }
  const { snapshot } = outcome.result.success
  return { tenant: outcome.tenant, outcome: snapshot.complete ? "complete" : "partial", snapshot, ...error }
}

function outcomeLines(outcome: TenantOutcome<Collected>): ReadonlyArray<string> {
  if (Result.isFailure(outcome.result)) return [`${outcome.tenant}: no snapshot`]
  const { snapshot } = outcome.result.success
  const records = snapshot.resources.reduce((sum, each) => sum + each.records, 0)
  const pages = snapshot.resources.reduce((sum, each) => sum + each.pages, 0)
  const kind = snapshot.complete ? "complete" : "PARTIAL"
  const unread = snapshot.resources.filter((each) => each.offered && !each.complete)
  return [
    `${outcome.tenant}: ${kind} snapshot ${snapshot.id}, ${records} records in ${pages} pages`,
    ...(unread.length === 0
      ? []
      : [`  not read to the end: ${unread.map(({ source, resource }) => `${source} ${resource}`).join(", ")}`])
  ]
}
