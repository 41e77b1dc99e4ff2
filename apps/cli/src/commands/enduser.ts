/**
 * `rollcall enduser VERB`: people as the device API knows them.
 */
import { Effect } from "effect"
import { Command } from "effect/cli"
import { actionFlags, exactArgument, listFlags, readFlags, subjectArgument } from "../BanyanCommand.ts"
import { given, textFlag } from "../MemberFlags.ts"

const list = Command.make(
  "list",
  {
    ...listFlags,
    filters: {
      email: textFlag("email", "This person, by any spelling of the address"),
      serial: textFlag("serial", "Who has a device with exactly this serial number"),
      level: textFlag("level", "Trust level, such as AlwaysDeny, Low, Medium, High, AlwaysAllow; or unknown")
    }
  },
  ({ filters, ...input }) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/enduser-list.ts")),
      ({ run }) => run({ ...input, filters: given(filters) })
    )
).pipe(
  Command.withDescription("List end users"),
  Command.withExamples([
    { command: "rollcall enduser list --tenant acme --serial C02XK1", description: "Who shares a device" }
  ])
)

const show = Command.make(
  "show",
  { email: exactArgument("EMAIL", "The address, in any spelling that the tenant's email rules know"), ...readFlags },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/enduser-show.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Show an end user with their devices"),
  Command.withExamples([
    { command: "rollcall enduser show jane@acme.example", description: "As of the newest snapshot" }
  ])
)

const deactivate = Command.make(
  "deactivate",
  { subject: subjectArgument("EMAIL", "The address, spelt as the device API has it"), ...actionFlags },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/enduser-deactivate.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Mark an end user inactive, and every device that nobody else uses"),
  Command.withExamples([
    { command: "rollcall enduser deactivate jane@acme.example --dry-run", description: "Which devices go with her" }
  ])
)

export const enduser = Command.make("enduser").pipe(Command.withSubcommands([list, show, deactivate]))
