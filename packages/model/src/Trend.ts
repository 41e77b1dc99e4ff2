/**
 * How a month compares with the one before.
 *
 * **Source** guides/checks.md, "Scoring": two assessments are compared only under equal conditions.
 */
import { Schema } from "effect"
import { CheckRecord, MonthFigures } from "./AssessmentRecord.ts"
import { Subject } from "./Assessment.ts"

/** What is not as it was, so that a difference in figures may come from it. */
export const Condition = Schema.Literals(["catalogue", "parameters", "sources"])
export type Condition = typeof Condition.Type

const { failing: _, ...figures } = CheckRecord.fields

/** One check then and now. */
export const CheckTrend = Schema.Struct({
  id: Schema.String,
  /** The figures of the month before. */
  before: Schema.Struct(figures),
  /** Subjects that fail now and did not fail then. */
  newlyFailing: Schema.Array(Subject),
  /** Subjects that failed then and pass now. */
  fixed: Schema.Int,
  stillFailing: Schema.Int,
  /** Subjects that failed then and about which nothing can be decided now. */
  noLongerAssessable: Schema.Int,
  /** Subjects that failed then and are no longer looked at, or not there. */
  gone: Schema.Int
})
export type CheckTrend = typeof CheckTrend.Type

const Someone = Schema.Struct({
  id: Schema.String,
  name: Schema.NullOr(Schema.String),
  email: Schema.NullOr(Schema.String)
})

/** How a month compares with the one before. */
export const Trend = Schema.Struct({
  /** The figures of the months before, oldest first; the last is the month that is compared with. */
  months: Schema.Array(MonthFigures),
  /** Id of the snapshot that was judged then. */
  snapshot: Schema.String,
  /** Empty if like is compared with like. */
  differences: Schema.Array(Condition),
  /** Each check of both months; empty if the conditions differ. */
  checks: Schema.Array(CheckTrend),
  /** Employees who came and who left; `null` if the employees of one of the months were not read to their end. */
  people: Schema.NullOr(Schema.Struct({ joined: Schema.Array(Someone), left: Schema.Array(Someone) }))
})
export type Trend = typeof Trend.Type
