/**
 * Whom does it concern: which checks fail for which person?
 */
import { type CheckResult, type ReportPerson, severityWeights } from "@rollcall/model"
import type { Block } from "../blocks.ts"
import { defineSection } from "../section.ts"
import { bySeverity, personCell } from "../subjects.ts"
import { count, counted } from "../wording.ts"

interface FailingPerson {
  readonly person: ReportPerson
  /** Worst first. */
  readonly checks: ReadonlyArray<CheckResult>
}

export const section = defineSection({
  id: "failures-by-person",
  title: "Failures by person",
  select: ({ checks, people, snapshot, summary }) => {
    const ordered = bySeverity(checks)
    const failing = people
      .map((person) => {
        const ids = new Set(person.posture.failing)
        return { person, checks: ordered.filter((check) => ids.has(check.id)) }
      })
      .filter((each) => each.checks.length > 0)
    return {
      failing: failing.toSorted((a, b) => worst(b) - worst(a) || weight(b) - weight(a)),
      total: summary.people,
      isComplete: snapshot.complete
    }
  },
  blocks: ({ failing, isComplete, total }): ReadonlyArray<Block> =>
    failing.length === 0
      ? [{ kind: "paragraph", text: isComplete ? "No check fails for anyone." : nothingSeen }]
      : [
          {
            kind: "paragraph",
            text:
              `${counted(failing.length, "person", "people")} ${among(total)} with at least one failing check, the ` +
              "gravest first. Checks are named by what is wrong; a failure that an exception covers is not among them."
          },
          {
            kind: "table",
            caption: "People with failing checks",
            columns: [
              { title: "Person", width: 36 },
              { title: "Worst", width: 12 },
              { title: "Failing checks", width: 10, align: "right" },
              { title: "Which", width: 42 }
            ],
            rows: failing.map(({ checks, person }) => [
              personCell(person),
              { text: checks[0]?.severity ?? "–", mark: checks[0]?.severity ?? "unknown" },
              count(checks.length),
              checks.map((check) => check.id).join(", ")
            ]),
            leftOut: null
          }
        ]
})

const nothingSeen =
  "Among what was read, no check fails for anyone. Not everything was read: others may fail, and checks that could not be made."

const among = (total: number | null): string => (total === null ? "(of how many is not known)" : `of ${count(total)}`)

const worst = ({ checks }: FailingPerson): number => Math.max(...checks.map((check) => severityWeights[check.severity]))

const weight = ({ checks }: FailingPerson): number =>
  checks.reduce((sum, check) => sum + severityWeights[check.severity], 0)
