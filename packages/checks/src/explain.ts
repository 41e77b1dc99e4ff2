/**
 * Why a subject's outcome is what it is: with and without the exceptions that name it.
 */
import type {
  History,
  OutcomeName,
  Parameters,
  PostureException,
  ReasonCode,
  Roster,
  Subject,
  Tenant
} from "@rollcall/model"
import { isGate } from "./assess.ts"
import { basisOf } from "./Basis.ts"
import { catalogue } from "./catalogue.ts"
import type { CheckDefinition } from "./CheckDefinition.ts"
import { nameKey, waivers } from "./exceptions.ts"
import { judgeCheck, type OutcomePart } from "./outcomes.ts"
import type { SubjectList } from "./Subjects.ts"
import { codes, reasonOf, verdictOf } from "./Verdicts.ts"

/** What a check says about one subject. */
export interface ExplainedOutcome {
  readonly subject: Subject
  readonly outcome: OutcomeName
  /** What it would be if there were no exceptions. */
  readonly withoutExceptions: Exclude<OutcomeName, "excepted">
  /** Of a fail: what was seen. */
  readonly detail: string | null
  /** Of what is not assessable: why. */
  readonly reason: ReasonCode | null
  /** Positions of the exceptions that cover it. */
  readonly coveredBy: ReadonlyArray<number>
}

/**
 * Explains a roster's outcomes: asked for a check and a name, answers every subject of the check that an exception with this
 * name would cover; none if the check's population has no such subject.
 *
 * **Details** A check is judged when it is first asked for. The instant that ages and expiries are judged at is the
 * snapshot's `finishedAt`.
 */
export function explaining(
  roster: Roster,
  tenant: Tenant,
  parameters: Parameters,
  exceptions: ReadonlyArray<PostureException>,
  history: History | null | undefined = null
): (check: CheckDefinition, name: string) => ReadonlyArray<ExplainedOutcome> {
  const basis = basisOf(roster, tenant, parameters, history)
  const valid = waivers(exceptions, tenant, basis.asOfMs)
  const judge = (check: CheckDefinition) => {
    if (!isGate(check)) return judgeCheck(check, basis, valid)
    const others = catalogue.filter((each) => !isGate(each))
    return judgeCheck(check, { ...basis, results: others.map((each) => judgeCheck(each, basis, valid).result) }, valid)
  }
  const judged = new Map<CheckDefinition, ReadonlyArray<OutcomePart>>()
  const partsOf = (check: CheckDefinition) => {
    const parts = judged.get(check) ?? judge(check).parts
    judged.set(check, parts)
    return parts
  }
  // Checks over the same subjects share their names.
  const indexes = new Map<SubjectList, ReadonlyMap<string, ReadonlyArray<number>>>()
  const positionsOf = (list: SubjectList, key: string) => {
    const index = indexes.get(list) ?? positionsByName(list, tenant)
    indexes.set(list, index)
    return index.get(key) ?? []
  }
  return (check, name) => {
    const key = nameKey(name, tenant)
    return partsOf(check).flatMap((part) =>
      positionsOf(part.list, key)
        .filter((position) => part.codes[position] !== codes.none)
        .map((position) => explained(part, position))
    )
  }
}

function positionsByName(list: SubjectList, tenant: Tenant): ReadonlyMap<string, ReadonlyArray<number>> {
  const positions = new Map<string, Array<number>>()
  for (let position = 0; position < list.size; position++) {
    for (const key of new Set(list.names(position).map((name) => nameKey(name, tenant)))) {
      const same = positions.get(key)
      if (same === undefined) positions.set(key, [position])
      else same.push(position)
    }
  }
  return positions
}

function explained(part: OutcomePart, position: number): ExplainedOutcome {
  const code = part.codes[position] ?? 0
  const verdict = verdictOf(code)
  const outcome = verdict === "none" ? "not-assessable" : verdict
  return {
    subject: part.list.subject(position),
    outcome,
    withoutExceptions: outcome === "excepted" ? "fail" : outcome,
    detail: code === codes.fail || code === codes.excepted ? part.detail(position) : null,
    reason: reasonOf(code) ?? null,
    coveredBy: part.coveredBy.get(position) ?? []
  }
}
