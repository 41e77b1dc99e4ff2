/**
 * One check's outcomes and what they add up to.
 */
import type { CheckResult, Failure } from "@rollcall/model"
import { type Basis, unreadReason } from "./Basis.ts"
import type { CheckDefinition } from "./CheckDefinition.ts"
import type { Waivers } from "./exceptions.ts"
import { percentage } from "./score.ts"
import type { SubjectList } from "./Subjects.ts"
import { codeCount, codes, type FailedSubject, reasonOf } from "./Verdicts.ts"

/** The subjects of one kind with what is said about each, after exceptions. */
export interface OutcomePart {
  readonly list: SubjectList
  /** By position; see `Verdicts.ts`. */
  readonly codes: Uint8Array
  /** Fails, those that are excepted among them, in the order of positions. */
  readonly failed: ReadonlyArray<FailedSubject>
  /** Positions of the exceptions that cover a subject, by the subject's. */
  readonly coveredBy: ReadonlyMap<number, ReadonlyArray<number>>
}

/** A check with its outcomes and its result. */
export interface JudgedCheck {
  readonly definition: CheckDefinition
  readonly parts: ReadonlyArray<OutcomePart>
  readonly result: CheckResult
}

/** Judges a check's population and lays the exceptions over it. */
export function judgeCheck(definition: CheckDefinition, basis: Basis, waivers: Waivers): JudgedCheck {
  const covering = waivers.covering(definition)
  const parts = definition.judge(basis).map(({ list, verdicts }): OutcomePart => {
    const { codes: judged, failed } = verdicts
    if (covering === null) return { list, codes: judged, failed, coveredBy: new Map() }
    const coveredBy = new Map<number, ReadonlyArray<number>>()
    const excepted = judged.slice()
    for (const { position } of failed) {
      const exceptions = covering(list.names(position))
      if (exceptions.length === 0) continue
      coveredBy.set(position, exceptions)
      excepted[position] = codes.excepted
    }
    return { list, codes: excepted, failed, coveredBy }
  })
  return { definition, parts, result: resultOf(definition, parts, basis) }
}

function resultOf(definition: CheckDefinition, parts: ReadonlyArray<OutcomePart>, basis: Basis): CheckResult {
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
    ...figuresOf(definition, parts, basis),
    failures: failuresOf(parts, codes.fail),
    exceptions: failuresOf(parts, codes.excepted)
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

function figuresOf(definition: CheckDefinition, parts: ReadonlyArray<OutcomePart>, basis: Basis): Figures {
  const unread = unreadReason(basis, definition.population)
  if (unread !== undefined) return uncounted(unread)
  const counts = countsOf(parts)
  const [pass, fail, excepted] = [counts[codes.pass] ?? 0, counts[codes.fail] ?? 0, counts[codes.excepted] ?? 0]
  const notAssessable = counts.slice(codes.reasonsFrom).reduce((sum, count) => sum + count, 0)
  const decided = pass + fail + excepted
  const population = decided + notAssessable
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
    notAssessableReasons: reasonsOf(counts)
  }
}

/** How often each code was given. */
function countsOf(parts: ReadonlyArray<OutcomePart>): Uint32Array {
  const counts = new Uint32Array(codeCount)
  for (const part of parts) for (const code of part.codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/** Without the whole population there is nothing to count. */
const uncounted = (reason: "source_unavailable" | "source_partial"): Figures => ({
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

function reasonsOf(counts: Uint32Array): Readonly<Record<string, number>> {
  const reasons = Array.from(counts).flatMap((count, code) => {
    const reason = reasonOf(code)
    return reason === undefined || count === 0 ? [] : [[reason, count] as const]
  })
  return Object.fromEntries(reasons.toSorted(([a], [b]) => compareText(a, b)))
}

function failuresOf(parts: ReadonlyArray<OutcomePart>, code: number): ReadonlyArray<Failure> {
  const failures: Array<Failure> = []
  for (const { list, codes: given, failed } of parts) {
    for (const { position, detail } of failed) {
      if (given[position] === code) failures.push({ subject: list.subject(position), detail })
    }
  }
  return failures.toSorted(byAddressThenId)
}

/** Those without address last. */
function byAddressThenId({ subject: a, detail }: Failure, { subject: b, detail: other }: Failure): number {
  if (a.email !== b.email) {
    if (a.email === null || b.email === null) return a.email === null ? 1 : -1
    return compareText(a.email, b.email)
  }
  return compareText(a.id, b.id) || compareText(detail, other)
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
