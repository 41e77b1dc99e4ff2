import { Console, Effect } from "effect"
import { Command, Completions, GlobalFlag } from "effect/cli"
import { CommandTree } from "../commands/completions.ts"
import { LogFormat } from "../LogFormat.ts"
import { ConfigFile, Json } from "../Output.ts"

/** Prints the script; it is text with or without `--json`. */
export const run = Effect.fn("cli.completions")(function* (shell: "bash" | "zsh" | "fish") {
  const tree = withFlags(Completions.fromCommand(yield* CommandTree), globalFlags)
  const script = Completions.generate(tree.name, shell, tree)
  // The generator's own advice is for programs that have a flag in this command's place.
  yield* Console.log(script.replaceAll("--completions", "completions"))
})

/** The flags of every command, which the generator does not know of. */
const globalFlags = Completions.fromCommand(
  Command.make("global", {
    help: GlobalFlag.Help.flag,
    version: GlobalFlag.Version.flag,
    logLevel: GlobalFlag.LogLevel.flag,
    logFormat: LogFormat.flag,
    json: Json.flag,
    config: ConfigFile.flag
  })
).flags

const withFlags = (
  command: Completions.CommandDescriptor,
  flags: Completions.CommandDescriptor["flags"]
): Completions.CommandDescriptor => ({
  ...command,
  flags: [...command.flags, ...flags],
  subcommands: command.subcommands.map((each) => withFlags(each, flags))
})
