/**
 * `rollcall demo`: the whole product once, without an account anywhere.
 */
import { Effect } from "effect"
import { Command } from "effect/cli"

export const demo = Command.make("demo", {}, () =>
  Effect.flatMap(
    Effect.promise(() => import("../runs/demo.ts")),
    ({ run }) => run
  )
).pipe(Command.withDescription("Start the sandbox, collect two tenants, write their reports and look one person up"))
