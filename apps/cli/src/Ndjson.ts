/**
 * Records as lines of JSON on standard output.
 */
import { stringifyJson } from "@rollcall/model"
import { Effect, Stdio, Stream } from "effect"
import { Failure } from "./Failure.ts"

/** Lines that are written together. */
const linesAtOnce = 1000

/** Waits for standard output to take the lines, so that a slow reader holds up the reading and not the memory. */
export const writeLines = Effect.fnUntraced(function* (values: ReadonlyArray<unknown>) {
  const stdio = yield* Stdio.Stdio
  const text = Stream.fromIterable(values).pipe(
    Stream.grouped(linesAtOnce),
    Stream.map((some) => some.map((value) => `${stringifyJson(value)}\n`).join(""))
  )
  yield* Effect.mapError(
    Stream.run(text, stdio.stdout({ endOnDone: false })),
    (error) =>
      new Failure({
        code: "output",
        summary: `${error.message}.`,
        where: { file: "standard output" },
        next: "run it again.",
        cause: error
      })
  )
})
