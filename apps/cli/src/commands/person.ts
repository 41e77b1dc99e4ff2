/**
 * `rollcall person list`: the roster.
 */
import { Effect, Schema } from "effect"
import { Command, Flag } from "effect/cli"

const without = (what: string, about: string) =>
  Flag.Boolean(`without-${what}`).pipe(Flag.withDefault(false), Flag.withDescription(about))

const list = Command.make(
  "list",
  {
    tenant: Flag.String("tenant").pipe(Flag.optional, Flag.withDescription("This tenant only")),
    withoutDevice: without("device", "Only those who hold no device"),
    withoutBrowser: without("browser", "Only those who have no browser"),
    withoutEmployee: without("employee", "Only those whom Push does not know as an employee"),
    employeesOnly: Flag.Boolean("employees-only").pipe(
      Flag.withDefault(false),
      Flag.withDescription("Only those whom Push knows as an employee")
    ),
    failing: Flag.String("failing").pipe(
      Flag.withMetavar("CHECK"),
      Flag.optional,
      Flag.withDescription("Only those for whom this check fails; its id or RC code")
    ),
    limit: Flag.Int("limit").pipe(
      Flag.withSchema(Schema.Int.check(Schema.isGreaterThan(0))),
      Flag.optional,
      Flag.withDescription("At most this many of each tenant")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/person-list.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("List the people of the newest snapshot with what they hold and what fails"),
  Command.withExamples([
    {
      command: "rollcall person list --employees-only --without-device",
      description: "Which employees hold no device"
    },
    { command: "rollcall person list --failing account-mfa-missing --json", description: "For a script" }
  ])
)

export const person = Command.make("person").pipe(
  Command.withDescription("List the people of the roster: what they hold and what fails"),
  Command.withSubcommands([list])
)
