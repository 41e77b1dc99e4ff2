import type { TenantConfig } from "@rollcall/config"
import type { Period } from "@rollcall/model"
import { Effect, Option } from "effect"
import { formatsOf } from "../ReportFormats.ts"
import { changeRuns, type RunChange } from "../RunsAccess.ts"
import { configuration } from "../StoreWiring.ts"
import { requestOf, submitRun } from "../Submission.ts"
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
  const submit = (tenant: TenantConfig) =>
    Effect.map(
      submitRun(tenant, { period: input.period, request, origin: "submitted", after: null }),
      ({ run: there, isNew }): RunChange => {
        if (isNew) return { outcome: "submitted", run: there, said: `the report of ${there.period} is asked for` }
        const differs =
          JSON.stringify(requestOf(there)) === JSON.stringify(request) ? "" : ", which asks for something else"
        return { outcome: "unchanged", run: there, said: `there is a run already (${there.state})${differs}` }
      }
    )
  yield* changeRuns(config, tenants, submit)
})
