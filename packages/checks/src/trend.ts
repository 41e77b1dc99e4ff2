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
  comparesChecks,
  type Condition,
  provesAbsence,
  type Person,
  type PositionLists,
  type ResourceKey,
  type Subject,
  type Trend,
  wasRead
} from "@rollcall/model"
import type { Basis } from "./Basis.ts"
import type { CheckDefinition } from "./CheckDefinition.ts"
import type { JudgedCheck } from "./outcomes.ts"
import { membersOf, placesOf } from "./position-lists.ts"
import type { SubjectList } from "./Subjects.ts"
import { codes, positionsOf, type Verdict, verdictOf } from "./Verdicts.ts"

/**
 * Compares with what was kept of the month before.
 *
 * **Details** Checks are compared only if catalogue, parameters and sources are the same: else a difference may come from
 * them. A resource that one month did not read leaves unknown what rests on it. Who came and who left can be told in any case.
 */
export function trendOf(
  basis: Basis,
  catalogue: string,
  judged: ReadonlyArray<JudgedCheck>,
  previous: AssessmentRecord
): Trend {
  const readings = readingsOf(basis, previous)
  const unread = unreadOf(judged, readings)
  const differences = differencesOf(basis, catalogue, previous, unread)
  const known = new Map(previous.checks.map((check) => [check.id, check]))
  const ids = idsThen(previous)
  return {
    months: previous.months,
    snapshot: previous.snapshot,
    differences,
    unread,
    checks: comparesChecks({ differences })
      ? judged.flatMap((each) => {
          const before = known.get(each.definition.id)
          return before === undefined ? [] : [checkTrend(each, before, ids, readings)]
        })
      : [],
    people: movements(basis, previous)
  }
}

function differencesOf(
  basis: Basis,
  catalogue: string,
  previous: AssessmentRecord,
  unread: Trend["unread"]
): ReadonlyArray<Condition> {
  const same: ReadonlyArray<readonly [Condition, boolean]> = [
    ["catalogue", previous.months.at(-1)?.catalogue === catalogue],
    ["parameters", areComparable(previous.parameters, basis.parameters)],
    ["sources", areSame(previous.history.sources, basis.roster.snapshot.sources)],
    ["readings", unread.before.length + unread.now.length === 0]
  ]
  return same.flatMap(([condition, isSame]) => (isSame ? [] : [condition]))
}

const areSame = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((each) => b.includes(each))

/** What each of the months read to its end and understood. */
interface Readings {
  /** Whether both months were to read it at all: a source of one month alone is another difference. */
  readonly isShared: (key: ResourceKey) => boolean
  readonly before: (key: ResourceKey) => boolean
  readonly now: (key: ResourceKey) => boolean
}

function readingsOf({ roster: { snapshot } }: Basis, { history }: AssessmentRecord): Readings {
  const shared = snapshot.sources.filter((source) => history.sources.includes(source))
  return {
    isShared: (key) => shared.some((source) => key.startsWith(`${source}.`)),
    before: (key) => wasRead(history, key),
    now: (key) => provesAbsence(snapshot, key)
  }
}

/** A resource that no check rests on moves no figure. */
function unreadOf(judged: ReadonlyArray<JudgedCheck>, { isShared, before, now }: Readings): Trend["unread"] {
  const keys = [...new Set(judged.flatMap(({ definition }) => restsOn(definition)))].filter(isShared).toSorted()
  return { before: keys.filter((key) => now(key) && !before(key)), now: keys.filter((key) => before(key) && !now(key)) }
}

const restsOn = ({ population, needs }: CheckDefinition): ReadonlyArray<ResourceKey> => [...population, ...needs]

