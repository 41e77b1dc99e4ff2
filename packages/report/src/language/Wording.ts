/**
 * How values read in a language: numbers, times, and the three kinds of nothing.
 *
 * A count that is not known prints "not known", a fact that is not known "?", an empty text "–". None of them prints
 * as zero.
 *
 * **Details** Written by hand and not with `Intl`, whose data come with the machine: a report's bytes depend on nothing
 * but its document.
 */
import type { Period } from "@rollcall/model"

/** What sets the values of one language apart from those of another. */
export interface Conventions {
  /** Between thousands. */
  readonly group: string
  readonly decimal: string
  /** In full, January first. */
  readonly months: ReadonlyArray<string>
  readonly date: (year: string, month: string, day: string) => string
  readonly shareOf: (part: string, whole: string) => string
  readonly and: string
  readonly yes: string
  readonly no: string
  readonly notKnown: string
}

/** Values in words. */
export interface Wording {
  /** A whole number with thousands set apart, or that it is not known. */
  readonly count: (value: number | null) => string
  /** A count with what it is a part of: "150 of 900". */
  readonly share: (value: number | null, population: number | null) => string
  /** A count with its noun: "1 person", "2 people". */
  readonly counted: (value: number | null, one: string, many: string) => string
  /** A number with one decimal, or what is said in its place. */
  readonly score: (value: number | null, otherwise?: string) => string
  /** A share in a hundred with one decimal. */
  readonly percent: (value: number | null, otherwise?: string) => string
  /** A fact that may not be known. */
  readonly yesNo: (value: boolean | null | undefined) => string
  /** An instant to the minute, "2026-10-31 18:03 UTC". */
  readonly instant: (value: string) => string
  /** A date, or the UTC day of an instant; "?" where it is not known. */
  readonly day: (value: string | null | undefined) => string
  /** A period in words, "October 2026". */
  readonly periodName: (period: Period) => string
  /** A period where there is little room, "Oct 2026". */
  readonly shortPeriodName: (period: Period) => string
  /** Words in a row: "a, b and c". */
  readonly listed: (words: ReadonlyArray<string>) => string
}

/** A number and its percent sign stay together. */
const narrowNoBreakSpace = "\u202f"

/** The wording of a language with these conventions. */
export function wordingOf(conventions: Conventions): Wording {
  const { and, decimal, group, months, notKnown, shareOf } = conventions
  const count = (value: number | null): string =>
    value === null ? notKnown : String(value).replace(/\B(?=(\d{3})+$)/g, group)
  const score = (value: number | null, otherwise = notKnown): string => {
    if (value === null) return otherwise
    const [whole = "", fraction = ""] = Math.abs(value).toFixed(1).split(".")
    return `${value < 0 ? "-" : ""}${count(Number(whole))}${decimal}${fraction}`
  }
  const day = (value: string | null | undefined): string => {
    if (value === null || value === undefined) return "?"
    const date = /^(\d{4})-(\d{2})-(\d{2})/.exec(value)
    return date === null ? value : conventions.date(date[1] ?? "", date[2] ?? "", date[3] ?? "")
  }
  const periodName = (period: Period): string =>
    `${months[Number(period.slice(5)) - 1] ?? period.slice(5)} ${period.slice(0, 4)}`
  return {
    count,
    share: (value, population) =>
      value === null || population === null ? notKnown : shareOf(count(value), count(population)),
    counted: (value, one, many) =>
      value === null ? `${many}: ${notKnown}` : `${count(value)} ${value === 1 ? one : many}`,
    score,
    percent: (value, otherwise = notKnown) => (value === null ? otherwise : `${score(value)}${narrowNoBreakSpace}%`),
    yesNo: (value) => (value === null || value === undefined ? "?" : value ? conventions.yes : conventions.no),
    instant: (value) => `${day(value)} ${value.slice(11, 16)} UTC`,
    day,
    periodName,
    shortPeriodName: (period) => periodName(period).replace(/^(\p{L}{3})\p{L}*/u, "$1"),
    listed: (words) =>
      words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${and} ${words[words.length - 1]}`
  }
}

/** Text that a source gave, in any language; "–" where there is none. */
export const text = (value: string | null | undefined): string =>
  value === null || value === undefined || value.trim() === "" ? "–" : value
