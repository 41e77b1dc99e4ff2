/**
 * `2026-10.json` of a portfolio, as a schema.
 */
import { CheckResult, Condition, MonthFigures, ReportDocument, resourceNames, ResourceReading } from "@rollcall/model"
import type { Portfolio, WhyNoReport, WhyUnknown } from "@rollcall/report"
import { Schema } from "effect"

const { code, excepted, fail, id, notAssessable, pass, population, score, severity, title } = CheckResult.fields
const { coverage, period, scoreWithExceptions } = MonthFigures.fields
const { snapshot } = ReportDocument.fields
const { source } = ResourceReading.fields

const figures = { score: MonthFigures.fields.score, scoreWithExceptions, coverage }

const reasons = [
  "no-snapshot",
  "partial",
  "refused",
  "unreachable",
  "not-understood",
  "secret",
  "store",
  "output",
  "failed"
] as const satisfies ReadonlyArray<WhyNoReport>

const unknown = ["not-configured", "not-offered", "not-read"] as const satisfies ReadonlyArray<WhyUnknown>

const Reported = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  report: Schema.Literal("written"),
  manifestSha256: Schema.String,
  snapshot: Schema.Struct({
    id: snapshot.fields.id,
    finishedAt: snapshot.fields.finishedAt,
    complete: snapshot.fields.complete,
    basis: snapshot.fields.basis,
    unread: Schema.Array(Schema.Struct({ source, resource: Schema.Literals(resourceNames) }))
  }),
  figures: Schema.Struct(figures),
  withheldBy: Schema.Array(Schema.String),
  before: Schema.NullOr(Schema.Struct({ period, ...figures, differences: Schema.Array(Condition) })),
  outcomes: Schema.Array(
    Schema.Struct({
      id,
      population,
      pass,
      fail,
      notAssessable,
      excepted,
      score,
      unknown: Schema.NullOr(Schema.Literals(unknown)),
      failuresSeen: Schema.Int
    })
  )
})

const Unreported = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  report: Schema.Literal("none"),
  why: Schema.Literals(reasons),
  source: Schema.NullOr(Schema.String),
  operation: Schema.NullOr(Schema.String)
})

/** A portfolio's document, schema version 1; what it means is in `Portfolio`. */
export const PortfolioDocument: Schema.Codec<Portfolio> = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  period,
  provider: Schema.NullOr(Schema.String),
  generator: ReportDocument.fields.generator,
  checks: Schema.Array(Schema.Struct({ id, code, title, severity })),
  tenants: Schema.Array(Schema.Union([Reported, Unreported]))
})
