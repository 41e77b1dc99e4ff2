/**
 * One thing that `rollcall doctor` looks at, and what it found.
 */
import { Effect } from "effect"
import type { Check } from "./DoctorDocument.ts"
import { type Failure, failureDocument } from "./Failure.ts"

/** What was found, with the failure behind it if there is one. */
export interface Finding {
  readonly check: Check
  readonly failure: Failure | null
}

export type Subject = Pick<Check, "subject" | "source">

/** All is well. */
export const fine = (about: Subject, detail: string): Finding => ({
  check: { ...about, outcome: "ok", detail, next: null },
  failure: null
})

/** Nothing fails because of it today. */
export const doubtful = (about: Subject, detail: string, next: string): Finding => ({
  check: { ...about, outcome: "warning", detail, next },
  failure: null
})

/** Something that a run needs is not there. */
export const broken = (about: Subject, failure: Failure): Finding => ({
  check: {
    ...about,
    outcome: "failed",
    detail: failure.summary,
    next: failure.next,
    error: failureDocument(failure)
  },
  failure
})

/** What an examination finds; its failure is a finding too. */
export const examined = <R>(
  about: Subject,
  examination: Effect.Effect<Finding, Failure, R>
): Effect.Effect<Finding, never, R> =>
  Effect.catchTag(examination, "Failure", (failure) => Effect.succeed(broken(about, failure)))
