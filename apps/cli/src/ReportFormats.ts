/**
 * `--format`: names of report formats by comma.
 */
import { type ReportFormat, reportFormats } from "@rollcall/report"
import { Effect } from "effect"
import { Failure } from "./Failure.ts"

/** The formats that a command line names. */
export function formatsOf(text: string): Effect.Effect<ReadonlySet<ReportFormat>, Failure> {
  const names = text.split(",").map((name) => name.trim().toLowerCase())
  const chosen = reportFormats.filter((format) => names.includes(format))
  const unknown = names.filter((name) => !reportFormats.some((format) => format === name))
  if (unknown.length === 0) return Effect.succeed(new Set(chosen))
  const listed = unknown.map((name) => `"${name}"`).join(", ")
  return Effect.fail(
    new Failure({
      code: "usage",
      summary: `there is no format ${listed}; there are ${reportFormats.join(", ")}.`,
      where: {},
      next: "see `rollcall report --help`."
    })
  )
}
