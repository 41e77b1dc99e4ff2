/**
 * How values read in a report: numbers, times, and the three kinds of nothing.
 *
 * A count that is not known prints "not known", a fact that is not known "?", an empty text "–". None of them prints
 * as zero.
 */
import type { Period } from "@rollcall/model"

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
]

/** A whole number with thousands set apart, or "not known". */
export const count = (value: number | null): string =>
  value === null ? "not known" : String(value).replace(/\B(?=(\d{3})+$)/g, ",")

/** A count with what it is a part of: "150 of 900". */
export const share = (value: number | null, population: number | null): string =>
  value === null || population === null ? "not known" : `${count(value)} of ${count(population)}`

/** A count with its noun: "1 person", "2 people". */
export const counted = (value: number | null, one: string, many: string): string =>
  value === null ? `${many}: not known` : `${count(value)} ${value === 1 ? one : many}`

/** A score with one decimal, or what is said in its place. */
export const score = (value: number | null, otherwise = "not known"): string =>
  value === null ? otherwise : value.toFixed(1)

/** A share in a hundred with one decimal. */
export const percent = (value: number | null, otherwise = "not known"): string =>
  value === null ? otherwise : `${value.toFixed(1)} %`

/** Text that a source gave; "–" where there is none. */
export const text = (value: string | null | undefined): string =>
  value === null || value === undefined || value.trim() === "" ? "–" : value

/** A fact that may not be known. */
export const yesNo = (value: boolean | null | undefined): string =>
  value === null || value === undefined ? "?" : value ? "yes" : "no"

/** An instant to the minute, "2026-10-31 18:03 UTC". */
export const instant = (value: string): string => `${value.slice(0, 10)} ${value.slice(11, 16)} UTC`

/** The UTC day of an instant; "?" where it is not known. */
export const day = (value: string | null | undefined): string =>
  value === null || value === undefined ? "?" : value.slice(0, 10)

/** A period in words, "October 2026". */
export const periodName = (period: Period): string =>
  `${months[Number(period.slice(5)) - 1] ?? period.slice(5)} ${period.slice(0, 4)}`

/** A period where there is little room, "Oct 2026". */
export const shortPeriodName = (period: Period): string => periodName(period).replace(/^(\p{L}{3})\p{L}*/u, "$1")

/** Words in a row: "a, b and c". */
export function listed(words: ReadonlyArray<string>): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`
}
