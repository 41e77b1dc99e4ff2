/**
 * Where `rollcall.yaml` is looked for.
 */
import { Config as Environment, Effect, FileSystem, Option, Stream } from "effect"
import { Buffer } from "node:buffer"
import { join, resolve } from "node:path"
import { type Config, parseConfig } from "./Config.ts"
import { charactersMax } from "./ConfigDocument.ts"
import { ConfigError } from "./ConfigError.ts"

export interface FindOptions {
  /** What `--config` was given. */
  readonly flag: string | undefined
}

const fileName = "rollcall.yaml"

/**
 * Finds the configuration file: `--config`, else `$ROLLCALL_CONFIG`, else `./rollcall.yaml`, else the XDG config folder.
 *
 * **Details** A path that somebody named must exist; the search does not go on behind their back.
 */
export const findConfig = Effect.fn("config.find")(function* (options: FindOptions) {
  const fs = yield* FileSystem.FileSystem
  const exists = (file: string) =>
    Effect.mapError(fs.exists(file), () => unreadable(file, "the folder of the file cannot be looked into"))
  const variable = options.flag === undefined ? yield* environment("ROLLCALL_CONFIG") : null
  const named = options.flag ?? variable
  if (named !== null) {
    const file = resolve(named)
    if (yield* exists(file)) return file
    const by = variable === null ? "--config" : "ROLLCALL_CONFIG"
    return yield* notFound(file, `the file that ${by} names does not exist`)
  }
  const places = [resolve(fileName), join(yield* xdgFolder("XDG_CONFIG_HOME", ".config"), fileName)]
  for (const file of places) {
    if (yield* exists(file)) return file
  }
  return yield* notFound(fileName, `there is no configuration at ${places.join(" or ")}`)
})

/** Finds and reads the configuration. */
export const loadConfig = Effect.fn("config.load")(function* (
  options: FindOptions
): Effect.fn.Return<Config, ConfigError, FileSystem.FileSystem> {
  const file = yield* findConfig(options)
  const fs = yield* FileSystem.FileSystem
  // Somebody may name a device without an end; what is more than a configuration can be is not read.
  const bytes = Stream.runFold(
    fs.stream(file, { bytesToRead: bytesMax }),
    () => Buffer.alloc(0),
    (read, more) => Buffer.concat([read, more])
  )
  const text = (yield* Effect.mapError(bytes, () => unreadable(file, "the file cannot be read"))).toString("utf8")
  return yield* parseConfig(text, { file, dataFolder: yield* xdgFolder("XDG_DATA_HOME", ".local/share") })
})

/** A character has four bytes at most: a file that is cut has more of them than a configuration may have. */
const bytesMax = 4 * charactersMax + 1

const unreadable = (file: string, message: string): ConfigError =>
  new ConfigError({ file, problems: [{ line: null, message, next: "Check that it is a file that you may read." }] })

function notFound(file: string, message: string): Effect.Effect<never, ConfigError> {
  const next =
    "Name yours with --config, begin one with `rollcall init`, or run `rollcall sandbox --config-out rollcall.yaml` to try it with made-up data; `rollcall schema config` says what a configuration holds."
  return Effect.fail(new ConfigError({ file, problems: [{ line: null, message, next }] }))
}

/** Rollcall's folder below an XDG base folder; a base that is not absolute is ignored, as the specification wants. */
const xdgFolder = Effect.fnUntraced(function* (variable: string, fallback: string) {
  const base = yield* environment(variable)
  if (base !== null && base === resolve(base)) return join(base, "rollcall")
  const home = (yield* environment("HOME")) ?? (yield* environment("USERPROFILE"))
  return resolve(home ?? ".", fallback, "rollcall")
})

const environment = (name: string): Effect.Effect<string | null> =>
  Environment.option(Environment.String(name)).pipe(
    Effect.map(Option.getOrNull),
    Effect.catchTag("ConfigError", () => Effect.succeed(null))
  )
