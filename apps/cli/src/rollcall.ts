/**
 * The command tree, and how its end becomes an exit code.
 */
import { Cause, Console, Effect, Exit as ExitValue, Layer, Logger } from "effect"
import { CliConfig, CliError, CliOutput, Command, GlobalFlag } from "effect/cli"
import { audit } from "./commands/audit.ts"
import { checks } from "./commands/checks.ts"
import { collect } from "./commands/collect.ts"
import { CommandTree, completions } from "./commands/completions.ts"
import { demo } from "./commands/demo.ts"
import { doctor } from "./commands/doctor.ts"
import { exceptions } from "./commands/exceptions.ts"
import { init } from "./commands/init.ts"
import { lookup } from "./commands/lookup.ts"
import { person } from "./commands/person.ts"
import { report } from "./commands/report.ts"
import { schema } from "./commands/schema.ts"
import { sandbox } from "./commands/sandbox.ts"
import { schedule } from "./commands/schedule.ts"
import { verify } from "./commands/verify.ts"
import { worker } from "./commands/worker.ts"
import { Exit, type WhenStopped } from "./Exit.ts"
import { exitCodes, Failure } from "./Failure.ts"
import { LogFormat, logger, LogsAreJson } from "./LogFormat.ts"
import { ConfigFile, Json, tellFailure } from "./Output.ts"
import { usageText } from "./UsageText.ts"
import { version } from "./version.ts"

/** Families of commands that are built only where their word was said, see {@link rollcall}. */
const families = {
  push: "Read and change what one tenant's Push API has, record by record",
  device: "List, show, ban, unban and delete devices of the device API",
  enduser: "List, show and deactivate end users of the device API",
  snapshot: "List, show, compare, export and remove stored snapshots",
  run: "Ask the workers for reports, and see how far they are"
} as const

type Family<Name extends keyof typeof families, E, R> = Command.Command<Name, {}, {}, E, R>

/** The whole tree. */
const commandsWith = <PushE, PushR, DeviceE, DeviceR, EndUserE, EndUserR, SnapshotE, SnapshotR, RunE, RunR>(
  push: Family<"push", PushE, PushR>,
  device: Family<"device", DeviceE, DeviceR>,
  enduser: Family<"enduser", EndUserE, EndUserR>,
  snapshot: Family<"snapshot", SnapshotE, SnapshotR>,
  run: Family<"run", RunE, RunR>
) =>
  Command.make("rollcall").pipe(
    Command.withDescription("Who is here, what browsers and devices do they hold, and is all of it in order?"),
    Command.withSubcommands([
      init,
      doctor,
      collect,
      report,
      verify,
      lookup,
      person,
      device.pipe(Command.withDescription(families.device)),
      enduser.pipe(Command.withDescription(families.enduser)),
      push.pipe(Command.withDescription(families.push)),
      snapshot.pipe(Command.withDescription(families.snapshot)),
      worker,
      run.pipe(Command.withDescription(families.run)),
      schedule,
      audit,
      checks,
      exceptions,
      schema,
      sandbox,
      demo,
      completions
    ]),
    Command.withGlobalFlags([Json, ConfigFile, LogFormat])
  )

/** What the process was started with, as far as it matters before the arguments are parsed. */
export interface Invocation {
  readonly arguments: ReadonlyArray<string>
  readonly isJson: boolean
  readonly isDebug: boolean
  readonly logsAreJson: boolean
  /** Whether the environment names a collector of traces. */
  readonly isTraced: boolean
}

/**
 * Runs a command line and tells its failure; the failure stays in the result for {@link exitCodeOf}.
 *
 * **Details** `push` has some fifty commands below it, and there are others. They are built only where the word was said,
 * or where all words are asked for: every other command would pay for them with a quarter of its start-up time.
 */
export const rollcall = (invocation: Invocation) =>
  Effect.gen(function* () {
    const family = <A, B>(name: keyof typeof families, load: () => Promise<A>, unbuilt: B) =>
      invocation.arguments.some((word) => word === name || word === "completions")
        ? Effect.promise<A | B>(load)
        : Effect.succeed<A | B>(unbuilt)
    const push = yield* family("push", async () => (await import("./commands/push.ts")).push, Command.make("push"))
    const device = yield* family(
      "device",
      async () => (await import("./commands/device.ts")).device,
      Command.make("device")
    )
    const enduser = yield* family(
      "enduser",
      async () => (await import("./commands/enduser.ts")).enduser,
      Command.make("enduser")
    )
    const snapshot = yield* family(
      "snapshot",
      async () => (await import("./commands/snapshot.ts")).snapshot,
      Command.make("snapshot")
    )
    const runFamily = yield* family("run", async () => (await import("./commands/run.ts")).run, Command.make("run"))
    yield* runCommands(commandsWith(push, device, enduser, snapshot, runFamily), invocation)
  })

const runCommands = <Name extends string, Input, ContextInput, E, R>(
  commands: Command.Command<Name, Input, ContextInput, E, R>,
  invocation: Invocation
) =>
  Command.run(commands, { version, renderErrors: true }).pipe(
    Effect.tapCause((cause) => tell(cause, invocation)),
    Effect.provideService(CommandTree, commands),
    Effect.provide(
      Layer.mergeAll(
        invocation.isTraced ? traced : Layer.empty,
        Logger.layer([logger]),
        Layer.succeed(LogsAreJson, invocation.logsAreJson),
        CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version, GlobalFlag.LogLevel] }),
        CliOutput.layerPresenter(presenter(invocation))
      )
    )
  )

const traced = Layer.unwrap(Effect.promise(async () => (await import("./Telemetry.ts")).telemetry))

/** The exit code of a finished run. */
export function exitCodeOf(exit: ExitValue.Exit<unknown, unknown>, whenStopped: WhenStopped): number {
  if (ExitValue.isSuccess(exit)) return 0
  if (Cause.hasInterruptsOnly(exit.cause)) return whenStopped.code
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
        summary: event.errors.map(usageText).join(" "),
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
