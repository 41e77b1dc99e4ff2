/**
 * `rollcall snapshot VERB`: what is in the store.
 */
import { Effect, Schema } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { tenantArguments } from "../Tenants.ts"

const tenant = Flag.String("tenant").pipe(Flag.optional, Flag.withDescription("Look in this tenant only"))

const id = (name: string, about: string) => Argument.String(name).pipe(Argument.withDescription(about))

const list = Command.make("list", { tenant }, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../runs/snapshot-list.ts")),
    ({ run }) => run(input)
  )
).pipe(
  Command.withDescription("List snapshots, oldest first, with the periods that a report was made of"),
  Command.withExamples([{ command: "rollcall snapshot list --tenant acme", description: "One tenant's" }])
)

const show = Command.make("show", { id: id("ID", "A snapshot's id"), tenant }, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../runs/snapshot-show.ts")),
    ({ run }) => run(input)
  )
).pipe(
  Command.withDescription("Show how each resource of a snapshot was read, what was refused, and the content hash"),
  Command.withExamples([
    { command: "rollcall snapshot show acme-20261031T020000Z-0a1b2c", description: "What was and was not collected" }
  ])
)

const diff = Command.make(
  "diff",
  {
    before: id("BEFORE", "The earlier snapshot's id"),
    after: id("AFTER", "The later snapshot's id, of the same tenant"),
    tenant
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/snapshot-diff.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Tell which people, devices and browsers came, went or changed between two snapshots"),
  Command.withExamples([
    {
      command: "rollcall snapshot diff acme-20261001T020000Z-0a1b2c acme-20261031T020000Z-3d4e5f",
      description: "What October changed"
    }
  ])
)

const exportCommand = Command.make(
  "export",
  {
    id: id("ID", "A snapshot's id"),
    tenant,
    out: Flag.String("out").pipe(
      Flag.withMetavar("DIR"),
      Flag.optional,
      Flag.withDescription("The folder to make; the snapshot's id in the present folder if not given")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/snapshot-export.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Write a snapshot's records as they came, one a line, with a manifest that `verify` checks"),
  Command.withExamples([
    {
      command: "rollcall snapshot export acme-20261031T020000Z-0a1b2c --out evidence/acme-2026-10",
      description: "For an auditor who wants the records themselves"
    }
  ])
)

const prune = Command.make(
  "prune",
  {
    ...tenantArguments,
    keep: Flag.Int("keep").pipe(
      Flag.withSchema(Schema.Int.check(Schema.isGreaterThan(0))),
      Flag.withDefault(31),
      Flag.withDescription("How many of each tenant's newest snapshots stay; 31 if not given, a month of nightly runs")
    ),
    yes: Flag.Boolean("yes").pipe(Flag.withDefault(false), Flag.withDescription("Do not ask")),
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Show what would be removed, and remove nothing")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/snapshot-prune.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription(
    "Remove old snapshots, never one that a report was made from nor the newest complete one, runs past resuming, and stored reports that never came on record"
  ),
  Command.withExamples([
    { command: "rollcall snapshot prune --all --dry-run", description: "What would be removed" },
    { command: "rollcall snapshot prune acme --keep 10", description: "Asks first" }
  ])
)

export const snapshot = Command.make("snapshot").pipe(Command.withSubcommands([list, show, diff, exportCommand, prune]))
