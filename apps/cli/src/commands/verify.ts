/**
 * `rollcall verify DIR`: whether a report is as it was written.
 */
import { Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"

export const verify = Command.make(
  "verify",
  {
    folder: Argument.String("DIR").pipe(
      Argument.withDescription(
        "The folder of a report, such as reports/acme/2026-10, or of an exported snapshot; or of portfolios, reports/_portfolio, or the manifest of one of them"
      )
    ),
    publicKey: Flag.String("public-key").pipe(
      Flag.optional,
      Flag.withDescription("A file with the public key (PEM) that the manifest must be signed with")
    )
  },
  (input) =>
    Effect.flatMap(
      Effect.promise(() => import("../runs/verify.ts")),
      ({ run }) => run(input)
    )
).pipe(
  Command.withDescription("Hash a report's files again and compare with its manifest, and that with the audit trail"),
  Command.withExamples([
    { command: "rollcall verify reports/acme/2026-10", description: "Names what is changed, missing or extra" },
    { command: "rollcall verify reports/acme/2026-10 --public-key provider.pem", description: "And who signed it" },
    { command: "rollcall verify reports/_portfolio", description: "Portfolios, and the reports beside them" }
  ])
)
