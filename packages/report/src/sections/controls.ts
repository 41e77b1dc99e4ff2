/**
 * What do the checks say about each framework's controls that they support?
 */
import type { ControlResult, Framework, ReportDocument } from "@rollcall/model"
import { frameworks } from "@rollcall/model"
import { checkAnchor } from "../anchors.ts"
import type { Block, Cell } from "../blocks.ts"
import type { Language } from "../language/Language.ts"
import { defineSection } from "../section.ts"

export const section = defineSection({
  id: "controls",
  title: (texts) => texts.controls.title,
  select: (document) => (document.controls.length === 0 ? null : document),
  blocks: (document, language): ReadonlyArray<Block> => [
    { kind: "paragraph", text: language.texts.controls.text },
    ...frameworks.flatMap((framework) => ofFramework(document, framework, language))
  ]
})

function ofFramework(document: ReportDocument, framework: Framework, language: Language): ReadonlyArray<Block> {
  const controls = document.controls.filter((each) => each.framework === framework)
  if (controls.length === 0) return []
  const { controls: texts, frameworks: names } = language.texts
  const { edition } = names[framework]
  const codes = new Map(document.checks.map(({ id, code }) => [id, code]))
  return [
    { kind: "heading", level: 2, text: edition },
    {
      kind: "table",
      caption: texts.caption(edition),
      columns: [
        { title: texts.control, width: 13 },
        { title: texts.checks, width: 39 },
        { title: texts.pass, width: 9, align: "right" },
        { title: texts.fail, width: 9, align: "right" },
        { title: texts.notAssessable, width: 11, align: "right" },
        { title: texts.score, width: 9, align: "right" },
        { title: texts.coverage, width: 10, align: "right" }
      ],
      rows: controls.map((control) => rowOf(control, codes, language)),
      leftOut: null
    }
  ]
}

function rowOf(
  control: ControlResult,
  codes: ReadonlyMap<string, string>,
  { count, percent, score }: Language
): ReadonlyArray<Cell> {
  const codeOf = (id: string) => (codes.get(id) ?? id).replace(/^RC-/u, "")
  const named = (ids: ReadonlyArray<string>) => ids.map(codeOf).join(", ")
  const indirect = control.indirect.length === 0 ? "" : `(${named(control.indirect)})`
  const checks: Cell = {
    text: [named(control.checks), indirect].filter((each) => each !== "").join(" "),
    links: [...control.checks, ...control.indirect].map((id) => ({ words: codeOf(id), to: checkAnchor(id) }))
  }
  if (control.checks.length === 0) return [control.id, checks, "–", "–", "–", "–", "–"]
  return [
    control.id,
    checks,
    count(control.pass),
    count(control.fail),
    count(control.notAssessable),
    score(control.score, "–"),
    percent(control.coverage, "–")
  ]
}
