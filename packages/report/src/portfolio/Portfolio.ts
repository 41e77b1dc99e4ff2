/**
 * The portfolio document: a provider's tenants side by side for one month, as plain JSON.
 *
 * **Details** It has counts, scores and the names of organisations; of people and devices it has nothing, neither names nor
 * ids, so that it can be shown to whoever looks after all tenants. What a tenant's report says in words is left out, since
 * words may name somebody.
 */
import type {
  CheckResult,
  Condition,
  MonthFigures,
  Period,
  ReportDocument,
  ResourceName,
  Source
} from "@rollcall/model"
import type { Language } from "../language/Language.ts"
import { isConfigured, readingOf, resources } from "../reading.ts"

/** A check, as all tenants are judged by it. */
export type PortfolioCheck = Pick<CheckResult, "id" | "code" | "title" | "severity">

/** Why the counts of a check are not known. */
export type WhyUnknown = "not-configured" | "not-offered" | "not-read"

/** A check's outcomes for one tenant; each count is `null` if what is looked at was not read to its end. */
export interface PortfolioOutcome extends Pick<
  CheckResult,
  "id" | "population" | "pass" | "fail" | "notAssessable" | "excepted" | "score"
> {
  /** `null` if the counts are known. */
  readonly unknown: WhyUnknown | null
  /** Failures that were seen, whether or not all could be. */
  readonly failuresSeen: number
}

/** A tenant with a report of the month. */
export interface ReportedTenant {
  readonly id: string
  readonly name: string
  readonly report: "written"
  /** Of the report that this was taken from. */
  readonly manifestSha256: string
  readonly snapshot: Pick<ReportDocument["snapshot"], "id" | "finishedAt" | "complete" | "basis"> & {
    /** What was offered and not read to its end. */
    readonly unread: ReadonlyArray<{ readonly source: Source; readonly resource: ResourceName }>
  }
  readonly figures: Pick<MonthFigures, "score" | "scoreWithExceptions" | "coverage">
  /** Codes of the evidence gates that withhold the score; empty if it is not withheld. */
  readonly withheldBy: ReadonlyArray<string>
  /** The month before; `null` if it was not assessed. */
  readonly before:
    | (Pick<MonthFigures, "period" | "score" | "scoreWithExceptions" | "coverage"> & {
        /** Empty if like is compared with like. */
        readonly differences: ReadonlyArray<Condition>
      })
    | null
  readonly outcomes: ReadonlyArray<PortfolioOutcome>
}

/** Why there is no report. */
export type WhyNoReport =
  | "no-snapshot"
  | "partial"
  | "refused"
  | "unreachable"
  | "not-understood"
  | "secret"
  | "store"
  | "output"
  | "failed"

/** A tenant without a report from this run. */
export interface UnreportedTenant {
  readonly id: string
  readonly name: string
  readonly report: "none"
  readonly why: WhyNoReport
  /** What was asked when it failed, such as `push` and `employees.list`; `null` if no source was. */
  readonly source: string | null
  readonly operation: string | null
}

export type PortfolioTenant = ReportedTenant | UnreportedTenant

/** A provider's tenants in one month; schema version 1. */
export interface Portfolio {
  readonly schemaVersion: 1
  readonly period: Period
  /** Whose portfolio it is; `null` if the configuration does not say. */
  readonly provider: string | null
  readonly generator: ReportDocument["generator"]
  /** In the order of the catalogue. */
  readonly checks: ReadonlyArray<PortfolioCheck>
  /** In the order of the configuration. */
  readonly tenants: ReadonlyArray<PortfolioTenant>
}

/** What a portfolio keeps of one report. */
export interface PortfolioPart {
  readonly generator: ReportDocument["generator"]
  readonly checks: ReadonlyArray<PortfolioCheck>
  readonly tenant: ReportedTenant
}

/** Takes from a report what a portfolio says of it, and nothing of any person or device. */
export function portfolioPart(document: ReportDocument, manifestSha256: string): PortfolioPart {
  const { checks, generator, snapshot, summary, tenant, trend } = document
  const month = trend?.months.at(-1)
  return {
    generator,
    checks: checks.map(({ code, id, severity, title }) => ({ id, code, title, severity })),
    tenant: {
      id: tenant.id,
      name: tenant.name,
      report: "written",
      manifestSha256,
      snapshot: {
        id: snapshot.id,
        finishedAt: snapshot.finishedAt,
        complete: snapshot.complete,
        basis: snapshot.basis,
        unread: unreadOf(snapshot)
      },
      figures: {
        score: summary.score,
        scoreWithExceptions: summary.scoreWithExceptions,
        coverage: summary.coverage
      },
      withheldBy: document.scoreWithheld === null ? [] : failedGates(checks),
      before:
        trend === null || month === undefined
          ? null
          : {
              period: month.period,
              score: month.score,
              scoreWithExceptions: month.scoreWithExceptions,
              coverage: month.coverage,
              differences: trend.differences
            },
      outcomes: checks.map((check) => ({
        id: check.id,
        population: check.population,
        pass: check.pass,
        fail: check.fail,
        notAssessable: check.notAssessable,
        excepted: check.excepted,
        score: check.score,
        unknown: check.population === null ? whyUnknown(check, snapshot) : null,
        failuresSeen: check.failures.length
      }))
    }
  }
}

/**
 * The portfolio of tenants whose reports were made by one run; `null` if there is no report at all.
 *
 * **Details** All were judged by one catalogue, since one run has one.
 */
export function portfolioOf(
  period: Period,
  provider: string | null,
  tenants: ReadonlyArray<PortfolioPart | UnreportedTenant>
): Portfolio | null {
  const first = tenants.find((each) => "tenant" in each)
  if (first === undefined) return null
  return {
    schemaVersion: 1,
    period,
    provider,
    generator: first.generator,
    checks: first.checks,
    tenants: tenants.map((each) => ("tenant" in each ? each.tenant : each))
  }
}

/** A source that is not configured gives no list to its end, whatever else was not read. */
function whyUnknown({ populationResources }: CheckResult, snapshot: ReportDocument["snapshot"]): WhyUnknown {
  const missing = resources.filter(({ resource, source }) => {
    const reading = readingOf(snapshot, { resource, source })
    return populationResources.includes(`${source}.${resource}`) && !(reading?.offered === true && reading.complete)
  })
  if (missing.some(({ source }) => !isConfigured(snapshot, source))) return "not-configured"
  return missing.some((each) => readingOf(snapshot, each)?.offered === false) ? "not-offered" : "not-read"
}

/** What a check is called in a language. */
export const titleOf = ({ id, title }: PortfolioCheck, { checkTexts }: Language): string =>
  checkTexts(id)?.title ?? title

/** Whether a tenant has a report. */
export const isReported = (tenant: PortfolioTenant): tenant is ReportedTenant => tenant.report === "written"

const failedGates = (checks: ReportDocument["checks"]): ReadonlyArray<string> =>
  checks
    .filter(({ exceptions, failures, severity }) => severity === "gate" && failures.length + exceptions.length > 0)
    .map(({ code }) => code)

/** As the report's own warning has it. */
function unreadOf(snapshot: ReportDocument["snapshot"]): ReportedTenant["snapshot"]["unread"] {
  const unread = resources.filter((each) => {
    const reading = readingOf(snapshot, each)
    return isConfigured(snapshot, each.source) && (reading === undefined || (reading.offered && !reading.complete))
  })
  return snapshot.complete ? [] : unread.map(({ resource, source }) => ({ source, resource }))
}
