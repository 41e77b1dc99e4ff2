/**
 * Why an action ends before it has an outcome.
 */
import { StoreError } from "@rollcall/store"
import { Data, Schema } from "effect"
import { type Refusal, refusalText } from "./Refusal.ts"

const place = { tenant: Schema.String, source: Schema.String, operation: Schema.String }

/** What the action would be done to is not there; nothing was sent. */
export class SubjectMissing extends Schema.TaggedError<SubjectMissing>()("SubjectMissing", {
  ...place,
  /** Such as `app 4711`. */
  missing: Schema.Array(Schema.String)
}) {
  override get message() {
    return `there is no ${this.missing.join(", no ")}.`
  }
}

/** A rule of ours keeps the action from being done; nothing was sent. */
export class ActionRefused extends Data.TaggedError("ActionRefused")<{
  readonly tenant: string
  readonly source: string
  readonly operation: string
  readonly subject: string
  readonly reason: Refusal
  /** What would be touched, as lines; empty if nothing was read. */
  readonly touches: ReadonlyArray<string>
}> {
  override get message() {
    return refusalText(this.reason)
  }
}

/** Whoever was asked did not confirm, or nobody was there to ask; nothing was sent. */
export class Unconfirmed extends Schema.TaggedError<Unconfirmed>()("Unconfirmed", {
  ...place,
  answer: Schema.Literals(["declined", "nobody-there"]),
  /** What had to be typed back. */
  wanted: Schema.String
}) {
  override get message() {
    return this.answer === "declined" ? "it was not confirmed." : "nobody is there to confirm it."
  }
}

/** What was shown is no longer what is there; nothing was sent. */
export class ChangedMeanwhile extends Schema.TaggedError<ChangedMeanwhile>()("ChangedMeanwhile", {
  ...place,
  subject: Schema.String
}) {
  override get message() {
    return "it changed between the look and the confirmation."
  }
}

/** The write is over, and the audit trail has its intention only. */
export class OutcomeUnrecorded extends Schema.TaggedError<OutcomeUnrecorded>()("OutcomeUnrecorded", {
  ...place,
  subject: Schema.String,
  outcome: Schema.Literals(["done", "not-done", "unknown"]),
  cause: StoreError
}) {
  override get message() {
    return `the outcome (${this.outcome}) cannot be put on record: ${this.cause.detail}.`
  }
}

/** Every error of ours, besides the source's own. */
export type ActionError =
  | SubjectMissing
  | ActionRefused
  | Unconfirmed
  | ChangedMeanwhile
  | OutcomeUnrecorded
  | StoreError

/** Tells our errors from a source's. */
export const isActionError = (error: unknown): error is ActionError =>
  [SubjectMissing, ActionRefused, Unconfirmed, ChangedMeanwhile, OutcomeUnrecorded, StoreError].some(
    (each) => error instanceof each
  )
