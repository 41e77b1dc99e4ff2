/**
 * What is kept of an assessment, to compare the month after with it and to judge that month by it.
 */
import { Option, Schema } from "effect"
import { Subject } from "./Assessment.ts"
import { History } from "./History.ts"
import { Parameters } from "./Parameters.ts"
import { Period } from "./Period.ts"

const Count = Schema.NullOr(Schema.Int)
const Percentage = Schema.NullOr(Schema.Finite)

/** What is not as it was the month before, so that a difference in figures may come from it. */
export const Condition = Schema.Literals(["catalogue", "parameters", "sources", "readings"])
export type Condition = typeof Condition.Type

/** A month's figures, as a trend shows them. */
export const MonthFigures = Schema.Struct({
  period: Period,
  /** Only months of one catalogue may be joined by a line. */
  catalogue: Schema.String,
  score: Percentage,
  scoreWithExceptions: Percentage,
  coverage: Percentage,
  /** What set this month apart from the one before; records of earlier versions do not tell. */
  differences: Schema.optionalKey(Schema.Array(Condition))
})
export type MonthFigures = typeof MonthFigures.Type

/** A subject by its kind and id; the address is left out, as it may change. */
const SubjectIds = Schema.Record(Subject.fields.kind, Schema.optionalKey(Schema.Array(Schema.String)))
export type SubjectIds = typeof SubjectIds.Type

/** What is kept of one check. */
export const CheckRecord = Schema.Struct({
  id: Schema.String,
  population: Count,
  pass: Count,
  fail: Count,
  notAssessable: Count,
  excepted: Count,
  score: Percentage,
  /** Subjects that failed, exceptions or not. */
  failing: SubjectIds
})
export type CheckRecord = typeof CheckRecord.Type

/** What is kept of an assessment. */
export const AssessmentRecord = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  /** Id of the snapshot that was judged. */
  snapshot: Schema.String,
  parameters: Parameters,
  checks: Schema.Array(CheckRecord),
  history: History,
  /** The month's own figures last, those of the months before it in an unbroken row first; a year at most. */
  months: Schema.Array(MonthFigures)
})
export type AssessmentRecord = typeof AssessmentRecord.Type

const RecordText = Schema.fromJsonString(AssessmentRecord)

/** The text that is stored. */
export const assessmentRecordText = Schema.encodeSync(RecordText)

/** Reads a stored text; `null` if it is of another form, as one of an older version. */
export const parseAssessmentRecord = (text: string): AssessmentRecord | null =>
  Option.getOrNull(Schema.decodeUnknownOption(RecordText)(text))
