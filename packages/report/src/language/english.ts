/**
 * English: what checks say stands in the document already.
 */
import type { CheckResult, Framework, ReasonCode, ReportDocument, ResourceName, Severity } from "@rollcall/model"
import { englishMethod } from "./english-method.ts"
import { englishPage } from "./english-page.ts"
import { englishPrint } from "./english-print.ts"
import { englishSections } from "./english-sections.ts"
import { englishWording } from "./english-wording.ts"
import type { Language } from "./Language.ts"

const { count, listed } = englishWording

type SubjectKind = CheckResult["failures"][number]["subject"]["kind"]
type RecordKind = ReportDocument["correlation"]["disagreements"][number]["kind"]

const texts = {
  notKnown: "not known",
  severities: {
    critical: "critical",
    high: "high",
    medium: "medium",
    low: "low",
    gate: "gate"
  } satisfies Record<Severity, string>,
  outcomes: { pass: "pass", fail: "fail", excepted: "excepted", notAssessable: "not assessable" },
  kinds: {
    person: "person",
    employee: "employee",
    account: "account",
    app: "app",
    browser: "browser",
    device: "device",
    enduser: "end user",
    finding: "finding",
    source: "source",
    tenant: "tenant",
    check: "check",
    accountOther: "account on another app"
  } satisfies Record<SubjectKind | RecordKind, string>,
  resources: {
    employees: "Employees",
    browsers: "Browsers",
    accounts: "Accounts",
    accountsOther: "Accounts on other apps",
    apps: "Apps",
    appsOther: "Other apps",
    findings: "Findings",
    detections: "Detections",
    browserExtensions: "Browser extensions",
    appBanners: "App banners",
    blockedUrls: "Blocked URLs",
    endusers: "End users",
    devices: "Devices"
  } satisfies Record<ResourceName, string>,
  frameworks: {
    soc2: { name: "SOC 2", edition: "SOC 2 (Trust Services Criteria, 2017)" },
    iso27001: { name: "ISO 27001", edition: "ISO/IEC 27001:2022, Annex A" },
    csf2: { name: "NIST CSF 2.0", edition: "NIST CSF 2.0" },
    cis81: { name: "CIS 8.1", edition: "CIS Controls 8.1" }
  } satisfies Record<Framework, object>,
  reasons: {
    field_null: "the source does not know",
    field_missing: "the source left the value out",
    unknown_value: "the source gave a value this version does not know",
    source_unavailable: "a source was not there",
    source_partial: "a source was not read to its end",
    not_observed: "nothing observes the person",
    feature_off: "the source's detection is off",
    factor_absent: "the device does not report the factor",
    stale: "the data are too old",
    ambiguous_join: "an address belongs to several employees",
    no_history: "there is nothing to compare with",
    parameter_unset: "a parameter is not set",
    membership_unknown: "it is not known whether the check applies",
    exempted_upstream: "the source exempts it",
    clock_skew: "a time lies in the future",
    empty_population: "there is nothing to look at"
  } satisfies Record<ReasonCode, string>,
  partial: {
    refused: "Partial data: more than one record in a hundred could not be understood.",
    unread: (bySource: ReadonlyArray<readonly [source: string, resources: ReadonlyArray<string>]>) =>
      `Partial data: not read to the end: ${bySource.map(([source, all]) => `${source} ${listed(all.map(lowerFirst))}`).join("; ")}.`,
    resource: (source: string, resource: string) => `${source} ${resource.toLowerCase()}`
  },
  table: {
    empty: "None.",
    leftOut: (shown: number, all: number, what: string) =>
      `First ${count(shown)} of ${count(all)} ${what}; the whole list is in report.json.`
  },
  file: {
    title: "Posture report",
    heading: (tenant: string, period: string) => `${tenant}: posture report ${period}`,
    subject: "Posture of people, browsers and devices",
    warning: "Warning",
    note: "Note",
    sections: "Sections",
    skip: "Skip to the report",
    report: "Report",
    madeBy: (version: string) => `Made by Rollcall ${version}`,
    preparedBy: (provider: string) => `Prepared by ${provider}`,
    logoOf: (owner: string) => `Logo of ${owner}`,
    data: "The report document: every record and outcome behind this report"
  },
  ...englishSections,
  method: englishMethod,
  page: englishPage,
  print: englishPrint
}

const lowerFirst = (title: string): string => title.slice(0, 1).toLowerCase() + title.slice(1)

export type EnglishTexts = typeof texts

export const english: Language = {
  ...englishWording,
  code: "en",
  tag: "en-GB",
  texts,
  checkTexts: () => undefined,
  detail: (_, seen) => seen
}
