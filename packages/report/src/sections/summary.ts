/**
 * Which organisation and month is this, is it in order, and can the answer be trusted?
 */
import { type Period, previousPeriod, type ReportDocument, type Severity, type Trend } from "@rollcall/model"
import type { Block, Cell } from "../blocks.ts"
import { stackedBars } from "../charts/stacked-bars.ts"
import { trendLine } from "../charts/trend-line.ts"
import { partialWarning, readingOf, resources } from "../reading.ts"
import { defineSection } from "../section.ts"
import { changedConditions } from "./changes.ts"
import { bySeverity, hasFailures } from "../subjects.ts"
import { count, instant, listed, percent, periodName, score, share, shortPeriodName, text } from "../wording.ts"

const worstShown = 5
const namesShown = 3

export const section = defineSection({
  id: "summary",
  title: "Summary",
  select: (document) => ({
    document,
    warning: partialWarning(document.snapshot),
    failing: bySeverity(document.checks).filter(hasFailures),
    openFindingCount: openFindings(document)
  }),
  blocks: ({ document, failing, openFindingCount, warning }): ReadonlyArray<Block> => [
    {
      kind: "cover",
      title: "Posture report",
      subtitle: text(document.tenant.name),
      period: periodName(document.period)
    },
    ...(warning === null ? [] : [{ kind: "note", tone: "warning", text: warning } as const]),
    { kind: "paragraph", role: "verdict", text: verdict(document) },
    ...scores(document),
    {
      kind: "figures",
      entries: [
        {
          label: "People",
          value: count(document.summary.people),
          note: `employees: ${count(document.summary.employees)}`
        },
        {
          label: "Devices",
          value: count(document.summary.devices),
          note: `end users: ${count(document.summary.endusers)}`
        },
        { label: "Browsers", value: count(document.summary.browsers), note: "enrolled" },
        { label: "Accounts", value: count(document.summary.accounts), note: `apps: ${count(document.summary.apps)}` },
        {
          label: "Open findings",
          value: count(openFindingCount),
          note: openFindingCount === null ? "not read" : `of ${count(document.summary.findings)} findings`
        }
      ]
    },
    ...gotWorse(document),
    ...firstThings(failing),
    { kind: "facts", entries: provenance(document) }
  ]
})

function scores(document: ReportDocument): ReadonlyArray<Block> {
  const { period, scoreWithheld, summary, trend } = document
  const withheld = scoreWithheld === null ? "not known" : "withheld"
  const figures: Block = {
    kind: "figures",
    entries: [
      { label: "Score", value: score(summary.score, withheld), note: "of 100, as measured" },
      {
        label: "With exceptions",
        value: score(summary.scoreWithExceptions, withheld),
        note: "of 100, waivers applied"
      },
      { label: "Coverage", value: percent(summary.coverage), note: "of what was in scope could be decided" },
      {
        label: "Month before",
        value: score(summary.previousScore, trend === null ? "–" : "none"),
        note: trend === null ? "not assessed" : movement(summary.score, summary.previousScore, trend, period)
      }
    ]
  }
  if (summary.score === null) {
    const reason = scoreWithheld ?? "There is no score: nothing could be decided."
    return [{ kind: "note", tone: "warning", text: reason }, figures]
  }
  const gained = Math.max(0, (summary.scoreWithExceptions ?? summary.score) - summary.score)
  return [
    figures,
    stackedBars("Score of 100", [
      {
        label: null,
        parts: [
          { label: "passing", value: summary.score, shown: score(summary.score), mark: "pass" },
          { label: "gained by exceptions", value: gained, shown: score(gained), mark: "excepted" },
          {
            label: "failing",
            value: 100 - summary.score - gained,
            shown: score(100 - summary.score - gained),
            mark: "high"
          }
        ]
      }
    ]),
    ...trendOf(document)
  ]
}

/** A line of scores is worth drawing from two months on. */
function trendOf({ generator, period, summary, trend }: ReportDocument): ReadonlyArray<Block> {
  if (trend === null || trend.months.length === 0) return []
  const months = [...trend.months, { period, catalogue: generator.catalogue, score: summary.score }]
  return [
    trendLine(
      "Score by month",
      months.map((month) => ({ label: shortPeriodName(month.period), value: month.score, condition: month.catalogue }))
    )
  ]
}

/** An arrow only where like is compared with like. */
function movement(now: number | null, then: number | null, trend: Trend, period: Period): string {
  const changed = changedConditions(trend)
  const month = periodName(previousPeriod(period))
  if (changed !== null) return `${month}; not comparable, ${changed} changed`
  if (now === null || then === null) return month
  const difference = Math.round((now - then) * 10) / 10
  if (difference === 0) return `${month}; unchanged`
  return difference > 0 ? `${month}; ▲ ${difference.toFixed(1)} since` : `${month}; ▼ ${(-difference).toFixed(1)} since`
}

