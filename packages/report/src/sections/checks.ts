/**
 * Which checks were made, on how many subjects, and how did they turn out?
 */
import type { CheckResult } from "@rollcall/model"
import { checkAnchor, linked } from "../anchors.ts"
import type { Block, Cell, Mark } from "../blocks.ts"
import { stackedBars } from "../charts/stacked-bars.ts"
import type { Language } from "../language/Language.ts"
import { defineSection } from "../section.ts"
import { bySeverity } from "../subjects.ts"

export const section = defineSection({
  id: "checks",
  title: (texts) => texts.checks.title,
  select: ({ checks, generator }) => ({ checks: bySeverity(checks), catalogue: generator.catalogue }),
  blocks: ({ catalogue, checks }, language): ReadonlyArray<Block> => {
    const texts = language.texts.checks
    return [
      { kind: "paragraph", text: texts.text(catalogue, checks.length) },
      byFamily(checks, language),
      {
        kind: "table",
        caption: texts.caption,
        columns: [
          { title: texts.check, width: 32.5 },
          { title: texts.severity, width: 13 },
          { title: texts.population, width: 7, align: "right" },
          { title: texts.pass, width: 7, align: "right" },
          { title: texts.fail, width: 7, align: "right" },
          { title: texts.notAssessable, width: 8.5, align: "right" },
          { title: texts.excepted, width: 8, align: "right" },
          { title: texts.score, width: 9, align: "right" },
          { title: texts.coverage, width: 8, align: "right" }
        ],
        rows: checks.map((check) => row(check, language)),
        leftOut: null
      }
    ]
  }
})

function row(check: CheckResult, { count, percent, score, texts }: Language): ReadonlyArray<Cell> {
  const { leftOut, seen } = texts.checks
  return [
    linked({ text: check.title, detail: check.code }, checkAnchor(check.id)),
    { text: texts.severities[check.severity], mark: check.severity },
    count(check.population),
    count(check.pass),
    check.fail === null && check.failures.length > 0 ? seen(check.failures.length) : count(check.fail),
    count(check.notAssessable),
    count(check.excepted),
    check.severity === "gate" ? "–" : check.enoughData ? score(check.score, "–") : leftOut,
    percent(check.coverage, "–")
  ]
}

/** Outcomes of the checks that have counts, added up for each family; families are the middle of their checks' codes. */
function byFamily(checks: ReadonlyArray<CheckResult>, { count, texts }: Language): Block {
  const counted = checks.filter((check) => check.severity !== "gate" && check.population !== null)
  const wholes = Object.entries(texts.checks.families).flatMap(([family, label]) => {
    const members = counted.filter(({ code }) => code.split("-")[1] === family)
    const part = (name: keyof typeof texts.outcomes, mark: Mark) => {
      const value = members.reduce((total, check) => total + (check[name] ?? 0), 0)
      return { label: texts.outcomes[name], value, shown: count(value), mark }
    }
    const parts = [
      part("pass", "pass"),
      part("excepted", "excepted"),
      part("fail", "high"),
      part("notAssessable", "unknown")
    ]
    return parts.some(({ value }) => value > 0) ? [{ label, parts }] : []
  })
  return stackedBars(texts.checks.byFamily, wholes)
}
