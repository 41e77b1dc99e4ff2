/**
 * The portfolio of a run over all tenants: made from the reports that it wrote, and written beside their folders.
 *
 * **Details** `reports/_portfolio/2026-10.html`, `.pdf`, `.json`, `.manifest.json` and, if a key is configured for all
 * tenants, `.manifest.json.sig`; in the store the same files as the report of a tenant `_portfolio`. No tenant's id begins
 * with `_`. The audit trail is kept by tenant, and has nothing of it.
 */
import type { Config } from "@rollcall/config"
import type { Period } from "@rollcall/model"
import {
  type Language,
  type LanguageCode,
  languages,
  type PortfolioPart,
  portfolioOf,
  renderPortfolio,
  type ReportFile,
  type ReportFormat,
  type UnreportedTenant,
  type WhyNoReport
} from "@rollcall/report"
import { ReportArchive } from "@rollcall/store"
import { Effect, FileSystem, Option, Path, Stream } from "effect"
import type { Failure, FailureCode } from "./Failure.ts"
import { outputFailure } from "./failures.ts"
import { loadFonts } from "./fonts.ts"
import { writeDurably } from "./ReportFolder.ts"
import { portfolioName, type ReportRoot, storePlace } from "./ReportPlace.ts"
import { signatureName, signerOf } from "./Signature.ts"
import { makeStagingFolder } from "./StagingFolder.ts"
import { inStore } from "./StoredSnapshot.ts"
import { withStore } from "./StoreWiring.ts"
import { readTheme } from "./ThemeFiles.ts"

/** What a portfolio is to be made of. */
export interface PortfolioRequest {
  readonly period: Period
  readonly formats: ReadonlySet<ReportFormat>
  /** None for the one that all tenants have, or English where they have several. */
  readonly lang: Option.Option<LanguageCode>
  readonly root: ReportRoot
}

/** What came of each tenant, in the order of the configuration. */
export type PortfolioOutcome = PortfolioPart | { readonly id: string; readonly failure: Failure }

/** A portfolio that was written. */
export interface WrittenPortfolio {
  /** Or {@link storePlace}. */
  readonly folder: string
  readonly files: ReadonlyArray<string>
}

/** Makes and writes the portfolio; `null` if no tenant has a report. */
export const writePortfolio = Effect.fn("cli.writePortfolio")(function* (
  config: Config,
  outcomes: ReadonlyArray<PortfolioOutcome>,
  request: PortfolioRequest
) {
  const parts = outcomes.map((each) => ("failure" in each ? unreported(config, each) : each))
  const portfolio = portfolioOf(request.period, config.theme.provider, parts)
  if (portfolio === null) return null
  const theme = yield* readTheme(config.theme, "the provider")
  const signer = config.signingKey === null ? null : yield* signerOf(config.signingKey)
  const rendered = yield* Effect.promise(() =>
    renderPortfolio(portfolio, request.formats, loadFonts(), theme, languageOf(config, request))
  )
  const manifest = rendered.at(-1)
  const signature =
    signer === null || manifest === undefined
      ? []
      : [{ name: signatureName(manifest.name), bytes: signer(manifest.bytes) }]
  const files = [...rendered, ...signature]
  const folder = yield* place(config, request, files)
  const written: WrittenPortfolio = { folder, files: files.map(({ name }) => name) }
  return written
})

function languageOf({ tenants }: Config, { lang }: PortfolioRequest): Language {
  const [own = "en", ...others] = new Set(tenants.map(({ language }) => language))
  return languages[Option.getOrElse(lang, () => (others.length === 0 ? own : "en"))]
}

const place = Effect.fnUntraced(function* (
  config: Config,
  { period, root }: PortfolioRequest,
  files: ReadonlyArray<ReportFile>
) {
  if (root === null) {
    const save = Effect.flatMap(ReportArchive, (archive) =>
      inStore(portfolioName, archive.save({ tenant: portfolioName, period, snapshotId: null, files }))
    )
    return yield* Effect.as(withStore(config, save), storePlace)
  }
  const path = yield* Path.Path
  const folder = path.join(root, portfolioName)
  yield* Effect.mapError(replaceFiles(folder, period, files), (error) => outputFailure(error, folder))
  return folder
})

/** Each code of a failure, without its words: they may quote what a source answered. */
const why: Readonly<Partial<Record<FailureCode, WhyNoReport>>> = {
  "not-found": "no-snapshot",
  partial: "partial",
  refused: "refused",
  unreachable: "unreachable",
  "not-understood": "not-understood",
  secret: "secret",
  store: "store",
  output: "output"
}

function unreported({ tenants }: Config, { id, failure }: { id: string; failure: Failure }): UnreportedTenant {
  return {
    id,
    name: tenants.find((each) => each.id === id)?.name ?? id,
    report: "none",
    why: why[failure.code] ?? "failed",
    source: failure.where.source ?? null,
    // The store names its operations too, which says nothing here.
    operation: failure.where.source === undefined ? null : (failure.where.operation ?? null)
  }
}

/**
 * Puts files in the place of those of the same period, each as a whole, the manifest and its signature last.
 *
 * **Details** A run that is killed in between leaves files that their manifest does not fit, which `verify` tells; the next
 * one puts that right.
 */
const replaceFiles = Effect.fnUntraced(function* (folder: string, period: Period, files: ReadonlyArray<ReportFile>) {
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  yield* fs.makeDirectory(folder, { recursive: true })
  const staging = yield* makeStagingFolder(path.join(folder, period))
  const replace = Effect.gen(function* () {
    for (const file of files) yield* writeDurably(path.join(staging, file.name), Stream.make(file.bytes))
    for (const { name } of files) yield* fs.rename(path.join(staging, name), path.join(folder, name))
    const names = new Set(files.map(({ name }) => name))
    for (const entry of yield* fs.readDirectory(folder)) {
      if (belongsTo(period, entry) && !names.has(entry)) yield* fs.remove(path.join(folder, entry))
    }
  })
  yield* Effect.ensuring(replace, Effect.ignore(fs.remove(staging, { recursive: true, force: true })))
})

/** Whether a file of the portfolios' folder is of a period: `2026-10.pdf`, `2026-10-vol-2.pdf`. */
const belongsTo = (period: Period, name: string): boolean =>
  /^[.-]/.test(name.slice(period.length)) && name.startsWith(period)
