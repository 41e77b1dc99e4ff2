/**
 * Roster → assessment.
 *
 * **Source** guides/checks.md, "From results to figures".
 */
import type {
  AppliedException,
  Assessment,
  Parameters,
  Person,
  Posture,
  PostureException,
  Roster,
  Tenant
} from "@rollcall/model"
import type { Basis } from "./Basis.ts"
import { catalogue, catalogueVersion } from "./catalogue.ts"
import type { CheckDefinition } from "./CheckDefinition.ts"
import { type Waivers, waivers } from "./exceptions.ts"
import { judgeCheck, type JudgedCheck } from "./outcomes.ts"
import { asMeasured, percentage, type Scored, weightedScore, withExceptions } from "./score.ts"

/** Judges a roster by every check of the catalogue. */
export const assess = (
  roster: Roster,
  tenant: Tenant,
  parameters: Parameters,
  exceptions: ReadonlyArray<PostureException>
): Assessment => assessBy(catalogue, roster, tenant, parameters, exceptions)

/** Judges a roster by these checks; gates are judged last, and see the results of the others. */
export function assessBy(
  checks: ReadonlyArray<CheckDefinition>,
  roster: Roster,
  tenant: Tenant,
  parameters: Parameters,
  exceptions: ReadonlyArray<PostureException>
): Assessment {
  const asOf = roster.snapshot.finishedAt
  const basis: Basis = { roster, tenant, parameters, asOfMs: Date.parse(asOf), results: [] }
  const valid = waivers(exceptions, tenant, basis.asOfMs)
  const judged = checks.filter((each) => !isGate(each)).map((each) => judgeCheck(each, basis, valid))
  const gateBasis = { ...basis, results: judged.map(({ result }) => result) }
  const gates = checks.filter(isGate).map((each) => judgeCheck(each, gateBasis, valid))
  const inOrder = [...judged, ...gates].toSorted((a, b) => checks.indexOf(a.definition) - checks.indexOf(b.definition))

  return {
    catalogue: catalogueVersion,
    asOf,
    parameters,
    checks: inOrder.map(({ result }) => result),
    ...scoresOf(judged, gates),
    coverage: coverageOf(judged),
    postures: posturesOf(roster.people, judged),
    exceptions: appliedExceptions(exceptions, inOrder, valid)
  }
}

/** A gate judges the results of the other checks, and is never scored. */
export const isGate = (check: CheckDefinition): boolean => check.severity === "gate"

function scoresOf(
  judged: ReadonlyArray<JudgedCheck>,
  gates: ReadonlyArray<JudgedCheck>
): Pick<Assessment, "score" | "scoreWithExceptions" | "scoreWithheld"> {
  const scoreWithheld = withheldBecause(gates)
  if (scoreWithheld !== null) return { score: null, scoreWithExceptions: null, scoreWithheld }
  const scored = judged.filter(({ result }) => result.enoughData).flatMap(scoredOf)
  return {
    score: weightedScore(scored, asMeasured),
    scoreWithExceptions: weightedScore(scored, withExceptions),
    scoreWithheld
  }
}

/** An exception can't make evidence: a gate that it covers withholds the score all the same. */
function withheldBecause(gates: ReadonlyArray<JudgedCheck>): string | null {
  const details = gates
    .filter(({ definition }) => definition.withholdsScore)
    .flatMap(({ result }) => result.failures.concat(result.exceptions))
    .map(({ detail }) => detail.replace(/\.$/, ""))
  return details.length === 0 ? null : `The score is withheld: ${details.join("; ")}.`
}

function coverageOf(judged: ReadonlyArray<JudgedCheck>): number | null {
  let decided = 0
  let population = 0
  for (const { result } of judged) {
    if (result.population === null || result.notAssessable === null) continue
    decided += result.population - result.notAssessable
    population += result.population
  }
  return percentage(decided, population)
}

const scoredOf = ({ definition, outcomes }: JudgedCheck): ReadonlyArray<Scored> =>
  outcomes.map((outcome) => ({ definition, outcome }))

/** What is decided about a person stands by itself: neither gates nor a population half read take it away. */
function posturesOf(people: ReadonlyArray<Person>, judged: ReadonlyArray<JudgedCheck>): ReadonlyArray<Posture> {
  const byPerson = new Map<Person, Array<Scored>>(people.map((person) => [person, []]))
  for (const scored of judged.flatMap(scoredOf)) {
    for (const person of scored.outcome.judged.people) byPerson.get(person)?.push(scored)
  }
  return Array.from(byPerson.values(), (scored) => {
    const failing = scored.filter(({ outcome }) => outcome.name === "fail").map(({ definition }) => definition.id)
    return { score: weightedScore(scored, withExceptions), failing: Array.from(new Set(failing)) }
  })
}

function appliedExceptions(
  exceptions: ReadonlyArray<PostureException>,
  judged: ReadonlyArray<JudgedCheck>,
  valid: Waivers
): ReadonlyArray<AppliedException> {
  const counts = new Map<number, number>()
  for (const position of judged.flatMap(({ outcomes }) => outcomes.flatMap(({ coveredBy }) => coveredBy))) {
    counts.set(position, (counts.get(position) ?? 0) + 1)
  }
  return exceptions.map((exception, position) => {
    const covers = counts.get(position) ?? 0
    const state = valid.isExpired(exception) ? "expired" : covers > 0 ? "applied" : "matches-nothing"
    return Object.assign({}, exception, { state, covers } as const)
  })
}
