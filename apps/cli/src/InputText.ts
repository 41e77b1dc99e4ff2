/**
 * Text that a user hands over: a file, or standard input.
 */
import { Effect, FileSystem, Stdio, Stream } from "effect"
import { Failure } from "./Failure.ts"

/** The whole text of a file; `-` is standard input. */
export const textFrom = Effect.fn("cli.textFrom")(
  function* (file: string) {
    if (file !== "-") return yield* (yield* FileSystem.FileSystem).readFileString(file)
    const stdio = yield* Stdio.Stdio
    return yield* Stream.mkString(Stream.decodeText(stdio.stdin))
  },
  (effect, file) =>
    Effect.mapError(
      effect,
      (error) =>
        new Failure({
          code: "usage",
          summary: `the list cannot be read (${error.message}).`,
          where: { file: file === "-" ? "standard input" : file },
          next: "name a text file with one entry a line, or - for standard input.",
          cause: error
        })
    )
)
