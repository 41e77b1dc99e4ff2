/**
 * Why a subject's outcome is what it is: with and without the exceptions that name it.
 */
import type { OutcomeName, Parameters, PostureException, ReasonCode, Roster, Subject, Tenant } from "@rollcall/model"
import { isGate } from "./assess.ts"
import type { Basis } from "./Basis.ts"
import { catalogue } from "./catalogue.ts"
import type { CheckDefinition } from "./CheckDefinition.ts"
import { nameKey, waivers } from "./exceptions.ts"
import { judgeCheck, type Outcome } from "./outcomes.ts"

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
  exceptions: ReadonlyArray<PostureException>
): (check: CheckDefinition, name: string) => ReadonlyArray<ExplainedOutcome> {
  const basis: Basis = { roster, tenant, parameters, asOfMs: Date.parse(roster.snapshot.finishedAt), results: [] }
  const valid = waivers(exceptions, tenant, basis.asOfMs)
  const judge = (check: CheckDefinition) => {
    if (!isGate(check)) return judgeCheck(check, basis, valid)
    const others = catalogue.filter((each) => !isGate(each))
    return judgeCheck(check, { ...basis, results: others.map((each) => judgeCheck(each, basis, valid).result) }, valid)
  }
  const known = new Map<CheckDefinition, ReadonlyMap<string, ReadonlyArray<Outcome>>>()
  const named = (check: CheckDefinition) => {
    const byName = known.get(check) ?? outcomesByName(judge(check).outcomes, tenant)
    known.set(check, byName)
    return byName
  }
  return (check, name) => named(check).get(nameKey(name, tenant))?.map(explained) ?? []
}

function outcomesByName(outcomes: ReadonlyArray<Outcome>, tenant: Tenant): ReadonlyMap<string, ReadonlyArray<Outcome>> {
  const byName = new Map<string, Array<Outcome>>()
  for (const outcome of outcomes) {
    for (const key of new Set(outcome.judged.names.map((name) => nameKey(name, tenant)))) {
      const same = byName.get(key)
      if (same === undefined) byName.set(key, [outcome])
      else same.push(outcome)
    }
  }
  return byName
}

const explained = ({ judged: { subject, judgement }, name, coveredBy }: Outcome): ExplainedOutcome => ({
  subject,
  outcome: name,
  withoutExceptions: judgement.outcome,
  detail: judgement.outcome === "fail" ? judgement.detail : null,
  reason: judgement.outcome === "not-assessable" ? judgement.reason : null,
  coveredBy
})
