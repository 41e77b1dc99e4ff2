/**
 * What changed since the month before, and can the two months be compared at all?
 */
import type { CheckResult, CheckTrend, ReportDocument, Trend } from "@rollcall/model"
import { checkAnchor, linked } from "../anchors.ts"
import { type Block, type Cell, firstRows } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import { text } from "../language/Wording.ts"
import { defineSection } from "../section.ts"
import { subjectCell } from "../subjects.ts"

const rowsMax = 100

/** What is not the same as in the month before, in words; `null` if nothing is. */
export const changedConditions = ({ differences }: Trend, { listed, texts }: Language): string | null =>
  differences.length === 0 ? null : listed(differences.map((each) => texts.changes.conditions[each]))

export const section = defineSection({
  id: "changes",
  title: (texts) => texts.changes.title,
  select: (document) => document,
  blocks: (document, language): ReadonlyArray<Block> =>
    document.trend === null
      ? [{ kind: "paragraph", text: language.texts.changes.none }]
      : changes(document, document.trend, language)
})

function changes(document: ReportDocument, trend: Trend, language: Language): ReadonlyArray<Block> {
  const changed = changedConditions(trend, language)
  return [
    months(document, trend, language),
    ...(changed === null
      ? checks(document, trend, language)
      : [{ kind: "note", tone: "warning", text: language.texts.changes.notCompared(changed) } as const]),
    ...people(trend, language)
  ]
}

function months({ generator, period, summary }: ReportDocument, trend: Trend, language: Language): Block {
  const { percent, periodName, score } = language
  const texts = language.texts.changes.months
  return {
    kind: "table",
    caption: texts.caption,
    columns: [
      { title: texts.month, width: 28 },
      { title: texts.score, width: 14, align: "right" },
      { title: texts.withExceptions, width: 18, align: "right" },
      { title: texts.coverage, width: 14, align: "right" },
      { title: texts.catalogue, width: 26 }
    ],
    rows: [...trend.months, { ...summary, period, catalogue: generator.catalogue }].map((month) => [
      periodName(month.period),
      score(month.score, texts.none),
      score(month.scoreWithExceptions, texts.none),
      percent(month.coverage, "–"),
      month.catalogue
    ]),
    leftOut: null
  }
}

function checks({ checks: now }: ReportDocument, trend: Trend, { count, texts }: Language): ReadonlyArray<Block> {
  const { checks: titles, newly: newTitles, nothingMoved } = texts.changes
  const known = new Map(now.map((check) => [check.id, check]))
  const moved = trend.checks.flatMap((movement) => {
    const check = known.get(movement.id)
    return check === undefined || !hasMoved(movement) ? [] : [{ check, movement }]
  })
  if (moved.length === 0) return [{ kind: "paragraph", text: nothingMoved }]
  const newly = moved.flatMap(({ check, movement }) => movement.newlyFailing.map((subject) => ({ check, subject })))
  const { leftOut, shown } = firstRows(newly, rowsMax, (few, all) => texts.table.leftOut(few, all, newTitles.what))
  return [
    {
      kind: "table",
      caption: titles.caption,
      columns: [
        { title: titles.check, width: 34 },
        { title: titles.before, width: 11, align: "right" },
        { title: titles.now, width: 11, align: "right" },
        { title: titles.new, width: 9, align: "right" },
        { title: titles.fixed, width: 9, align: "right" },
        { title: titles.undecided, width: 14, align: "right" },
        { title: titles.gone, width: 12, align: "right" }
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
            caption: newTitles.caption,
            columns: [
              { title: newTitles.check, width: 44 },
              { title: newTitles.subject, width: 56 }
            ],
            rows: shown.map(({ check, subject }) => [checkCell(check), subjectCell(subject, texts)]),
            leftOut
          } as const
        ])
  ]
}

const hasMoved = ({ newlyFailing, fixed, noLongerAssessable, gone }: CheckTrend): boolean =>
  newlyFailing.length + fixed + noLongerAssessable + gone > 0

const checkCell = (check: CheckResult): Cell =>
  linked({ text: check.title, detail: check.code, mark: check.severity }, checkAnchor(check.id))

function people({ people: moved }: Trend, { texts }: Language): ReadonlyArray<Block> {
  const { joinedAndLeft, people: titles, peopleNotKnown } = texts.changes
  if (moved === null) return [{ kind: "note", tone: "information", text: peopleNotKnown }]
  const { joined, left } = moved
  const all = [
    ...joined.map((one) => ({ one, movement: titles.joined })),
    ...left.map((one) => ({ one, movement: titles.left }))
  ]
  const summary = joinedAndLeft(joined.length, left.length)
  if (all.length === 0) return [{ kind: "paragraph", text: summary }]
  const { leftOut, shown } = firstRows(all, rowsMax, (few, many) => texts.table.leftOut(few, many, titles.what))
  return [
    { kind: "paragraph", text: summary },
    {
      kind: "table",
      caption: titles.caption,
      columns: [
        { title: titles.employee, width: 70 },
        { title: titles.movement, width: 30 }
      ],
      rows: shown.map(({ movement, one }) => [
        { text: text(one.name ?? one.email ?? one.id), detail: text(one.email) },
        movement
      ]),
      leftOut
    }
  ]
}
