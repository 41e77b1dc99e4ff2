/**
 * `rollcall worker`: one of any number of processes that make the reports that were asked for.
 */
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"

export const worker = Command.make(
  "worker",
  {
    concurrency: Flag.Int("concurrency").pipe(
      Flag.optional,
      Flag.withDescription("Tenants at once; else `concurrency` of the configuration")
    ),
    healthPort: Flag.Int("health-port").pipe(
      Flag.optional,
      Flag.withDescription("Serve /live, /ready and /metrics (Prometheus) on this port")
    ),
    healthHost: Flag.String("health-host").pipe(
      Flag.optional,
      Flag.withDescription("The address to serve them on; else 127.0.0.1")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/worker.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Make the reports that `run submit` and the schedule ask for, until stopped with SIGTERM"),
  Command.withExamples([
    { command: "rollcall worker --health-port 9090", description: "One of any number over one PostgreSQL store" }
  ])
)
