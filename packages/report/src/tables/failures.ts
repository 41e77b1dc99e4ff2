/**
 * Failures: a row for each subject that a check fails, those that an exception covers after the others of the check.
 */
import type { AppliedException, CheckResult, Failure } from "@rollcall/model"
import { coveringExceptions } from "../covering.ts"
import { defineTable, several, words } from "./DataTable.ts"

interface Row {
  readonly check: CheckResult
  readonly failure: Failure
  readonly outcome: "fail" | "excepted"
  /** The exceptions that cover it. */
  readonly coveredBy: ReadonlyArray<AppliedException>
}

export const failures = defineTable<Row>({
  name: "failures",
  title: "Failures",
  rows: function* (document) {
    const coveringOf = coveringExceptions(document)
    for (const check of document.checks) {
      for (const failure of check.failures) yield { check, failure, outcome: "fail", coveredBy: [] }
      for (const failure of check.exceptions) {
        yield { check, failure, outcome: "excepted", coveredBy: coveringOf(check, failure) }
      }
    }
  },
  columns: () => ({
    check: ({ check }) => check.id,
    code: ({ check }) => check.code,
    severity: ({ check }) => check.severity,
    outcome: ({ outcome }) => outcome,
    subject_kind: ({ failure }) => failure.subject.kind,
    subject_id: ({ failure }) => failure.subject.id,
    email: ({ failure }) => words(failure.subject.email),
    detail: ({ failure }) => failure.detail,
    excepted_by: ({ coveredBy }) => several(coveredBy.map(({ approvedBy }) => approvedBy)),
    excepted_until: ({ coveredBy }) => several(coveredBy.map(({ expires }) => expires)),
    exception_reason: ({ coveredBy }) => several(coveredBy.map(({ reason }) => reason))
  })
})
