/**
 * `rollcall report`: the monthly report of each tenant.
 */
import { Period } from "@rollcall/model/period"
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { quietFlag, tenantArguments } from "../Tenants.ts"

const period = Flag.String("period").pipe(
  Flag.withSchema(Period),
  Flag.withDescription("The calendar month, such as 2026-10, in each tenant's time zone")
)

const get = Command.make(
  "get",
  {
    tenant: Argument.String("TENANT").pipe(
      Argument.withDescription("Whose, by id; _portfolio for the portfolio of all tenants")
    ),
    period,
    out: Flag.String("out").pipe(
      Flag.withMetavar("DIR"),
      Flag.optional,
      Flag.withDescription("The folder to make, or to replace if it has this report; TENANT-PERIOD here if not given")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/report-get.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription(
    "Bring a report that is kept in the store (`reports: store`) as a folder that `verify` checks"
  ),
  Command.withExamples([
    { command: "rollcall report get acme --period 2026-10", description: "Makes the folder acme-2026-10" }
  ])
)

export const report = Command.make(
  "report",
  {
    ...tenantArguments,
    period,
    format: Flag.String("format").pipe(
      Flag.withDefault("pdf,html,json,csv"),
      Flag.withDescription(
        "Which files, by comma: pdf, html, json, csv, xlsx, ocsf, oscal; report.json and manifest.json always come"
      )
    ),
    lang: Flag.Literals("lang", ["en", "de"]).pipe(
      Flag.optional,
      Flag.withDescription(
        "The language of PDF and HTML, in place of each tenant's own; the other files do not depend on it"
      )
    ),
    out: Flag.String("out").pipe(
      Flag.optional,
      Flag.withDescription("Folder for the reports instead of the configured place")
    ),
    collect: Flag.Boolean("collect").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Collect now and report on that")
    ),
    quiet: quietFlag,
    snapshot: Flag.String("snapshot").pipe(Flag.optional, Flag.withDescription("Report on this snapshot")),
    allowPartial: Flag.Boolean("allow-partial").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Accept a partial snapshot; the report says on every page what is missing")
    ),
    failOn: Flag.Literals("fail-on", ["critical", "high", "medium", "low"]).pipe(
      Flag.optional,
      Flag.withDescription("Exit with 6 if a check of this severity or a higher one fails")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/report.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Write the monthly posture report of each tenant, or bring one that is stored"),
  Command.withSubcommands([get]),
  Command.withExamples([
    { command: "rollcall report --all --period 2026-10", description: "Every tenant" },
    { command: "rollcall report acme --period 2026-10 --format pdf --fail-on high", description: "For a script" },
    { command: "rollcall report acme --period 2026-10 --lang de", description: "In German" }
  ])
)
