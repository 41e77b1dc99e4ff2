import type { Config } from "@rollcall/config"
import type { AuditEntry } from "@rollcall/model"
import { AuditTrail } from "@rollcall/store"
import { Effect, FileSystem, Option, Path, Result } from "effect"
import { manifestOf } from "../AuditReview.ts"
import { exitWith } from "../Exit.ts"
import { exitCodes, Failure, failureDocument } from "../Failure.ts"
import { type VerifiedFolder, verifyFolder } from "../FolderVerification.ts"
import { ConfigFile, noteFailure, print } from "../Output.ts"
import { portfolioEnding, portfolioMonths } from "../PortfolioVerification.ts"
import { type PublicKey, readPublicKey } from "../Signature.ts"
import { inStore } from "../StoredSnapshot.ts"
import { table, terminalText } from "../Table.ts"
import type { TrailVerdict, Verified, VerifiedFile, VerifiedPortfolios, VerifiedTenant } from "../VerifyDocument.ts"
import { configuration, withStore } from "../StoreWiring.ts"

export interface VerifyInput {
  readonly folder: string
  readonly publicKey: Option.Option<string>
}

export const run = Effect.fn("cli.verify")(function* (input: VerifyInput) {
  const path = yield* Path.Path
  const folder = path.resolve(input.folder)
  const publicKey = Option.isSome(input.publicKey) ? yield* readPublicKey(input.publicKey.value) : null
  const portfolios = yield* portfolioMonths(folder)
  if (portfolios !== null) return yield* verifyPortfolios(folder, portfolios, publicKey)
  const { document, failure } = yield* verifyOne(folder, publicKey)
  yield* tell(document, failure, () => linesOf(document))
})

const verifyOne = Effect.fnUntraced(function* (folder: string, publicKey: PublicKey | null) {
  const verified = yield* verifyFolder(folder, publicKey)
  const trail = yield* trailVerdict(verified)
  const failure = failureOf(folder, verified, trail)
  return { failure, document: documentOf(folder, verified, trail, failure) }
})

/** All portfolios of a folder, each by its own manifest. */
const verifyPortfolios = Effect.fnUntraced(function* (
  folder: string,
  { months, strays }: { readonly months: ReadonlyArray<string>; readonly strays: ReadonlyArray<string> },
  publicKey: PublicKey | null
) {
  const path = yield* Path.Path
  const each = yield* Effect.forEach(months, (month) =>
    verifyOne(path.join(folder, `${month}${portfolioEnding}`), publicKey)
  )
  const [failed] = each.flatMap((one) => one.failure ?? [])
  const failure = failed ?? (strays.length === 0 ? null : strayFailure(folder, strays))
  const document: VerifiedPortfolios = {
    schemaVersion: 1,
    folder,
    outcome: failure === null ? "holds" : "broken",
    portfolios: each.map((one) => one.document),
    extra: strays,
    ...(failure === null ? {} : { error: failureDocument(failure) })
  }
  // The first is told last, with what the command ends with.
  const others = each.flatMap((one) => (one.failure === null || one.failure === failed ? [] : [one.failure]))
  yield* Effect.forEach(others, noteFailure, { discard: true })
  yield* tell(document, failure, () => [
    ...each.flatMap((one) => linesOf(one.document)),
    ...strays.map((name) => terminalText(`${name}: EXTRA, of no portfolio in the folder`))
  ])
})

const tell = Effect.fnUntraced(function* (
  document: Verified | VerifiedPortfolios,
  failure: Failure | null,
  lines: () => ReadonlyArray<string>
) {
  if (failure !== null) yield* noteFailure(failure)
  yield* print(() => JSON.stringify(document, null, 2), lines)
  yield* exitWith(failure === null ? 0 : exitCodes["verification-failed"])
})

const strayFailure = (folder: string, strays: ReadonlyArray<string>): Failure =>
  new Failure({
    code: "verification-failed",
    summary: terminalText(`of no portfolio in the folder: ${strays.join(", ")}.`),
    where: { file: folder },
    next: "rely on none of these; take them away, or take the folder from whoever made it again."
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

function failureOf(
  folder: string,
  { subject, files, tenants, signature }: VerifiedFolder,
  trail: TrailVerdict
): Failure | null {
  const changed = files.filter(({ state }) => state !== "unchanged").map(({ name, state }) => `${name} is ${state}`)
  const unrecorded = trail.state === "recorded" || trail.state === "not-compared" ? [] : [trail.detail]
  const unsigned = signature.state === "wrong" || signature.state === "missing" ? [signature.detail] : []
  const replaced = (tenants ?? [])
    .filter(({ state }) => state === "different")
    .map(({ tenant }) => `the report of ${tenant} beside it is not the one that it speaks of`)
  const reasons = [...changed, ...unrecorded, ...unsigned, ...replaced]
  if (reasons.length === 0) return null
  if (reasons.length === replaced.length) return replacedFailure(folder, replaced)
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

/** The portfolio itself may well be as it was. */
const replacedFailure = (folder: string, replaced: ReadonlyArray<string>): Failure =>
  new Failure({
    code: "verification-failed",
    summary: terminalText(`the portfolio does not fit the reports: ${replaced.join("; ")}.`),
    where: { file: folder },
    next: "verify those reports; if they were made again on purpose, make the portfolio again with `rollcall report --all`."
  })

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
  { subject, manifestSha256, files, tenants, signature }: VerifiedFolder,
  trail: TrailVerdict,
  failure: Failure | null
): Verified => ({
  schemaVersion: 1,
  folder,
  ...subject,
  outcome: failure === null ? "holds" : "broken",
  manifestSha256,
  files,
  ...(tenants === null ? {} : { tenants }),
  trail,
  signature,
  ...(failure === null ? {} : { error: failureDocument(failure) })
})

const stateWords = { unchanged: "unchanged", changed: "CHANGED", missing: "MISSING", extra: "EXTRA" } as const

function linesOf(document: Verified): ReadonlyArray<string> {
  const { tenant, period, snapshot, outcome, manifestSha256, files, tenants, trail, signature } = document
  const what =
    snapshot === null ? `of ${period}` : period === null ? `snapshot ${snapshot}` : `report ${period} of ${snapshot}`
  const isWhole = files.every(({ state }) => state === "unchanged")
  const isReplaced = tenants?.some(({ state }) => state === "different") === true
  const verdict =
    outcome === "holds"
      ? "every file is as it was written"
      : !isWhole
        ? "NOT as it was written"
        : isReplaced
          ? "DOES NOT FIT the reports beside it"
          : "NOT PROVEN to be as it was written"
  return [
    terminalText(`${tenant ?? "portfolio"}, ${what}: ${verdict}`),
    ...fileLines(files).map((line) => `  ${line}`),
    ...tenantLines(tenants ?? []).map((line) => `  ${line}`),
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

const tenantWords = { same: "the one it speaks of", different: "ANOTHER", "not-there": "not beside it" } as const

/** Each report that a portfolio speaks of. */
function tenantLines(tenants: ReadonlyArray<VerifiedTenant>): ReadonlyArray<string> {
  if (tenants.length === 0) return []
  const [heads, ...rows] = table(
    ["REPORT OF", "STATE"],
    tenants.map(({ tenant, state }) => [tenant, tenantWords[state]])
  )
  return [
    heads ?? "",
    ...rows.flatMap((row, index) => {
      const one = tenants[index]
      if (one?.state !== "different") return [row]
      return [row, `    was ${one.expectedSha256}`, `    is  ${one.sha256}`]
    })
  ]
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
