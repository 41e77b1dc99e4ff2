/**
 * From outcomes to figures.
 *
 * **Source** guides/checks.md, "Scoring".
 */
import { type ScoreTally, severityWeights } from "@rollcall/model"
import type { JudgedCheck, OutcomePart } from "./outcomes.ts"
import type { SubjectList } from "./Subjects.ts"
import { codes } from "./Verdicts.ts"

/** How an exception counts: as the fail that it covers, or not at all. */
export type Reading = "as measured" | "with exceptions"

/** A share in percent with one decimal, halves away from zero; `null` of nothing. */
export const percentage = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole) / 10

/** What a subject adds to a score: the weight that counts for it, of that which it counts with at all. */
interface Weight {
  readonly passed: number
  readonly decided: number
}

const nothing: Weight = { passed: 0, decided: 0 }

/** Two bits for each check of a group: what it says of a subject, as far as it counts. */
const said = { nothing: 0, pass: 1, fail: 2, excepted: 3 } as const

/** Checks of a group over one list, and what they say together of each subject. */
export interface GroupOutcomes {
  readonly list: SubjectList
  /** By position: what each check says, two bits each; 0 if none says anything that counts. */
  readonly combinations: Uint8Array | Uint16Array | Uint32Array
  /** What a combination adds, where only some of the checks are scored. */
  readonly weightOf: (combination: number, isScored: (check: JudgedCheck) => boolean, reading: Reading) => Weight
  /** How often each combination came. */
  readonly counts: ReadonlyMap<number, number>
  /** The checks with what each says in a combination. */
  readonly members: ReadonlyArray<{ readonly check: JudgedCheck; readonly says: (combination: number) => number }>
}

/**
 * Prepares the scores of checks.
 *
 * **Details** Within a score group a subject counts once: if it fails any check of the group, with the weight of the heaviest
 * that it fails; else with that of the heaviest that it passes. A score is asked for each control, so what checks say together
 * is counted once and weighed as often as it is asked for.
 */
export function groupOutcomes(judged: ReadonlyArray<JudgedCheck>): ReadonlyArray<GroupOutcomes> {
  const groups = new Map<string, Map<SubjectList, Array<Member>>>()
  for (const check of judged) {
    const { group } = check.definition
    const ofGroup = groups.get(group) ?? new Map<SubjectList, Array<Member>>()
    groups.set(group, ofGroup)
    for (const part of check.parts) ofGroup.set(part.list, [...(ofGroup.get(part.list) ?? []), { check, part }])
  }
  return Array.from(groups.values()).flatMap((ofGroup) =>
    Array.from(ofGroup, ([list, members]) => combined(list, members))
  )
}

interface Member {
  readonly check: JudgedCheck
  readonly part: OutcomePart
}

function combined(list: SubjectList, members: ReadonlyArray<Member>): GroupOutcomes {
  const combinations = columnFor(members.length, list.size)
  for (const [place, { part }] of members.entries()) {
    if (decides(part)) addBits(part.codes, place * 2, combinations)
  }
  const weightOf: GroupOutcomes["weightOf"] = (combination, isScored, reading) => {
    let [passed, failed] = [0, 0]
    for (const [place, { check }] of members.entries()) {
      const says = (combination >>> (place * 2)) & 3
      if (says === said.nothing || !isScored(check)) continue
      const weight = severityWeights[check.definition.severity]
      if (says === said.pass) passed = Math.max(passed, weight)
      else if (says === said.fail || reading === "as measured") failed = Math.max(failed, weight)
    }
    return failed > 0 ? { passed: 0, decided: failed } : { passed, decided: passed }
  }
  const spoken = members.map(({ check }, place) => ({
    check,
    says: (combination: number) => (combination >>> (place * 2)) & 3
  }))
  return { list, combinations, weightOf, counts: countsOf(combinations), members: spoken }
}

/** Whether anything that it says counts. */
const decides = ({ counts }: OutcomePart): boolean =>
  [codes.pass, codes.fail, codes.excepted].some((code) => (counts[code] ?? 0) > 0)

function columnFor(checks: number, size: number): Uint8Array | Uint16Array | Uint32Array {
  if (checks > 16) throw new RangeError(`a score group has ${checks} checks over one list, of at most 16`)
  return checks <= 4 ? new Uint8Array(size) : checks <= 8 ? new Uint16Array(size) : new Uint32Array(size)
}

function addBits(given: Uint8Array, shift: number, combinations: Uint8Array | Uint16Array | Uint32Array): void {
  for (let position = 0; position < given.length; position++) {
    // The codes of what counts are the bits themselves.
    const code = given[position] ?? codes.none
    if (code !== codes.none && code < codes.reasonsFrom) {
      combinations[position] = (combinations[position] ?? 0) | (code << shift)
    }
  }
}

/** Neighbours mostly have the same, so that few are looked up. */
function countsOf(combinations: Uint8Array | Uint16Array | Uint32Array): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  let [before, count] = [0, 0]
  const note = () => counts.set(before, (counts.get(before) ?? 0) + count)
  for (let position = 0; position < combinations.length; position++) {
    const combination = combinations[position] ?? 0
    if (combination !== before) {
      note()
      before = combination
      count = 0
    }
    count++
  }
  note()
  return counts
}

/** What scores are worked out from: how many subjects of each group have the same outcomes. */
export function scoringOf(groups: ReadonlyArray<GroupOutcomes>): ReadonlyArray<ScoreTally> {
  const tallies = new Map<string, ScoreTally>()
  for (const { counts, members } of groups) {
    for (const [combination, subjects] of counts) {
      if (combination === 0) continue
      const saying = (what: number) =>
        members.filter(({ says }) => says(combination) === what).map(({ check }) => check.definition.id)
      const group = members[0]?.check.definition.group ?? ""
      const [pass, fail, excepted] = [saying(said.pass), saying(said.fail), saying(said.excepted)]
      // The same may be said of subjects of two lists.
      const key = JSON.stringify([group, pass, fail, excepted])
      const before = tallies.get(key)?.subjects ?? 0
      tallies.set(key, { group, subjects: before + subjects, pass, fail, excepted })
    }
  }
  return [...tallies.values()]
}

/** The weighted share of passes among the checks that are scored. */
export function weightedScore(
  groups: ReadonlyArray<GroupOutcomes>,
  isScored: (check: JudgedCheck) => boolean,
  reading: Reading
): number | null {
  let [passed, decided] = [0, 0]
  for (const { counts, weightOf } of groups) {
    for (const [combination, count] of counts) {
      const weight = combination === 0 ? nothing : weightOf(combination, isScored, reading)
      passed += weight.passed * count
      decided += weight.decided * count
    }
  }
  return percentage(passed, decided)
}