function checkTrend(
  { definition, parts, result }: JudgedCheck,
  before: CheckRecord,
  numbered: IdsThen,
  readings: Readings
): CheckTrend {
  const { failing, ...figures } = before
  const counts = { pass: 0, fail: 0, excepted: 0, "not-assessable": 0, none: 0 }
  const newlyFailing: Array<Subject> = []
  for (const { list, codes: given } of parts) {
    const { numbers, ofSubjects, places } = numbered(list)
    const failedThen = new Uint8Array(numbers.size)
    for (const id of new Set(failing[list.kind])) {
      const number = numbers.get(id) ?? 0
      failedThen[number] = 1
      counts[worstOf(membersOf(places, number, (position) => verdictOf(given[position] ?? 0)))]++
    }
    for (const position of positionsOf(given, codes.fail)) {
      if (failedThen[ofSubjects[position] ?? unknown] !== 1) newlyFailing.push(list.subject(position))
    }
  }
  const kinds = new Set<string>(parts.map(({ list }) => list.kind))
  // A check that is withheld as a whole has other subjects than it had then: it decides nothing about those.
  for (const [kind, ids = []] of Object.entries(failing)) if (!kinds.has(kind)) counts["not-assessable"] += ids.length
  const failed = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const isListed = result.population !== null && definition.population.every(readings.now)
  const isAccounted = before.population !== null && (failed === 0 || isListed)
  const known = (count: number) => (isAccounted ? count : null)
  const needed = restsOn(definition).filter(readings.isShared)
  return {
    id: definition.id,
    before: figures,
    newlyFailing: areNewKnown(newlyFailing, {
      before: before.population !== null && needed.every(readings.before),
      now: result.population !== null && needed.every(readings.now)
    })
      ? newlyFailing
      : null,
    fixed: known(counts.pass),
    stillFailing: known(counts.fail + counts.excepted),
    noLongerAssessable: known(counts["not-assessable"]),
    gone: known(counts.none)
  }
}

/** What was not read then may have failed then; what is not read now may fail newly, beside what is seen to. */
const areNewKnown = (seen: ReadonlyArray<Subject>, isWhole: { readonly before: boolean; readonly now: boolean }) =>
  seen.length > 0 ? isWhole.before : isWhole.now

const worstFirst = ["fail", "excepted", "not-assessable", "pass", "none"] as const

/** Where several subjects share an id, the worst of what is said about them. */
const worstOf = (verdicts: ReadonlyArray<Verdict>): Verdict =>
  worstFirst.find((verdict) => verdicts.includes(verdict)) ?? "none"

/** The ids of one kind that failed some check then: each has a number. */
interface NumberedIds {
  readonly numbers: ReadonlyMap<string, number>
  /** By position in a list of now; `unknown` where the id is none of them. */
  readonly ofSubjects: Int32Array
  /** Where the subjects with an id stand in the list, by its number. */
  readonly places: PositionLists
}

type IdsThen = (list: SubjectList) => NumberedIds

const unknown = -1

/** Looks the ids up in a list of now: once for all the checks over it. */
function idsThen({ checks }: AssessmentRecord): IdsThen {
  const known = new Map<SubjectList, NumberedIds>()
  const numberedIn = (list: SubjectList): NumberedIds => {
    const numbers = new Map<string, number>()
    for (const { failing } of checks) {
      for (const id of failing[list.kind] ?? []) if (!numbers.has(id)) numbers.set(id, numbers.size)
    }
    const ofSubjects = new Int32Array(list.size).fill(unknown)
    if (numbers.size > 0) {
      for (let position = 0; position < list.size; position++) {
        ofSubjects[position] = numbers.get(list.id(position)) ?? unknown
      }
    }
    return { numbers, ofSubjects, places: placesOf(ofSubjects, numbers.size) }
  }
  return (list) => {
    const ids = known.get(list) ?? numberedIn(list)
    known.set(list, ids)
    return ids
  }
}

/**
 * Who has an employee record now and had none then, and the other way round.
 *
 * **Details** Somebody whose record was made anew, under another id, has an address of before and neither came nor left.
 */
function movements({ roster }: Basis, { history }: AssessmentRecord): Trend["people"] {
  if (!wasRead(history, "push.employees") || !provesAbsence(roster.snapshot, "push.employees")) return null
  const then = new Set(history.employees.map(({ id }) => id))
  const came = roster.people.filter(({ employee }) => employee !== null && !then.has(employee.id))
  const went = history.employees.filter(({ id }) => !roster.employees.has(id))
  const addresses = { came: addressesOf(came), went: addressesOf(went) }
  return {
    joined: came.flatMap(({ employee, emails, name, email }: Person) =>
      employee === null || emails.some((each) => addresses.went.has(each)) ? [] : [{ id: employee.id, name, email }]
    ),
    left: went
      .filter(({ emails }) => !emails.some((each) => addresses.came.has(each)))
      .map(({ id, name, emails }) => ({ id, name, email: emails[0] ?? null }))
  }
}

const addressesOf = (people: ReadonlyArray<Pick<Person, "emails">>): ReadonlySet<string> =>
  new Set(people.flatMap(({ emails }) => emails))
