/**
 * Which checks were made, on how many subjects, and how did they turn out?
 */
import type { CheckResult } from "@rollcall/model"
import type { Block, Cell, Mark } from "../blocks.ts"
import { type Part, stackedBars } from "../charts/stacked-bars.ts"
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
    byFamily(checks),
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

/** Families by the middle of their checks' codes. */
const families: Readonly<Record<string, string>> = {
  MFA: "Second factors",
  CRED: "Credentials and logins",
  ACC: "Accounts",
  APP: "Apps",
  BRW: "Browsers",
  COV: "Coverage",
  DEV: "Devices",
  USR: "End users",
  JOIN: "Both sources joined",
  FND: "Findings"
}

/** Outcomes of the checks that have counts, added up for each family. */
function byFamily(checks: ReadonlyArray<CheckResult>): Block {
  const counted = checks.filter((check) => check.severity !== "gate" && check.population !== null)
  const wholes = Object.entries(families).flatMap(([family, label]) => {
    const members = counted.filter(({ code }) => code.split("-")[1] === family)
    const sum = (name: "pass" | "fail" | "excepted" | "notAssessable") =>
      members.reduce((total, check) => total + (check[name] ?? 0), 0)
    const parts = [
      part("pass", sum("pass"), "pass"),
      part("excepted", sum("excepted"), "excepted"),
      part("fail", sum("fail"), "high"),
      part("not assessable", sum("notAssessable"), "unknown")
    ]
    return parts.some(({ value }) => value > 0) ? [{ label, parts }] : []
  })
  return stackedBars("Outcomes by family of checks", wholes)
}

const part = (label: string, value: number, mark: Mark): Part => ({ label, value, shown: count(value), mark })

function scoreCell(check: CheckResult): Cell {
  if (check.severity === "gate") return "–"
  if (!check.enoughData) return "left out"
  return check.score === null ? "–" : check.score.toFixed(1)
}
