/**
 * What changed since the month before, and can the two months be compared at all?
 */
import {
  type CheckResult,
  type CheckTrend,
  comparesChecks,
  type MonthFigures,
  previousPeriod,
  type ReportDocument,
  type Trend
} from "@rollcall/model"
import { checkAnchor, linked } from "../anchors.ts"
import { type Block, type Cell, firstRows } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import { text } from "../language/Wording.ts"
import { resources } from "../reading.ts"
import { defineSection } from "../section.ts"
import { subjectCell } from "../subjects.ts"

const rowsMax = 100

/** What is not the same as in the month before, in words; `null` if nothing is. */
export const changedConditions = (
  { differences }: Pick<Trend, "differences">,
  { listed, texts }: Language
): string | null =>
  differences.length === 0 ? null : listed(differences.map((each) => texts.changes.conditions[each]))

/** Whether all that fails newly is known: what was seen to is not all where the population was not read to its end. */
export const isNewKnown = ({ population }: CheckResult, { newlyFailing }: CheckTrend): boolean =>
  newlyFailing !== null && (population !== null || newlyFailing.length === 0)

/** The months with what set each apart from the one before, the present one last. */
export function judgedMonths(
  { generator, period, summary }: ReportDocument,
  { differences, months: before }: Trend
): ReadonlyArray<Required<MonthFigures>> {
  const { coverage, score, scoreWithExceptions } = summary
  const now = { period, catalogue: generator.catalogue, score, scoreWithExceptions, coverage, differences }
  return [...before, now].map((month, index, all) =>
    Object.assign({}, month, { differences: month.differences ?? catalogueChange(month, all[index - 1]) })
  )
}

/** Of the records that do not tell what changed, the catalogue's version tells some of it. */
const catalogueChange = (month: MonthFigures, before: MonthFigures | undefined): Trend["differences"] =>
  before === undefined || before.catalogue === month.catalogue ? [] : ["catalogue"]

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
    ...unread(document, trend, language),
    ...(changed === null || comparesChecks(trend)
      ? checks(document, trend, language)
      : [{ kind: "note", tone: "warning", text: language.texts.changes.notCompared(changed) } as const]),
    ...people(trend, language)
  ]
}

/** Names what one of the months alone has not read, so that its figures rest on less. */
function unread({ period }: ReportDocument, { unread: lacking }: Trend, language: Language): ReadonlyArray<Block> {
  if (lacking.before.length + lacking.now.length === 0) return []
  const { periodName, texts } = language
  const lacks = [
    { month: periodName(previousPeriod(period)), keys: lacking.before },
    { month: periodName(period), keys: lacking.now }
  ]
  const named = lacks
    .filter(({ keys }) => keys.length > 0)
    .map(({ keys, month }) => texts.changes.unread(month, namesOf(keys, language)))
  return [{ kind: "note", tone: "warning", text: `${named.join(" ")} ${texts.changes.unreadMeans}` }]
}

function namesOf(keys: ReadonlyArray<string>, { code, listed, texts }: Language): string {
  const known = resources.filter(({ resource, source }) => keys.includes(`${source}.${resource}`))
  const names = known.map(({ resource }) => texts.resources[resource])
  // English has names of things in small letters within a sentence.
  return listed(code === "en" ? names.map((name) => name.toLowerCase()) : names)
}

function months(document: ReportDocument, trend: Trend, language: Language): Block {
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
    rows: judgedMonths(document, trend).map((month) => [
      monthCell(periodName(month.period), changedConditions(month, language), texts.changed),
      score(month.score, texts.none),
      score(month.scoreWithExceptions, texts.none),
      percent(month.coverage, "–"),
      month.catalogue
    ]),
    leftOut: null
  }
}

/** A mark on the months that a line of scores does not lead to. */
const monthCell = (month: string, changed: string | null, words: (changed: string) => string): Cell =>
  changed === null ? month : { text: month, detail: words(changed) }

/** The checks of both months; of a source that the tenant has none of there is nothing to know. */
export function comparedChecks(
  { checks: now, snapshot }: ReportDocument,
  trend: Trend
): ReadonlyArray<{ readonly check: CheckResult; readonly movement: CheckTrend }> {
  const known = new Map(now.map((check) => [check.id, check]))
  const isTold = (key: string) => snapshot.sources.some((source) => key.startsWith(`${source}.`))
  return trend.checks.flatMap((movement) => {
    const check = known.get(movement.id)
    return check !== undefined && check.populationResources.every(isTold) ? [{ check, movement }] : []
  })
}

function checks(document: ReportDocument, trend: Trend, { count, texts }: Language): ReadonlyArray<Block> {
  const { checks: titles, newly: newTitles, notKnown, nothingKnownMoved, nothingMoved } = texts.changes
  const compared = comparedChecks(document, trend)
  const unknown = compared.filter(({ check, movement }) => !isKnown(check, movement)).length
  const unknownWords = unknown === 0 ? [] : [notKnown(unknown)]
  const moved = compared.filter(({ check, movement }) => hasMoved(movement) || mayHaveMoved(check, movement))
  if (moved.length === 0) {
    const nothing = unknown === 0 ? [nothingMoved] : unknown < compared.length ? [nothingKnownMoved] : []
    return [{ kind: "paragraph", text: [...nothing, ...unknownWords].join(" ") }]
  }
  const newCell = (check: CheckResult, movement: CheckTrend) =>
    movement.newlyFailing === null || isNewKnown(check, movement)
      ? count(movement.newlyFailing?.length ?? null)
      : texts.checks.seen(movement.newlyFailing.length)
  const newly = moved.flatMap(({ check, movement }) =>
    (movement.newlyFailing ?? []).map((subject) => ({ check, subject }))
  )
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
        newCell(check, movement),
        count(movement.fixed),
        count(movement.noLongerAssessable),
        count(movement.gone)
      ]),
      leftOut: null
    },
    ...unknownWords.map((words): Block => ({ kind: "paragraph", text: words })),
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
  (newlyFailing?.length ?? 0) + (fixed ?? 0) + (noLongerAssessable ?? 0) + (gone ?? 0) > 0

const isKnown = (check: CheckResult, movement: CheckTrend): boolean =>
  isNewKnown(check, movement) && movement.gone !== null

/** Failures of one of the months of which the other tells nothing; where there are none, a row of unknowns says nothing. */
const mayHaveMoved = (check: CheckResult, movement: CheckTrend): boolean =>
  !isKnown(check, movement) &&
  check.failures.length + check.exceptions.length + (movement.before.fail ?? 0) + (movement.before.excepted ?? 0) > 0

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
