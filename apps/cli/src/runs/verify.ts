import type { Config } from "@rollcall/config"
import type { AuditEntry } from "@rollcall/model"
import { AuditTrail } from "@rollcall/store"
import { Effect, FileSystem, Option, Path, Result } from "effect"
import { manifestOf } from "../AuditReview.ts"
import { exitWith } from "../Exit.ts"
import { exitCodes, Failure, failureDocument } from "../Failure.ts"
import { type VerifiedFolder, verifyFolder } from "../FolderVerification.ts"
import { ConfigFile, noteFailure, print } from "../Output.ts"
import { inStore } from "../StoredSnapshot.ts"
import { table, terminalText } from "../Table.ts"
import type { TrailVerdict, Verified, VerifiedFile } from "../VerifyDocument.ts"
import { configuration, withStore } from "../Wiring.ts"

export interface VerifyInput {
  readonly folder: string
}

export const run = Effect.fn("cli.verify")(function* (input: VerifyInput) {
  const path = yield* Path.Path
  const folder = path.resolve(input.folder)
  const verified = yield* verifyFolder(folder)
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
  const { id: tenant } = folder.manifest.tenant
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

function verdictIn(entries: ReadonlyArray<AuditEntry>, { manifest, manifestSha256 }: VerifiedFolder): TrailVerdict {
  const [operation, subject] =
    manifest.period === undefined ? ["snapshot export", manifest.snapshot.id] : ["report", manifest.period]
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

function failureOf(folder: string, { manifest, files }: VerifiedFolder, trail: TrailVerdict): Failure | null {
  const troubles = files.filter(({ state }) => state !== "unchanged").map(({ name, state }) => `${name} is ${state}`)
  const isTrailFine = trail.state === "recorded" || trail.state === "not-compared"
  const reasons = [...troubles, ...(isTrailFine ? [] : [trail.detail])]
  if (reasons.length === 0) return null
  return new Failure({
    code: "verification-failed",
    summary: terminalText(`this is not what was written: ${reasons.join("; ")}.`),
    where: { tenant: manifest.tenant.id, file: folder },
    next:
      troubles.length === 0
        ? "compare with a copy that was kept elsewhere, and run `rollcall audit`."
        : "rely on none of it; take the folder from whoever made it again, or make the report again from the same snapshot."
  })
}

const documentOf = (
  folder: string,
  { manifest, manifestSha256, files }: VerifiedFolder,
  trail: TrailVerdict,
  failure: Failure | null
): Verified => ({
  schemaVersion: 1,
  folder,
  tenant: manifest.tenant.id,
  period: manifest.period ?? null,
  snapshot: manifest.snapshot.id,
  outcome: failure === null ? "holds" : "broken",
  manifestSha256,
  files,
  trail,
  ...(failure === null ? {} : { error: failureDocument(failure) })
})

const stateWords = { unchanged: "unchanged", changed: "CHANGED", missing: "MISSING", extra: "EXTRA" } as const

function linesOf({ tenant, period, snapshot, outcome, manifestSha256, files, trail }: Verified): ReadonlyArray<string> {
  const what = period === null ? `snapshot ${snapshot}` : `report ${period} of ${snapshot}`
  const verdict = outcome === "holds" ? "every file is as it was written" : "NOT as it was written"
  return [
    terminalText(`${tenant}, ${what}: ${verdict}`),
    ...fileLines(files).map((line) => `  ${line}`),
    `  manifest SHA-256 ${manifestSha256}`,
    terminalText(`  ${trailWords[trail.state]}: ${trail.detail}`)
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
