/**
 * When a tenant's monthly report is due: on a day and at a time of its own time zone, a little later for some than for others.
 */
import { nextPeriod, type Period, periodOf, previousPeriod } from "@rollcall/model"
import { DateTime } from "effect"
import { createHash } from "node:crypto"

/** A schedule as it is configured. */
export interface MonthlySchedule {
  /** Of the month after the one that is reported on; 1 to 28. */
  readonly day: number
  readonly hour: number
  readonly minute: number
  /** Over how many minutes the starts of all tenants are spread. */
  readonly spreadMinutes: number
}

/** A tenant that is reported on by a schedule. */
export interface Scheduled {
  readonly id: string
  /** IANA name. */
  readonly timezone: string
  readonly schedule: MonthlySchedule
}

/** A report that is due. */
export interface Due {
  readonly period: Period
  /** Epoch milliseconds. */
  readonly atMs: number
}

/**
 * When the report of a period is due.
 *
 * **Details** In the month after it. A time that a clock change skips is taken as it would have been before the change, one that
 * comes twice is taken the first time. Where a tenant starts within the spread depends on its id alone.
 */
export function dueOf({ id, timezone, schedule }: Scheduled, period: Period): Due {
  const [year, month] = nextPeriod(period).split("-").map(Number)
  const { day, hour, minute, spreadMinutes } = schedule
  const begins = DateTime.makeZonedUnsafe(
    { year: year ?? 0, month: month ?? 1, day, hour, minute },
    { timeZone: timezone, adjustForTimeZone: true, disambiguation: "compatible" }
  )
  return { period, atMs: begins.epochMilliseconds + Math.floor(shareOf(id) * spreadMinutes * 60_000) }
}

/** The report that was due last. */
export function lastDue(tenant: Scheduled, nowMs: number): Due {
  const latest = dueOf(tenant, previousPeriod(periodOf(nowMs, tenant.timezone)))
  return latest.atMs <= nowMs ? latest : dueOf(tenant, previousPeriod(latest.period))
}

/** The report that will be due next. */
export const nextDue = (tenant: Scheduled, nowMs: number): Due =>
  dueOf(tenant, nextPeriod(lastDue(tenant, nowMs).period))

/** A tenant's place in the spread: from 0 to below 1, as even as hashes are. */
const shareOf = (tenant: string): number => createHash("sha256").update(tenant).digest().readUInt32BE(0) / 2 ** 32
