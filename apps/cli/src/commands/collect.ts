/**
 * `rollcall collect`: one new snapshot per tenant.
 */
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { quietFlag, tenantArguments } from "../Tenants.ts"

export const collect = Command.make(
  "collect",
  {
    ...tenantArguments,
    resume: Flag.Boolean("resume").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Go on with each tenant's interrupted run; without one, start a new run")
    ),
    quiet: quietFlag
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/collect.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Read both sources of each tenant into a new snapshot"),
  Command.withExamples([
    { command: "rollcall collect acme", description: "One tenant" },
    { command: "rollcall collect --all --resume", description: "Every tenant, going on where runs were interrupted" }
  ])
)
