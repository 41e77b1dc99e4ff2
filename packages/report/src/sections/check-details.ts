/**
 * Why does each check matter, what failed it, and what is to be done?
 */
import type { CheckResult } from "@rollcall/model"
import { type Block, firstRows, type Table } from "../blocks.ts"
import { stackedBars } from "../charts/stacked-bars.ts"
import { defineSection } from "../section.ts"
import { bySeverity, markOf, subjectCell } from "../subjects.ts"
import { count, listed, share } from "../wording.ts"

const rowsShown = 25

export const section = defineSection({
  id: "check-details",
  title: "Checks in detail",
  select: ({ checks }) => bySeverity(checks),
  blocks: (checks): ReadonlyArray<Block> => checks.flatMap(detail)
})

function detail(check: CheckResult): ReadonlyArray<Block> {
  return [
    { kind: "heading", level: 2, text: check.title, mark: markOf(check) },
    {
      kind: "facts",
      entries: [
        { name: "Check", value: `${check.code}, ${check.id}, severity ${check.severity}` },
        { name: "Looks at", value: check.populationText },
        { name: "Supports", value: supports(check) }
      ]
    },
    ...outcomes(check),
    { kind: "paragraph", lead: "Why it matters.", text: check.rationale },
    { kind: "paragraph", lead: "What to do.", text: check.remediation },
    ...failures(check),
    ...excepted(check)
  ]
}

/** Control ids as the catalogue maps them; `~` after an id marks an indirect fit. */
function supports({ frameworks }: CheckResult): string {
  const words = Object.entries(frameworks).map(
    ([framework, controls]) =>
      `${frameworkNames.get(framework) ?? framework} ` +
      controls.map((id) => (id.endsWith("~") ? `${id.slice(0, -1)} (indirectly)` : id)).join(", ")
  )
  return words.length === 0 ? "no control of a framework" : words.join("; ")
}

const frameworkNames: ReadonlyMap<string, string> = new Map([
  ["soc2", "SOC 2"],
  ["iso27001", "ISO 27001"],
  ["csf2", "NIST CSF 2.0"],
  ["cis81", "CIS 8.1"]
])

function outcomes(check: CheckResult): ReadonlyArray<Block> {
  const { excepted: exceptedCount, fail, notAssessable, pass, population } = check
  if (population === null || pass === null || fail === null || notAssessable === null || exceptedCount === null) {
    return [
      {
        kind: "note",
        tone: "warning",
        text:
          "How many subjects there are is not known: what makes the population was not read to its end, or is not " +
          "configured. Failures that were seen all the same are listed."
      }
    ]
  }
  if (population === 0) {
    return [{ kind: "paragraph", lead: "Outcome.", text: "There is nothing to look at: the population is empty." }]
  }
  return [
    stackedBars(`Outcomes of ${count(population)} subjects`, [
      {
        label: null,
        parts: [
          { label: "pass", value: pass, shown: count(pass), mark: "pass" },
          { label: "fail", value: fail, shown: count(fail), mark: check.severity === "gate" ? "high" : check.severity },
          { label: "excepted", value: exceptedCount, shown: count(exceptedCount), mark: "excepted" },
          { label: "not assessable", value: notAssessable, shown: count(notAssessable), mark: "unknown" }
        ]
      }
    ]),
    ...(notAssessable === 0 ? [] : [reasons(check)])
  ]
}

function reasons({ enoughData, notAssessable, notAssessableReasons, population }: CheckResult): Block {
  const words = Object.entries(notAssessableReasons).map(
    ([code, many]) => `${count(many)} because ${reasonNames.get(code) ?? code}`
  )
  const told = words.length === 0 ? "" : `: ${listed(words)}`
  const left = enoughData ? "" : " That is too many: the check is left out of the tenant's score."
  return { kind: "paragraph", lead: "Not assessable.", text: `${share(notAssessable, population)}${told}.${left}` }
}

const reasonNames: ReadonlyMap<string, string> = new Map([
  ["field_null", "the source does not know"],
  ["field_missing", "the source left the value out"],
  ["unknown_value", "the source gave a value this version does not know"],
  ["source_unavailable", "a source was not there"],
  ["source_partial", "a source was not read to its end"],
  ["not_observed", "nothing observes the person"],
  ["feature_off", "the source's detection is off"],
  ["factor_absent", "the device does not report the factor"],
  ["stale", "the data are too old"],
  ["ambiguous_join", "an address belongs to several employees"],
  ["no_history", "there is nothing to compare with"],
  ["parameter_unset", "a parameter is not set"],
  ["membership_unknown", "it is not known whether the check applies"],
  ["exempted_upstream", "the source exempts it"],
  ["clock_skew", "a time lies in the future"],
  ["empty_population", "there is nothing to look at"]
])

function failures(check: CheckResult): ReadonlyArray<Block> {
  if (check.failures.length === 0) return []
  return [failureTable(`${check.code}: failures`, "failures", check.failures)]
}

function excepted(check: CheckResult): ReadonlyArray<Block> {
  if (check.exceptions.length === 0) return []
  return [failureTable(`${check.code}: failures that an exception covers`, "excepted failures", check.exceptions)]
}

function failureTable(caption: string, what: string, all: CheckResult["failures"]): Table {
  const { leftOut, shown } = firstRows(all, rowsShown, what)
  return {
    kind: "table",
    caption: `${caption} (${count(all.length)})`,
    columns: [
      { title: "Subject", width: 40 },
      { title: "What was seen", width: 60 }
    ],
    rows: shown.map(({ detail: seen, subject }) => [subjectCell(subject), seen]),
    leftOut
  }
}
