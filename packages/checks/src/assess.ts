/**
 * Roster → assessment.
 *
 * **Source** guides/checks.md, "From results to figures".
 */
import type {
  AppliedException,
  Assessment,
  AssessmentRecord,
  Parameters,
  PostureException,
  Roster,
  Tenant
} from "@rollcall/model"
import { type Basis, basisOf } from "./Basis.ts"
import { catalogue, catalogueVersion } from "./catalogue.ts"
import type { CheckDefinition } from "./CheckDefinition.ts"
import { controlsOf } from "./controls.ts"
import { type Waivers, waivers } from "./exceptions.ts"
import { judgeCheck, type JudgedCheck } from "./outcomes.ts"
import { posturesOf } from "./postures.ts"
import { type GroupOutcomes, groupOutcomes, percentage, scoringOf, weightedScore } from "./score.ts"
import { trendOf } from "./trend.ts"

/**
 * Judges a roster by every check of the catalogue.
 *
 * **Details** Checks that look back need what was kept of the month before (see `recordOf`); without it they are not
 * assessable, and there is no trend.
 */
export const assess = (
  roster: Roster,
  tenant: Tenant,
  parameters: Parameters,
  exceptions: ReadonlyArray<PostureException>,
  previous: AssessmentRecord | null = null
): Assessment => assessBy(catalogue, basisOf(roster, tenant, parameters, previous?.history), exceptions, previous)

/** Judges by these checks; gates are judged last, and see the results of the others. */
export function assessBy(
  checks: ReadonlyArray<CheckDefinition>,
  basis: Basis,
  exceptions: ReadonlyArray<PostureException>,
  previous: AssessmentRecord | null = null
): Assessment {
  const valid = waivers(exceptions, basis.tenant, basis.asOfMs)
  const judged = checks.filter((each) => !isGate(each)).map((each) => judgeCheck(each, basis, valid))
  const gateBasis: Basis = { ...basis, results: judged.map(({ result }) => result) }
  const gates = checks.filter(isGate).map((each) => judgeCheck(each, gateBasis, valid))
  const groups = groupOutcomes(judged)
  const inOrder = [...judged, ...gates].toSorted((a, b) => checks.indexOf(a.definition) - checks.indexOf(b.definition))

  return {
    catalogue: catalogueVersion,
    asOf: basis.roster.snapshot.finishedAt,
    parameters: basis.parameters,
    checks: inOrder.map(({ result }) => result),
    controls: controlsOf(inOrder, groups),
    ...scoresOf(groups, gates),
    coverage: coverageOf(judged),
    scoring: scoringOf(groups),
    postures: posturesOf(basis, judged, groups),
    exceptions: appliedExceptions(exceptions, inOrder, valid),
    trend: previous === null ? null : trendOf(basis, catalogueVersion, judged, previous)
  }
}

/** A gate judges the results of the other checks, and is never scored. */
export const isGate = (check: CheckDefinition): boolean => check.severity === "gate"

function scoresOf(
  groups: ReadonlyArray<GroupOutcomes>,
  gates: ReadonlyArray<JudgedCheck>
): Pick<Assessment, "score" | "scoreWithExceptions" | "scoreWithheld"> {
  const scoreWithheld = withheldBecause(gates)
  if (scoreWithheld !== null) return { score: null, scoreWithExceptions: null, scoreWithheld }
  return {
    score: weightedScore(groups, isScored, "as measured"),
    scoreWithExceptions: weightedScore(groups, isScored, "with exceptions"),
    scoreWithheld
  }
}

const isScored = ({ result }: JudgedCheck): boolean => result.enoughData

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

function appliedExceptions(
  exceptions: ReadonlyArray<PostureException>,
  judged: ReadonlyArray<JudgedCheck>,
  valid: Waivers
): ReadonlyArray<AppliedException> {
  const counts = new Map<number, number>()
  for (const position of judged.flatMap(({ parts }) => parts.flatMap((part) => [...part.coveredBy.values()].flat()))) {
    counts.set(position, (counts.get(position) ?? 0) + 1)
  }
  return exceptions.map((exception, position) => {
    const covers = counts.get(position) ?? 0
    const state = valid.isExpired(exception) ? "expired" : covers > 0 ? "applied" : "matches-nothing"
    return Object.assign({}, exception, { state, covers } as const)
  })
}
