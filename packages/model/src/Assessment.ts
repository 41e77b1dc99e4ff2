/**
 * All outcomes for one roster: what each check says about each member of its population.
 */
import { Schema } from "effect"
import type { AppliedException } from "./Exception.ts"
import type { Parameters } from "./Parameters.ts"
import type { Trend } from "./Trend.ts"

/** How much a check weighs; gates are never scored. */
export const Severity = Schema.Literals(["critical", "high", "medium", "low", "gate"])
export type Severity = typeof Severity.Type

/** Weight of a check in the score, by severity. */
export const severityWeights: Readonly<Record<Severity, number>> = { critical: 10, high: 5, medium: 2, low: 1, gate: 0 }

/** What a check says about one subject. `excepted` is a fail that an exception covers. */
export const OutcomeName = Schema.Literals(["pass", "fail", "not-assessable", "excepted"])
export type OutcomeName = typeof OutcomeName.Type

/** Why an outcome is not assessable. */
export const ReasonCode = Schema.Literals([
  "field_null",
  "field_missing",
  "unknown_value",
  "source_unavailable",
  "source_partial",
  "not_observed",
  "feature_off",
  "factor_absent",
  "stale",
  "ambiguous_join",
  "no_history",
  "parameter_unset",
  "membership_unknown",
  "exempted_upstream",
  "clock_skew",
  "empty_population"
])
export type ReasonCode = typeof ReasonCode.Type

/** What a check looked at. */
export const Subject = Schema.Struct({
  kind: Schema.Literals([
    "person",
    "employee",
    "account",
    "app",
    "browser",
    "device",
    "enduser",
    "finding",
    "source",
    "tenant",
    "check"
  ]),
  id: Schema.String,
  /** The address of the person it belongs to, or its own; `null` if there is none. */
  email: Schema.NullOr(Schema.String)
})
export type Subject = typeof Subject.Type

/** A fail, with a sentence that names what was seen. */
export const Failure = Schema.Struct({ subject: Subject, detail: Schema.String })
export type Failure = typeof Failure.Type

const Count = Schema.NullOr(Schema.Int)

/**
 * One check's outcomes, with its texts, so that an old assessment can be shown as it was.
 *
 * **Details** Counts are `null` if the resource that makes the population was not read to its end; the failures that were
 * seen all the same stay. Otherwise `population = pass + fail + notAssessable + excepted`.
 */
export const CheckResult = Schema.Struct({
  /** Kebab-case name of the failing state. */
  id: Schema.String,
  /** Stable code, `RC-MFA-01`. */
  code: Schema.String,
  /** The compliant state, as a fact. */
  title: Schema.String,
  severity: Severity,
  /** Within a score group a subject counts once, with its worst outcome. */
  group: Schema.String,
  /** In words: what is looked at. */
  populationText: Schema.String,
  /** The resources that make the population, such as `push.accounts`: one that was not read to its end leaves it uncounted. */
  populationResources: Schema.Array(Schema.String),
  rationale: Schema.String,
  remediation: Schema.String,
  /** Framework to control ids; `~` after an id marks an indirect fit. */
  frameworks: Schema.Record(Schema.String, Schema.Array(Schema.String)),
  population: Count,
  pass: Count,
  fail: Count,
  notAssessable: Count,
  excepted: Count,
  /** Passes in a hundred of what could be decided; `null` if nothing could be, or too little (gate RC-DATA-03). */
  score: Schema.NullOr(Schema.Finite),
  /** Decided in a hundred of the population. */
  coverage: Schema.NullOr(Schema.Finite),
  /** Left out of the tenant's score for want of data. */
  enoughData: Schema.Boolean,
  notAssessableReasons: Schema.Record(Schema.String, Schema.Int),
  failures: Schema.Array(Failure),
  /** Fails that an exception covers. */
  exceptions: Schema.Array(Failure)
})
export type CheckResult = typeof CheckResult.Type

/** Frameworks whose controls the checks support. */
export const frameworks = ["soc2", "iso27001", "csf2", "cis81"] as const
export type Framework = (typeof frameworks)[number]

/**
 * What the checks say about one control that they support: evidence toward it, never proof of it.
 *
 * **Details** Counts and score are `null` if a check's population was not read to its end, or if only indirect checks
 * support the control.
 */
export const ControlResult = Schema.Struct({
  framework: Schema.Literals(frameworks),
  id: Schema.String,
  /** Ids of the checks that test what the control asks for. */
  checks: Schema.Array(Schema.String),
  /** Ids of the checks that fit it only indirectly: not counted. */
  indirect: Schema.Array(Schema.String),
  population: Count,
  pass: Count,
  fail: Count,
  notAssessable: Count,
  excepted: Count,
  score: Schema.NullOr(Schema.Finite),
  coverage: Schema.NullOr(Schema.Finite)
})
export type ControlResult = typeof ControlResult.Type

/**
 * How many subjects of a score group have the same outcomes: what a score is worked out from.
 *
 * **Details** In `pass`, `fail` and `excepted` are the ids of the checks that say so of each of these subjects; a check that
 * could not decide, or does not look at them, is in none. A check's own counts are the sums over the tallies that name it.
 */
export const ScoreTally = Schema.Struct({
  group: Schema.String,
  subjects: Schema.Int,
  pass: Schema.Array(Schema.String),
  fail: Schema.Array(Schema.String),
  excepted: Schema.Array(Schema.String)
})
export type ScoreTally = typeof ScoreTally.Type

/** How one person stands. */
export interface Posture {
  /** 0 to 100, one decimal; `null` if no check could decide anything about the person. */
  readonly score: number | null
  /** Ids of the checks that fail for the person, in catalogue order. */
  readonly failing: ReadonlyArray<string>
}

/** All outcomes for one roster. */
export interface Assessment {
  /** Version of the check catalogue. */
  readonly catalogue: string
  /** The instant that ages and expiries are judged at: when the snapshot was finished. */
  readonly asOf: string
  readonly parameters: Parameters
  readonly checks: ReadonlyArray<CheckResult>
  readonly controls: ReadonlyArray<ControlResult>
  /** 0 to 100, one decimal; `null` if withheld or if nothing could be decided. */
  readonly score: number | null
  readonly scoreWithExceptions: number | null
  /** Why the score is withheld, for a reader; `null` if it is not. */
  readonly scoreWithheld: string | null
  readonly coverage: number | null
  /** One entry for each person of the roster, in its order. */
  /** By score group, in catalogue order. */
  readonly scoring: ReadonlyArray<ScoreTally>
  readonly postures: ReadonlyArray<Posture>
  readonly exceptions: ReadonlyArray<typeof AppliedException.Type>
  /** Beside the month before; `null` if nothing is kept of it. */
  readonly trend: Trend | null
}
