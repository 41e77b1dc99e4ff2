/**
 * Whether a folder is as its manifest says: a report's, or an exported snapshot's.
 */
import { Effect, FileSystem, Option, Path, Schema, Stream } from "effect"
import { createHash } from "node:crypto"
import { Failure } from "./Failure.ts"
import type { VerifiedFile } from "./VerifyDocument.ts"

const manifestName = "manifest.json"

/** Whoever writes a path into a manifest wants something else hashed. */
const FileName = Schema.NonEmptyString.check(
  Schema.makeFilter((name: string) => /^[^/\\\0]+$/.test(name) && name !== "." && name !== "..", {
    message: "must be the name of a file in the folder"
  })
)

/** What the manifests of both kinds of folders say. */
const Manifest = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  tenant: Schema.Struct({ id: Schema.String }),
  period: Schema.optionalKey(Schema.String),
  snapshot: Schema.Struct({ id: Schema.String }),
  files: Schema.Array(
    Schema.Struct({
      name: FileName,
      sizeBytes: Schema.Int,
      sha256: Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/u))
    })
  )
})
type Manifest = typeof Manifest.Type

/** A folder that was looked at. */
export interface VerifiedFolder {
  readonly manifest: Manifest
  readonly manifestSha256: string
  /** By name. */
  readonly files: ReadonlyArray<VerifiedFile>
}

/**
 * Hashes a folder's files again.
 *
 * **Errors** `Failure`: there is no such folder, no manifest in it that can be read, or a file cannot be read.
 */
export const verifyFolder = Effect.fn("cli.verifyFolder")(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const entries = yield* Effect.mapError(fs.readDirectory(folder), (error) =>
    error.reason._tag === "NotFound" ? notThere(folder) : unreadable(folder, error.message)
  )
  if (!entries.includes(manifestName)) return yield* noManifest(folder, "is missing")
  const file = path.join(folder, manifestName)
  const bytes = yield* Effect.mapError(fs.readFile(file), (error) => unreadable(file, error.message))
  const manifest = yield* decodeManifest(new TextDecoder().decode(bytes)).pipe(
    Effect.mapError((error) => noManifest(folder, `cannot be understood (${error.message.replaceAll("\n", " ")})`))
  )
  const expected = new Map(manifest.files.map(({ name, sha256 }) => [name, sha256]))
  const names = [...new Set([...expected.keys(), ...entries])].filter((name) => name !== manifestName).toSorted()
  const files = yield* Effect.forEach(names, (name) =>
    Effect.map(hashOf(path.join(folder, name)), (sha256) =>
      verdictOf(name, { sha256, isThere: entries.includes(name) }, expected.get(name) ?? null)
    )
  )
  const verified: VerifiedFolder = { manifest, manifestSha256: sha256Of(bytes), files }
  return verified
})

const decodeManifest = Schema.decodeUnknownEffect(Schema.fromJsonString(Manifest))

function verdictOf(
  name: string,
  { sha256, isThere }: { readonly sha256: string | null; readonly isThere: boolean },
  expectedSha256: string | null
): VerifiedFile {
  const state =
    expectedSha256 === null ? "extra" : !isThere ? "missing" : sha256 === expectedSha256 ? "unchanged" : "changed"
  return { name, state, sha256, expectedSha256 }
}

/** A file's hash, read piece by piece; `null` for what is not there, or is no file of its own. */
const hashOf = Effect.fnUntraced(function* (file: string) {
  const fs = yield* FileSystem.FileSystem
  const info = yield* Effect.option(fs.lstat(file))
  // A link's target may change while the link stays as it is.
  if (Option.isNone(info) || info.value.type !== "File") return null
  const hash = createHash("sha256")
  yield* Effect.mapError(
    Stream.runForEach(fs.stream(file), (bytes) => Effect.sync(() => hash.update(bytes))),
    (error) => unreadable(file, error.message)
  )
  return hash.digest("hex")
})

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

const notThere = (folder: string): Failure =>
  new Failure({
    code: "usage",
    summary: "there is no such folder.",
    where: { file: folder },
    next: "name the folder of a report, such as reports/acme/2026-10."
  })

const unreadable = (file: string, message: string): Failure =>
  new Failure({
    code: "failed",
    summary: `cannot be read (${message}).`,
    where: { file },
    next: "see to it that you may read the folder and its files, then run the command again."
  })

const noManifest = (folder: string, what: string): Failure =>
  new Failure({
    code: "verification-failed",
    summary: `${manifestName} ${what}: nothing in the folder can be verified.`,
    where: { file: folder },
    next: "ask whoever made the report for the whole folder, or make the report again from the same snapshot."
  })
