/**
 * The process: arguments in, exit code out. Nothing else in this package touches it.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import { Effect } from "effect"
import { userInfo } from "node:os"
import { Actor } from "./Actor.ts"
import { exitCodeOf, rollcall } from "./rollcall.ts"

// A reader that goes away early (`rollcall checks | head`) ends the program; it is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1))

const invocation = {
  arguments: process.argv.slice(2),
  isJson: process.argv.includes("--json"),
  isDebug: /--log-level[= ](debug|trace|all)\b/i.test(process.argv.join(" "))
}

rollcall(invocation).pipe(
  Effect.provideService(Actor, userName()),
  Effect.provide(NodeServices.layer),
  NodeRuntime.runMain({ disableErrorReporting: true, teardown: (exit, onExit) => onExit(exitCodeOf(exit)) })
)

/** Some containers run under a number that no user has. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? "unknown"}`
  }
}
