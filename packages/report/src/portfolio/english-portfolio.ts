/**
 * What a portfolio says in English, and is not data.
 */
import type { Condition } from "@rollcall/model"
import { englishWording } from "../language/english-wording.ts"
import type { WhyNoReport, WhyUnknown } from "./Portfolio.ts"

const { count, counted, listed } = englishWording

const tenants = (many: number): string => counted(many, "tenant", "tenants")

export const englishPortfolio = {
  title: "Portfolio",
  allTenants: "All tenants",
  fileTitle: (name: string, period: string): string => `${name}: portfolio ${period}`,
  subject: "Posture of several tenants",
  data: "The portfolio document: the counts of each tenant behind this file",

  summary: {
    title: "Summary",
    verdict: (all: number, reported: number, partial: number, withheld: number): string =>
      [
        reported === all
          ? `All ${tenants(all)} have a report`
          : `Of ${tenants(all)}, ${count(reported)} ${reported === 1 ? "has" : "have"} a report and ${count(all - reported)} ${all - reported === 1 ? "has" : "have"} none`,
        partial === 0
          ? ""
          : `; ${count(partial)} of the reports ${partial === 1 ? "rests" : "rest"} on a partial snapshot`,
        ".",
        withheld === 0 ? "" : ` ${counted(withheld, "score is", "scores are")} withheld, as the data do not carry one.`
      ].join(""),
    figures: {
      tenants: { label: "Tenants", note: "in the configuration" },
      reports: { label: "Reports", note: "of this period" },
      partial: { label: "Partial", note: "something was not read" },
      failing: { label: "Failing checks", note: "in one tenant or more" },
      lowest: { label: "Lowest score", none: "there is no score" }
    },
    scores: "Score and coverage by tenant, lowest score first",
    columns: {
      tenant: "Tenant",
      score: "Score",
      change: "Since the month before",
      exceptions: "With exceptions",
      coverage: "Coverage",
      coverageChange: "Since the month before",
      data: "Data"
    },
    complete: "complete",
    partial: "partial",
    none: "no report",
    withheld: "withheld",
    unchanged: "unchanged",
    from: (value: string): string => `from ${value}`,
    notAssessed: "not assessed then",
    noNumberThen: "no number then",
    notComparable: (differences: ReadonlyArray<Condition>): string =>
      `not comparable: ${listed(differences.map((each) => conditions[each]))} changed`,
    chart: { title: "Score of 100 by tenant", passing: "passing", gained: "gained by exceptions", failing: "failing" },
    chartLeftOut: (shown: number, all: number): string =>
      `The chart has the ${count(shown)} lowest of ${count(all)} scores; the table has all.`
  },

  missing: {
    title: "What is missing",
    nothing: "Every tenant has a report on a complete snapshot that was finished within its period.",
    withoutReport: "Tenants without a report from this run",
    partial: "Reports on partial snapshots",
    withheld: "Scores that are withheld, with the evidence gates that failed",
    outside: "Reports on snapshots that were not finished within the period",
    columns: {
      tenant: "Tenant",
      why: "Why",
      where: "Where",
      unread: "Not read to its end",
      gates: "Evidence gates",
      finished: "Finished",
      basis: "Basis"
    },
    refusedRecords: "more than one record in a hundred could not be understood",
    basis: { "after-period": "the first one after the period", named: "named by whoever ran the report" },
    why: {
      "no-snapshot": "No complete snapshot speaks for the period.",
      partial: "The snapshot is partial, and partial ones were not accepted.",
      refused: "A source refused the key.",
      unreachable: "A source could not be reached.",
      "not-understood": "A source's answer could not be understood.",
      secret: "A secret could not be read.",
      store: "The store could not be read or written.",
      output: "The report could not be written.",
      failed: "Something else went wrong; the run's own messages say what."
    } satisfies Record<WhyNoReport, string>
  },

  checks: {
    title: "Checks by tenant",
    introduction:
      "Each cell is the share of failures among what could be decided, with the counts below it. What could not be decided is in no share: it is counted beside it. All tenants are those whose counts are known.",
    caption: (from: string, to: string): string => (from === to ? `Failures: ${from}` : `Failures: ${from} to ${to}`),
    columns: { check: "Check", all: "All tenants" },
    decided: (fail: number, decided: number): string => `${count(fail)} of ${count(decided)}`,
    undecided: (many: number): string => `${count(many)} not decided`,
    excepted: (many: number): string => `${count(many)} excepted`,
    unknown: {
      "not-configured": "source not configured",
      "not-offered": "not offered by the source",
      "not-read": "not read to its end"
    } satisfies Record<WhyUnknown, string>,
    seen: (many: number): string => `${count(many)} seen`,
    notKnown: "not known",
    without: (many: number): string => `without ${tenants(many)}`,
    notDecided: "not decided",
    nobody: "nothing to look at"
  },

  method: {
    title: "How this was made",
    paragraphs: (period: string): ReadonlyArray<string> => [
      `Each number is that of the tenant's own report of ${period}, where it can be traced to the records behind it. This file has counts and scores only: no person or device is named in it, and no tenant's report names another tenant.`,
      "Scores of different tenants rest on different people, devices and parameters. They say where to look first, and are no ranking.",
      "A change is shown where both months were judged alike: by the same catalogue and parameters, on the same resources of the same sources. Otherwise the number of then stands alone."
    ],
    reports: "The reports behind it",
    columns: {
      tenant: "Tenant",
      snapshot: "Snapshot",
      finished: "Finished",
      manifest: "SHA-256 of the report's manifest"
    },
    version: "Made by",
    catalogue: "Check catalogue"
  }
}

const conditions: Readonly<Record<Condition, string>> = {
  catalogue: "the check catalogue",
  parameters: "the parameters",
  sources: "the configured sources",
  readings: "the resources that were read"
}
