/**
 * What changed since the month before, and can the two months be compared at all?
 */
import type { CheckResult, CheckTrend, Condition, ReportDocument, Trend } from "@rollcall/model"
import { type Block, type Cell, firstRows } from "../blocks.ts"
import { defineSection } from "../section.ts"
import { subjectCell } from "../subjects.ts"
import { count, counted, listed, percent, periodName, score, text } from "../wording.ts"

const rowsMax = 100

const conditions: Readonly<Record<Condition, string>> = {
  catalogue: "the check catalogue",
  parameters: "the parameters",
  sources: "the configured sources"
}

/** What is not the same as in the month before, in words; `null` if nothing is. */
export const changedConditions = ({ differences }: Trend): string | null =>
  differences.length === 0 ? null : listed(differences.map((each) => conditions[each]))

export const section = defineSection({
  id: "changes",
  title: "Since the month before",
  select: (document) => document,
  blocks: (document): ReadonlyArray<Block> =>
    document.trend === null
      ? [{ kind: "paragraph", text: "The month before was not assessed: there is nothing to compare with." }]
      : changes(document, document.trend)
})

function changes(document: ReportDocument, trend: Trend): ReadonlyArray<Block> {
  const changed = changedConditions(trend)
  return [
    months(document, trend),
    ...(changed === null
      ? checks(document, trend)
      : [
          {
            kind: "note",
            tone: "warning",
            text: `${capitalised(changed)} changed since the month before. Both months are shown as they were judged; a difference between them may come from that change, so checks are not compared.`
          } as const
        ]),
    ...people(trend)
  ]
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

const months = ({ generator, period, summary }: ReportDocument, trend: Trend): Block => ({
  kind: "table",
  caption: "Scores by month",
  columns: [
    { title: "Month", width: 28 },
    { title: "Score", width: 14, align: "right" },
    { title: "With exceptions", width: 18, align: "right" },
    { title: "Coverage", width: 14, align: "right" },
    { title: "Check catalogue", width: 26 }
  ],
  rows: [...trend.months, { ...summary, period, catalogue: generator.catalogue }].map((month) => [
    periodName(month.period),
    score(month.score, "none"),
    score(month.scoreWithExceptions, "none"),
    percent(month.coverage, "–"),
    month.catalogue
  ]),
  leftOut: null
})

function checks({ checks: now }: ReportDocument, trend: Trend): ReadonlyArray<Block> {
  const known = new Map(now.map((check) => [check.id, check]))
  const moved = trend.checks.flatMap((movement) => {
    const check = known.get(movement.id)
    return check === undefined || !hasMoved(movement) ? [] : [{ check, movement }]
  })
  if (moved.length === 0) {
    return [
      { kind: "paragraph", text: "No subject fails a check now that did not fail it then, nor the other way round." }
    ]
  }
  const newly = moved.flatMap(({ check, movement }) => movement.newlyFailing.map((subject) => ({ check, subject })))
  const { leftOut, shown } = firstRows(newly, rowsMax, "new failures")
  return [
    {
      kind: "table",
      caption: "Checks that moved",
      columns: [
        { title: "Check", width: 34 },
        { title: "Failing then", width: 11, align: "right" },
        { title: "Failing now", width: 11, align: "right" },
        { title: "New", width: 9, align: "right" },
        { title: "Fixed", width: 9, align: "right" },
        { title: "Not decided any more", width: 14, align: "right" },
        { title: "Gone", width: 12, align: "right" }
      ],
      rows: moved.map(({ check, movement }) => [
        checkCell(check),
        count(movement.before.fail),
        count(check.fail),
        count(movement.newlyFailing.length),
        count(movement.fixed),
        count(movement.noLongerAssessable),
        count(movement.gone)
      ]),
      leftOut: null
    },
    ...(newly.length === 0
      ? []
      : [
          {
            kind: "table",
            caption: "What fails now and did not fail then",
            columns: [
              { title: "Check", width: 44 },
              { title: "Subject", width: 56 }
            ],
            rows: shown.map(({ check, subject }) => [checkCell(check), subjectCell(subject)]),
            leftOut
          } as const
        ])
  ]
}

const hasMoved = ({ newlyFailing, fixed, noLongerAssessable, gone }: CheckTrend): boolean =>
  newlyFailing.length + fixed + noLongerAssessable + gone > 0

const checkCell = (check: CheckResult): Cell => ({ text: check.title, detail: check.code, mark: check.severity })

function people({ people: moved }: Trend): ReadonlyArray<Block> {
  if (moved === null) {
    return [
      {
        kind: "note",
        tone: "information",
        text: "Who joined and who left is not known: the employees of one of the two months were not read to their end."
      }
    ]
  }
  const { joined, left } = moved
  const all = [...joined.map((one) => ({ one, movement: "joined" })), ...left.map((one) => ({ one, movement: "left" }))]
  const summary = `${counted(joined.length, "employee", "employees")} joined and ${count(left.length)} left.`
  if (all.length === 0) return [{ kind: "paragraph", text: summary }]
  const { leftOut, shown } = firstRows(all, rowsMax, "people who joined or left")
  return [
    { kind: "paragraph", text: summary },
    {
      kind: "table",
      caption: "Employees who joined or left",
      columns: [
        { title: "Employee", width: 70 },
        { title: "Movement", width: 30 }
      ],
      rows: shown.map(({ movement, one }) => [
        { text: text(one.name ?? one.email ?? one.id), detail: text(one.email) },
        movement
      ]),
      leftOut
    }
  ]
}
