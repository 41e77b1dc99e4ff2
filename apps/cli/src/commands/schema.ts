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
      "portfolio",
      "reports",
      "report-get",
      "init",
      "collect",
      "lookup",
      "push",
      "device",
      "enduser",
      "audit",
      "doctor",
      "snapshot",
      "run",
      "schedule",
      "export",
      "verify",
      "person",
      "exceptions",
      "checks",
      "sandbox",
      "failure"
    ])
  },
  ({ name }) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/schema.ts")),
      ({ run }) => run(name)
    )
).pipe(
  Command.withDescription(
    "Print the JSON Schema of rollcall.yaml (config), of report.json (report), of a portfolio, or of what a command prints with --json"
  ),
  Command.withExamples([
    { command: "rollcall schema config > rollcall.schema.json", description: "For an editor" },
    { command: "rollcall schema reports", description: "What `report --json` prints; any command may print a failure" }
  ])
)
