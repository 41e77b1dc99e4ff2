import type { TenantConfig } from "@rollcall/config"
import type { Period } from "@rollcall/model"
import { cancellableSteps, ReportRun } from "@rollcall/runs"
import { ReportRuns } from "@rollcall/store"
import { Clock, Effect } from "effect"
import { changeRuns, noRun, type RunChange, runOf } from "../RunsAccess.ts"
import { inStore } from "../StoredSnapshot.ts"
import { configuration } from "../StoreWiring.ts"
import { isUnfinished } from "../Submission.ts"
import { chosenTenants } from "../Tenants.ts"

export interface RunCancelInput {
  readonly names: ReadonlyArray<string>
  readonly all: boolean
  readonly period: Period
}

export const run = Effect.fn("cli.runCancel")(function* (input: RunCancelInput) {
  const config = yield* configuration
  const tenants = yield* chosenTenants(config, input)
  const cancel = Effect.fnUntraced(function* ({ id: tenant }: TenantConfig) {
    const runs = yield* ReportRuns
    const before = yield* inStore(tenant, runs.find({ tenant, period: input.period }))
    if (before === null) return noRun(input.period)
    const at = new Date(yield* Clock.currentTimeMillis).toISOString()
    const { period, attempt, execution } = before
    // No further step begins from here on; then the one that is under way is stopped.
    const isEnded = yield* inStore(tenant, runs.cancel({ tenant, period, attempt, before: cancellableSteps, at }))
    if (isEnded && execution !== null) yield* ReportRun.interrupt(execution)
    const after = yield* runOf(tenant, input.period)
    const told = isUnfinished(after) ? "is being written, and will be done" : `is ${after.state}`
    const change: RunChange = isEnded
      ? { outcome: "cancelled", run: after, said: `cancelled${before.step === null ? "" : ` at "${before.step}"`}` }
      : { outcome: "unchanged", run: after, said: told }
    return change
  })
  yield* changeRuns(config, tenants, cancel)
})
