import type { Config } from "@rollcall/config"
import type { ReportDocument, Severity } from "@rollcall/model"
import {
  type LanguageCode,
  type PortfolioPart,
  portfolioPart,
  type ReportFormat,
  reportFormats
} from "@rollcall/report"
import { Effect, Option, Path, Result } from "effect"
import { withCollectionDisplay } from "../CollectionDisplay.ts"
import { exitWith } from "../Exit.ts"
import { Failure, failureDocument } from "../Failure.ts"
import { noteFailure, print, tellInterruption } from "../Output.ts"
import { type PortfolioRequest, writePortfolio, type WrittenPortfolio } from "../PortfolioFiles.ts"
import { type Reported as ReportedInFull, reportTenant } from "../Reporting.ts"
import { chosenTenants, exitCodeOf, forEachTenant, type TenantOutcome } from "../Tenants.ts"
import { configuration, withStore } from "../StoreWiring.ts"
import { httpLayer } from "../Wiring.ts"

export interface ReportInput {
  readonly names: ReadonlyArray<string>
  readonly all: boolean
  readonly period: string
  readonly format: string
  readonly lang: LanguageCode
  readonly out: Option.Option<string>
  readonly collect: boolean
  readonly quiet: boolean
  readonly snapshot: Option.Option<string>
  readonly allowPartial: boolean
  readonly failOn: Option.Option<Exclude<Severity, "gate">>
}

/** What is told of a report. Its people and findings are not: hundreds of reports must not be in memory together. */
interface Reported extends Omit<ReportedInFull, "document" | "manifestSha256"> {
  readonly document: Pick<ReportDocument, "snapshot" | "summary" | "scoreWithheld">
  /** Checks that reach `--fail-on`. */
  readonly failing: ReadonlyArray<string>
  readonly part: PortfolioPart
}

export const run = Effect.fn("cli.report")(function* (input: ReportInput) {
  const config = yield* configuration
  const tenants = yield* chosenTenants(config, input)
  const formats = yield* formatsOf(input.format)
  if (input.collect && Option.isSome(input.snapshot))
    return yield* usage("--collect and --snapshot exclude each other.")
  if (Option.contains(input.out, "")) return yield* usage("--out names no folder: is a variable of the shell empty?")
  const path = yield* Path.Path
  const root = Option.match(input.out, { onNone: () => config.reports, onSome: (out) => path.resolve(out) })
  // Rendering is work for the processor; tenants are made one after the other unless they are collected as well.
  const outcomes = yield* withStore(
    config,
    withCollectionDisplay(
      input,
      forEachTenant(tenants, input.collect ? config.concurrency : 1, (tenant) =>
        Effect.map(reportTenant(tenant, { ...input, formats, root }), (reported) => told(reported, input))
      )
    )
  ).pipe(
    Effect.provide(httpLayer),
    tellInterruption("reports that were finished stand, no other was touched; run the command again.")
  )
  const portfolio =
    input.all && tenants.length > 1 ? yield* portfolioOutcome(config, outcomes, { ...input, formats, root }) : null
  const failures = outcomes.flatMap(({ result }) => (Result.isFailure(result) ? [result.failure] : []))
  yield* Effect.forEach(failures, noteFailure, { discard: true })
  if (portfolio?.outcome === "failed") yield* noteFailure(portfolio.failure)
  const document = {
    schemaVersion: 1,
    tenants: outcomes.map((each) => outcomeDocument(each, input)),
    portfolio: portfolio === null ? null : portfolioDocument(portfolio)
  }
  yield* print(
    () => JSON.stringify(document, null, 2),
    () => [
      ...outcomes.flatMap((each) => outcomeLines(each, input)),
      ...(portfolio === null ? [] : portfolioLines(portfolio, input))
    ]
  )
  yield* exitWith(
    exitCodeOf([...outcomes.map(codeOf), ...(portfolio?.outcome === "failed" ? [portfolio.failure.code] : [])])
  )
})

/** What came of the portfolio, which is for whoever looks after all tenants. */
type PortfolioOutcome =
  | ({ readonly outcome: "written" } & WrittenPortfolio)
  | { readonly outcome: "failed"; readonly failure: Failure }

/** Writes the portfolio; `null` if no tenant has a report. */
const portfolioOutcome = (
  config: Config,
  outcomes: ReadonlyArray<TenantOutcome<Reported>>,
  request: PortfolioRequest
) =>
  Effect.match(
    writePortfolio(
      config,
      outcomes.map(({ tenant, result }) =>
        Result.isFailure(result) ? { id: tenant, failure: result.failure } : result.success.part
      ),
      request
    ),
    {
      onFailure: (failure): PortfolioOutcome => ({ outcome: "failed", failure }),
      onSuccess: (written): PortfolioOutcome | null => (written === null ? null : { outcome: "written", ...written })
    }
  )

