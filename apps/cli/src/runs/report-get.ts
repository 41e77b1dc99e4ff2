import type { Config } from "@rollcall/config"
import { type ArchivedReport, type OpenReport, ReportArchive, type ReportName, type StoreError } from "@rollcall/store"
import { Effect, FileSystem, Option, Path, Schema, Stream } from "effect"
import type { Brought } from "../CommandDocuments.ts"
import { Failure } from "../Failure.ts"
import { outputFailure, storeFailure } from "../failures.ts"
import { fittedTable } from "../FittedTable.ts"
import { print, tellInterruption } from "../Output.ts"
import { replaceFolder } from "../ReportFolder.ts"
import { portfolioName } from "../ReportPlace.ts"
import { inStore } from "../StoredSnapshot.ts"
import { configuration, withStore } from "../StoreWiring.ts"
import { chosenTenants } from "../Tenants.ts"

export interface ReportGetInput {
  readonly tenant: string
  readonly period: string
  readonly out: Option.Option<string>
}

export const run = Effect.fn("cli.reportGet")(function* ({ tenant, period, out }: ReportGetInput) {
  if (Option.contains(out, "")) return yield* usage("--out names no folder: is a variable of the shell empty?")
  const config = yield* configuration
  if (tenant !== portfolioName) yield* chosenTenants(config, { names: [tenant], all: false })
  const path = yield* Path.Path
  const folder = path.resolve(Option.getOrElse(out, () => `${tenant}-${period}`))
  const report = yield* withStore(config, bring(config, { tenant, period }, folder)).pipe(
    tellInterruption("no folder was changed; run the same command again.")
  )
  const document = documentOf(tenant, folder, report)
  const files = yield* fittedTable(
    [{ head: "FILE" }, { head: "BYTES" }],
    report.files.map(({ name, sizeBytes }) => [name, String(sizeBytes)])
  )
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => [...files, "", `${tenant} ${period}, stored ${report.storedAt}, is now in ${folder}`]
  )
})

/** Writes a report into its folder; the store looks on the way whether each file is what was stored. */
const bring = Effect.fnUntraced(function* (config: Config, name: ReportName, folder: string) {
  const archive = yield* ReportArchive
  const report = yield* inStore(name.tenant, archive.open(name))
  if (report === null) return yield* missing(config, name, yield* inStore(name.tenant, archive.list(name.tenant)))
  const odd = report.files.find((file) => !isFileName(file.name))
  if (odd !== undefined) return yield* notAFile(name, odd.name)
  const files = report.files.map((file) => ({ name: file.name, pieces: report.read(file.name) }))
  yield* mayReplace(name, folder).pipe(
    Effect.andThen(replaceFolder(folder, Stream.fromIterable(files))),
    Effect.catchTags({
      PlatformError: (error) => Effect.fail(outputFailure(error, folder, name.tenant)),
      StoreError: (error: StoreError) => Effect.fail(storeFailure(error, name.tenant))
    })
  )
  return report
})

/** Whoever changed the store to hold a path wants a file written somewhere else. */
const isFileName = (name: string): boolean => /^[^/\\\0]+$/.test(name) && name !== "." && name !== ".."

const notAFile = ({ tenant, period }: ReportName, file: string) =>
  Effect.fail(
    new Failure({
      code: "store",
      summary: `the report ${period} of ${tenant} has a file with the name ${JSON.stringify(file)}; nothing was written.`,
      where: { tenant, operation: "read report" },
      next: "somebody changed the store: restore it from a backup, or make the report again."
    })
  )

const manifestNames = (period: string) => ["manifest.json", `${period}.manifest.json`]

/** As much of a manifest as tells whose it is; that of a portfolio names no tenant. */
const Manifest = Schema.fromJsonString(
  Schema.Struct({
    period: Schema.String,
    tenant: Schema.Struct({ id: Schema.String }).pipe(
      Schema.withDecodingDefaultKey(Effect.succeed({ id: portfolioName }))
    )
  })
)

/** A folder that somebody else filled is not replaced: whoever names their own home would lose it. */
const mayReplace = Effect.fnUntraced(function* ({ tenant, period }: ReportName, folder: string) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  if (!(yield* fs.exists(folder))) return
  const isFolder = (yield* fs.stat(folder)).type === "Directory"
  const entries = isFolder ? yield* fs.readDirectory(folder) : []
  if (isFolder && entries.length === 0) return
  const name = manifestNames(period).find((each) => entries.includes(each))
  if (name !== undefined) {
    const manifest = yield* Effect.option(
      Effect.flatMap(fs.readFileString(path.join(folder, name)), Schema.decodeUnknownEffect(Manifest))
    )
    if (Option.isSome(manifest) && manifest.value.tenant.id === tenant && manifest.value.period === period) return
  }
  return yield* new Failure({
    code: "usage",
    summary: `is there already, and is no report ${period} of ${tenant}; nothing was overwritten.`,
    where: { file: folder },
    next: "move it away, or name another folder with --out."
  })
})

function missing({ file, reports }: Config, { tenant, period }: ReportName, stored: ReadonlyArray<ArchivedReport>) {
  const make =
    reports === null
      ? `make it with \`rollcall report ${tenant === portfolioName ? "--all" : tenant} --period ${period}\`.`
      : `reports are written to ${reports}: only \`reports: store\` in ${file} puts them into the store.`
  return Effect.fail(
    new Failure({
      code: "not-found",
      summary: `the store has no report ${period} of ${tenant}.`,
      where: { tenant },
      next:
        stored.length === 0
          ? make
          : `choose one of these with --period: ${stored.map((each) => each.period).join(", ")}.`
    })
  )
}

const documentOf = (tenant: string, folder: string, { period, snapshotId, storedAt, files }: OpenReport): Brought => ({
  schemaVersion: 1,
  tenant,
  period,
  folder,
  snapshot: snapshotId,
  storedAt,
  files
})

const usage = (summary: string) =>
  Effect.fail(new Failure({ code: "usage", summary, where: {}, next: "see `rollcall report get --help`." }))
