/**
 * How far a tenant's collection is, as one line.
 */
import type { Progress } from "@rollcall/collect"
import type { SnapshotHeader } from "@rollcall/model"
import { Clock, Effect } from "effect"

/** Milliseconds of a clock that nobody sets, for measuring how long something takes. */
export const monotonicMs = Effect.map(Clock.Clock, (clock) => Number(clock.monotonicTimeNanosUnsafe()) / 1e6)

/** What is known of a collection that goes on. */
export interface TenantProgress {
  readonly tenant: string
  /** Times are those of a clock that nobody sets. */
  readonly startedMs: number
  /** Records of each resource in the snapshot before; `null` where there is none to compare with. */
  readonly expected: ReadonlyMap<string, number> | null
  readonly resources: ReadonlyMap<string, Progress>
  /** What was heard of last. */
  readonly last: Progress | null
  /** Until when a source wants to be left alone after its last answer 429; 0 if there was none. */
  readonly waitsUntilMs: number
}

/** A collection that has not read anything yet. */
export const begun = (tenant: string, startedMs: number, before: SnapshotHeader | null): TenantProgress => ({
  tenant,
  startedMs,
  expected: before === null ? null : new Map(before.resources.map(({ resource, records }) => [resource, records])),
  resources: new Map(),
  last: null,
  waitsUntilMs: 0
})

/** Adds what a collection run reports. */
export const withEvent = (progress: TenantProgress, event: Progress): TenantProgress => ({
  ...progress,
  resources: new Map([...progress.resources, [event.resource, event]]),
  last: event
})

/** `acme  1200 records  240/s  about 20 s left  push accounts, page 12` */
export function progressLine(progress: TenantProgress, nowMs: number, nameWidth: number): string {
  const { tenant, last, waitsUntilMs } = progress
  const name = tenant.padEnd(nameWidth)
  if (last === null) return [name, waitText(waitsUntilMs, nowMs) ?? "connecting"].join("  ")
  const rate = ratePerSecond(progress, nowMs)
  const parts = [
    name,
    `${recordsOf(progress)} records`,
    waitText(waitsUntilMs, nowMs) ?? `${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s`,
    leftText(progress, rate, nowMs),
    `${last.source} ${last.resource}, ${standing(last)}`
  ]
  return parts.filter((part) => part !== null).join("  ")
}

const recordsOf = ({ resources }: TenantProgress): number =>
  [...resources.values()].reduce((sum, { records }) => sum + records, 0)

/** Of what is read now: a resumed run brings along what was read before. */
function ratePerSecond({ resources, startedMs }: TenantProgress, nowMs: number): number {
  const read = [...resources.values()].reduce((sum, { records, recordsBefore }) => sum + records - recordsBefore, 0)
  return read / Math.max(0.1, (nowMs - startedMs) / 1000)
}

const waitText = (untilMs: number, nowMs: number): string | null =>
  untilMs <= nowMs ? null : `waits ${Math.ceil((untilMs - nowMs) / 1000)} s (429)`

/** An estimate from the first moments would only jump. */
const settledAfterMs = 1000

function leftText({ expected, resources, startedMs }: TenantProgress, rate: number, nowMs: number): string | null {
  if (expected === null || rate <= 0 || nowMs - startedMs < settledAfterMs) return null
  let left = 0
  for (const [resource, records] of expected) {
    const event = resources.get(resource)
    if (event === undefined || event.kind === "page") left += Math.max(0, records - (event?.records ?? 0))
  }
  return `about ${durationText(Math.max(1, Math.round(left / rate)) * 1000)} left`
}

function standing({ kind, pages }: Progress): string {
  if (kind === "failed") return "not read to its end"
  if (kind === "kept") return "read before"
  if (kind === "page") return `page ${pages}`
  return pages === 0 ? "not offered" : "done"
}

/** `0.4 s`, `12 s`, `3 min 5 s`, `2 h 4 min`. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 10 && ms % 1000 !== 0) return `${(ms / 1000).toFixed(1)} s`
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
