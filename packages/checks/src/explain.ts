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
import { reasonOf, verdictOf } from "./Verdicts.ts"

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
  const known = new Map<CheckDefinition, ReadonlyMap<string, ReadonlyArray<Place>>>()
  const named = (check: CheckDefinition) => {
    const byName = known.get(check) ?? placesByName(judge(check).parts, tenant)
    known.set(check, byName)
    return byName
  }
  return (check, name) => named(check).get(nameKey(name, tenant))?.map(explained) ?? []
}

/** Where an outcome stands. */
interface Place {
  readonly part: OutcomePart
  readonly position: number
}

function placesByName(parts: ReadonlyArray<OutcomePart>, tenant: Tenant): ReadonlyMap<string, ReadonlyArray<Place>> {
  const byName = new Map<string, Array<Place>>()
  for (const part of parts) {
    for (let position = 0; position < part.list.size; position++) {
      if (verdictOf(part.codes[position] ?? 0) === "none") continue
      for (const key of new Set(part.list.names(position).map((name) => nameKey(name, tenant)))) {
        const same = byName.get(key)
        if (same === undefined) byName.set(key, [{ part, position }])
        else same.push({ part, position })
      }
    }
  }
  return byName
}

function explained({ part, position }: Place): ExplainedOutcome {
  const code = part.codes[position] ?? 0
  const verdict = verdictOf(code)
  const outcome = verdict === "none" ? "not-assessable" : verdict
  return {
    subject: part.list.subject(position),
    outcome,
    withoutExceptions: outcome === "excepted" ? "fail" : outcome,
    detail: part.failed.find((each) => each.position === position)?.detail ?? null,
    reason: reasonOf(code) ?? null,
    coveredBy: part.coveredBy.get(position) ?? []
  }
}
