/**
 * How a month compares with the one before.
 *
 * **Source** guides/checks.md, "Scoring": two assessments are compared only under equal conditions.
 */
import { Schema } from "effect"
import { CheckRecord, Condition, MonthFigures } from "./AssessmentRecord.ts"
import { Subject } from "./Assessment.ts"

const { failing: _, ...figures } = CheckRecord.fields

const Count = Schema.NullOr(Schema.Int)

/**
 * One check then and now.
 *
 * **Details** What became of the failures of then is `null` if what is looked at was not read to its end in one of the
 * months; of a check that had no failure then, there is nothing to become of.
 */
export const CheckTrend = Schema.Struct({
  id: Schema.String,
  /** The figures of the month before. */
  before: Schema.Struct(figures),
  /**
   * Subjects that fail now and did not fail then; `null` if that is not known, as what the check rests on was not read to its
   * end. If only the present month lacks something, those that were seen all the same are here.
   */
  newlyFailing: Schema.NullOr(Schema.Array(Subject)),
  /** Subjects that failed then and pass now. */
  fixed: Count,
  stillFailing: Count,
  /** Subjects that failed then and about which nothing can be decided now. */
  noLongerAssessable: Count,
  /** Subjects that failed then and are no longer looked at, or not there. */
  gone: Count
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
  /**
   * Resources that checks rest on and that one month alone has read to their end, such as `push.accounts`: those that were
   * lacking then, and those that are now.
   */
  unread: Schema.Struct({ before: Schema.Array(Schema.String), now: Schema.Array(Schema.String) }),
  /** Each check of both months; empty if other conditions differ than what was read. */
  checks: Schema.Array(CheckTrend),
  /** Employees who came and who left; `null` if the employees of one of the months were not read to their end. */
  people: Schema.NullOr(Schema.Struct({ joined: Schema.Array(Someone), left: Schema.Array(Someone) }))
})
export type Trend = typeof Trend.Type

/** Whether checks are compared at all: what was not read leaves alone those that do not rest on it. */
export const comparesChecks = ({ differences }: Pick<Trend, "differences">): boolean =>
  differences.every((each) => each === "readings")
