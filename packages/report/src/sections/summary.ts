/**
 * Which organisation and month is this, is it in order, and can the answer be trusted?
 */
import { comparesChecks, type Period, previousPeriod, type ReportDocument, type Trend } from "@rollcall/model"
import { checkAnchor, linked, type PersonAnchors } from "../anchors.ts"
import type { Block, Cell, Link } from "../blocks.ts"
import { stackedBars } from "../charts/stacked-bars.ts"
import { trendLine } from "../charts/trend-line.ts"
import type { Language, Texts } from "../language/Language.ts"
import { text } from "../language/Wording.ts"
import { partialWarning, readingOf, resources } from "../reading.ts"
import { defineSection } from "../section.ts"
import { changedConditions, comparedChecks, isNewKnown, judgedMonths } from "./changes.ts"
import { bySeverity, hasFailures } from "../subjects.ts"

const worstShown = 5
const namesShown = 2

export const section = defineSection({
  id: "summary",
  title: (texts) => texts.summary.title,
  select: (document, anchors) => ({
    document,
    anchors,
    // Gates judge the data and not the tenant: there is nothing to do about them first.
    failing: bySeverity(document.checks).filter((check) => check.severity !== "gate" && hasFailures(check)),
    openFindingCount: openFindings(document)
  }),
  blocks: ({ anchors, document, failing, openFindingCount }, language): ReadonlyArray<Block> => {
    const warning = partialWarning(document.snapshot, language)
    return [
      {
        kind: "cover",
        title: language.texts.file.title,
        subtitle: text(document.tenant.name),
        period: language.periodName(document.period)
      },
      ...(warning === null ? [] : [{ kind: "note", tone: "warning", text: warning } as const]),
      { kind: "paragraph", role: "verdict", text: verdict(document, language) },
      ...scores(document, language),
      numbers(document, openFindingCount, language),
      ...gotWorse(document, language.texts),
      ...firstThings(failing, anchors, language),
      { kind: "facts", entries: provenance(document, language) }
    ]
  }
})

function scores(document: ReportDocument, language: Language): ReadonlyArray<Block> {
  const { percent, score } = language
  const { period, scoreWithheld, summary, trend } = document
  const texts = language.texts.summary
  const withheld = scoreWithheld === null ? undefined : texts.withheld
  const figures: Block = {
    kind: "figures",
    entries: [
      { ...texts.score, value: score(summary.score, withheld) },
      { ...texts.withExceptions, value: score(summary.scoreWithExceptions, withheld) },
      { ...texts.coverage, value: percent(summary.coverage) },
      {
        label: texts.before.label,
        value: score(summary.previousScore, trend === null ? "–" : texts.before.none),
        note:
          trend === null
            ? texts.before.notAssessed
            : movement(summary.score, summary.previousScore, trend, period, language)
      }
    ]
  }
  if (summary.score === null) {
    const reason = withheldReason(document, language) ?? texts.nothingDecided
    return [{ kind: "note", tone: "warning", text: reason }, figures]
  }
  const gained = Math.max(0, (summary.scoreWithExceptions ?? summary.score) - summary.score)
  const failing = 100 - summary.score - gained
  return [
    figures,
    stackedBars(texts.scoreChart.title, [
      {
        label: null,
        parts: [
          { label: texts.scoreChart.passing, value: summary.score, shown: score(summary.score), mark: "pass" },
          { label: texts.scoreChart.gained, value: gained, shown: score(gained), mark: "excepted" },
          { label: texts.scoreChart.failing, value: failing, shown: score(failing), mark: "high" }
        ]
      }
    ]),
    ...trendOf(document, language)
  ]
}

/** Why there is no score, in the words of the gates that withhold it; `null` if none does. */
function withheldReason({ checks, scoreWithheld }: ReportDocument, { detail, texts }: Language): string | null {
  if (scoreWithheld === null) return null
  const reasons = checks
    .filter((check) => check.severity === "gate")
    .flatMap(({ exceptions, failures, id }) => [...failures, ...exceptions].map((each) => ({ id, seen: each.detail })))
    .filter(({ seen }) => scoreWithheld.includes(withoutFullStop(seen)))
    .map(({ id, seen }) => withoutFullStop(detail(id, seen) ?? seen))
  return reasons.length === 0 ? scoreWithheld : texts.summary.withheldBecause(reasons)
}

