/**
 * `rollcall checks [ID]`: what is checked, and why.
 */
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"

export const checks = Command.make(
  "checks",
  {
    id: Argument.String("ID").pipe(
      Argument.withDescription("A check's id or RC code; without it, all of them"),
      Argument.optional
    )
  },
  ({ id }) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/checks.ts")),
      ({ run }) => run(id)
    )
).pipe(
  Command.withDescription("Show the catalogue of checks, or one check with its predicate, rationale and remediation"),
  Command.withExamples([
    { command: "rollcall checks", description: "The catalogue" },
    { command: "rollcall checks RC-MFA-01", description: "One check in full" }
  ])
)
