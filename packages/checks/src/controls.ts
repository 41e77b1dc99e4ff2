/**
 * What the checks say about the controls of each framework that they support.
 */
import { type ControlResult, type Framework, frameworks } from "@rollcall/model"
import type { JudgedCheck } from "./outcomes.ts"
import { type GroupOutcomes, percentage, weightedScore } from "./score.ts"

/**
 * Every control that a check supports, by framework, then by id.
 *
 * **Details** Counts are sums over the checks, and `null` if one of them has none; the score is the tenant's formula over
 * those of the checks that had enough data. What supports a control only indirectly (`~`) is listed, not counted.
 */
export const controlsOf = (
  judged: ReadonlyArray<JudgedCheck>,
  groups: ReadonlyArray<GroupOutcomes>
): ReadonlyArray<ControlResult> =>
  frameworks.flatMap((framework) => {
    const supports = judged.flatMap((check) => supportOf(check, framework))
    return Array.from(new Set(supports.map(({ id }) => id)))
      .toSorted(byControl)
      .map((id) =>
        controlOf(
          framework,
          id,
          supports.filter((each) => each.id === id),
          groups
        )
      )
  })

/** One check's support for one control. */
interface Support {
  readonly check: JudgedCheck
  readonly id: string
  readonly isIndirect: boolean
}

function controlOf(
  framework: Framework,
  id: string,
  supports: ReadonlyArray<Support>,
  groups: ReadonlyArray<GroupOutcomes>
): ControlResult {
  const by = (isIndirect: boolean) =>
    supports.filter((each) => each.isIndirect === isIndirect).map(({ check }) => check)
  const direct = by(false)
  const isCounted = direct.length > 0 && direct.every(({ result }) => result.population !== null)
  const sum = (name: "population" | "pass" | "fail" | "notAssessable" | "excepted") =>
    isCounted ? direct.reduce((total, { result }) => total + (result[name] ?? 0), 0) : null
  const [population, notAssessable] = [sum("population"), sum("notAssessable")]
  const scored = new Set(direct.filter(({ result }) => result.enoughData))
  return {
    framework,
    id,
    checks: direct.map(({ definition }) => definition.id),
    indirect: by(true).map(({ definition }) => definition.id),
    population,
    pass: sum("pass"),
    fail: sum("fail"),
    notAssessable,
    excepted: sum("excepted"),
    score: isCounted ? weightedScore(groups, (check) => scored.has(check), "as measured") : null,
    coverage: percentage((population ?? 0) - (notAssessable ?? 0), population ?? 0)
  }
}

const supportOf = (check: JudgedCheck, framework: Framework): ReadonlyArray<Support> =>
  (check.definition.frameworks[framework] ?? []).map((text) => ({
    check,
    id: text.replace(/~$/u, ""),
    isIndirect: text.endsWith("~")
  }))

/** Numbers within an id by their value: A.5.9 before A.5.10. */
function byControl(a: string, b: string): number {
  const [left, right] = [a.split(/(\d+)/u), b.split(/(\d+)/u)]
  for (const [index, part] of left.entries()) {
    const other = right[index] ?? ""
    if (part === other) continue
    return /^\d+$/u.test(part) && /^\d+$/u.test(other) ? Number(part) - Number(other) : part < other ? -1 : 1
  }
  return left.length - right.length
}