const withoutFullStop = (sentence: string): string => sentence.replace(/\.$/, "")

/** A line of scores is worth drawing from two months on. */
function trendOf(document: ReportDocument, { score, shortPeriodName, texts }: Language): ReadonlyArray<Block> {
  if (document.trend === null || document.trend.months.length === 0) return []
  const { none, title } = texts.summary.trendChart
  let changes = 0
  return [
    trendLine(
      title,
      judgedMonths(document, document.trend).map((month) => {
        if (month.differences.length > 0) changes++
        return {
          label: shortPeriodName(month.period),
          value: month.score,
          shown: score(month.score, none),
          // As many changes before it, as many times the line was broken.
          condition: String(changes)
        }
      })
    )
  ]
}

/** An arrow only where like is compared with like. */
function movement(now: number | null, then: number | null, trend: Trend, period: Period, language: Language): string {
  const { moved, notComparable, unchanged } = language.texts.summary
  const changed = changedConditions(trend, language)
  const month = language.periodName(previousPeriod(period))
  if (changed !== null) return notComparable(month, changed)
  if (now === null || then === null) return month
  const difference = Math.round((now - then) * 10) / 10
  if (difference === 0) return unchanged(month)
  return moved(month, difference > 0 ? "▲" : "▼", language.score(Math.abs(difference)))
}

function numbers(
  { summary }: ReportDocument,
  openFindingCount: number | null,
  { count, texts: { summary: texts } }: Language
): Block {
  return {
    kind: "figures",
    entries: [
      { label: texts.people, value: count(summary.people), note: texts.employees(summary.employees) },
      { label: texts.devices, value: count(summary.devices), note: texts.endusers(summary.endusers) },
      { ...texts.browsers, value: count(summary.browsers) },
      { label: texts.accounts, value: count(summary.accounts), note: texts.apps(summary.apps) },
      {
        label: texts.openFindings,
        value: count(openFindingCount),
        note: openFindingCount === null ? texts.notRead : texts.ofFindings(summary.findings)
      }
    ]
  }
}

/** What to do first: the gravest failing checks, what mends them, and whom they concern. */
function firstThings(
  failing: ReportDocument["checks"],
  anchors: PersonAnchors,
  { share, texts }: Language
): ReadonlyArray<Block> {
  if (failing.length === 0) return []
  const { first: titles } = texts.summary
  const shown = failing.slice(0, worstShown)
  return [
    {
      kind: "table",
      caption: titles.caption,
      columns: [
        { title: titles.check, width: 43 },
        { title: titles.severity, width: 14 },
        { title: titles.failing, width: 13, align: "right" },
        { title: titles.concerns, width: 30 }
      ],
      rows: shown.map((check) => [
        linked({ text: check.title, detail: check.remediation }, checkAnchor(check.id)),
        { text: texts.severities[check.severity], mark: check.severity },
        check.fail === null ? texts.checks.seen(check.failures.length) : share(check.fail, check.population),
        concerned(check, anchors, texts)
      ]),
      leftOut: failing.length > worstShown ? titles.leftOut(worstShown, failing.length) : null
    }
  ]
}

/** The first few whom a check's failures belong to, and how many more there are. */
function concerned(
  { failures }: ReportDocument["checks"][number],
  anchors: PersonAnchors,
  { kinds, summary }: Texts
): Cell {
  const who = [...new Set(failures.flatMap(({ subject }) => subject.email ?? []))]
  // An app is nobody's, and its id tells a reader nothing: how many there are is told.
  const nobodys = Map.groupBy(
    failures.filter(({ subject }) => subject.email === null),
    ({ subject }) => subject.kind
  )
  for (const [kind, { length }] of nobodys) who.push(`${length} × ${kinds[kind]}`)
  const shown = who.slice(0, namesShown)
  const more = who.length - namesShown
  const links = shown.flatMap((words) => linkTo(words, anchors.byAddress(words)))
  return {
    text: shown.join(", "),
    ...(links.length > 0 ? { links } : {}),
    ...(more > 0 ? { detail: summary.andMore(more) } : {})
  }
}

