/**
 * `rollcall exceptions`: what is excepted from which check, and why.
 */
import { Effect, type Option } from "effect"
import { Argument, Command, Flag } from "effect/cli"

const tenant = Flag.String("tenant").pipe(Flag.optional, Flag.withDescription("This tenant only"))

const list = (input: { readonly tenant: Option.Option<string> }) =>
  Effect.flatMap(
    Effect.promise(() => import("../runs/exceptions-list.ts")),
    ({ run }) => run(input)
  )

const listCommand = Command.make("list", { tenant }, list).pipe(
  Command.withDescription("List the configured exceptions: what each covers, until when, and which cover nothing")
)

const explain = Command.make(
  "explain",
  {
    check: Argument.String("CHECK").pipe(Argument.withDescription("A check's id or RC code")),
    subject: Argument.String("SUBJECT").pipe(
      Argument.withDescription("As in an exception: an address, an account, app or device id, a serial number")
    ),
    tenant: Flag.String("tenant").pipe(
      Flag.optional,
      Flag.withDescription("Whose; needed if several tenants are configured")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/exceptions-explain.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Tell what a check says of a subject, with and without the exceptions that name it"),
  Command.withExamples([
    {
      command: "rollcall exceptions explain account-mfa-missing svc-build@acme.example --tenant acme",
      description: "Whether it is excepted, and by which line"
    }
  ])
)

export const exceptions = Command.make("exceptions", { tenant }, list).pipe(
  Command.withDescription("Show what is excepted from which check, by whom and until when, and explain one subject"),
  Command.withSubcommands([listCommand, explain]),
  Command.withExamples([{ command: "rollcall exceptions --tenant acme", description: "What holds, what is over" }])
)
