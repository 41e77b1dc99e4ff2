/**
 * `rollcall sandbox`: both APIs with made-up tenants, for trying things out.
 */
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"

const port = (name: string, api: string) =>
  Flag.Int(name).pipe(Flag.withDefault(0), Flag.withDescription(`Port of the ${api} API; 0 takes a free one`))

export const sandbox = Command.make(
  "sandbox",
  {
    configOut: Flag.String("config-out").pipe(Flag.optional, Flag.withDescription("Write a ready configuration here")),
    people: Flag.Int("people").pipe(Flag.optional, Flag.withDescription("People in each tenant")),
    tenants: Flag.Int("tenants").pipe(Flag.withDefault(2), Flag.withDescription("How many tenants")),
    seed: Flag.Int("seed").pipe(Flag.withDefault(1), Flag.withDescription("Other seeds make other tenants")),
    pushPort: port("push-port", "Push"),
    banyanPort: port("banyan-port", "Banyan"),
    noRateLimit: Flag.Boolean("no-rate-limit").pipe(Flag.withDefault(false), Flag.withDescription("Never answer 429"))
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/sandbox.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Serve both APIs with made-up tenants on loopback until interrupted"),
  Command.withExamples([
    {
      command: "rollcall sandbox --config-out rollcall.yaml",
      description: "Then collect and report in another terminal"
    }
  ])
)
