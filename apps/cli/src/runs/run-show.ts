import type { Period } from "@rollcall/model"
import type { ReportRun as RunOnRecord } from "@rollcall/store"
import { Clock, Effect } from "effect"
import { print } from "../Output.ts"
import type { Listed } from "../RunDocuments.ts"
import { duration, placed, runDocument } from "../RunListing.ts"
import { runOf } from "../RunsAccess.ts"
import { configuration, withStore } from "../StoreWiring.ts"
import { isUnfinished } from "../Submission.ts"
import { chosenTenants } from "../Tenants.ts"

export interface RunShowInput {
  readonly tenant: string
  readonly period: Period
}

export const run = Effect.fn("cli.runShow")(function* (input: RunShowInput) {
  const config = yield* configuration
  yield* chosenTenants(config, { names: [input.tenant], all: false })
  const found = yield* withStore(config, runOf(input.tenant, input.period))
  const nowMs = yield* Clock.currentTimeMillis
  const document: Listed = { schemaVersion: 1, runs: [runDocument(found)] }
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => card(found, nowMs)
  )
})

function card(shown: RunOnRecord, nowMs: number): ReadonlyArray<string> {
  const { error, report, request } = runDocument(shown)
  const facts: ReadonlyArray<readonly [string, string | null]> = [
    ["state", shown.attempt === 1 ? shown.state : `${shown.state}, attempt ${shown.attempt}`],
    ["step", shown.step],
    ["where", shown.runner],
    [
      "asked for",
      `${shown.submittedAt}, ${shown.origin === "scheduled" ? "by the schedule" : shown.origin === "here" ? "by the process that makes it" : "by hand"}`
    ],
    ["begun", shown.startedAt],
    [
      isUnfinished(shown) ? "last sign" : "ended",
      `${shown.changedAt} (${duration(nowMs - Date.parse(shown.changedAt))} ago)`
    ],
    ["formats", `${request.formats.join(", ")}, in ${request.lang ?? "the tenant's language"}`],
    ["snapshot", report?.snapshot ?? null],
    ["report", report === null ? null : `${report.place}: ${report.files.join(", ")}`],
    ["manifest", report === null ? null : `SHA-256 ${report.manifestSha256}`],
    ["failure", error === null ? null : `${placed(error.where)}${error.message}`],
    ["next", error?.next ?? null],
    ["then", error === null ? null : `rollcall run retry ${shown.tenant} --period ${shown.period}`]
  ]
  return [
    `${shown.tenant} ${shown.period}`,
    ...facts.flatMap(([name, value]) =>
      value === null ? [] : [`  ${name.padEnd(10)} ${value.replaceAll("\n", `\n${" ".repeat(13)}`)}`]
    )
  ]
}