function told({ document, manifestSha256, ...reported }: ReportedInFull, input: ReportInput): Reported {
  const { snapshot, summary, scoreWithheld } = document
  return {
    ...reported,
    document: { snapshot, summary, scoreWithheld },
    failing: failingChecks(document, input),
    part: portfolioPart(document, manifestSha256)
  }
}

const codeOf = ({ result }: TenantOutcome<Reported>) => {
  if (Result.isFailure(result)) return result.failure.code
  return result.success.failing.length > 0 ? "fail-on" : null
}

const bySeverity = ["critical", "high", "medium", "low"]

/** Checks that reach `--fail-on`; a fail that an exception covers does not count. */
function failingChecks(document: ReportDocument, { failOn }: ReportInput): ReadonlyArray<string> {
  if (Option.isNone(failOn)) return []
  const reached = new Set<string>(bySeverity.slice(0, bySeverity.indexOf(failOn.value) + 1))
  return document.checks.filter((each) => reached.has(each.severity) && each.failures.length > 0).map(({ id }) => id)
}

function outcomeDocument(outcome: TenantOutcome<Reported>, input: ReportInput) {
  const { tenant, result } = outcome
  if (Result.isFailure(result)) {
    return { tenant, outcome: "failed", period: input.period, error: failureDocument(result.failure) }
  }
  const { document, folder, files, basis, failing } = result.success
  return {
    tenant,
    outcome: "written",
    period: input.period,
    folder,
    files,
    snapshot: {
      id: document.snapshot.id,
      finishedAt: document.snapshot.finishedAt,
      complete: document.snapshot.complete,
      basis
    },
    summary: document.summary,
    failOn: failing
  }
}

function outcomeLines(outcome: TenantOutcome<Reported>, input: ReportInput): ReadonlyArray<string> {
  const { tenant, result } = outcome
  if (Result.isFailure(result)) return [`${tenant}: no report`]
  const { document, folder, files, failing } = result.success
  return [
    `${tenant} ${input.period}: ${verdictOf(document)}`,
    ...(document.snapshot.complete ? [] : ["  PARTIAL: the report says what is missing"]),
    ...(document.snapshot.basis === "within-period"
      ? []
      : [`  the snapshot was finished outside the month: ${document.snapshot.finishedAt}`]),
    ...(failing.length === 0 ? [] : [`  --fail-on reached by ${failing.join(", ")}`]),
    `  ${folder}: ${files.join(", ")}`
  ]
}

const portfolioDocument = (portfolio: PortfolioOutcome) =>
  portfolio.outcome === "failed" ? { outcome: portfolio.outcome, error: failureDocument(portfolio.failure) } : portfolio

const portfolioLines = (portfolio: PortfolioOutcome, { period }: ReportInput): ReadonlyArray<string> =>
  portfolio.outcome === "failed"
    ? ["no portfolio"]
    : [`portfolio ${period}`, `  ${portfolio.folder}: ${portfolio.files.join(", ")}`]

function verdictOf({ summary, scoreWithheld }: Reported["document"]): string {
  const { score, scoreWithExceptions, coverage, previousScore } = summary
  if (score === null) return scoreWithheld ?? "There is no score: nothing could be decided."
  const before = previousScore === null ? "" : `, month before ${previousScore.toFixed(1)}`
  return `score ${score.toFixed(1)} (${decimal(scoreWithExceptions)} with exceptions), coverage ${decimal(coverage)} %${before}`
}

const decimal = (value: number | null): string => value?.toFixed(1) ?? "not known"

function formatsOf(text: string): Effect.Effect<ReadonlySet<ReportFormat>, Failure> {
  const names = text.split(",").map((name) => name.trim().toLowerCase())
  const chosen = reportFormats.filter((format) => names.includes(format))
  const unknown = names.filter((name) => !reportFormats.some((format) => format === name))
  if (unknown.length === 0) return Effect.succeed(new Set(chosen))
  const listed = unknown.map((name) => `"${name}"`).join(", ")
  return usage(`there is no format ${listed}; there are ${reportFormats.join(", ")}.`)
}

const usage = (summary: string) =>
  Effect.fail(new Failure({ code: "usage", summary, where: {}, next: "see `rollcall report --help`." }))
