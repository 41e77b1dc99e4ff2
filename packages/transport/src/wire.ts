/**
 * The value forms that both source APIs put on the wire, as schemas: open records, open enums, three units of time,
 * booleans spelt as text.
 *
 * Every schema keeps what it does not know: unknown members of a record, unknown values of an enum. `null` and an
 * absent member stay apart from each other and from `""`.
 */
import { Effect, Schema, type SchemaAST, SchemaGetter, SchemaIssue } from "effect"
import { compiled } from "./compiled.ts"

export { compiled } from "./compiled.ts"

/** An instant as ISO 8601 text in UTC, with as many fraction digits as its source tells (0, 3 or 9). */
export type Timestamp = string

/** A record whose unknown members are kept beside the known ones. */
export const openRecord = <const F extends Schema.Struct.Fields>(fields: F) =>
  compiled(Schema.StructWithRest(Schema.Struct(fields), [Schema.Record(Schema.String, Schema.Unknown)]))

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
  const decode = (value: number | bigint | string | null, options: SchemaAST.ParseOptions) => {
    if (value === null) return noTime
    const units = wholeUnits(value)
    if (units === undefined || units * nanosPerUnit > latestNanos) {
      return Effect.fail(
        new SchemaIssue.InvalidValue({ expected: "a UNIX time before the year 10000" }, value, options)
      )
    }
    return units <= 0n ? noTime : Effect.succeed(formatNanos(units * nanosPerUnit, fractionDigits))
  }
  return Schema.NullOr(Schema.Union([Schema.Number, Schema.BigInt, Schema.String])).pipe(
    Schema.decodeTo(Schema.NullOr(Schema.String), {
      decode: SchemaGetter.transformEffect(fractionDigits === 0 ? secondsFirst(decode) : decode),
      encode: SchemaGetter.transform((value: Timestamp | null) => {
        const units = value === null ? 0n : parseNanos(value) / nanosPerUnit
        return units <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(units) : units
      })
    })
  )
}

const noTime = Effect.succeed(null)

/** Nearly all times are plain seconds, and nearly all the time of decoding would go into them. */
function secondsFirst(decode: DecodeTime): DecodeTime {
  return (value, options) =>
    typeof value === "number" && value >= 1 && value <= latestSeconds
      ? Effect.succeed(formatSeconds(value))
      : decode(value, options)
}

type DecodeTime = (
  value: number | bigint | string | null,
  options: SchemaAST.ParseOptions
) => Effect.Effect<Timestamp | null, SchemaIssue.Issue>

/** Some servers write integers as text or as floats, and no value as `""`; each is taken for what it means. */
function wholeUnits(value: number | bigint | string): bigint | undefined {
  if (typeof value === "bigint") return value
  if (value === "") return 0n
  if (typeof value === "number") return integerOf(value)
  if (/^-?\d{1,20}$/.test(value)) return BigInt(value)
  return /^-?\d{1,20}(\.\d+)?(e\+?\d{1,2})?$/i.test(value) ? integerOf(Number(value)) : undefined
}

/** The whole part of a number as it is written: the double of `1.7e18` need not be the integer that it stands for. */
function integerOf(number: number): bigint | undefined {
  const whole = Math.trunc(number)
  return Math.abs(whole) < 1e21 ? BigInt(String(whole)) : undefined
}

function formatNanos(nanos: bigint, fractionDigits: 0 | 3 | 9): Timestamp {
  const whole = formatSeconds(Number(nanos / 1_000_000_000n))
  if (fractionDigits === 0) return whole
  const fraction = String(nanos % 1_000_000_000n).padStart(9, "0")
  return [whole.slice(0, -1), ".", fraction.slice(0, fractionDigits), "Z"].join("")
}

/** UNIX seconds from 1970 to 9999 as text; a fraction is cut off. */
function formatSeconds(seconds: number): Timestamp {
  // Integers of 32 bits, which all but the seconds are, are found in a map in half the time.
  const day = (seconds / 86_400) | 0
  const second = (seconds - day * 86_400) | 0
  const minute = (second / 60) | 0
  // Joined and not written side by side, which leaves a chain of pieces that the first reader has to copy together.
  return [dayText(day), minuteTexts[minute], secondTexts[second - minute * 60]].join("")
}

/** `2026-11-22T`. A `Date` takes ten times as long as all the rest, and records are of few days. */
function dayText(day: number): string {
  const known = dayTexts.get(day)
  if (known !== undefined) return known
  const text = new Date(day * 86_400_000).toISOString().slice(0, 11)
  if (dayTexts.size >= dayTextsMax) dayTexts.clear()
  dayTexts.set(day, text)
  return text
}

const dayTexts = new Map<number, string>()

/** Eleven years of days. */
const dayTextsMax = 4096

const two = (number: number): string => String(number).padStart(2, "0")

/** `00:00:` … `23:59:`. */
const minuteTexts = Array.from({ length: 1440 }, (_, minute) => `${two(Math.floor(minute / 60))}:${two(minute % 60)}:`)

/** `00Z` … `59Z`. */
const secondTexts = Array.from({ length: 60 }, (_, second) => `${two(second)}Z`)

function parseNanos(text: Timestamp): bigint {
  const fraction = /\.(\d{1,9})Z$/.exec(text)?.[1] ?? ""
  const seconds = Math.floor(Date.parse(text) / 1000)
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, "0"))
}
