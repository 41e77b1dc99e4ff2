/**
 * A month's outcomes beside those of the month before.
 *
 * **Source** guides/checks.md, "Scoring".
 */
import {
  areComparable,
  type AssessmentRecord,
  type CheckRecord,
  type CheckTrend,
  type Condition,
  isRead,
  type Person,
  type Subject,
  type Trend,
  wasRead
} from "@rollcall/model"
import { type Basis, once } from "./Basis.ts"
import type { JudgedCheck } from "./outcomes.ts"
import type { SubjectList } from "./Subjects.ts"
import { indexBy } from "./subjects/owned.ts"
import { codes, verdictOf } from "./Verdicts.ts"

/**
 * Compares with what was kept of the month before.
 *
 * **Details** Checks are compared only if catalogue, parameters and sources are the same: else a difference may come from
 * them. Who came and who left can be told in any case.
 */
export function trendOf(
  basis: Basis,
  catalogue: string,
  judged: ReadonlyArray<JudgedCheck>,
  previous: AssessmentRecord
): Trend {
  const differences = differencesOf(basis, catalogue, previous)
  const known = new Map(previous.checks.map((check) => [check.id, check]))
  return {
    months: previous.months,
    snapshot: previous.snapshot,
    differences,
    checks:
      differences.length > 0
        ? []
        : judged.flatMap((each) => {
            const before = known.get(each.definition.id)
            return before === undefined ? [] : [checkTrend(basis, each, before)]
          }),
    people: movements(basis, previous)
  }
}

function differencesOf(basis: Basis, catalogue: string, previous: AssessmentRecord): ReadonlyArray<Condition> {
  const same: ReadonlyArray<readonly [Condition, boolean]> = [
    ["catalogue", previous.months.at(-1)?.catalogue === catalogue],
    ["parameters", areComparable(previous.parameters, basis.parameters)],
    ["sources", areSame(previous.history.sources, basis.roster.snapshot.sources)]
  ]
  return same.flatMap(([condition, isSame]) => (isSame ? [] : [condition]))
}

const areSame = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((each) => b.includes(each))

function checkTrend(basis: Basis, { definition, parts }: JudgedCheck, before: CheckRecord): CheckTrend {
  const { failing, ...figures } = before
  const counts = { pass: 0, fail: 0, excepted: 0, "not-assessable": 0, none: 0 }
  const newlyFailing: Array<Subject> = []
  const seen = new Set<string>()
  for (const { list, codes: given, failed } of parts) {
    const { kind } = list
    const ids = new Set(failing[kind])
    const places = ids.size === 0 ? undefined : placesOf(basis)(list)
    for (const id of ids) {
      seen.add(`${kind} ${id}`)
      counts[worstAt(given, places?.get(id) ?? [])]++
    }
    for (const position of failed.positions) {
      if (given[position] === codes.fail && !ids.has(list.id(position))) newlyFailing.push(list.subject(position))
    }
  }
  const failedThen = Object.entries(failing).flatMap(([kind, ids]) => (ids ?? []).map((id) => `${kind} ${id}`))
  const unlisted = failedThen.filter((name) => !seen.has(name)).length
  return {
    id: definition.id,
    before: figures,
    newlyFailing,
    fixed: counts.pass,
    stillFailing: counts.fail + counts.excepted,
    noLongerAssessable: counts["not-assessable"],
    gone: counts.none + unlisted
  }
}

const placesOf = once(() => {
  const known = new Map<SubjectList, ReadonlyMap<string, ReadonlyArray<number>>>()
  return (list: SubjectList) => {
    const places = known.get(list) ?? indexBy(Array(list.size).keys(), list.id)
    known.set(list, places)
    return places
  }
})

const worstFirst = ["fail", "excepted", "not-assessable", "pass", "none"] as const

/** Where several subjects share an id, the worst of what is said about them. */
function worstAt(given: Uint8Array, positions: ReadonlyArray<number>): (typeof worstFirst)[number] {
  const verdicts = new Set(positions.map((position) => verdictOf(given[position] ?? 0)))
  return worstFirst.find((verdict) => verdicts.has(verdict)) ?? "none"
}

/** Who has an employee record now and had none then, and the other way round. */
function movements({ roster }: Basis, { history }: AssessmentRecord): Trend["people"] {
  if (!wasRead(history, "push.employees") || !isRead(roster.snapshot, "push.employees")) return null
  const then = new Set(history.employees.map(({ id }) => id))
  return {
    joined: roster.people.flatMap(({ employee, name, email }: Person) =>
      employee === null || then.has(employee.id) ? [] : [{ id: employee.id, name, email }]
    ),
    left: history.employees
      .filter(({ id }) => !roster.employees.has(id))
      .map(({ id, name, emails }) => ({ id, name, email: emails[0] ?? null }))
  }
}
