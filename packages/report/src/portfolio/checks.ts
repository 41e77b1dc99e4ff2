/**
 * Which checks fail where, and in what share?
 */
import { severityWeights } from "@rollcall/model"
import type { Block, Cell, Mark } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import type { SectionContent } from "../section.ts"
import {
  isReported,
  type Portfolio,
  type PortfolioCheck,
  type PortfolioOutcome,
  type ReportedTenant,
  titleOf,
  type WhyUnknown
} from "./Portfolio.ts"
import { textsIn } from "./texts.ts"

/** So many tenants stand side by side on a page. */
const tenantsAcross = 5

/** A table of checks by tenant, for every few tenants. */
export function portfolioChecks(portfolio: Portfolio, language: Language): SectionContent {
  const { checks: words } = textsIn(language)
  const reported = portfolio.tenants.filter(isReported)
  const tables: Array<Block> = []
  for (let from = 0; from < reported.length; from += tenantsAcross) {
    tables.push(
      tableOf(portfolio.checks, { all: reported, shown: reported.slice(from, from + tenantsAcross) }, language)
    )
  }
  return {
    id: "checks",
    title: words.title,
    blocks: [{ kind: "paragraph", text: words.introduction }, ...tables]
  }
}

function tableOf(
  checks: ReadonlyArray<PortfolioCheck>,
  { all, shown }: Readonly<Record<"all" | "shown", ReadonlyArray<ReportedTenant>>>,
  language: Language
): Block {
  const { checks: words } = textsIn(language)
  const outcomes = outcomesOf(all)
  return {
    kind: "table",
    caption: words.caption(shown[0]?.id ?? "", shown.at(-1)?.id ?? ""),
    columns: [
      { title: words.columns.check, width: 28 },
      { title: words.columns.all, width: 12 },
      ...shown.map(({ id }) => ({ title: id, width: 12 }))
    ],
    rows: gravestFirst(checks).map((check) => {
      const ofCheck = outcomes.get(check.id) ?? new Map<string, PortfolioOutcome>()
      const title: Cell = {
        text: titleOf(check, language),
        detail: `${language.texts.severities[check.severity]} · ${check.code}`
      }
      const together = sumCell(check, [...ofCheck.values()], language)
      return [title, together].concat(shown.map(({ id }) => outcomeCell(check, ofCheck.get(id), language)))
    }),
    leftOut: null
  }
}

const outcomesOf = (tenants: ReadonlyArray<ReportedTenant>): ReadonlyMap<string, Map<string, PortfolioOutcome>> => {
  const byCheck = new Map<string, Map<string, PortfolioOutcome>>()
  for (const { id, outcomes } of tenants) {
    for (const outcome of outcomes) {
      const ofCheck = byCheck.get(outcome.id) ?? new Map<string, PortfolioOutcome>()
      byCheck.set(outcome.id, ofCheck.set(id, outcome))
    }
  }
  return byCheck
}

const gravestFirst = (checks: ReadonlyArray<PortfolioCheck>): ReadonlyArray<PortfolioCheck> =>
  checks.toSorted((a, b) => severityWeights[b.severity] - severityWeights[a.severity])

type Counts = Pick<PortfolioOutcome, "population" | "fail" | "notAssessable" | "excepted" | "failuresSeen"> & {
  /** Each reason why counts are not known, once. */
  readonly unknown: ReadonlyArray<WhyUnknown>
}

const countsOf = (outcome: PortfolioOutcome): Counts => ({
  ...outcome,
  unknown: outcome.unknown === null ? [] : [outcome.unknown]
})

/** All tenants together, but for those of whom the counts are not known: how many that are is said. */
function sumCell(check: PortfolioCheck, all: ReadonlyArray<PortfolioOutcome>, language: Language): Cell {
  const { checks: words } = textsIn(language)
  const outcomes = all.map(countsOf)
  const known = outcomes.filter(({ population }) => population !== null)
  const sum = (pick: (each: Counts) => number | null) => known.reduce((total, each) => total + (pick(each) ?? 0), 0)
  const isKnown = known.length > 0
  const counts: Counts = {
    population: isKnown ? sum((each) => each.population) : null,
    fail: sum((each) => each.fail),
    notAssessable: sum((each) => each.notAssessable),
    excepted: sum((each) => each.excepted),
    failuresSeen: outcomes.reduce((total, each) => total + each.failuresSeen, 0),
    unknown: [...new Set(outcomes.flatMap((each) => each.unknown))]
  }
  const cell = cellOf(check, counts, language)
  const others = outcomes.length - known.length
  if (!isKnown || others === 0 || typeof cell === "string") return cell
  return { ...cell, detail: [cell.detail, words.without(others)].filter((each) => each !== undefined).join(", ") }
}

function outcomeCell(check: PortfolioCheck, outcome: PortfolioOutcome | undefined, language: Language): Cell {
  if (outcome === undefined) return { text: textsIn(language).checks.notKnown, mark: "unknown" }
  return cellOf(check, countsOf(outcome), language)
}

function cellOf({ severity }: PortfolioCheck, counts: Counts, language: Language): Cell {
  const { checks: words } = textsIn(language)
  const { excepted, fail, failuresSeen, notAssessable, population } = counts
  if (population === null || fail === null || notAssessable === null || excepted === null) {
    const reasons = counts.unknown.map((reason) => words.unknown[reason])
    const detail = [...(failuresSeen > 0 ? [words.seen(failuresSeen)] : []), ...reasons].join(", ")
    return { text: words.notKnown, mark: failuresSeen > 0 ? severity : "unknown", detail }
  }
  if (population === 0) return { text: "–", detail: words.nobody }
  const decided = population - notAssessable
  const undecided = notAssessable === 0 ? [] : [words.undecided(notAssessable)]
  if (decided === 0) return { text: words.notDecided, mark: "unknown", detail: undecided.join("") }
  const covered = excepted === 0 ? [] : [words.excepted(excepted)]
  return {
    text: language.percent((fail / decided) * 100),
    mark: markOf(severity, fail, excepted),
    detail: [words.decided(fail, decided), ...covered, ...undecided].join(", ")
  }
}

function markOf(severity: PortfolioCheck["severity"], fail: number, excepted: number): Mark {
  if (fail > 0) return severity
  return excepted > 0 ? "excepted" : "pass"
}
