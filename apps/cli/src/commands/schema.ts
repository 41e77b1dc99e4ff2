/**
 * `rollcall schema NAME`: what a configuration, a report or a `--json` document looks like, for editors and scripts.
 */
import { Effect } from "effect"
import { Argument, Command } from "effect/cli"

export const schema = Command.make(
  "schema",
  {
    name: Argument.Literals("NAME", [
      "config",
      "report",
      "lookup",
      "push",
      "device",
      "enduser",
      "audit",
      "doctor",
      "snapshot",
      "export",
      "verify",
      "person",
      "exceptions"
    ])
  },
  ({ name }) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/schema.ts")),
      ({ run }) => run(name)
    )
).pipe(
  Command.withDescription(
    "Print the JSON Schema of rollcall.yaml, of report.json, or of what a command prints with --json"
  ),
  Command.withExamples([{ command: "rollcall schema config > rollcall.schema.json", description: "For an editor" }])
)
