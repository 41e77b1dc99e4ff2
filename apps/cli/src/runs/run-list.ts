import { ReportRuns, type RunState } from "@rollcall/store"
import { Clock, Effect, Option } from "effect"
import { fittedTable } from "../FittedTable.ts"
import { storeFailure } from "../failures.ts"
import { print } from "../Output.ts"
import type { Listed } from "../RunDocuments.ts"
import { runColumns, runDocument, runRow, summaryOf } from "../RunListing.ts"
import { configuration, withStore } from "../StoreWiring.ts"

export interface RunListInput {
  readonly period: Option.Option<string>
  readonly state: Option.Option<RunState>
}

export const run = Effect.fn("cli.runList")(function* (input: RunListInput) {
  const config = yield* configuration
  const of = Option.match(input.period, { onNone: () => ({}), onSome: (period) => ({ period }) })
  const all = yield* withStore(
    config,
    Effect.mapError(
      Effect.flatMap(ReportRuns, (runs) => runs.list(of)),
      (error) => storeFailure(error)
    )
  )
  const runs = Option.match(input.state, {
    onNone: () => all,
    onSome: (state) => all.filter((each) => each.state === state)
  })
  const nowMs = yield* Clock.currentTimeMillis
  const lines = yield* fittedTable(
    runColumns,
    runs.map((each) => runRow(each, nowMs))
  )
  const document: Listed = { schemaVersion: 1, runs: runs.map(runDocument) }
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => [...(runs.length === 0 ? [] : lines), summaryOf(runs)]
  )
})
