/**
 * `rollcall doctor [TENANT…]`: whether everything that a run needs is there.
 */
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"

export const doctor = Command.make(
  "doctor",
  {
    names: Argument.String("TENANT").pipe(
      Argument.withDescription("Tenants by id; none means all of them"),
      Argument.variadic()
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/doctor.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Check configuration, secrets, both APIs, clock, store, report folder, signing key and logo"),
  Command.withExamples([
    { command: "rollcall doctor", description: "Everything, a line each with what to do" },
    { command: "rollcall doctor acme --json", description: "One tenant, for a script" }
  ])
)
