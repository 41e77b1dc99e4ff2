import type { TenantConfig } from "@rollcall/config"
import type { Period } from "@rollcall/model"
import { ReportRuns } from "@rollcall/store"
import { Effect } from "effect"
import { changeRuns, noRun, type RunChange } from "../RunsAccess.ts"
import { inStore } from "../StoredSnapshot.ts"
import { configuration } from "../StoreWiring.ts"
import { isUnfinished, requestOf, submitRun } from "../Submission.ts"
import { chosenTenants } from "../Tenants.ts"

export interface RunRetryInput {
  readonly names: ReadonlyArray<string>
  readonly all: boolean
  readonly period: Period
  readonly done: boolean
}

export const run = Effect.fn("cli.runRetry")(function* (input: RunRetryInput) {
  const config = yield* configuration
  const tenants = yield* chosenTenants(config, input)
  const retry = Effect.fnUntraced(function* (tenant: TenantConfig) {
    const runs = yield* ReportRuns
    const before = yield* inStore(tenant.id, runs.find({ tenant: tenant.id, period: input.period }))
    if (before === null) return noRun(input.period)
    if (isUnfinished(before) || (before.state === "done" && !input.done)) {
      const hint = before.state === "done" ? "; make it anew with --done" : ""
      const unchanged: RunChange = { outcome: "unchanged", run: before, said: `is ${before.state}${hint}` }
      return unchanged
    }
    const submission = { period: input.period, request: requestOf(before), origin: "submitted", after: before } as const
    const { run: again } = yield* submitRun(tenant, submission)
    const retried: RunChange = {
      outcome: "retried",
      run: again,
      said: `the report of ${again.period} is asked for again`
    }
    return retried
  })
  yield* changeRuns(config, tenants, retry)
})
