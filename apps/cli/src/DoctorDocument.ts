/**
 * What `rollcall doctor --json` prints.
 */
import { Schema } from "effect"
import { Problem } from "./FailureDocument.ts"

const Verdict = Schema.Literals(["ok", "warning", "failed"])
export type Verdict = typeof Verdict.Type

/** One thing that was looked at. */
const Check = Schema.Struct({
  subject: Schema.Literals(["config", "store", "reports", "signing", "logo", "secret", "api", "clock"]),
  source: Schema.NullOr(Schema.Literals(["push", "banyan"])),
  outcome: Verdict,
  detail: Schema.String,
  /** What to do; `null` if nothing has to be done. */
  next: Schema.NullOr(Schema.String),
  error: Schema.optionalKey(Problem)
}).annotate({ identifier: "Check" })
export type Check = typeof Check.Type

export const DoctorDocument = Schema.Struct({
  schemaVersion: Schema.Literal(1),
  /** The worst of all. */
  outcome: Verdict,
  checks: Schema.Array(Check),
  tenants: Schema.Array(Schema.Struct({ tenant: Schema.String, outcome: Verdict, checks: Schema.Array(Check) }))
})
export type DoctorDocument = typeof DoctorDocument.Type

/** The worst outcome; nothing is in order. */
export const worstOf = (outcomes: ReadonlyArray<Verdict>): Verdict =>
  outcomes.includes("failed") ? "failed" : outcomes.includes("warning") ? "warning" : "ok"
