/**
 * Calendar months and dates in a tenant's time zone.
 */
import { Schema } from "effect"

/** A calendar month, `2026-10`. */
export const Period = Schema.String.check(
  Schema.isPattern(/^\d{4}-(0[1-9]|1[0-2])$/u, { message: "must be a calendar month such as 2026-10" })
)
export type Period = typeof Period.Type

/** A period's first instant and the first instant after it, in epoch milliseconds. */
export interface PeriodBounds {
  readonly startMs: number
  readonly endMs: number
}

/** When a period begins and ends in a time zone. */
export const periodBounds = (period: Period, timezone: string): PeriodBounds => ({
  startMs: zonedMidnight(`${period}-01`, timezone),
  endMs: zonedMidnight(`${nextPeriod(period)}-01`, timezone)
})

/** The calendar month after a period. */
export const nextPeriod = (period: Period): Period => shiftPeriod(period, 1)

/** The calendar month before a period. */
export const previousPeriod = (period: Period): Period => shiftPeriod(period, -1)

/** The date (`2026-10-31`) that an instant has in a time zone. */
export function dateInZone(epochMs: number, timezone: string): string {
  return wallClock(epochMs, timezone).slice(0, 10)
}

/** Whether a text is a day of the calendar, `2026-10-31`. */
export function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** The period that an instant lies in. */
export const periodOf = (epochMs: number, timezone: string): Period => dateInZone(epochMs, timezone).slice(0, 7)

/** Whether a name is a time zone that this runtime knows. */
export function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== ""
  } catch {
    return false
  }
}

function shiftPeriod(period: Period, months: number): Period {
  const index = Number(period.slice(0, 4)) * 12 + Number(period.slice(5)) - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`
}

/** The instant at which a date begins in a zone; two rounds settle a change of offset in between. */
function zonedMidnight(date: string, timezone: string): number {
  const wanted = Date.parse(`${date}T00:00:00Z`)
  let guess = wanted
  for (let round = 0; round < 2; round++) {
    guess += wanted - Date.parse(`${wallClock(guess, timezone)}Z`)
  }
  return guess
}

/** An instant as local text without offset, `2026-10-31T23:59:59`. */
function wallClock(epochMs: number, timezone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit"
  }).formatToParts(epochMs)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? ""
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`
}
