/**
 * The process: arguments in, exit code out. Nothing else in this package touches it.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import { Effect } from "effect"
import { hostname, userInfo } from "node:os"
import { Actor } from "./Actor.ts"
import { ErrorScreen, type Screen } from "./ErrorScreen.ts"
import { WhenStopped } from "./Exit.ts"
import { exitCodes } from "./Failure.ts"
import * as LateServices from "./LateServices.ts"
import { exitCodeOf, rollcall } from "./rollcall.ts"
import { processOn, ThisProcess } from "./ThisProcess.ts"

// A reader that goes away early (`rollcall checks | head`) ends the program; it is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1))

// Records that are handed on page by page leave nothing behind, and a million of them must fit in any container. Left to
// itself the heap would let 150 MB of what is done with pile up; this takes a quarter more of the processor. The pages of
// Push have fifty records, those of the device API a thousand, for which so small a heap would be swept too often.
if (process.argv.includes("--ndjson")) {
  const { setFlagsFromString } = await import("node:v8")
  setFlagsFromString(`--semi-space-growth-factor=${process.argv.includes("push") ? 1 : 2}`)
  setFlagsFromString("--heap-growing-percent=40")
}

const invocation = {
  arguments: process.argv.slice(2),
  isJson: process.argv.includes("--json"),
  isDebug: /--log-level[= ](debug|trace|all)\b/i.test(process.argv.join(" ")),
  logsAreJson: /--log-format[= ]json\b/i.test(process.argv.join(" ")),
  isTraced: ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"].some((name) => process.env[name])
}

const whenStopped = { code: exitCodes.interrupted }

rollcall(invocation).pipe(
  Effect.provideService(WhenStopped, whenStopped),
  Effect.provideService(Actor, userName()),
  Effect.provideService(ErrorScreen, screenOf(process.stderr)),
  Effect.provideService(ThisProcess, processOn(hostname(), process.pid, isRunning)),
  Effect.provide(LateServices.layer),
  NodeRuntime.runMain({
    disableErrorReporting: true,
    // A slow reader has not taken everything yet, and what standard output still holds would be lost with the process.
    teardown: (exit, onExit) => process.stdout.write("", () => onExit(exitCodeOf(exit, whenStopped)))
  })
)

/** A terminal that calls itself dumb cannot move its cursor. */
function screenOf(stream: NodeJS.WriteStream): Screen | null {
  if (!stream.isTTY || process.env["TERM"] === "dumb") return null
  return {
    size: () => ({ columns: stream.columns || 80, rows: stream.rows || 24 }),
    write: (text) => void stream.write(text)
  }
}

/** Some containers run under a number that no user has. */
function userName(): string {
  try {
    return userInfo().username
  } catch {
    return `user ${process.getuid?.() ?? "unknown"}`
  }
}

/** A process of somebody else may not be signalled, which shows that it runs. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}
