/**
 * Whether a folder is as its manifest says: a report's, an exported snapshot's, or the part of one that is a portfolio's.
 */
import { Effect, FileSystem, Option, Path, Schema, Stream } from "effect"
import { createHash } from "node:crypto"
import { Failure } from "./Failure.ts"
import { isOf, portfolioEnding, PortfolioPeriod, PortfolioTenants, verifyTenants } from "./PortfolioVerification.ts"
import { type PublicKey, signatureName, signatureVerdict } from "./Signature.ts"
import type { SignatureVerdict, VerifiedFile, VerifiedTenant } from "./VerifyDocument.ts"

const reportManifest = "manifest.json"

/** Whoever writes a path into a manifest wants something else hashed. */
const FileName = Schema.NonEmptyString.check(
  Schema.makeFilter((name: string) => /^[^/\\\0]+$/.test(name) && name !== "." && name !== "..", {
    message: "must be the name of a file in the folder"
  })
)

const common = {
  schemaVersion: Schema.Literal(1),
  files: Schema.Array(
    Schema.Struct({
      name: FileName,
      sizeBytes: Schema.Int,
      sha256: Schema.String.check(Schema.isPattern(/^[0-9a-f]{64}$/u))
    })
  )
}

/** What the manifests of reports and exports say. */
const Manifest = Schema.Struct({
  ...common,
  tenant: Schema.Struct({ id: Schema.String }),
  period: Schema.optionalKey(Schema.String),
  snapshot: Schema.Struct({ id: Schema.String })
})

const PortfolioManifest = Schema.Struct({
  ...common,
  kind: Schema.Literal("portfolio"),
  period: PortfolioPeriod,
  tenants: PortfolioTenants
})

/** What a folder is of; `null` where it is of none, or of several. */
export interface Subject {
  readonly tenant: string | null
  readonly period: string | null
  readonly snapshot: string | null
}

/** A folder that was looked at. */
export interface VerifiedFolder {
  readonly subject: Subject
  readonly manifestSha256: string
  /** By name, without the manifest and its signature. */
  readonly files: ReadonlyArray<VerifiedFile>
  /** The reports that a portfolio speaks of; `null` for what is no portfolio. */
  readonly tenants: ReadonlyArray<VerifiedTenant> | null
  readonly signature: SignatureVerdict
}

/**
 * Hashes a folder's files again, or those of the portfolio whose manifest is named, and checks the manifest's signature if a public key is named.
 *
 * **Errors** `Failure`: there is no such folder, no manifest in it that can be read, or a file cannot be read.
 */
export const verifyFolder = Effect.fn("cli.verifyFolder")(function* (named: string, publicKey: PublicKey | null) {
  const { folder, manifestName, owns, decode } = placeOf(named, yield* Path.Path)
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const entries = yield* Effect.mapError(fs.readDirectory(folder), (error) =>
    error.reason._tag === "NotFound" ? notThere(folder) : unreadable(folder, error.message)
  )
  if (!entries.includes(manifestName)) return yield* noManifest(folder, manifestName, "is missing")
  const file = path.join(folder, manifestName)
  const bytes = yield* Effect.mapError(fs.readFile(file), (error) => unreadable(file, error.message))
  const {
    files: listed,
    subject,
    tenants: spokenOf
  } = yield* decode(new TextDecoder().decode(bytes)).pipe(
    Effect.mapError((error) =>
      noManifest(folder, manifestName, `cannot be understood (${error.message.replaceAll("\n", " ")})`)
    )
  )
  const expected = new Map(listed.map(({ name, sha256 }) => [name, sha256]))
  const names = [...new Set([...expected.keys(), ...entries.filter(owns)])]
    .filter((name) => name !== manifestName && name !== signatureName(manifestName))
    .toSorted()
  const files = yield* Effect.forEach(names, (name) =>
    Effect.map(hashOf(path.join(folder, name)), (sha256) =>
      verdictOf(name, { sha256, isThere: entries.includes(name) }, expected.get(name) ?? null)
    )
  )
  const tenants = spokenOf === null ? null : yield* verifyTenants(folder, subject.period ?? "", spokenOf, hashOf)
  const signature = yield* signatureVerdict({ folder, manifestName, manifest: bytes }, publicKey)
  const verified: VerifiedFolder = { subject, manifestSha256: sha256Of(bytes), files, tenants, signature }
  return verified
})

/** A report has a folder to itself; a portfolio has the files that begin with its period. */
function placeOf(named: string, path: Path.Path) {
  const name = path.basename(named)
  if (!name.endsWith(portfolioEnding)) {
    return { folder: named, manifestName: reportManifest, owns: () => true, decode: decodeReport }
  }
  const period = name.slice(0, -portfolioEnding.length)
  const owns = (entry: string) => isOf(period, entry)
  return { folder: path.dirname(named), manifestName: name, owns, decode: decodePortfolio }
}

/** What a manifest says. */
interface Listed {
  readonly files: (typeof Manifest.Type)["files"]
  readonly subject: Subject
  readonly tenants: typeof PortfolioTenants.Type | null
}

const decodeReport = (text: string): Effect.Effect<Listed, Schema.SchemaError> =>
  Effect.map(
    Schema.decodeUnknownEffect(Schema.fromJsonString(Manifest))(text),
    ({ files, period, snapshot, tenant }) => {
      const subject: Subject = { tenant: tenant.id, period: period ?? null, snapshot: snapshot.id }
      return { files, subject, tenants: null }
    }
  )

const decodePortfolio = (text: string): Effect.Effect<Listed, Schema.SchemaError> =>
  Effect.map(
    Schema.decodeUnknownEffect(Schema.fromJsonString(PortfolioManifest))(text),
    ({ files, period, tenants }) => {
      const subject: Subject = { tenant: null, period, snapshot: null }
      return { files, subject, tenants }
    }
  )

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

const noManifest = (folder: string, name: string, what: string): Failure =>
  new Failure({
    code: "verification-failed",
    summary: `${name} ${what}: nothing in the folder can be verified.`,
    where: { file: folder },
    next: "ask whoever made the report for the whole folder, or make the report again from the same snapshot."
  })
