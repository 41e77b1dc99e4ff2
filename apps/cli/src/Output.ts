/**
 * Where a command's words go: data to standard output, everything else to standard error.
 */
import { Console, Effect } from "effect"
import { Flag, GlobalFlag } from "effect/cli"
import { Failure, failureDocument, failureLines } from "./Failure.ts"
import { tell } from "./LogFormat.ts"

/** `--json`: one JSON document on standard output and nothing else there. */
export const Json = GlobalFlag.Setting("json")({
  flag: Flag.Boolean("json").pipe(
    Flag.withDefault(false),
    Flag.withDescription("Print one JSON document and nothing else on standard output")
  )
})

/** `--config FILE`. */
export const ConfigFile = GlobalFlag.Setting("config")({
  flag: Flag.String("config").pipe(
    Flag.optional,
    Flag.withDescription("The configuration file; else $ROLLCALL_CONFIG, ./rollcall.yaml, the XDG config folder")
  )
})

/** Prints a command's data: the document under `--json`, else the lines. */
export const print = Effect.fnUntraced(function* (document: () => string, lines: () => ReadonlyArray<string>) {
  if (yield* Json) return yield* Console.log(document())
  for (const line of lines()) yield* Console.log(line)
})

/** Tells what is going on, on standard error. */
export const note = (line: string): Effect.Effect<void> => tell("INFO", [line])

/** Tells a failure on standard error, where there is a document on standard output too. */
export const noteFailure = (failure: Failure): Effect.Effect<void> =>
  tell("ERROR", failureLines(failure), { error: failureDocument(failure) })

/** Tells a failure: a document on standard output under `--json`, else lines on standard error. */
export function tellFailure(failure: Failure, isJson: boolean): Effect.Effect<void> {
  if (isJson) return Console.log(JSON.stringify({ schemaVersion: 1, error: failureDocument(failure) }))
  return noteFailure(failure)
}

/** Says what an interruption leaves behind and how to go on. */
export const tellInterruption =
  (next: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.flatMap(Json, (isJson) =>
      Effect.onInterrupt(effect, () =>
        tellFailure(new Failure({ code: "interrupted", summary: "interrupted.", where: {}, next }), isJson)
      )
    )
