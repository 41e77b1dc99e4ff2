/**
 * Findings: a row for each, those of people in roster order, then those that are nobody's.
 */
import type { ReportPerson } from "@rollcall/model"
import { defineTable, fact, instant, several, words } from "./DataTable.ts"
import { address } from "./devices.ts"

interface Row {
  readonly finding: ReportPerson["findings"][number]
  readonly person: ReportPerson | null
}

export const findings = defineTable<Row>({
  name: "findings",
  title: "Findings",
  rows: function* ({ people, unowned }) {
    for (const person of people) for (const finding of person.findings) yield { finding, person }
    for (const finding of unowned.findings) yield { finding, person: null }
  },
  columns: () => ({
    finding_id: ({ finding }) => finding.id,
    type: ({ finding }) => fact(finding.type),
    state: ({ finding }) => fact(finding.state),
    person: ({ person }) => (person === null ? "" : address(person)),
    employee_id: ({ finding }) => words(finding.employeeId),
    account_id: ({ finding }) => words(finding.accountId),
    app_type: ({ finding }) => words(finding.appType),
    app_id: ({ finding }) => words(finding.appId),
    weak_password_reasons: ({ finding }) => several(finding.weakPasswordReasons ?? []),
    first_observed: ({ finding }) => instant(finding.creationTimestamp)
  })
})
