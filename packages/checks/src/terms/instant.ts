/**
 * Instants as sources' decoders give them, by the million.
 */

/** The characters before a fraction: `2026-10-31T12:00:00`. */
const wholeLength = 19
const fractionDigitsMax = 9
const digits = 48
const dash = 45
const point = 46
const colon = 58
const letterT = 84
const letterZ = 90

/** Days from 0000-03-01 to 1970-01-01. */
const daysToEpoch = 719_468

/**
 * The epoch milliseconds of an instant; not a number if it is none.
 *
 * **Details** As `Date.parse` in every case, and several times as fast for UTC with or without a fraction, such as
 * `2026-10-31T12:00:00Z`.
 */
export function epochMillis(text: string): number {
  const end = text.length - 1
  if (end < wholeLength || end > wholeLength + 1 + fractionDigitsMax) return Date.parse(text)
  const century = twoDigits(text, 0)
  const yearOfCentury = twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  const isPlain =
    century > 0 &&
    yearOfCentury >= 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    isTime(hour, minute, second)
  if (!isPlain || !isPunctuated(text, end)) return Date.parse(text)
  const millis = end === wholeLength ? 0 : millisOf(text, end)
  if (millis < 0) return Date.parse(text)
  const days = dayNumber(century * 100 + yearOfCentury, month, day)
  return (days * 86_400 + hour * 3600 + minute * 60 + second) * 1000 + millis
}

const isTime = (hour: number, minute: number, second: number): boolean =>
  hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59

const isPunctuated = (text: string, end: number): boolean =>
  text.charCodeAt(4) === dash &&
  text.charCodeAt(7) === dash &&
  text.charCodeAt(10) === letterT &&
  text.charCodeAt(13) === colon &&
  text.charCodeAt(16) === colon &&
  text.charCodeAt(end) === letterZ &&
  (end === wholeLength || text.charCodeAt(wholeLength) === point)

/** What two digits stand for; below zero if they are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - digits
  const ones = text.charCodeAt(at + 1) - digits
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

/** The milliseconds of a fraction, what is finer being cut off; below zero if it is none. */
function millisOf(text: string, end: number): number {
  let millis = 0
  let unit = 100
  for (let at = wholeLength + 1; at < end; at++) {
    const digit = text.charCodeAt(at) - digits
    if (digit < 0 || digit > 9) return -1
    if (unit >= 1) millis += digit * unit
    unit /= 10
  }
  return end === wholeLength + 1 ? -1 : millis
}

/** Days since 1970-01-01; years begin in March, so that a leap day is the last of its year. */
function dayNumber(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1
  const monthsSinceMarch = month > 2 ? month - 3 : month + 9
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  return marchYear * 365 + leapDays + Math.floor((153 * monthsSinceMarch + 2) / 5) + day - 1 - daysToEpoch
}
