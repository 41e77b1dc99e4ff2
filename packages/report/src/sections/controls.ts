/**
 * What do the checks say about each framework's controls that they support?
 */
import type { ControlResult, Framework, ReportDocument } from "@rollcall/model"
import { frameworks } from "@rollcall/model"
import type { Block, Cell } from "../blocks.ts"
import { defineSection } from "../section.ts"
import { count, percent } from "../wording.ts"

/** Frameworks by their names, with their editions. */
export const frameworkNames: Readonly<Record<Framework, string>> = {
  soc2: "SOC 2 (Trust Services Criteria, 2017)",
  iso27001: "ISO/IEC 27001:2022, Annex A",
  csf2: "NIST CSF 2.0",
  cis81: "CIS Controls 8.1"
}

export const section = defineSection({
  id: "controls",
  title: "Controls by framework",
  select: (document) => (document.controls.length === 0 ? null : document),
  blocks: (document): ReadonlyArray<Block> => [
    {
      kind: "paragraph",
      text:
        "A check supports a control; it does not show that the control is met. Counts are sums over the checks named, so " +
        "that one subject may count in several; the score is made like the tenant's. Checks that fit a control only " +
        "indirectly stand in brackets and are not counted."
    },
    ...frameworks.flatMap((framework) => ofFramework(document, framework))
  ]
})

function ofFramework(document: ReportDocument, framework: Framework): ReadonlyArray<Block> {
  const controls = document.controls.filter((each) => each.framework === framework)
  if (controls.length === 0) return []
  const codes = new Map(document.checks.map(({ id, code }) => [id, code]))
  return [
    { kind: "heading", level: 2, text: frameworkNames[framework] },
    {
      kind: "table",
      caption: `Controls of ${frameworkNames[framework]}`,
      columns: [
        { title: "Control", width: 13 },
        { title: "Checks", width: 39 },
        { title: "Pass", width: 9, align: "right" },
        { title: "Fail", width: 9, align: "right" },
        { title: "Not assessable", width: 11, align: "right" },
        { title: "Score", width: 9, align: "right" },
        { title: "Coverage", width: 10, align: "right" }
      ],
      rows: controls.map((control) => rowOf(control, codes)),
      leftOut: null
    }
  ]
}

function rowOf(control: ControlResult, codes: ReadonlyMap<string, string>): ReadonlyArray<Cell> {
  const named = (ids: ReadonlyArray<string>) => ids.map((id) => (codes.get(id) ?? id).replace(/^RC-/u, "")).join(", ")
  const indirect = control.indirect.length === 0 ? "" : `(${named(control.indirect)})`
  const checks = [named(control.checks), indirect].filter((each) => each !== "").join(" ")
  if (control.checks.length === 0) return [control.id, checks, "–", "–", "–", "–", "–"]
  return [
    control.id,
    checks,
    count(control.pass),
    count(control.fail),
    count(control.notAssessable),
    control.score === null ? "–" : control.score.toFixed(1),
    percent(control.coverage, "–")
  ]
}
