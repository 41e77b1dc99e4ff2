import { type ReportRun as RunOnRecord, ReportRuns } from "@rollcall/store"
import { Clock, Console, Effect, Option } from "effect"
import { ErrorScreen } from "../ErrorScreen.ts"
import { exitWith } from "../Exit.ts"
import type { FailureCode } from "../Failure.ts"
import { storeFailure } from "../failures.ts"
import { Json } from "../Output.ts"
import { patiently } from "../Patience.ts"
import { keyOf, runDisplay } from "../RunDisplay.ts"
import type { Listed } from "../RunDocuments.ts"
import { codeOfOutcome, runDocument, summaryOf } from "../RunListing.ts"
import { configuration, withStore } from "../StoreWiring.ts"
import { isUnfinished } from "../Submission.ts"
import { exitCodeOf } from "../Tenants.ts"

export interface RunWatchInput {
  readonly period: Option.Option<string>
}

/** As often as somebody looks. */
const lookEvery = "1 second"

/** Shows runs until all have ended: at a terminal what is under way is drawn in place, and each end is a line that stays. */
export const run = Effect.fn("cli.runWatch")(function* (input: RunWatchInput) {
  const config = yield* configuration
  const isJson = yield* Json
  const screen = yield* ErrorScreen
  const of = Option.match(input.period, { onNone: () => ({}), onSome: (period) => ({ period }) })
  const last = yield* withStore(
    config,
    Effect.gen(function* () {
      const runs = yield* ReportRuns
      const look = Effect.mapError(patiently(runs.list(of)), (error) => storeFailure(error))
      const display = yield* runDisplay(screen)
      let before = new Map<string, RunOnRecord>()
      for (;;) {
        const all = yield* look
        const nowMs = yield* Clock.currentTimeMillis
        if (!isJson) yield* display(all, before, nowMs)
        if (!all.some(isUnfinished)) return all
        before = new Map(all.map((each) => [keyOf(each), each]))
        yield* Effect.sleep(lookEvery)
      }
    }).pipe(Effect.scoped)
  )
  const document: Listed = { schemaVersion: 1, runs: last.map(runDocument) }
  yield* Console.log(isJson ? JSON.stringify(document, null, 2) : summaryOf(last))
  yield* exitWith(exitCodeOf(last.map(codeOf)))
})

function codeOf({ state, outcome }: RunOnRecord): FailureCode | null {
  if (state === "done") return null
  return state === "failed" && outcome !== null ? codeOfOutcome(outcome) : "failed"
}
