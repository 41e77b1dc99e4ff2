import type { TenantConfig } from "@rollcall/config"
import { type Period, periodBounds } from "@rollcall/model"
import { type ReportRun as RunOnRecord, ReportRuns } from "@rollcall/store"
import { Clock, Effect, Option } from "effect"
import { Failure } from "../Failure.ts"
import { formatsOf } from "../ReportFormats.ts"
import { changeRuns, type RunChange } from "../RunsAccess.ts"
import { configuration } from "../StoreWiring.ts"
import { inStore } from "../StoredSnapshot.ts"
import { isUnfinished, requestOf, submitRun } from "../Submission.ts"
import { chosenTenants } from "../Tenants.ts"

export interface RunSubmitInput {
  readonly names: ReadonlyArray<string>
  readonly all: boolean
  readonly period: Period
  readonly format: string
  readonly lang: Option.Option<"en" | "de">
  readonly stored: boolean
  readonly allowPartial: boolean
}

export const run = Effect.fn("cli.runSubmit")(function* (input: RunSubmitInput) {
  const config = yield* configuration
  const tenants = yield* chosenTenants(config, input)
  const formats = [...(yield* formatsOf(input.format))]
  const { allowPartial } = input
  const lang = Option.getOrNull(input.lang)
  const collect = input.stored ? ("never" as const) : ("if-it-counts" as const)
  const request = { formats, lang, collect, snapshot: null, allowPartial, out: null }
  const nowMs = yield* Clock.currentTimeMillis
  const submit = Effect.fnUntraced(function* (tenant: TenantConfig) {
    const { period } = input
    if (periodBounds(period, tenant.timezone).startMs > nowMs) return yield* notBegun(tenant, period)
    const runs = yield* ReportRuns
    const before = yield* inStore(tenant.id, runs.find({ tenant: tenant.id, period }))
    const differs = before !== null && JSON.stringify(requestOf(before)) !== JSON.stringify(request)
    if (differs && isUnfinished(before)) return yield* asksForElse(before)
    // What has ended is asked for anew if it is to be something else; what failed waits for somebody who knows why.
    const after = differs ? before : null
    const { run: there, isNew } = yield* submitRun(tenant, { period, request, origin: "submitted", after })
    const hint =
      there.state === "failed" || there.state === "cancelled"
        ? `: ask again with \`rollcall run retry ${tenant.id} --period ${period}\``
        : ""
    const change: RunChange = isNew
      ? { outcome: "submitted", run: there, said: `the report of ${period} is asked for` }
      : { outcome: "unchanged", run: there, said: `there is a run already (${there.state})${hint}` }
    return change
  })
  yield* changeRuns(config, tenants, submit)
})

const notBegun = ({ id }: TenantConfig, period: Period) =>
  new Failure({
    code: "usage",
    summary: `${period} has not begun.`,
    where: { tenant: id },
    next: "name a month that has."
  })

const asksForElse = ({ tenant, period, state }: RunOnRecord) =>
  new Failure({
    code: "failed",
    summary: `there is a run already (${state}), which asks for something else.`,
    where: { tenant },
    next: `wait until it has ended, or end it with \`rollcall run cancel ${tenant} --period ${period}\`.`
  })
