/**
 * The command tree, and how its end becomes an exit code.
 */
import { Cause, Console, Effect, Exit as ExitValue, Layer, Logger } from "effect"
import { CliConfig, CliError, CliOutput, Command, GlobalFlag } from "effect/cli"
import { checks } from "./commands/checks.ts"
import { collect } from "./commands/collect.ts"
import { demo } from "./commands/demo.ts"
import { lookup } from "./commands/lookup.ts"
import { report } from "./commands/report.ts"
import { schema } from "./commands/schema.ts"
import { sandbox } from "./commands/sandbox.ts"
import { Exit } from "./Exit.ts"
import { exitCodes, Failure } from "./Failure.ts"
import { ConfigFile, Json, tellFailure } from "./Output.ts"
import { version } from "./version.ts"

const pushDescription = "Read and change what one tenant's Push API has, record by record"

/** The whole tree; `push` comes from outside, see {@link rollcall}. */
const commandsWith = <E, R>(push: Command.Command<"push", {}, {}, E, R>) =>
  Command.make("rollcall").pipe(
    Command.withDescription("Who is here, what browsers and devices do they hold, and is all of it in order?"),
    Command.withSubcommands([
      collect,
      report,
      lookup,
      push.pipe(Command.withDescription(pushDescription)),
      checks,
      schema,
      sandbox,
      demo
    ]),
    Command.withGlobalFlags([Json, ConfigFile])
  )

/** What the process was started with, as far as it matters before the arguments are parsed. */
export interface Invocation {
  readonly arguments: ReadonlyArray<string>
  readonly isJson: boolean
  readonly isDebug: boolean
}

/**
 * Runs a command line and tells its failure; the failure stays in the result for {@link exitCodeOf}.
 *
 * **Details** `push` has some fifty commands below it. They are built only where the word was said: every other command
 * would pay for them with a quarter of its start-up time.
 */
export const rollcall = (invocation: Invocation) =>
  invocation.arguments.includes("push")
    ? Effect.flatMap(
        Effect.promise(() => import("./commands/push.ts")),
        ({ push }) => run(commandsWith(push), invocation)
      )
    : run(commandsWith(Command.make("push")), invocation)

const run = <Name extends string, Input, ContextInput, E, R>(
  commands: Command.Command<Name, Input, ContextInput, E, R>,
  invocation: Invocation
) =>
  Command.run(commands, { version, renderErrors: true }).pipe(
    Effect.tapCause((cause) => tell(cause, invocation)),
    Effect.provide(
      Layer.mergeAll(
        Layer.succeed(Logger.LogToStderr, true),
        CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.LogLevel] }),
        CliOutput.layerPresenter(presenter(invocation))
      )
    )
  )

/** The exit code of a finished run. */
export function exitCodeOf(exit: ExitValue.Exit<unknown, unknown>): number {
  if (ExitValue.isSuccess(exit)) return 0
  if (Cause.hasInterruptsOnly(exit.cause)) return exitCodes.interrupted
  const error = Cause.squash(exit.cause)
  if (error instanceof Exit) return error.exitCode
  if (error instanceof Failure) return exitCodes[error.code]
  if (CliError.isCliError(error)) return error._tag === "ShowHelp" && error.errors.length === 0 ? 0 : exitCodes.usage
  return exitCodes.failed
}

/** Usage errors go to standard error with a pointer to the help; the help itself is data only when it was asked for. */
const presenter = ({ isJson }: Invocation): CliOutput.Presenter => ({
  present: (event) => {
    if (event._tag !== "InvalidInvocation") return CliOutput.defaultPresenter.present(event)
    return tellFailure(
      new Failure({
        code: "usage",
        summary: event.errors.map(({ message }) => message).join(" "),
        where: {},
        next: `see \`${event.commandPath.join(" ")} --help\`.`
      }),
      isJson
    )
  }
})

function tell(cause: Cause.Cause<unknown>, { isJson, isDebug }: Invocation): Effect.Effect<void> {
  if (Cause.hasInterruptsOnly(cause)) return Effect.void
  const error = Cause.squash(cause)
  if (error instanceof Exit || CliError.isCliError(error)) return Effect.void
  const failure = error instanceof Failure ? error : defect(error)
  const trace = isDebug ? Console.error(Cause.pretty(cause)) : Effect.void
  return Effect.andThen(tellFailure(failure, isJson), trace)
}

/** An error that nobody foresaw is our mistake and says so. */
const defect = (error: unknown): Failure =>
  new Failure({
    code: "failed",
    summary: `a mistake in rollcall: ${error instanceof Error ? error.message : String(error)}`,
    where: {},
    next: "run it again with --log-level debug and report what it prints."
  })
