import type { Config } from "@rollcall/config"
import type { ReportDocument, Severity } from "@rollcall/model"
import { type LanguageCode, type PortfolioPart, portfolioPart } from "@rollcall/report"
import { Effect, Option, Path, Result } from "effect"
import { withCollectionDisplay } from "../CollectionDisplay.ts"
import { exitWith } from "../Exit.ts"
import { Failure, failureDocument } from "../Failure.ts"
import { noteFailure, print, tellInterruption } from "../Output.ts"
import { formatsOf } from "../ReportFormats.ts"
import { type PortfolioRequest, writePortfolio, type WrittenPortfolio } from "../PortfolioFiles.ts"
import { type Reported as ReportedOf, reportCollected, type ReportOrder, reportStored } from "../Reporting.ts"
import { chosenTenants, exitCodeOf, type TenantOutcome } from "../Tenants.ts"
import { configuration, withEngineStore, withStore } from "../StoreWiring.ts"
import { httpLayer } from "../Wiring.ts"

export interface ReportInput {
  readonly names: ReadonlyArray<string>
  readonly all: boolean
  readonly period: string
  readonly format: string
  readonly lang: Option.Option<LanguageCode>
  readonly out: Option.Option<string>
  readonly collect: boolean
  readonly quiet: boolean
  readonly snapshot: Option.Option<string>
  readonly allowPartial: boolean
  readonly failOn: Option.Option<Exclude<Severity, "gate">>
}

/** What is told of a report. Its people and findings are not: hundreds of reports must not be in memory together. */
interface Kept {
  readonly document: Pick<ReportDocument, "snapshot" | "summary" | "scoreWithheld">
  /** Checks that reach `--fail-on`. */
  readonly failing: ReadonlyArray<string>
  readonly part: PortfolioPart
}

type Reported = ReportedOf<Kept>

export const run = Effect.fn("cli.report")(function* (input: ReportInput) {
  const config = yield* configuration
  const tenants = yield* chosenTenants(config, input)
  const formats = yield* formatsOf(input.format)
  if (input.collect && Option.isSome(input.snapshot))
    return yield* usage("--collect and --snapshot exclude each other.")
  if (Option.contains(input.out, "")) return yield* usage("--out names no folder: is a variable of the shell empty?")
  const path = yield* Path.Path
  const out = Option.match(input.out, { onNone: () => null, onSome: (folder) => path.resolve(folder) })
  const order: ReportOrder<Kept> = {
    period: input.period,
    request: {
      formats: [...formats],
      lang: Option.getOrNull(input.lang),
      collect: input.collect ? "always" : "never",
      snapshot: Option.getOrNull(input.snapshot),
      allowPartial: input.allowPartial,
      out
    },
    concurrency: config.concurrency,
    keep: (document, manifestSha256) => keptOf(document, manifestSha256, input)
  }
  const outcomes = yield* (
    input.collect
      ? withEngineStore(config, withCollectionDisplay(input, reportCollected(config, tenants, order)))
      : withStore(config, reportStored(config, tenants, order))
  ).pipe(
    Effect.provide(httpLayer),
    tellInterruption("reports that were finished stand, no other was touched; run the command again.")
  )
  const portfolio =
    input.all && tenants.length > 1
      ? yield* portfolioOutcome(config, outcomes, { ...input, formats, root: out ?? config.reports })
      : null
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
        Result.isFailure(result) ? { id: tenant, failure: result.failure } : result.success.kept.part
      ),
      request
    ),
    {
      onFailure: (failure): PortfolioOutcome => ({ outcome: "failed", failure }),
      onSuccess: (written): PortfolioOutcome | null => (written === null ? null : { outcome: "written", ...written })
    }
  )

function keptOf(document: ReportDocument, manifestSha256: string, input: ReportInput): Kept {
  const { snapshot, summary, scoreWithheld } = document
  return {
    document: { snapshot, summary, scoreWithheld },
    failing: failingChecks(document, input),
    part: portfolioPart(document, manifestSha256)
  }
}

const codeOf = ({ result }: TenantOutcome<Reported>) => {
  if (Result.isFailure(result)) return result.failure.code
  return result.success.kept.failing.length > 0 ? "fail-on" : null
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
  const { made, kept } = result.success
  const { document, failing } = kept
  return {
    tenant,
    outcome: "written",
    period: input.period,
    folder: made.place,
    files: made.files,
    snapshot: {
      id: document.snapshot.id,
      finishedAt: document.snapshot.finishedAt,
      complete: document.snapshot.complete,
      basis: made.basis
    },
    summary: document.summary,
    failOn: failing
  }
}

function outcomeLines(outcome: TenantOutcome<Reported>, input: ReportInput): ReadonlyArray<string> {
  const { tenant, result } = outcome
  if (Result.isFailure(result)) return [`${tenant}: no report`]
  const { made, kept } = result.success
  const { document, failing } = kept
  return [
    `${tenant} ${input.period}: ${verdictOf(document)}`,
    ...(document.snapshot.complete ? [] : ["  PARTIAL: the report says what is missing"]),
    ...(document.snapshot.basis === "within-period"
      ? []
      : [`  the snapshot was finished outside the month: ${document.snapshot.finishedAt}`]),
    ...(failing.length === 0 ? [] : [`  --fail-on reached by ${failing.join(", ")}`]),
    `  ${made.place}: ${made.files.join(", ")}`
  ]
}

const portfolioDocument = (portfolio: PortfolioOutcome) =>
  portfolio.outcome === "failed" ? { outcome: portfolio.outcome, error: failureDocument(portfolio.failure) } : portfolio

const portfolioLines = (portfolio: PortfolioOutcome, { period }: ReportInput): ReadonlyArray<string> =>
  portfolio.outcome === "failed"
    ? ["no portfolio"]
    : [`portfolio ${period}`, `  ${portfolio.folder}: ${portfolio.files.join(", ")}`]

function verdictOf({ summary, scoreWithheld }: Kept["document"]): string {
  const { score, scoreWithExceptions, coverage, previousScore } = summary
  if (score === null) return scoreWithheld ?? "There is no score: nothing could be decided."
  const before = previousScore === null ? "" : `, month before ${previousScore.toFixed(1)}`
  return `score ${score.toFixed(1)} (${decimal(scoreWithExceptions)} with exceptions), coverage ${decimal(coverage)} %${before}`
}

const decimal = (value: number | null): string => value?.toFixed(1) ?? "not known"

const usage = (summary: string) =>
  Effect.fail(new Failure({ code: "usage", summary, where: {}, next: "see `rollcall report --help`." }))
