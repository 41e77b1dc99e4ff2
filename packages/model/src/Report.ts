/**
 * The report document: everything that a report says, as plain JSON (`report.json`). Renderers know nothing else.
 *
 * **Source** design/product.md, "What a report run writes".
 */
import { Schema } from "effect"
import { AppliedException } from "./Exception.ts"
import { CheckResult, ControlResult, ScoreTally } from "./Assessment.ts"
import { Parameters } from "./Parameters.ts"
import { Period } from "./Period.ts"
import { Correlation, Person, Unowned } from "./Roster.ts"
import { ResourceReading } from "./Snapshot.ts"
import { Trend } from "./Trend.ts"

const Count = Schema.NullOr(Schema.Int)
const Percentage = Schema.NullOr(Schema.Finite)

/** Totals; `null` where a count rests on a resource that was not read to its end. */
export const Summary = Schema.Struct({
  people: Count,
  employees: Count,
  browsers: Count,
  accounts: Count,
  accountsOther: Count,
  apps: Count,
  appsOther: Count,
  findings: Count,
  endusers: Count,
  devices: Count,
  score: Percentage,
  scoreWithExceptions: Percentage,
  coverage: Percentage,
  /** The score of the calendar month before, if it was assessed. */
  previousScore: Percentage
})
export type Summary = typeof Summary.Type

/** A person as the report shows them: with what fails, without a score. */
export const ReportPerson = Schema.Struct({
  ...Person.fields,
  posture: Schema.Struct({ failing: Schema.Array(Schema.String) })
})
export type ReportPerson = typeof ReportPerson.Type

/** `report.json`, schema version 1. */
export const ReportDocument = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  tenant: Schema.Struct({ id: Schema.String, name: Schema.String, timezone: Schema.String }),
  period: Period,
  generator: Schema.Struct({ name: Schema.Literal("rollcall"), version: Schema.String, catalogue: Schema.String }),
  snapshot: Schema.Struct({
    id: Schema.String,
    startedAt: Schema.String,
    finishedAt: Schema.String,
    complete: Schema.Boolean,
    contentHash: Schema.String,
    /** Whether the snapshot was finished within the period, or in the seven days after it. */
    basis: Schema.Literals(["within-period", "after-period", "named"]),
    /** Configured sources. */
    sources: Schema.Array(Schema.String),
    resources: Schema.Array(ResourceReading)
  }),
  summary: Summary,
  /** Why there is no score; `null` if there is one. */
  scoreWithheld: Schema.NullOr(Schema.String),
  correlation: Correlation,
  parameters: Schema.toType(Parameters),
  exceptions: Schema.Array(AppliedException),
  checks: Schema.Array(CheckResult),
  controls: Schema.Array(ControlResult),
  /** What the scores can be worked out from again, as the report's last chapter tells. */
  scoring: Schema.Array(ScoreTally),
  /** `null` if nothing is kept of the month before. */
  trend: Schema.NullOr(Trend),
  people: Schema.Array(ReportPerson),
  unowned: Unowned
})
export type ReportDocument = typeof ReportDocument.Type
