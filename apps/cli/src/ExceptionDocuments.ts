/**
 * What `rollcall exceptions … --json` prints.
 */
import { OutcomeName, PostureException, ReasonCode, Subject } from "@rollcall/model"
import { Schema } from "effect"
import { FailureDocument, Problem } from "./FailureDocument.ts"

const version = { schemaVersion: Schema.Literal(1) }

const Configured = Schema.Struct({
  ...PostureException.fields,
  /** Where it stands in the configuration. */
  line: Schema.Int,
  /** Whole days until the last day it holds; negative once that is over. */
  daysLeft: Schema.Int
})

const Listed = Schema.Struct({
  ...Configured.fields,
  /** `expired` is judged today, the others as of the newest snapshot. */
  state: Schema.Literals(["applied", "expired", "matches-nothing", "not-known"]),
  /** Failures that it covers in the newest snapshot; `null` without one. */
  covers: Schema.NullOr(Schema.Int),
  /** It holds for 30 days more at most. */
  expiresSoon: Schema.Boolean,
  /** Why it covers nothing, or what else should be known. */
  remark: Schema.NullOr(Schema.String)
})
export type ListedException = typeof Listed.Type

const ExceptionList = Schema.Struct({
  ...version,
  file: Schema.String,
  tenants: Schema.Array(
    Schema.Struct({
      tenant: Schema.String,
      outcome: Schema.Literals(["listed", "failed"]),
      snapshot: Schema.NullOr(Schema.String),
      exceptions: Schema.Array(Listed),
      error: Schema.optionalKey(Problem)
    })
  )
})
export type ExceptionList = typeof ExceptionList.Type

const Explanation = Schema.Struct({
  ...version,
  file: Schema.String,
  tenant: Schema.String,
  check: Schema.Struct({ id: Schema.String, code: Schema.String, title: Schema.String }),
  /** As it was asked for. */
  subject: Schema.String,
  snapshot: Schema.String,
  /** When ages and expiries are judged: the snapshot's end. */
  asOf: Schema.String,
  outcomes: Schema.Array(
    Schema.Struct({
      subject: Subject,
      outcome: OutcomeName,
      withoutExceptions: Schema.Literals(["pass", "fail", "not-assessable"]),
      /** Of a fail: what was seen. */
      detail: Schema.NullOr(Schema.String),
      /** Of what is not assessable: why. */
      reason: Schema.NullOr(ReasonCode),
      /** Lines of the exceptions that cover it. */
      exceptedBy: Schema.Array(Schema.Int)
    })
  ),
  /** The exceptions from this check that name one of these subjects. */
  exceptions: Schema.Array(
    Schema.Struct({ ...Configured.fields, state: Schema.Literals(["applied", "expired", "covers-nothing"]) })
  )
})
export type Explanation = typeof Explanation.Type

/** Any document of `exceptions`, schema version 1. */
export const ExceptionsDocument = Schema.Union([ExceptionList, Explanation, FailureDocument])
