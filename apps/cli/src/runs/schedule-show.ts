import type { TenantConfig } from "@rollcall/config"
import { type Due, lastDue, nextDue } from "@rollcall/runs"
import { ReportRuns } from "@rollcall/store"
import { Clock, DateTime, Effect } from "effect"
import { fittedTable } from "../FittedTable.ts"
import { note, print } from "../Output.ts"
import type { Scheduled } from "../RunDocuments.ts"
import { stateOfDue } from "../Scheduling.ts"
import { inStore } from "../StoredSnapshot.ts"
import { configuration, withStore } from "../StoreWiring.ts"
import { chosenTenants } from "../Tenants.ts"

export interface ScheduleShowInput {
  readonly names: ReadonlyArray<string>
  readonly all: boolean
}

type TenantSchedule = Scheduled["tenants"][number]

export const run = Effect.fn("cli.scheduleShow")(function* (input: ScheduleShowInput) {
  const config = yield* configuration
  const named = input.names.length === 0 ? { ...input, all: true } : input
  const tenants = yield* chosenTenants(config, named)
  const nowMs = yield* Clock.currentTimeMillis
  const scheduled = yield* withStore(
    config,
    Effect.forEach(tenants, (tenant) => scheduleOf(tenant, nowMs))
  )
  const lines = yield* fittedTable(columns, scheduled.map(rowOf))
  if (tenants.some(({ schedule }) => schedule !== null && schedule.day > lastCollectingDay)) yield* note(lateAdvice)
  const document: Scheduled = { schemaVersion: 1, tenants: scheduled }
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => lines
  )
})

const scheduleOf = Effect.fnUntraced(function* ({ id, timezone, schedule }: TenantConfig, nowMs: number) {
  if (schedule === null) {
    const none: TenantSchedule = { tenant: id, timezone, next: null, last: null }
    return none
  }
  const tenant = { id, timezone, schedule }
  const next = nextDue(tenant, nowMs)
  const last = lastDue(tenant, nowMs)
  const known: TenantSchedule = {
    tenant: id,
    timezone,
    next: { period: next.period, at: localTime(next.atMs, timezone) },
    last: { period: last.period, at: localTime(last.atMs, timezone), state: yield* stateOf(tenant, last, nowMs) }
  }
  return known
})

/** A report that nobody made is `due` as long as the workers would make it, and `missed` once they no longer can. */
const stateOf = Effect.fnUntraced(function* (
  tenant: { readonly id: string; readonly timezone: string },
  due: Due,
  nowMs: number
) {
  const runs = yield* ReportRuns
  const there = yield* inStore(tenant.id, runs.find({ tenant: tenant.id, period: due.period }))
  const state = yield* stateOfDue(tenant, due, there, nowMs)
  if (state === "due" || state === "missed") return state
  return there === null ? ("done" as const) : there.state
})

const localTime = (ms: number, timeZone: string): string =>
  DateTime.formatIsoOffset(DateTime.makeZonedUnsafe(ms, { timeZone }))

/** On later days a snapshot that is made then does not speak for the month before. */
const lastCollectingDay = 7

const lateAdvice =
  "a report that is due after the 7th rests on what was collected in the month itself or by the 7th: collect by other means, or choose an earlier day"

const columns = [
  { head: "TENANT", narrow: 8 },
  { head: "NEXT" },
  { head: "AT" },
  { head: "TIME ZONE", narrow: 9 },
  { head: "LAST" },
  { head: "STATE" }
]

const rowOf = ({ tenant, timezone, next, last }: TenantSchedule): ReadonlyArray<string> => [
  tenant,
  next?.period ?? "–",
  next === null ? "not scheduled" : next.at.slice(0, 16).replace("T", " "),
  timezone,
  last?.period ?? "–",
  last?.state ?? "–"
]
