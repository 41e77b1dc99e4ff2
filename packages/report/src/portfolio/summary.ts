/**
 * Which tenants are in order, which got worse, and which can't be told?
 */
import type { Block, Cell } from "../blocks.ts"
import { stackedBars } from "../charts/stacked-bars.ts"
import type { Language } from "../language/Language.ts"
import type { SectionContent } from "../section.ts"
import { isReported, type Portfolio, type PortfolioTenant, type ReportedTenant } from "./Portfolio.ts"
import { type PortfolioTexts, textsIn } from "./texts.ts"

/** A language, with the words of the first page. */
type Words = Pick<Language, "count" | "percent" | "score"> & { readonly summary: PortfolioTexts["summary"] }

/** Bars beyond this many are a page of their own, and no picture any more. */
const barsMax = 25

/** The labels of bars have room for so many letters. */
const labelMax = 18

/** The first page. */
export function portfolioSummary(portfolio: Portfolio, language: Language): SectionContent {
  const texts = textsIn(language)
  const { count, percent, periodName, score } = language
  const { summary } = texts
  const words: Words = { count, percent, score, summary }
  const { period, provider, tenants } = portfolio
  const reported = tenants.filter(isReported)
  const partial = reported.filter(({ snapshot }) => !snapshot.complete)
  const withheld = reported.filter(({ withheldBy }) => withheldBy.length > 0)
  return {
    id: "summary",
    title: summary.title,
    blocks: [
      { kind: "cover", title: texts.title, subtitle: provider ?? texts.allTenants, period: periodName(period) },
      {
        kind: "paragraph",
        role: "verdict",
        text: summary.verdict(tenants.length, reported.length, partial.length, withheld.length)
      },
      {
        kind: "figures",
        entries: [
          { ...summary.figures.tenants, value: count(tenants.length) },
          { ...summary.figures.reports, value: count(reported.length) },
          { ...summary.figures.partial, value: count(partial.length) },
          { ...summary.figures.failing, value: count(failingChecks(portfolio)) },
          lowest(reported, words)
        ]
      },
      ...bars(reported, words),
      scores(tenants, words)
    ]
  }
}

/** Gates judge the data and not the tenant. */
function failingChecks({ checks, tenants }: Portfolio): number {
  const outcomes = tenants.filter(isReported).flatMap((tenant) => tenant.outcomes)
  const failing = new Set(outcomes.filter(({ failuresSeen }) => failuresSeen > 0).map(({ id }) => id))
  return checks.filter(({ id, severity }) => severity !== "gate" && failing.has(id)).length
}

function lowest(reported: ReadonlyArray<ReportedTenant>, { score, summary }: Words) {
  const [first] = reported.filter(({ figures }) => figures.score !== null).toSorted(byScore)
  const { label, none } = summary.figures.lowest
  return { label, value: first === undefined ? "–" : score(first.figures.score), note: first?.id ?? none }
}

function bars(reported: ReadonlyArray<ReportedTenant>, { score, summary }: Words): ReadonlyArray<Block> {
  const scored = reported.filter(({ figures }) => figures.score !== null).toSorted(byScore)
  if (scored.length === 0) return []
  const { failing, gained, passing, title } = summary.chart
  const chart = stackedBars(
    title,
    scored.slice(0, barsMax).map(({ figures, id }) => {
      const now = figures.score ?? 0
      const more = Math.max(0, (figures.scoreWithExceptions ?? now) - now)
      const rest = Math.max(0, 100 - now - more)
      return {
        label: `${id.length > labelMax ? `${id.slice(0, labelMax - 1)}…` : id} ${score(now)}`,
        parts: [
          { label: passing, value: now, shown: score(now), mark: "pass" },
          { label: gained, value: more, shown: score(more), mark: "excepted" },
          { label: failing, value: rest, shown: score(rest), mark: "high" }
        ]
      }
    })
  )
  if (scored.length <= barsMax) return [chart]
  return [chart, { kind: "paragraph", text: summary.chartLeftOut(barsMax, scored.length) }]
}

function scores(tenants: ReadonlyArray<PortfolioTenant>, words: Words): Block {
  const { summary } = words
  const { columns: titles } = summary
  return {
    kind: "table",
    caption: summary.scores,
    columns: [
      { title: titles.tenant, width: 22 },
      { title: titles.score, width: 11, align: "right" },
      { title: titles.change, width: 16.5 },
      { title: titles.exceptions, width: 13, align: "right" },
      { title: titles.coverage, width: 12, align: "right" },
      { title: titles.coverageChange, width: 16.5 },
      { title: titles.data, width: 14 }
    ],
    rows: tenants
      .toSorted(byScore)
      .map((tenant) => (isReported(tenant) ? scoreRow(tenant, words) : noRow(tenant, words))),
    leftOut: null
  }
}

const nameCell = ({ id, name }: PortfolioTenant): Cell => (name === id ? id : { text: name, detail: id })

const noRow = (tenant: PortfolioTenant, { summary }: Words): ReadonlyArray<Cell> => [
  nameCell(tenant),
  "–",
  "–",
  "–",
  "–",
  "–",
  { text: summary.none, mark: "unknown" }
]

function scoreRow(tenant: ReportedTenant, words: Words): ReadonlyArray<Cell> {
  const { percent, score, summary } = words
  const { before, figures, snapshot, withheldBy } = tenant
  return [
    nameCell(tenant),
    score(figures.score, withheldBy.length > 0 ? summary.withheld : "–"),
    changeCell(figures.score, before?.score ?? null, before, { ...words, written: score }),
    score(figures.scoreWithExceptions, "–"),
    percent(figures.coverage, "–"),
    changeCell(figures.coverage, before?.coverage ?? null, before, { ...words, written: percent }),
    snapshot.complete ? { text: summary.complete, mark: "pass" } : { text: summary.partial, mark: "unknown" }
  ]
}

/** An arrow only where like is compared with like. */
function changeCell(
  now: number | null,
  then: number | null,
  before: ReportedTenant["before"],
  { score, summary, written }: Words & { readonly written: (value: number) => string }
): Cell {
  if (before === null) return { text: "–", detail: summary.notAssessed }
  if (then === null) return { text: "–", detail: summary.noNumberThen }
  if (before.differences.length > 0) {
    return { text: summary.from(written(then)), detail: summary.notComparable(before.differences) }
  }
  if (now === null) return summary.from(written(then))
  const difference = Math.round((now - then) * 10) / 10
  if (difference === 0) return { text: summary.unchanged, detail: summary.from(written(then)) }
  const arrow = difference > 0 ? "▲" : "▼"
  return { text: `${arrow} ${score(Math.abs(difference))}`, detail: summary.from(written(then)) }
}

/** Those without a score first: of them least is known. */
function byScore(a: PortfolioTenant, b: PortfolioTenant): number {
  const [first, second] = [a, b].map((each) => (isReported(each) ? (each.figures.score ?? -1) : -2))
  return (first ?? 0) - (second ?? 0) || (a.id < b.id ? -1 : 1)
}
