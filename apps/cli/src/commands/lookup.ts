/**
 * `rollcall lookup QUERY`: everything that is known about one person or device.
 */
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"

export const lookup = Command.make(
  "lookup",
  {
    query: Argument.String("QUERY").pipe(
      Argument.withDescription(
        "An email (any alias), a name or part of one; a device's serial number, id or friendly name"
      )
    ),
    tenant: Flag.String("tenant").pipe(Flag.optional, Flag.withDescription("Look in this tenant only")),
    live: Flag.Boolean("live").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Ask both sources now instead of the newest snapshot; nothing is stored")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/lookup.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Find a person or a device and show what is known and what fails"),
  Command.withExamples([
    { command: "rollcall lookup jane@acme.example", description: "A person by any address" },
    { command: "rollcall lookup C02XK1 --tenant acme --json", description: "Who holds a device, as JSON" }
  ])
)
