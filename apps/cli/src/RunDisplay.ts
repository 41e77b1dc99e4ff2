/**
 * Runs as they go on, for whoever watches them.
 */
import type { ReportRun as RunOnRecord } from "@rollcall/store"
import { Console, Effect } from "effect"
import type { Screen } from "./ErrorScreen.ts"
import { cutTable } from "./FittedTable.ts"
import { runColumns, runRow, summaryOf } from "./RunListing.ts"
import { makeArea } from "./ScreenArea.ts"
import { isUnfinished } from "./Submission.ts"
import { terminalText } from "./Table.ts"

/** Shows how runs stand after how they stood. */
export type RunDisplay = (
  runs: ReadonlyArray<RunOnRecord>,
  before: ReadonlyMap<string, RunOnRecord>,
  nowMs: number
) => Effect.Effect<void>

/** Whoever reads a file or has a dumb terminal is told each change; at a terminal, what is under way is redrawn. */
export const runDisplay = Effect.fnUntraced(function* (screen: Screen | null) {
  if (screen === null) {
    let isFirst = true
    const display: RunDisplay = (runs, before, nowMs) => {
      const begins = isFirst ? Console.error(summaryOf(runs)) : Effect.void
      const changed = runs.filter((run) =>
        isFirst ? run.state === "running" : hasChanged(run, before.get(keyOf(run)))
      )
      isFirst = false
      return Effect.andThen(begins, told(changed, nowMs))
    }
    return display
  }
  const area = makeArea(screen)
  yield* Effect.addFinalizer(() => Effect.sync(area.clear))
  const display: RunDisplay = (runs, before, nowMs) => {
    area.clear()
    const ended = runs.filter((run) => {
      const earlier = before.get(keyOf(run))
      return !isUnfinished(run) && earlier !== undefined && isUnfinished(earlier)
    })
    return Effect.andThen(
      told(ended, nowMs),
      Effect.sync(() => area.show(linesOf(runs, nowMs, screen)))
    )
  }
  return display
})

const hasChanged = (run: RunOnRecord, before: RunOnRecord | undefined): boolean =>
  before === undefined || before.state !== run.state || before.step !== run.step || before.runner !== run.runner

const told = (runs: ReadonlyArray<RunOnRecord>, nowMs: number) =>
  Effect.forEach(runs, (run) => Console.error(lineOf(run, nowMs)), { discard: true })

function lineOf(run: RunOnRecord, nowMs: number): string {
  const [tenant, period, state, step, where, took, what] = runRow(run, nowMs)
  const at = run.changedAt.slice(11, 19)
  const place = run.state === "running" ? ` "${step}" on ${where}` : ""
  const end = run.state === "done" || run.state === "failed" ? ` after ${took}: ${what}` : ""
  return terminalText(`${at} ${tenant} ${period}: ${state}${place}${end}`)
}

/** What is under way, the longest first, and how many there are of each state. */
function linesOf(runs: ReadonlyArray<RunOnRecord>, nowMs: number, screen: Screen): ReadonlyArray<string> {
  const { columns, rows } = screen.size()
  const running = runs
    .filter(({ state }) => state === "running")
    .toSorted((a, b) => ((a.startedAt ?? "") < (b.startedAt ?? "") ? -1 : 1))
  const room = Math.max(1, rows - 4)
  const shown = running.slice(0, room)
  const table = cutTable(
    runColumns.slice(0, -1),
    shown.map((run) => runRow(run, nowMs).slice(0, -1)),
    columns - 1
  )
  const rest = running.length - shown.length
  return [...(shown.length === 0 ? [] : table), ...(rest > 0 ? [`and ${rest} more`] : []), summaryOf(runs)]
}

/** What tells a run's attempt from all others. */
export const keyOf = ({ tenant, period, attempt }: RunOnRecord): string => `${tenant} ${period} ${attempt}`
