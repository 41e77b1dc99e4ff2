/**
 * Which checks fail where, and in what share?
 */
import { severityWeights } from "@rollcall/model"
import type { Block, Cell, Mark } from "../blocks.ts"
import type { SectionContent } from "../section.ts"
import {
  isReported,
  type Portfolio,
  type PortfolioCheck,
  type PortfolioOutcome,
  type ReportedTenant
} from "./Portfolio.ts"
import { texts } from "./texts.ts"

const { checks: words } = texts

/** So many tenants stand side by side on a page. */
const tenantsAcross = 5

/** A table of checks by tenant, for every few tenants. */
export function portfolioChecks(portfolio: Portfolio): SectionContent {
  const reported = portfolio.tenants.filter(isReported)
  const tables: Array<Block> = []
  for (let from = 0; from < reported.length; from += tenantsAcross) {
    tables.push(tableOf(portfolio.checks, reported, reported.slice(from, from + tenantsAcross)))
  }
  return {
    id: "checks",
    title: words.title,
    blocks: [{ kind: "paragraph", text: words.introduction }, ...tables]
  }
}

function tableOf(
  checks: ReadonlyArray<PortfolioCheck>,
  all: ReadonlyArray<ReportedTenant>,
  shown: ReadonlyArray<ReportedTenant>
): Block {
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
      const title: Cell = { text: check.title, detail: `${check.severity} · ${check.code}` }
      const together = sumCell(check, [...ofCheck.values()])
      return [title, together].concat(shown.map(({ id }) => outcomeCell(check, ofCheck.get(id))))
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

type Counts = Pick<PortfolioOutcome, "population" | "fail" | "notAssessable" | "excepted" | "failuresSeen">

/** All tenants together, but for those of whom the counts are not known: how many that are is said. */
function sumCell(check: PortfolioCheck, outcomes: ReadonlyArray<Counts>): Cell {
  const known = outcomes.filter(({ population }) => population !== null)
  const sum = (pick: (each: Counts) => number | null) => known.reduce((total, each) => total + (pick(each) ?? 0), 0)
  const isKnown = known.length > 0
  const cell = outcomeCell(check, {
    population: isKnown ? sum((each) => each.population) : null,
    fail: sum((each) => each.fail),
    notAssessable: sum((each) => each.notAssessable),
    excepted: sum((each) => each.excepted),
    failuresSeen: outcomes.reduce((total, each) => total + each.failuresSeen, 0)
  })
  const others = outcomes.length - known.length
  if (!isKnown || others === 0 || typeof cell === "string") return cell
  return { ...cell, detail: [cell.detail, words.without(others)].filter((each) => each !== undefined).join(", ") }
}

function outcomeCell({ severity }: PortfolioCheck, outcome: Counts | undefined): Cell {
  if (outcome === undefined) return { text: words.notKnown, mark: "unknown" }
  const { excepted, fail, failuresSeen, notAssessable, population } = outcome
  if (population === null || fail === null || notAssessable === null || excepted === null) {
    return { text: words.notKnown, mark: failuresSeen > 0 ? severity : "unknown", detail: words.seen(failuresSeen) }
  }
  if (population === 0) return { text: words.empty, detail: words.nobody }
  const decided = population - notAssessable
  const undecided = notAssessable === 0 ? [] : [words.undecided(notAssessable)]
  if (decided === 0) return { text: words.notDecided, mark: "unknown", detail: undecided.join("") }
  const covered = excepted === 0 ? [] : [words.excepted(excepted)]
  return {
    text: words.share((fail / decided) * 100),
    mark: markOf(severity, fail, excepted),
    detail: [words.decided(fail, decided), ...covered, ...undecided].join(", ")
  }
}

function markOf(severity: PortfolioCheck["severity"], fail: number, excepted: number): Mark {
  if (fail > 0) return severity
  return excepted > 0 ? "excepted" : "pass"
}
