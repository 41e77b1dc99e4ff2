import type { Config } from "@rollcall/config"
import type { AuditEntry } from "@rollcall/model"
import { AuditTrail } from "@rollcall/store"
import { Effect, FileSystem, Option, Path, Result } from "effect"
import { manifestOf } from "../AuditReview.ts"
import { exitWith } from "../Exit.ts"
import { exitCodes, Failure, failureDocument } from "../Failure.ts"
import { type VerifiedFolder, verifyFolder } from "../FolderVerification.ts"
import { ConfigFile, noteFailure, print } from "../Output.ts"
import { readPublicKey } from "../Signature.ts"
import { inStore } from "../StoredSnapshot.ts"
import { table, terminalText } from "../Table.ts"
import type { TrailVerdict, Verified, VerifiedFile } from "../VerifyDocument.ts"
import { configuration, withStore } from "../StoreWiring.ts"

export interface VerifyInput {
  readonly folder: string
  readonly publicKey: Option.Option<string>
}

export const run = Effect.fn("cli.verify")(function* (input: VerifyInput) {
  const path = yield* Path.Path
  const folder = path.resolve(input.folder)
  const publicKey = Option.isSome(input.publicKey) ? yield* readPublicKey(input.publicKey.value) : null
  const verified = yield* verifyFolder(folder, publicKey)
  const trail = yield* trailVerdict(verified)
  const failure = failureOf(folder, verified, trail)
  if (failure !== null) yield* noteFailure(failure)
  const document = documentOf(folder, verified, trail, failure)
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => linesOf(document)
  )
  yield* exitWith(failure === null ? 0 : exitCodes["verification-failed"])
})

/** Compares the manifest with the audit trail, where there is one to compare with. */
const trailVerdict = Effect.fnUntraced(function* (folder: VerifiedFolder) {
  const { tenant } = folder.subject
  if (tenant === null) return notCompared("audit trails are kept by tenant, and none has portfolios")
  const loaded = yield* Effect.result(configuration)
  if (Result.isFailure(loaded)) {
    // Whoever names a configuration wants it to be used.
    if (Option.isSome(yield* ConfigFile)) return yield* loaded.failure
    return notCompared(`no configuration says where the store is (${loaded.failure.summary.replace(/\.$/, "")})`)
  }
  const config = loaded.success
  if (!config.tenants.some(({ id }) => id === tenant)) return notCompared(`${config.file} has no tenant ${tenant}`)
  const missing = yield* missingStore(config)
  if (missing !== null) return notCompared(`there is no store at ${missing}`)
  const read = yield* Effect.result(
    withStore(
      config,
      Effect.flatMap(AuditTrail, (trail) => inStore(tenant, trail.read(tenant)))
    )
  )
  if (Result.isFailure(read))
    return notCompared(`the store cannot be read (${read.failure.summary.replace(/\.$/, "")})`)
  const { entries, broken } = read.success
  if (broken !== null) {
    const verdict: TrailVerdict = {
      state: "broken",
      detail: `the audit trail does not hold: entry ${broken.sequence}: ${broken.why}`,
      entry: null
    }
    return verdict
  }
  return verdictIn(entries, folder)
})

/** To open a database would make one. */
const missingStore = Effect.fnUntraced(function* ({ store }: Config) {
  if (!("sqlite" in store)) return null
  const fs = yield* FileSystem.FileSystem
  // Where that cannot be told, opening it says what is wrong.
  const isThere = yield* Effect.orElseSucceed(fs.exists(store.sqlite), () => true)
  return isThere ? null : store.sqlite
})

const notCompared = (detail: string): TrailVerdict => ({ state: "not-compared", detail, entry: null })

function verdictIn(entries: ReadonlyArray<AuditEntry>, { subject: of, manifestSha256 }: VerifiedFolder): TrailVerdict {
  const [operation, subject] = of.period === null ? ["snapshot export", of.snapshot] : ["report", of.period]
  const about = entries.filter((entry) => entry.operation === operation && entry.subject === subject)
  const found = about.findLast(({ after }) => manifestOf(after) === manifestSha256)
  const what = `${operation} ${subject}`
  if (found === undefined) {
    const last = about.at(-1)
    return last === undefined
      ? { state: "absent", detail: `the audit trail has no ${what}`, entry: null }
      : {
          state: "different",
          detail: `the audit trail has ${what} with another manifest (entry ${last.sequence}, ${last.at})`,
          entry: null
        }
  }
  const { sequence, at, actor } = found
  const later = about.filter((entry) => entry.sequence > sequence && manifestOf(entry.after) !== manifestSha256)
  const detail = [
    `entry ${sequence} of the audit trail, ${at}, by ${actor}; its chain holds`,
    ...(later.length === 0
      ? []
      : [`a later ${what} is on record (entry ${later.at(-1)?.sequence}): this is not the last one`])
  ].join("; ")
  return { state: "recorded", detail, entry: { sequence, at, actor } }
}