/** What to do first: the gravest failing checks, what mends them, and whom they concern. */
function firstThings(failing: ReportDocument["checks"]): ReadonlyArray<Block> {
  if (failing.length === 0) return []
  const shown = failing.slice(0, worstShown)
  return [
    {
      kind: "table",
      caption: "To do first",
      columns: [
        { title: "Check, and what to do", width: 52 },
        { title: "Severity", width: 12 },
        { title: "Failing", width: 13, align: "right" },
        { title: "Concerns", width: 23 }
      ],
      rows: shown.map((check) => [
        { text: check.title, detail: check.remediation },
        { text: check.severity, mark: check.severity },
        check.fail === null ? `${count(check.failures.length)} seen` : share(check.fail, check.population),
        concerned(check)
      ]),
      leftOut:
        failing.length > worstShown ? `First ${worstShown} of ${failing.length} failing checks; see Checks.` : null
    }
  ]
}

/** The first few whom a check's failures belong to, and how many more there are. */
function concerned({ failures }: ReportDocument["checks"][number]): Cell {
  const who = [...new Set(failures.map(({ subject }) => subject.email ?? `${subject.kind} ${subject.id}`))]
  const more = who.length - namesShown
  return { text: who.slice(0, namesShown).join(", "), ...(more > 0 ? { detail: `and ${count(more)} more` } : {}) }
}

/** What got worse, in one sentence; nothing where the two months can't be compared. */
function gotWorse({ checks, trend }: ReportDocument): ReadonlyArray<Block> {
  if (trend === null || trend.differences.length > 0) return []
  const titles = new Map(checks.filter((check) => check.severity !== "gate").map((check) => [check.id, check.title]))
  const worse = trend.checks
    .filter(({ id, newlyFailing }) => titles.has(id) && newlyFailing.length > 0)
    .toSorted((a, b) => b.newlyFailing.length - a.newlyFailing.length)
  const named = worse
    .slice(0, worstShown)
    .map(({ id, newlyFailing }) => `${titles.get(id)} (${count(newlyFailing.length)} new)`)
  const more = worse.length > worstShown ? `, and in ${worse.length - worstShown} more checks` : ""
  const words =
    worse.length === 0
      ? "No check has a failure that it did not have then."
      : `New failures: ${named.join("; ")}${more}.`
  return [{ kind: "paragraph", lead: "What got worse.", text: words }]
}

function provenance({ period, snapshot, tenant }: ReportDocument): ReadonlyArray<{ name: string; value: string }> {
  const collected = resources.flatMap((each) => readingOf(snapshot, each) ?? []).filter((each) => each.offered)
  return [
    { name: "Tenant", value: tenant.id },
    { name: "Period", value: `${period}, calendar month in ${tenant.timezone}` },
    { name: "Collected", value: `${instant(snapshot.startedAt)} to ${instant(snapshot.finishedAt)}` },
    {
      name: "Basis",
      value: {
        "within-period": "Snapshot finished within the period; ages and expiries are judged as of its end",
        "after-period": "No snapshot was finished within the period: this is the first one after it",
        named: "Snapshot named by whoever ran the report"
      }[snapshot.basis]
    },
    {
      name: "Completeness",
      value: `${share(collected.filter((each) => each.complete).length, collected.length)} resources read to their end`
    },
    { name: "Snapshot", value: `${snapshot.id}, content hash ${snapshot.contentHash.slice(0, 16)}` }
  ]
}

/** The answer in one or two sentences; gates are told apart, since they judge the data and not the tenant. */
function verdict({ checks }: ReportDocument): string {
  const scored = checks.filter((check) => check.severity !== "gate")
  const failing = scored.filter(hasFailures)
  const passing = scored.filter((check) => !hasFailures(check) && (check.pass ?? 0) > 0)
  const undecided = scored.length - failing.length - passing.length
  const bySeverityWords = (["critical", "high", "medium", "low"] satisfies ReadonlyArray<Severity>)
    .map((severity) => ({ severity, many: failing.filter((check) => check.severity === severity).length }))
    .filter(({ many }) => many > 0)
    .map(({ many, severity }) => `${many} ${severity}`)
  const parts = [
    `${passing.length} found no failure`,
    `${failing.length} found failures${failing.length > 0 ? ` (${bySeverityWords.join(", ")})` : ""}`,
    ...(undecided > 0 ? [`${undecided} could not decide on anything`] : [])
  ]
  return `Of ${scored.length} checks, ${listed(parts)}.${gateWords(checks.filter((check) => check.severity === "gate"))}`
}

function gateWords(gates: ReportDocument["checks"]): string {
  if (gates.length === 0) return ""
  const failing = gates.filter(hasFailures).length
  if (failing > 0) return ` The data failed ${failing} of ${gates.length} evidence gates.`
  const passing = gates.filter((gate) => (gate.pass ?? 0) > 0).length
  if (passing === gates.length) return " The data passed every evidence gate."
  return ` The data passed ${passing} of ${gates.length} evidence gates; the others could not be decided.`
}

/** Findings that are not resolved; a state that is not known counts as open. */
function openFindings(document: ReportDocument): number | null {
  if (document.summary.findings === null) return null
  const findings = [...document.people.flatMap((person) => person.findings), ...document.unowned.findings]
  return findings.filter((finding) => finding.state !== "RESOLVED").length
}