const linkTo = (words: string, to: string | undefined): ReadonlyArray<Link> => (to === undefined ? [] : [{ words, to }])

/** What got worse, in a sentence or two; nothing where the two months can't be compared. */
function gotWorse(document: ReportDocument, { summary: { worse: texts } }: Texts): ReadonlyArray<Block> {
  const { trend } = document
  if (trend === null || !comparesChecks(trend)) return []
  const compared = comparedChecks(document, trend)
    .filter(({ check }) => check.severity !== "gate")
    .map(({ check, movement: moved }) => ({ title: check.title, many: moved.newlyFailing?.length ?? 0, check, moved }))
  const worse = compared.filter(({ many }) => many > 0).toSorted((a, b) => b.many - a.many)
  const named = worse.slice(0, worstShown).map(({ many, title }) => texts.check(title, many))
  const unknown = compared.filter(({ check, moved }) => !isNewKnown(check, moved)).length
  const sentences = [
    ...(worse.length > 0 ? [texts.some(named, worse.length - named.length)] : []),
    ...(worse.length === 0 && unknown === 0 ? [texts.none] : []),
    ...(worse.length === 0 && unknown > 0 && unknown < compared.length ? [texts.noneKnown] : []),
    ...(unknown > 0 ? [texts.notKnown(unknown)] : [])
  ]
  return [{ kind: "paragraph", lead: texts.lead, text: sentences.join(" ") }]
}

function provenance(
  { period, snapshot, tenant }: ReportDocument,
  { instant, texts }: Language
): ReadonlyArray<{ name: string; value: string }> {
  const { bases, provenance: names } = texts.summary
  const collected = resources.flatMap((each) => readingOf(snapshot, each) ?? []).filter((each) => each.offered)
  const read = collected.filter((each) => each.complete)
  return [
    { name: names.tenant, value: tenant.id },
    { name: names.period.name, value: names.period.value(period, tenant.timezone) },
    {
      name: names.collected.name,
      value: names.collected.value(instant(snapshot.startedAt), instant(snapshot.finishedAt))
    },
    { name: names.basis, value: bases[snapshot.basis] },
    { name: names.completeness.name, value: names.completeness.value(read.length, collected.length) },
    {
      name: names.snapshot.name,
      value: names.snapshot.value(snapshot.id, snapshot.contentHash.slice(0, 16))
    }
  ]
}

/** The answer in one or two sentences; gates are told apart, since they judge the data and not the tenant. */
function verdict({ checks }: ReportDocument, { texts }: Language): string {
  const scored = checks.filter((check) => check.severity !== "gate")
  const failing = scored.filter(hasFailures)
  const passing = scored.filter((check) => !hasFailures(check) && (check.pass ?? 0) > 0)
  const severities = (["critical", "high", "medium", "low"] as const)
    .map((severity) => ({ severity, many: failing.filter((check) => check.severity === severity).length }))
    .filter(({ many }) => many > 0)
    .map(({ many, severity }) => `${many} ${texts.severities[severity]}`)
  const undecided = scored.length - failing.length - passing.length
  const outcome = texts.summary.verdict(scored.length, passing.length, failing.length, severities.join(", "), undecided)
  const gates = gateWords(
    checks.filter((check) => check.severity === "gate"),
    texts.summary.gates
  )
  return gates === null ? outcome : `${outcome} ${gates}`
}

function gateWords(gates: ReportDocument["checks"], texts: Texts["summary"]["gates"]): string | null {
  if (gates.length === 0) return null
  // What is excepted has failed all the same: no approval makes up for evidence.
  const failing = gates.filter((gate) => hasFailures(gate) || (gate.excepted ?? 0) > 0).length
  if (failing > 0) return texts.failed(failing, gates.length)
  const passing = gates.filter((gate) => (gate.pass ?? 0) > 0).length
  return passing === gates.length ? texts.passed : texts.undecided(passing, gates.length)
}

/** Findings that are not resolved; a state that is not known counts as open. */
function openFindings(document: ReportDocument): number | null {
  if (document.summary.findings === null) return null
  const findings = [...document.people.flatMap((person) => person.findings), ...document.unowned.findings]
  return findings.filter((finding) => finding.state !== "RESOLVED").length
}
