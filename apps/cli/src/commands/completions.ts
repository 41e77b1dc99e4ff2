/**
 * `rollcall completions SHELL`: words that a shell can complete.
 */
import { Context, Effect } from "effect"
import { Argument, Command } from "effect/cli"

/** Every command with its flags; whoever runs the command line provides it. */
export const CommandTree = Context.Reference<Command.Command.Any>("@rollcall/cli/CommandTree", {
  defaultValue: () => Command.make("rollcall")
})

export const completions = Command.make(
  "completions",
  { shell: Argument.Literals("SHELL", ["bash", "zsh", "fish"]).pipe(Argument.withDescription("For which shell")) },
  ({ shell }) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/completions.ts")),
      ({ run }) => run(shell)
    )
).pipe(
  Command.withDescription("Print a script that lets a shell complete commands and flags"),
  Command.withExamples([
    { command: 'eval "$(rollcall completions bash)"', description: "In ~/.bashrc" },
    { command: 'rollcall completions zsh > "${fpath[1]}/_rollcall"', description: "Once, for zsh" },
    { command: "rollcall completions fish > ~/.config/fish/completions/rollcall.fish", description: "Once, for fish" }
  ])
)
