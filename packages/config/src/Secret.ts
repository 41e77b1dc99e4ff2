/**
 * Secrets, read from where the configuration says they are kept.
 *
 * **Gotchas** A secret's value is in no error, whatever went wrong.
 */
import { Config, Effect, FileSystem, Option, type PlatformError, Redacted, Schema, Stream } from "effect"
import { ChildProcess, ChildProcessSpawner } from "effect/process"
import { createPrivateKey } from "node:crypto"
import type { SecretRef } from "./Config.ts"

/** A secret cannot be read. */
export class SecretError extends Schema.TaggedError<SecretError>()("SecretError", {
  where: Schema.Struct({ file: Schema.String, line: Schema.Int }),
  detail: Schema.String,
  next: Schema.String
}) {
  override get message(): string {
    return `${this.where.file} line ${this.where.line}: ${this.detail}.\n  Next: ${this.next}`
  }
}

/** No key or token is longer than this. */
const bytesMax = 65_536

/** How long a command may take: time enough to touch a security key. */
const commandTimeout = "30 seconds"

/**
 * Reads one secret, without the white space around it.
 *
 * **Details** A file is refused if its group or others may read it. A command is run without a shell and without
 * standard input; its standard error goes to the terminal, and nowhere if there is none: logs are kept.
 *
 * **Errors** `SecretError` if the secret is missing, blank or nothing that a header can carry.
 */
export const readSecret = Effect.fn("config.readSecret")(function* (ref: SecretRef) {
  const secret = yield* textOf(ref)
  if (!/^[\x20-\x7e]+$/.test(secret)) {
    const next = "Store the bare secret, on one line."
    return yield* fail(ref, `${originOf(ref)} holds a line break or a character that no key has`, next)
  }
  return Redacted.make(secret, { label: "secret" })
})

/**
 * Reads a private key for signing.
 *
 * **Details** Kept as other secrets are, but on several lines.
 *
 * **Errors** `SecretError` if the key is missing, blank or no Ed25519 private key in PEM.
 */
export const readPrivateKey = Effect.fn("config.readPrivateKey")(function* (ref: SecretRef) {
  const pem = yield* textOf(ref)
  const next = "Make one with `openssl genpkey -algorithm ed25519 -out KEY.pem`, or name the file that has it."
  const key = yield* Effect.try({
    // What the parser says may quote what it read.
    try: () => createPrivateKey({ key: pem, format: "pem" }),
    catch: () => wrong(ref, `${originOf(ref)} holds no private key in PEM without a passphrase`, next)
  })
  const { asymmetricKeyType: type } = key
  if (type !== "ed25519") return yield* fail(ref, `${originOf(ref)} holds a key of type ${type}, not ed25519`, next)
  return Redacted.make(key, { label: "private key" })
})

/** What is kept, without the white space around it. */
const textOf = Effect.fnUntraced(function* (ref: SecretRef) {
  const text = yield* "env" in ref ? fromEnvironment(ref) : "file" in ref ? fromFile(ref) : fromCommand(ref)
  const secret = text.trim()
  if (secret === "") return yield* fail(ref, `${originOf(ref)} is blank`, "Put the secret there.")
  return secret
})

function fromEnvironment(ref: SecretRef & { readonly env: string }): Effect.Effect<string, SecretError> {
  const missing = fail(ref, `${originOf(ref)} is not set`, `Set ${ref.env}, then run the command again.`)
  return Config.option(Config.String(ref.env)).pipe(
    Effect.flatMap(Option.match({ onNone: () => missing, onSome: Effect.succeed })),
    Effect.catchTag("ConfigError", () => missing)
  )
}

const fromFile = Effect.fnUntraced(function* (ref: SecretRef & { readonly file: string }) {
  const fs = yield* FileSystem.FileSystem
  const unreadable = (error: PlatformError.PlatformError) =>
    error.reason._tag === "NotFound"
      ? fail(ref, `${originOf(ref)} does not exist`, "Create it with the secret in it, or correct the path.")
      : fail(ref, `${originOf(ref)} cannot be read`, "Check who owns it and the folders above it.")
  const info = yield* fs.stat(ref.file).pipe(Effect.catch(unreadable))
  if (info.type !== "File" || info.size > BigInt(bytesMax)) {
    return yield* fail(ref, `${originOf(ref)} is not a file with a secret`, "Correct the path.")
  }
  // Windows has no such bits; its stat reports every file as open to all.
  if ((info.mode & 0o077) !== 0 && process.platform !== "win32") {
    return yield* fail(ref, `${originOf(ref)} can be read by others`, `Run \`chmod 600 ${ref.file}\`.`)
  }
  return yield* fs.readFileString(ref.file).pipe(Effect.catch(unreadable))
})

const fromCommand = Effect.fnUntraced(function* (
  ref: SecretRef & { readonly command: readonly [string, ...ReadonlyArray<string>] }
) {
  const [program, ...args] = ref.command
  const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
  const run = Effect.gen(function* () {
    const child = yield* spawner.spawn(
      ChildProcess.make(program, args, {
        stdin: "ignore",
        stderr: process.stderr.isTTY ? "inherit" : "ignore",
        extendEnv: true,
        forceKillAfter: "2 seconds"
      })
    )
    const text = yield* child.stdout.pipe(
      Stream.decodeText(),
      Stream.mapAccum(
        () => 0,
        (length, part) => [length + part.length, [{ length: length + part.length, part }]]
      ),
      Stream.takeUntil(({ length }) => length > bytesMax),
      Stream.map(({ part }) => part),
      Stream.mkString
    )
    if (text.length > bytesMax) {
      return yield* fail(ref, `${originOf(ref)} prints more than any secret has`, "Let it print the secret alone.")
    }
    return { text, code: yield* child.exitCode }
  })
  const { text, code } = yield* Effect.scoped(run).pipe(
    Effect.timeout(commandTimeout),
    Effect.catchTags({
      TimeoutError: () =>
        fail(ref, `${originOf(ref)} took longer than ${commandTimeout}`, "Run it by hand to see why."),
      PlatformError: () =>
        fail(ref, `${originOf(ref)} cannot be run`, `Check that ${program} is installed and on the PATH.`)
    })
  )
  if (code !== 0) return yield* fail(ref, `${originOf(ref)} ended with exit code ${code}`, "Run it by hand to see why.")
  return text
})

const fail = (ref: SecretRef, detail: string, next: string): Effect.Effect<never, SecretError> =>
  Effect.fail(wrong(ref, detail, next))

const wrong = ({ where }: SecretRef, detail: string, next: string): SecretError =>
  new SecretError({ where, detail, next })

/** Arguments are left out: they may be secret too. */
function originOf(ref: SecretRef): string {
  if ("env" in ref) return `the environment variable ${ref.env}`
  return "file" in ref ? `the secret file ${ref.file}` : `the secret's command ${ref.command[0]}`
}