function failureOf(folder: string, { subject, files, signature }: VerifiedFolder, trail: TrailVerdict): Failure | null {
  const changed = files.filter(({ state }) => state !== "unchanged").map(({ name, state }) => `${name} is ${state}`)
  const unrecorded = trail.state === "recorded" || trail.state === "not-compared" ? [] : [trail.detail]
  const unsigned = signature.state === "wrong" || signature.state === "missing" ? [signature.detail] : []
  const reasons = [...changed, ...unrecorded, ...unsigned]
  if (reasons.length === 0) return null
  const isSignatureAlone = reasons.length === unsigned.length
  return new Failure({
    code: "verification-failed",
    summary: terminalText(
      `${isSignatureAlone ? "nothing proves who made this" : "this is not what was written"}: ${reasons.join("; ")}.`
    ),
    where: { ...(subject.tenant === null ? {} : { tenant: subject.tenant }), file: folder },
    next: nextAfter({ isChanged: changed.length > 0, isSignatureAlone })
  })
}

function nextAfter({ isChanged, isSignatureAlone }: { isChanged: boolean; isSignatureAlone: boolean }): string {
  if (isSignatureAlone) {
    return "make sure, by another way than this folder, that the public key is that of whoever made the report; if it is, take the folder from them again."
  }
  return isChanged
    ? "rely on none of it; take the folder from whoever made it again, or make the report again from the same snapshot."
    : "compare with a copy that was kept elsewhere, and run `rollcall audit`."
}

const documentOf = (
  folder: string,
  { subject, manifestSha256, files, signature }: VerifiedFolder,
  trail: TrailVerdict,
  failure: Failure | null
): Verified => ({
  schemaVersion: 1,
  folder,
  ...subject,
  outcome: failure === null ? "holds" : "broken",
  manifestSha256,
  files,
  trail,
  signature,
  ...(failure === null ? {} : { error: failureDocument(failure) })
})

const stateWords = { unchanged: "unchanged", changed: "CHANGED", missing: "MISSING", extra: "EXTRA" } as const

function linesOf(document: Verified): ReadonlyArray<string> {
  const { tenant, period, snapshot, outcome, manifestSha256, files, trail, signature } = document
  const what =
    snapshot === null ? `of ${period}` : period === null ? `snapshot ${snapshot}` : `report ${period} of ${snapshot}`
  const isWhole = files.every(({ state }) => state === "unchanged")
  const verdict =
    outcome === "holds"
      ? "every file is as it was written"
      : isWhole
        ? "NOT PROVEN to be as it was written"
        : "NOT as it was written"
  return [
    terminalText(`${tenant ?? "portfolio"}, ${what}: ${verdict}`),
    ...fileLines(files).map((line) => `  ${line}`),
    `  manifest SHA-256 ${manifestSha256}`,
    terminalText(`  ${trailWords[trail.state]}: ${trail.detail}`),
    terminalText(`  ${signatureWords[signature.state]}: ${signature.detail}`),
    ...(signature.publicKeySha256 === null ? [] : [`  public key SHA-256 ${signature.publicKeySha256}`])
  ]
}

/** Each file, with both hashes where they differ. */
function fileLines(files: ReadonlyArray<VerifiedFile>): ReadonlyArray<string> {
  const [heads, ...rows] = table(
    ["FILE", "STATE"],
    files.map(({ name, state }) => [name, stateWords[state]])
  )
  return [heads ?? "", ...rows.flatMap((row, index) => [row].concat(hashLines(files[index])))]
}

const hashLines = (file: VerifiedFile | undefined): ReadonlyArray<string> =>
  file === undefined || file.state === "unchanged"
    ? []
    : [
        ...(file.expectedSha256 === null ? [] : [`    was ${file.expectedSha256}`]),
        ...(file.sha256 === null ? [] : [`    is  ${file.sha256}`])
      ]

const trailWords = {
  recorded: "on record",
  different: "NOT ON RECORD",
  absent: "NOT ON RECORD",
  broken: "NOT PROVEN",
  "not-compared": "not compared with an audit trail"
} as const

const signatureWords = {
  holds: "signed",
  wrong: "WRONG SIGNATURE",
  missing: "NOT SIGNED",
  "not-checked": "signature not checked",
  none: "not signed"
} as const
