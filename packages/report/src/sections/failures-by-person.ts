/**
 * Whom does it concern: which checks fail for which person?
 */
import { type CheckResult, type ReportPerson, severityWeights } from "@rollcall/model"
import { checkAnchor, linked, type PersonAnchors } from "../anchors.ts"
import { type Block, type Cell, rowsOf } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import { defineSection } from "../section.ts"
import { bySeverity, personCell } from "../subjects.ts"

interface FailingPerson {
  readonly person: ReportPerson
  /** Worst first. */
  readonly checks: ReadonlyArray<CheckResult>
}

export const section = defineSection({
  id: "failures-by-person",
  title: (texts) => texts.failuresByPerson.title,
  select: ({ checks, people, snapshot, summary }, anchors) => {
    const ordered = bySeverity(checks)
    const failing = people
      .map((person) => {
        const ids = new Set(person.posture.failing)
        return { person, checks: ordered.filter((check) => ids.has(check.id)) }
      })
      .filter((each) => each.checks.length > 0)
    return {
      anchors,
      failing: failing.toSorted((a, b) => worst(b) - worst(a) || weight(b) - weight(a)),
      total: summary.people,
      isComplete: snapshot.complete
    }
  },
  blocks: ({ anchors, failing, isComplete, total }, language): ReadonlyArray<Block> => {
    const texts = language.texts.failuresByPerson
    if (failing.length === 0) return [{ kind: "paragraph", text: isComplete ? texts.none : texts.noneSeen }]
    return [
      { kind: "paragraph", text: texts.text(failing.length, total) },
      {
        kind: "table",
        caption: texts.caption,
        columns: [
          { title: texts.person, width: 36 },
          { title: texts.worst, width: 12 },
          { title: texts.failing, width: 10, align: "right" },
          { title: texts.which, width: 42 }
        ],
        rows: rowsOf(failing, (each) => row(each, anchors, language)),
        leftOut: null
      }
    ]
  }
})

function row(
  { checks, person }: FailingPerson,
  anchors: PersonAnchors,
  { count, texts }: Language
): ReadonlyArray<Cell> {
  const [gravest] = checks
  return [
    { ...linked(personCell(person), anchors.of(person)), anchor: anchors.failuresOf(person) },
    gravest === undefined ? "–" : { text: texts.severities[gravest.severity], mark: gravest.severity },
    count(checks.length),
    {
      text: checks.map((check) => check.id).join(", "),
      links: checks.map((check) => ({ words: check.id, to: checkAnchor(check.id) }))
    }
  ]
}

const worst = ({ checks }: FailingPerson): number => Math.max(...checks.map((check) => severityWeights[check.severity]))

const weight = ({ checks }: FailingPerson): number =>
  checks.reduce((sum, check) => sum + severityWeights[check.severity], 0)
