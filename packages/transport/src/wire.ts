/**
 * The value forms that both source APIs put on the wire, as schemas: open records, open enums, three units of time,
 * booleans spelt as text.
 *
 * Every schema keeps what it does not know: unknown members of a record, unknown values of an enum. `null` and an
 * absent member stay apart from each other and from `""`.
 */
import { Effect, Schema, SchemaGetter, SchemaIssue } from "effect"

/** An instant as ISO 8601 text in UTC, with as many fraction digits as its source tells (0, 3 or 9). */
export type Timestamp = string

/** A record whose unknown members are kept beside the known ones. */
export const openRecord = <const F extends Schema.Struct.Fields>(fields: F) =>
  Schema.StructWithRest(Schema.Struct(fields), [Schema.Record(Schema.String, Schema.Unknown)])

/** A member that its source may leave out or send as `null`. */
export const maybe = <S extends Schema.Top>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** {@link maybe} for what is no text: `""`, which some sources send for no value, becomes `null`. */
export const maybeBlank = <S extends Schema.Top>(schema: S) => maybe(Schema.Union([Blank, schema]))

const Blank = Schema.Literal("").pipe(
  Schema.decodeTo(Schema.Null, {
    decode: SchemaGetter.transform(() => null),
    encode: SchemaGetter.transform(() => "" as const)
  })
)

/** Text with values known today; any other value passes as it is. */
export const openEnum = <const L extends ReadonlyArray<string>>(known: L) =>
  Schema.Union([Schema.Literals(known), Schema.StringForLiteralAutocomplete])

/** UNIX seconds to a {@link Timestamp} without a fraction; zero, negative and `""` become `null`. */
export const EpochSeconds = timestamp(1_000_000_000n, 0)

/** UNIX milliseconds to a {@link Timestamp} with three fraction digits; zero, negative and `""` become `null`. */
export const EpochMillis = timestamp(1_000_000n, 3)

/** UNIX nanoseconds to a {@link Timestamp} with nine fraction digits; zero, negative and `""` become `null`. */
export const EpochNanos = timestamp(1n, 9)

/**
 * `"TRUE"` and `"FALSE"` in any letter case, or a real boolean.
 *
 * **Gotchas** Anything else, `""` included, is `null`: unknown, never false.
 */
export const BooleanText = Schema.Unknown.pipe(
  Schema.decodeTo(Schema.NullOr(Schema.Boolean), {
    decode: SchemaGetter.transform((value: unknown) => {
      if (typeof value === "boolean") return value
      const text = typeof value === "string" ? value.trim().toUpperCase() : ""
      return text === "TRUE" ? true : text === "FALSE" ? false : null
    }),
    encode: SchemaGetter.transform((value: boolean | null) => (value === null ? "" : value ? "TRUE" : "FALSE"))
  })
)

/** The end of the year 9999 in nanoseconds: beyond it ISO 8601 needs more than four digits for a year. */
const latestNanos = 253_402_300_799_999_999_999n

const latestSeconds = Number(latestNanos / 1_000_000_000n)

function timestamp(nanosPerUnit: bigint, fractionDigits: 0 | 3 | 9) {
  return Schema.NullOr(Schema.Union([Schema.Finite, Schema.BigInt, Schema.String])).pipe(
    Schema.decodeTo(Schema.NullOr(Schema.String), {
      decode: SchemaGetter.transformEffect((value: number | bigint | string | null, options) => {
        // Nearly all times are plain seconds, and nearly all the time of decoding would go into them.
        if (fractionDigits === 0 && typeof value === "number" && value >= 1 && value <= latestSeconds) {
          return Effect.succeed(formatSeconds(Math.trunc(value)))
        }
        const units = value === null ? 0n : wholeUnits(value)
        if (units === undefined || units * nanosPerUnit > latestNanos) {
          return Effect.fail(
            new SchemaIssue.InvalidValue({ expected: "a UNIX time before the year 10000" }, value, options)
          )
        }
        return Effect.succeed(units <= 0n ? null : formatNanos(units * nanosPerUnit, fractionDigits))
      }),
      encode: SchemaGetter.transform((value: Timestamp | null) => {
        const units = value === null ? 0n : parseNanos(value) / nanosPerUnit
        return units <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(units) : units
      })
    })
  )
}

/** Some servers write integers as text or as floats, and no value as `""`; each is taken for what it means. */
function wholeUnits(value: number | bigint | string): bigint | undefined {
  if (typeof value === "bigint") return value
  if (value === "") return 0n
  if (typeof value === "number") return BigInt(Math.trunc(value))
  if (/^-?\d{1,20}$/.test(value)) return BigInt(value)
  const number = /^-?\d{1,20}(\.\d+)?(e\+?\d{1,2})?$/i.test(value) ? Number(value) : Number.NaN
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : undefined
}

function formatNanos(nanos: bigint, fractionDigits: 0 | 3 | 9): Timestamp {
  const whole = formatSeconds(Number(nanos / 1_000_000_000n))
  if (fractionDigits === 0) return whole
  return `${whole.slice(0, -1)}.${String(nanos % 1_000_000_000n)
    .padStart(9, "0")
    .slice(0, fractionDigits)}Z`
}

/**
 * UNIX seconds from 1970 to 9999 as text, in a tenth of the time that a `Date` takes.
 *
 * The Gregorian calendar repeats every 400 years, which have 146,097 days; years are counted from March, so that the day
 * that comes and goes is the last one.
 */
function formatSeconds(seconds: number): Timestamp {
  const days = Math.floor(seconds / 86_400)
  const second = seconds - days * 86_400
  const daysSinceMarch0 = days + 719_468
  const era = Math.floor(daysSinceMarch0 / 146_097)
  const dayOfEra = daysSinceMarch0 - era * 146_097
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const time = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`
  return `${year}-${two(month)}-${two(day)}T${time}Z`
}

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`)

function parseNanos(text: Timestamp): bigint {
  const fraction = /\.(\d{1,9})Z$/.exec(text)?.[1] ?? ""
  const seconds = Math.floor(Date.parse(text) / 1000)
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0"))
}
