/**
 * Ages turned into the three time units of the two APIs, counted back from the start of a UTC day.
 */

/** Times a number of days (fractions allowed) before the sandbox's day. */
export interface Calendar {
  readonly secondsAgo: (days: number) => number
  readonly millisecondsAgo: (days: number) => number
  /** Always odd, so that no double holds it: only a lossless reader gets the same digits back. */
  readonly nanosecondsAgo: (days: number, fraction: number) => bigint
}

const dayMs = 86_400_000

/** Makes the calendar of the UTC day that holds an instant. */
export const makeCalendar = (asOf: number): Calendar => {
  const startSeconds = Math.floor(asOf / dayMs) * 86_400
  const secondsAgo = (days: number) => startSeconds - Math.max(1, Math.round(days * 86_400))
  return {
    secondsAgo,
    millisecondsAgo: (days) => secondsAgo(days) * 1000,
    nanosecondsAgo: (days, fraction) =>
      BigInt(secondsAgo(days)) * 1_000_000_000n + (BigInt(Math.floor(fraction * 999_999_999)) | 1n)
  }
}
