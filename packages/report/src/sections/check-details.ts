/**
 * Why does each check matter, what failed it, and what is to be done?
 */
import type { CheckResult } from "@rollcall/model"
import { checkAnchor, linked, type PersonAnchors } from "../anchors.ts"
import { type Block, firstRows, type Table } from "../blocks.ts"
import { stackedBars } from "../charts/stacked-bars.ts"
import type { Language, Texts } from "../language/Language.ts"
import { defineSection } from "../section.ts"
import { bySeverity, markOf, subjectCell } from "../subjects.ts"

const rowsShown = 25

export const section = defineSection({
  id: "check-details",
  title: (texts) => texts.checkDetails.title,
  select: ({ checks }, anchors) => ({ checks: bySeverity(checks), anchors }),
  blocks: ({ anchors, checks }, language): ReadonlyArray<Block> =>
    checks.length === 0
      ? [{ kind: "paragraph", text: language.texts.table.empty }]
      : checks.flatMap((check) => detail(check, anchors, language))
})

function detail(check: CheckResult, anchors: PersonAnchors, language: Language): ReadonlyArray<Block> {
  const { checkDetails: texts, severities } = language.texts
  return [
    { kind: "heading", level: 2, text: check.title, mark: markOf(check), anchor: checkAnchor(check.id) },
    {
      kind: "facts",
      entries: [
        {
          name: texts.check.name,
          value: texts.check.value(check.code, check.id, severities[check.severity], check.group)
        },
        { name: texts.population, value: check.populationText },
        { name: texts.controls, value: supports(check, language.texts) }
      ]
    },
    ...outcomes(check, language),
    { kind: "paragraph", lead: texts.why, text: check.rationale },
    { kind: "paragraph", lead: texts.what, text: check.remediation },
    ...failures(check, anchors, language)
  ]
}

/** Control ids as the catalogue maps them; `~` after an id marks an indirect fit. */
function supports(check: CheckResult, { checkDetails: texts, frameworks }: Texts): string {
  const names = new Map(Object.entries(frameworks).map(([framework, { name }]) => [framework, name]))
  const words = Object.entries(check.frameworks).map(
    ([framework, controls]) =>
      `${names.get(framework) ?? framework} ` +
      controls.map((id) => (id.endsWith("~") ? texts.indirectly(id.slice(0, -1)) : id)).join(", ")
  )
  return words.length === 0 ? texts.noControl : words.join("; ")
}

function outcomes(check: CheckResult, language: Language): ReadonlyArray<Block> {
  const { count, texts } = language
  const { excepted, fail, notAssessable, pass, population } = check
  if (population === null || pass === null || fail === null || notAssessable === null || excepted === null) {
    return [{ kind: "note", tone: "warning", text: texts.checkDetails.notCounted }]
  }
  if (population === 0) {
    return [{ kind: "paragraph", lead: texts.checkDetails.outcome, text: texts.checkDetails.empty }]
  }
  const failMark = check.severity === "gate" ? "high" : check.severity
  return [
    stackedBars(texts.checkDetails.outcomes(population), [
      {
        label: null,
        parts: [
          { label: texts.outcomes.pass, value: pass, shown: count(pass), mark: "pass" },
          { label: texts.outcomes.fail, value: fail, shown: count(fail), mark: failMark },
          { label: texts.outcomes.excepted, value: excepted, shown: count(excepted), mark: "excepted" },
          { label: texts.outcomes.notAssessable, value: notAssessable, shown: count(notAssessable), mark: "unknown" }
        ]
      }
    ]),
    ...(notAssessable === 0 ? [] : [reasons(check, language)])
  ]
}

function reasons(check: CheckResult, { listed, share, texts }: Language): Block {
  const { because, notAssessable, tooMany } = texts.checkDetails
  const names = new Map<string, string>(Object.entries(texts.reasons))
  const words = Object.entries(check.notAssessableReasons).map(([code, many]) => because(many, names.get(code) ?? code))
  const told = words.length === 0 ? "" : `: ${listed(words)}`
  const left = check.enoughData ? "" : ` ${tooMany}`
  return {
    kind: "paragraph",
    lead: notAssessable,
    text: `${share(check.notAssessable, check.population)}${told}.${left}`
  }
}

function failures(check: CheckResult, anchors: PersonAnchors, language: Language): ReadonlyArray<Block> {
  const { excepted, failures: texts } = language.texts.checkDetails
  const { exceptions, failures: failing } = check
  return [
    ...(failing.length === 0 ? [] : [failureTable(texts, check, failing, anchors, language)]),
    ...(exceptions.length === 0 ? [] : [failureTable(excepted, check, exceptions, anchors, language)])
  ]
}

function failureTable(
  { caption, what }: Texts["checkDetails"]["failures"],
  { code, id }: CheckResult,
  all: CheckResult["failures"],
  anchors: PersonAnchors,
  { detail: detailOf, texts }: Language
): Table {
  const { leftOut, shown } = firstRows(all, rowsShown, (few, many) => texts.table.leftOut(few, many, what))
  return {
    kind: "table",
    caption: caption(code, all.length),
    columns: [
      { title: texts.checkDetails.subject, width: 40 },
      { title: texts.checkDetails.seen, width: 60 }
    ],
    rows: shown.map(({ detail: seen, subject }) => [
      linked(subjectCell(subject, texts), anchors.byAddress(subject.email)),
      detailOf(id, seen) ?? seen
    ]),
    leftOut
  }
}
