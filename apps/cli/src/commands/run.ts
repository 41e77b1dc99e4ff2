/**
 * `rollcall run VERB`: the reports that workers are asked for.
 */
import { Period } from "@rollcall/model/period"
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { tenantArguments } from "../Tenants.ts"

const period = Flag.String("period").pipe(
  Flag.withSchema(Period),
  Flag.withDescription("The calendar month, such as 2026-10, in each tenant's time zone")
)

const anyPeriod = Flag.optional(period)

const submit = Command.make(
  "submit",
  {
    ...tenantArguments,
    period,
    format: Flag.String("format").pipe(
      Flag.withDefault("pdf,html,json,csv"),
      Flag.withDescription("Which files, as with `rollcall report`")
    ),
    lang: Flag.Literals("lang", ["en", "de"]).pipe(
      Flag.optional,
      Flag.withDescription("The language of PDF and HTML; default: the tenant's own")
    ),
    stored: Flag.Boolean("stored").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Report on a stored snapshot; else one is collected, if one of today speaks for the period")
    ),
    allowPartial: Flag.Boolean("allow-partial").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Accept a partial snapshot; the report says on every page what is missing")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/run-submit.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Ask the workers for the monthly report of each tenant; asked twice, it is the same run"),
  Command.withExamples([{ command: "rollcall run submit --all --period 2026-10", description: "Every tenant" }])
)

const list = Command.make(
  "list",
  {
    period: anyPeriod,
    state: Flag.Literals("state", ["waiting", "running", "done", "failed", "cancelled"]).pipe(
      Flag.optional,
      Flag.withDescription("Those that stand like this")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/run-list.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("List runs: which wait, who has them, at which step, what came of them"),
  Command.withExamples([
    { command: "rollcall run list --period 2026-10 --state failed", description: "What has to be looked at" }
  ])
)

const show = Command.make(
  "show",
  { tenant: Argument.String("TENANT").pipe(Argument.withDescription("A tenant by its id")), period },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/run-show.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Show one run: what was asked for, where it stands, why it failed and what to do"),
  Command.withExamples([{ command: "rollcall run show acme --period 2026-10", description: "One tenant's" }])
)

const watch = Command.make("watch", { period: anyPeriod }, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../runs/run-watch.ts")),
    ({ run }) => run(input)
  )
).pipe(
  Command.withDescription("Watch runs until all have ended; the exit code tells how they ended"),
  Command.withExamples([{ command: "rollcall run watch --period 2026-10", description: "The month's" }])
)

const cancel = Command.make("cancel", { ...tenantArguments, period }, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../runs/run-cancel.ts")),
    ({ run }) => run(input)
  )
).pipe(
  Command.withDescription("End runs that wait or are under way; a report that is there already stays"),
  Command.withExamples([{ command: "rollcall run cancel acme --period 2026-10", description: "One tenant's" }])
)

const retry = Command.make(
  "retry",
  {
    ...tenantArguments,
    period,
    done: Flag.Boolean("done").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Make reports anew that are done as well")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/run-retry.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Ask again for what failed or was cancelled"),
  Command.withExamples([{ command: "rollcall run retry --all --period 2026-10", description: "All that failed" }])
)

export const run = Command.make("run").pipe(Command.withSubcommands([submit, list, show, watch, cancel, retry]))
