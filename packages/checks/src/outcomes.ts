/**
 * One check's outcomes and what they add up to.
 */
import type { CheckResult, Failure } from "@rollcall/model"
import { type Basis, unreadReason } from "./Basis.ts"
import type { CheckDefinition } from "./CheckDefinition.ts"
import type { Waivers } from "./exceptions.ts"
import { percentage } from "./score.ts"
import type { SubjectList } from "./Subjects.ts"
import { placesByKey } from "./order.ts"
import { firstOf } from "./position-lists.ts"
import { codeCount, codes, positionsOf, reasonOf } from "./Verdicts.ts"

/** The subjects of one kind with what is said about each, after exceptions. */
export interface OutcomePart {
  readonly list: SubjectList
  /** By position; see `Verdicts.ts`. */
  readonly codes: Uint8Array
  /** How often each code was given. */
  readonly counts: Uint32Array
  /** What was seen of a subject that fails, excepted or not. */
  readonly detail: (position: number) => string
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
  const parts = definition.judge(basis).map(({ list, codes: judged, detail }): OutcomePart => {
    if (covering === null) return { list, codes: judged, counts: countsOf(judged), detail, coveredBy: new Map() }
    const coveredBy = new Map<number, ReadonlyArray<number>>()
    const excepted = judged.slice()
    for (const position of positionsOf(judged, codes.fail)) {
      const exceptions = covering(list.names(position))
      if (exceptions.length === 0) continue
      coveredBy.set(position, exceptions)
      excepted[position] = codes.excepted
    }
    return { list, codes: excepted, counts: countsOf(excepted), detail, coveredBy }
  })
  return { definition, parts, result: resultOf(definition, parts, basis) }
}

/** Failures are put into words when they are first read: nobody who asks for a score pays for half a million sentences. */
function resultOf(definition: CheckDefinition, parts: ReadonlyArray<OutcomePart>, basis: Basis): CheckResult {
  const { id, code, title, severity, group, populationText, rationale, remediation, frameworks } = definition
  let failures: ReadonlyArray<Failure> | undefined
  let exceptions: ReadonlyArray<Failure> | undefined
  return {
    id,
    code,
    title,
    severity,
    group,
    populationText,
    populationResources: definition.population,
    rationale,
    remediation,
    frameworks,
    ...figuresOf(definition, parts, basis),
    get failures() {
      return (failures ??= failuresOf(parts, codes.fail, basis))
    },
    get exceptions() {
      return (exceptions ??= failuresOf(parts, codes.excepted, basis))
    }
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
  const counts = sumOf(parts.map((part) => part.counts))
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

function countsOf(given: Uint8Array): Uint32Array {
  const counts = new Uint32Array(codeCount)
  for (let position = 0; position < given.length; position++) {
    const code = given[position] ?? codes.none
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}

const sumOf = (all: ReadonlyArray<Uint32Array>): Uint32Array =>
  all.reduce((sum, each) => sum.map((count, code) => count + (each[code] ?? 0)), new Uint32Array(codeCount))

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

function failuresOf(parts: ReadonlyArray<OutcomePart>, code: number, basis: Basis): ReadonlyArray<Failure> {
  const failures: Array<Failure> = []
  for (const part of parts) if ((part.counts[code] ?? 0) > 0) addFailures(part, code, basis, failures)
  return isInOrder(failures) ? failures : failures.toSorted(byAddressThenId)
}

/** People are in the order of their addresses: in that of their owners, failures are in order but for those of nobody. */
function addFailures(
  { list, codes: given, detail }: OutcomePart,
  code: number,
  basis: Basis,
  to: Array<Failure>
): void {
  const positions = positionsOf(given, code)
  const nobodys = basis.roster.people.length
  const ownerAt = (place: number) => firstOf(list.owners, positions[place] ?? 0) ?? nobodys
  for (const place of placesByKey(positions.length, ownerAt, nobodys + 1)) {
    const position = positions[place] ?? 0
    to.push({ subject: list.subject(position), detail: detail(position) })
  }
}

function isInOrder(failures: ReadonlyArray<Failure>): boolean {
  for (let place = 1; place < failures.length; place++) {
    const [before, after] = [failures[place - 1], failures[place]]
    if (before !== undefined && after !== undefined && byAddressThenId(before, after) > 0) return false
  }
  return true
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
