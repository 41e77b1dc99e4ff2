/**
 * Which checks were made, on how many subjects, and how did they turn out?
 */
import type { CheckResult } from "@rollcall/model"
import type { Block, Cell } from "../blocks.ts"
import { defineSection } from "../section.ts"
import { bySeverity } from "../subjects.ts"
import { count, percent } from "../wording.ts"

export const section = defineSection({
  id: "checks",
  title: "Checks",
  select: ({ checks, generator }) => ({ checks: bySeverity(checks), catalogue: generator.catalogue }),
  blocks: ({ catalogue, checks }): ReadonlyArray<Block> => [
    {
      kind: "paragraph",
      text:
        `Check catalogue ${catalogue}, ${checks.length} checks, worst severity first. Each population is the sum of pass, ` +
        "fail, not assessable and excepted. The score is passes in a hundred of what could be decided; coverage is what " +
        "could be decided in a hundred of the population. A check with too little data is left out of the score."
    },
    {
      kind: "table",
      caption: "Checks with their outcomes",
      columns: [
        { title: "Check", width: 29 },
        { title: "Severity", width: 11 },
        { title: "Population", width: 10, align: "right" },
        { title: "Pass", width: 7, align: "right" },
        { title: "Fail", width: 7, align: "right" },
        { title: "Not assessable", width: 10, align: "right" },
        { title: "Excepted", width: 9, align: "right" },
        { title: "Score", width: 9, align: "right" },
        { title: "Coverage", width: 9.5, align: "right" }
      ],
      rows: checks.map((check) => [
        { text: check.title, detail: check.code },
        { text: check.severity, mark: check.severity },
        count(check.population),
        count(check.pass),
        check.fail === null && check.failures.length > 0 ? `${check.failures.length} seen` : count(check.fail),
        count(check.notAssessable),
        count(check.excepted),
        scoreCell(check),
        percent(check.coverage, "–")
      ]),
      leftOut: null
    }
  ]
})

function scoreCell(check: CheckResult): Cell {
  if (check.severity === "gate") return "–"
  if (!check.enoughData) return "left out"
  return check.score === null ? "–" : check.score.toFixed(1)
}
