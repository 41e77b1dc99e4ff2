/**
 * Where a command's words go: data to standard output, everything else to standard error.
 */
import { Console, Effect } from "effect"
import { GlobalFlag, Flag } from "effect/cli"

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
export const note = (line: string): Effect.Effect<void> => Console.error(line)
