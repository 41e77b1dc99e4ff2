/**
 * `rollcall audit`: what was done and handed out, and whether its record holds.
 */
import { Effect, Schema } from "effect"
import { Command, Flag } from "effect/cli"

export const audit = Command.make(
  "audit",
  {
    tenant: Flag.String("tenant").pipe(Flag.optional, Flag.withDescription("This tenant's trail only")),
    limit: Flag.Int("limit").pipe(
      Flag.withSchema(Schema.Int.check(Schema.isGreaterThan(0))),
      Flag.optional,
      Flag.withDescription("Show only so many of the newest actions; the whole chain is checked all the same")
    ),
    expect: Flag.String("expect").pipe(
      Flag.withMetavar("HASH"),
      Flag.withSchema(
        Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/u, { expected: "a hash that `rollcall audit` printed" }))
      ),
      Flag.optional,
      Flag.withDescription("A newest hash that was kept: the entry that has it must still be there")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/audit.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Show the trail of actions and reports, and check that nothing in it was changed or removed"),
  Command.withExamples([
    { command: "rollcall audit --tenant acme --limit 20", description: "The last actions" },
    {
      command: "rollcall audit --tenant acme --expect 3f0c…",
      description: "Also whether the entry that was the newest then is there"
    }
  ])
)
