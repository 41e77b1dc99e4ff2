/**
 * `rollcall schedule VERB`: when reports are made by themselves.
 */
import { Effect } from "effect"
import { Command } from "effect/cli"
import { tenantArguments } from "../Tenants.ts"

const show = Command.make("show", tenantArguments, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../runs/schedule-show.ts")),
    ({ run }) => run(input)
  )
).pipe(
  Command.withDescription("Show when each tenant's next report is due, and whether the last one is there"),
  Command.withExamples([{ command: "rollcall schedule show --all", description: "Every tenant" }])
)

export const schedule = Command.make("schedule").pipe(
  Command.withDescription("Show when reports are made by themselves"),
  Command.withSubcommands([show])
)
