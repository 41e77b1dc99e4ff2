/**
 * How words on standard error are written: lines for people, or one JSON object a line for machines.
 */
import { Cause, Clock, Console, Context, Effect, Logger, References } from "effect"
import { Flag, GlobalFlag } from "effect/cli"

/** `--log-format text|json`, as the help shows it; what holds is {@link LogsAreJson}, which is known before the rest is parsed. */
export const LogFormat = GlobalFlag.Setting("log-format")({
  flag: Flag.Literals("log-format", ["text", "json"]).pipe(
    Flag.withDefault("text"),
    Flag.withDescription("How standard error is written: text, or one JSON object a line")
  )
})

/** Whether standard error is read by a machine. */
export const LogsAreJson = Context.Reference<boolean>("@rollcall/cli/LogsAreJson", { defaultValue: () => false })

/** Writes a line to standard error whatever the log level: a question, a result that is not data, a failure. */
export const tell = (
  level: "INFO" | "ERROR",
  lines: ReadonlyArray<string>,
  members: object = {}
): Effect.Effect<void> =>
  Effect.flatMap(LogsAreJson, (isJson) =>
    isJson
      ? Effect.flatMap(Clock.currentTimeMillis, (ms) =>
          Console.error(entry({ at: new Date(ms), level, message: lines.join("\n"), members }))
        )
      : Effect.forEach(lines, (line) => Console.error(line), { discard: true })
  )

/** What is logged (`Effect.log…`), in the chosen format. */
export const logger: Logger.Logger<unknown, void> = Logger.make(({ message, cause, date, fiber, logLevel }) => {
  const console = fiber.getRef(Console.Console)
  const text = [message].flat().map(wordOf).join(" ")
  const failed = cause.reasons.length === 0 ? [] : [Cause.pretty(cause)]
  if (!fiber.getRef(LogsAreJson)) {
    const level = logLevel === "Info" ? "" : `${logLevel.toLowerCase()}: `
    return console.error([`${level}${text}`, ...failed].join("\n"))
  }
  const members = {
    ...fiber.getRef(References.CurrentLogAnnotations),
    ...(failed.length === 0 ? {} : { cause: failed.join("\n") })
  }
  return console.error(entry({ at: date, level: logLevel.toUpperCase(), message: text, members }))
})

interface Entry {
  readonly at: Date
  readonly level: string
  readonly message: string
  readonly members: object
}

const entry = ({ at, level, message, members }: Entry): string =>
  JSON.stringify({ time: at.toISOString(), level, message, ...members })

const wordOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))
