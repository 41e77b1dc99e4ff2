/**
 * `rollcall device VERB`: devices as the device API knows them.
 */
import { Effect } from "effect"
import { Command, Flag } from "effect/cli"
import { deviceActionFlags, exactArgument, listFlags, readFlags, subjectArgument } from "../BanyanCommand.ts"
import { booleanFlag, given, textFlag } from "../MemberFlags.ts"

const list = Command.make(
  "list",
  {
    ...listFlags,
    filters: {
      email: textFlag("email", "Owned by this person, by any spelling of the address"),
      serial: textFlag("serial", "With exactly this serial number"),
      platform: textFlag("platform", "Such as Darwin or Windows, in any letter case; or unknown"),
      level: textFlag("level", "Trust level, such as AlwaysDeny, Low, Medium, High, AlwaysAllow; or unknown"),
      banned: booleanFlag("banned", "Banned, or not banned; neither has those of which it is not known")
    }
  },
  ({ filters, ...input }) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/device-list.ts")),
      ({ run }) => run({ ...input, filters: given(filters) })
    )
).pipe(
  Command.withDescription("List devices"),
  Command.withExamples([
    { command: "rollcall device list --tenant acme --banned", description: "Who is locked out, as of the snapshot" },
    { command: "rollcall device list --live --ndjson > devices.ndjson", description: "A large list, line by line" }
  ])
)

const show = Command.make(
  "show",
  { serial: exactArgument("SERIAL", "The exact serial number"), ...readFlags },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/device-show.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Show every device with a serial number: owners, trust, ban"),
  Command.withExamples([{ command: "rollcall device show C02XK1 --tenant acme --live", description: "As it is now" }])
)

const serial = subjectArgument("SERIAL", "The exact serial number; all devices that have it are meant")

const overwriteInventory = Flag.Boolean("overwrite-inventory").pipe(
  Flag.withDefault(false),
  Flag.withDescription("Even if devices that share the serial number differ and would all get one's inventory fields")
)

const ban = Command.make("ban", { subject: serial, ...deviceActionFlags, overwriteInventory }, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../runs/device-act.ts")),
    (run) => run.ban(input)
  )
).pipe(
  Command.withDescription("Lock a device out"),
  Command.withExamples([
    { command: "rollcall device ban C02XK1 --tenant acme --reason stolen", description: "Asks for the serial number" },
    { command: "rollcall device ban --from serials.txt --yes --json", description: "A list, for a script" }
  ])
)

const unban = Command.make("unban", { subject: serial, ...deviceActionFlags, overwriteInventory }, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../runs/device-act.ts")),
    (run) => run.unban(input)
  )
).pipe(
  Command.withDescription("Let a banned device register again"),
  Command.withExamples([
    { command: "rollcall device unban C02XK1 --tenant acme", description: "Shows when and why it was banned, and asks" }
  ])
)

const remove = Command.make(
  "delete",
  {
    subject: serial,
    ...deviceActionFlags,
    email: Flag.String("email").pipe(
      Flag.optional,
      Flag.withDescription("Take the device from this person only; without it, from everybody")
    ),
    unknownOwners: Flag.Boolean("unknown-owners").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Even if the source does not say whose the device is")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/device-act.ts")),
      (run) => run.remove(input)
    )
).pipe(
  Command.withDescription("Delete a device, or one person's tie to it"),
  Command.withExamples([
    { command: "rollcall device delete C02XK1 --dry-run", description: "Who would vanish with it" },
    { command: "rollcall device delete C02XK1 --email jane@acme.example", description: "Only Jane's tie to it" }
  ])
)

export const device = Command.make("device").pipe(Command.withSubcommands([list, show, ban, unban, remove]))
