/**
 * One check's outcomes and what they add up to.
 */
import type { CheckResult, Failure, OutcomeName, ReasonCode } from "@rollcall/model"
import { type Basis, unreadReason } from "./Basis.ts"
import type { CheckDefinition, Judged } from "./CheckDefinition.ts"
import type { Waivers } from "./exceptions.ts"
import { percentage } from "./score.ts"

/** A judged subject after exceptions. */
export interface Outcome {
  readonly judged: Judged
  readonly name: OutcomeName
  /** Positions of the exceptions that cover it. */
  readonly coveredBy: ReadonlyArray<number>
}

/** A check with its outcomes and its result. */
export interface JudgedCheck {
  readonly definition: CheckDefinition
  readonly outcomes: ReadonlyArray<Outcome>
  readonly result: CheckResult
}

/** Judges a check's population and lays the exceptions over it. */
export function judgeCheck(definition: CheckDefinition, basis: Basis, waivers: Waivers): JudgedCheck {
  const outcomes = definition.judgeAll(basis).map((judged): Outcome => {
    const { outcome } = judged.judgement
    const coveredBy = outcome === "fail" ? waivers.covering(definition, judged.names) : []
    return { judged, name: coveredBy.length > 0 ? "excepted" : outcome, coveredBy }
  })
  return { definition, outcomes, result: resultOf(definition, outcomes, basis) }
}

function resultOf(definition: CheckDefinition, outcomes: ReadonlyArray<Outcome>, basis: Basis): CheckResult {
  const { id, code, title, severity, populationText, rationale, remediation, frameworks } = definition
  return {
    id,
    code,
    title,
    severity,
    populationText,
    rationale,
    remediation,
    frameworks,
    ...figuresOf(definition, outcomes, basis),
    failures: failuresOf(outcomes, "fail"),
    exceptions: failuresOf(outcomes, "excepted")
  }
}

type Figures = Pick<
  CheckResult,
  | "population"
  | "pass"
  | "fail"
  | "notAssessable"
  | "excepted"
  | "score"
  | "coverage"
  | "enoughData"
  | "notAssessableReasons"
>

function figuresOf(definition: CheckDefinition, outcomes: ReadonlyArray<Outcome>, basis: Basis): Figures {
  const unread = unreadReason(basis.roster.snapshot, definition.population)
  if (unread !== undefined) return uncounted(unread)
  const count = (name: OutcomeName) => outcomes.filter((each) => each.name === name).length
  const population = outcomes.length
  const [pass, fail, notAssessable, excepted] = [
    count("pass"),
    count("fail"),
    count("not-assessable"),
    count("excepted")
  ]
  const decided = pass + fail + excepted
  const isGate = definition.severity === "gate"
  const enoughData = isGate || population === 0 || notAssessable / population <= basis.parameters.maxUnknownRate
  return {
    population,
    pass,
    fail,
    notAssessable,
    excepted,
    score: isGate || !enoughData ? null : percentage(pass, decided),
    coverage: percentage(decided, population),
    enoughData,
    notAssessableReasons: reasonsOf(outcomes)
  }
}

/** Without the whole population there is nothing to count. */
const uncounted = (reason: ReasonCode): Figures => ({
  population: null,
  pass: null,
  fail: null,
  notAssessable: null,
  excepted: null,
  score: null,
  coverage: null,
  enoughData: false,
  notAssessableReasons: { [reason]: 1 }
})

function reasonsOf(outcomes: ReadonlyArray<Outcome>): Readonly<Record<string, number>> {
  const counts = new Map<ReasonCode, number>()
  for (const { judgement } of outcomes.map(({ judged }) => judged)) {
    if (judgement.outcome === "not-assessable") counts.set(judgement.reason, (counts.get(judgement.reason) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].toSorted(([a], [b]) => compareText(a, b)))
}

function failuresOf(outcomes: ReadonlyArray<Outcome>, name: OutcomeName): ReadonlyArray<Failure> {
  return outcomes
    .filter((each) => each.name === name)
    .flatMap(({ judged: { subject, judgement } }) =>
      judgement.outcome === "fail" ? [{ subject, detail: judgement.detail }] : []
    )
    .toSorted(byAddressThenId)
}

/** Those without address last. */
function byAddressThenId(a: Failure, b: Failure): number {
  const without = Number(a.subject.email === null) - Number(b.subject.email === null)
  return (
    without ||
    compareText(a.subject.email ?? "", b.subject.email ?? "") ||
    compareText(a.subject.id, b.subject.id) ||
    compareText(a.detail, b.detail)
  )
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
