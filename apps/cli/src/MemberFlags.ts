/**
 * Flags for a source's own parameters: called as the source calls them, in kebab-case, and `undefined` if not given.
 */
import { Option } from "effect"
import { Flag } from "effect/cli"

/** What flags gave, without those that were not given: `false` and `""` were given. */
export type Given<T> = { [Name in keyof T]?: T[Name] & ({} | null) }

/** Leaves out what was not given. */
export function given<T extends object>(flags: T): Given<T> {
  const result: Given<T> = {}
  for (const name in flags) {
    const value = flags[name]
    if (value !== undefined) result[name] = value
  }
  return result
}

/** Any text. */
export const textFlag = (parameter: string, about: string) => described(Flag.String(kebabCase(parameter)), about)

/** `--name` or `--no-name`. */
export const booleanFlag = (parameter: string, about: string) => described(Flag.Boolean(kebabCase(parameter)), about)

/** One of the texts that the source takes. */
export const choiceFlag = <const Choices extends ReadonlyArray<string>>(
  parameter: string,
  choices: Choices,
  about: string
) => described(Flag.Literals(kebabCase(parameter), choices), about)

/** One of the texts that the source takes, or `none` for its `null`. */
export const choiceOrNoneFlag = <const Choices extends ReadonlyArray<string>>(
  parameter: string,
  choices: Choices,
  about: string
) =>
  described(
    Flag.ChoiceWithValue(kebabCase(parameter), [
      ...choices.map((choice: Choices[number]) => [choice, choice] as const),
      ["none", null] as const
    ]),
    `${about}; none unsets it`
  )

/** Any text; `""` stands for the source's `null`. */
export const textOrNoneFlag = (parameter: string, about: string) =>
  described(
    Flag.map(Flag.String(kebabCase(parameter)), (text) => (text === "" ? null : text)),
    `${about}; "" unsets it`
  )

/** Texts of a flag that is given once for each of them. */
export const textsFlag = (parameter: string, about: string) =>
  Flag.String(kebabCase(parameter)).pipe(
    Flag.withDescription(`${about}; may be given several times`),
    Flag.atLeast(0),
    Flag.map((texts) => (texts.length === 0 ? undefined : texts))
  )

/** The same, where no text at all is a value too: `""` alone. */
export const textsOrNoneFlag = (parameter: string, about: string) =>
  textsFlag(parameter, `${about}; "" alone for none`).pipe(
    Flag.map((texts) => (texts?.length === 1 && texts[0] === "" ? [] : texts))
  )

/** An instant, which the source takes as UNIX seconds. */
export const instantFlag = (parameter: string, about: string) =>
  described(
    Flag.String(kebabCase(parameter)).pipe(
      Flag.withMetavar("TIME"),
      Flag.filterMap(
        (text) => Option.fromUndefinedOr(epochSeconds(text)),
        (text) => `"${text}" is neither UNIX seconds nor a date such as 2026-10-01 or 2026-10-01T09:30:00Z`
      )
    ),
    `${about}; UNIX seconds, or a date and time in UTC`
  )

/** `lastUsedTimestampAfter` as `last-used-timestamp-after`. */
export const kebabCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const described = <A>(flag: Flag.Flag<A>, about: string) =>
  flag.pipe(Flag.withDescription(about), Flag.optional, Flag.map(Option.getOrUndefined))

/** The last second that four digits of a year can name: whoever passes milliseconds learns of it. */
const latestSeconds = 253_402_300_799

function epochSeconds(text: string): number | undefined {
  if (/^\d{1,15}$/.test(text)) return Number(text) <= latestSeconds ? Number(text) : undefined
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)Z?)?$/.exec(text) ?? []
  if (day === undefined) return undefined
  const ms = Date.parse(`${day}T${time ?? "00:00"}Z`)
  // A day that its month does not have would silently be one of the next month.
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(day) ? undefined : ms / 1000
}
