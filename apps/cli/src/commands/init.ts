/**
 * `rollcall init`: a configuration to begin with.
 */
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"

export const init = Command.make(
  "init",
  {
    yes: Flag.Boolean("yes").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Ask nothing and write an example; needed where nobody can be asked")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/init.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Write a commented configuration to begin with; nothing is ever overwritten"),
  Command.withExamples([
    { command: "rollcall init", description: "Asks for the tenant and writes ./rollcall.yaml" },
    { command: "rollcall init --yes --config conf/rollcall.yaml", description: "An example to be edited" }
  ])
)
