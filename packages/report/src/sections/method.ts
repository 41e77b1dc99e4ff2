/**
 * How were the numbers made, what do the words mean, and what is this report not?
 */
import { type ReportDocument, standardFindingSla } from "@rollcall/model"
import type { Block } from "../blocks.ts"
import { defineSection } from "../section.ts"
import { instant, yesNo } from "../wording.ts"

export const section = defineSection({
  id: "method",
  title: "Method and words",
  select: (document) => document,
  blocks: (document): ReadonlyArray<Block> => [
    {
      kind: "paragraph",
      lead: "Score.",
      text:
        "A check's score is its passes in a hundred of passes and failures. The tenant's score weighs every subject by the " +
        "check's severity: critical 10, high 5, medium 2, low 1; gates are never scored. Checks with too little data are " +
        "left out and named. Where the data fail a gate the score is withheld. The second score leaves out the failures " +
        "that exceptions cover. Scores of two months may be compared only if catalogue, parameters and sources are the same."
    },
    {
      kind: "paragraph",
      lead: "Coverage.",
      text: "What could be decided, in a hundred of the population. A high score with a low coverage says little."
    },
    {
      kind: "paragraph",
      lead: "Time.",
      text: `Ages and expiries are judged as of ${instant(document.snapshot.finishedAt)}, when the snapshot was finished.`
    },
    {
      kind: "paragraph",
      lead: "What this is not.",
      text:
        "This report is not an opinion, an audit or a certificate. A passing check is evidence that supports a control; it " +
        "does not prove that the control works. The report shows what the named sources said at the time given, and nothing " +
        "that they do not see."
    },
    { kind: "heading", level: 2, text: "Words" },
    { kind: "facts", entries: glossary },
    { kind: "heading", level: 2, text: "Parameters and versions" },
    { kind: "facts", entries: [...parameters(document), ...versions(document)] },
    { kind: "heading", level: 2, text: "Evidence" },
    {
      kind: "paragraph",
      text:
        "This report is made from report.json alone, and the same report.json always gives the same bytes. It is attached to " +
        "the PDF. The report id in the foot of every page ends with the first 12 digits of its SHA-256; manifest.json beside it lists the SHA-256 of " +
        "every file. report.json holds every record, every failure and every link with how it was made."
    }
  ]
})

const glossary = [
  { name: "Person", value: "One human or one unclaimed address, joined from all records that lead to it" },
  { name: "Employee", value: "A person's record in Push Security" },
  { name: "End user", value: "A person's record in Banyan Security" },
  { name: "Snapshot", value: "What one collection run read; it is never changed afterwards" },
  { name: "Check", value: "A rule that judges each member of its population" },
  { name: "Subject", value: "What a check looks at: a person, an account, a device …" },
  { name: "Not assessable", value: "The data do not decide. It is never counted as a pass or as a failure" },
  { name: "Excepted", value: "A failure that an approved, expiring exception covers" },
  { name: "Gate", value: "A check on the data themselves: whether they are good enough to be reported on" },
  { name: "Ambiguous", value: "An address that several employees claim: nothing is joined through it" },
  { name: "not known, ?", value: "The data to tell it were not read, not configured or not given. It is not zero" },
  { name: "–", value: "Nothing: the source says that there is none" }
]

function parameters({ parameters: used }: ReportDocument): ReadonlyArray<{ name: string; value: string }> {
  return [
    { name: "Dormant account", value: `after ${used.dormantDays} days without use` },
    { name: "Active browser", value: `online within ${used.browserStaleDays} days` },
    { name: "Live device", value: `logged in within ${used.deviceDormantDays} days` },
    { name: "Device telemetry", value: `decides for ${used.telemetryStaleDays} days` },
    { name: "Grace for newcomers", value: `${used.graceDays} days` },
    { name: "Review of an app", value: `within ${used.reviewSlaDays} days` },
    { name: "Open findings", value: pairs({ ...standardFindingSla, ...used.findingSla }, (days) => `${days} days`) },
    { name: "Level for an app", value: `from ${used.appReviewMinUsers} people on` },
    { name: "Least trust level", value: used.minTrustLevel },
    { name: "Least join rate", value: percentage(used.minJoinRate) },
    { name: "Most not assessable", value: `${percentage(used.maxUnknownRate)} of a population` },
    { name: "Least extension", value: pairs(used.minExtensionVersion, String) },
    { name: "Least browser", value: pairs(used.minBrowserVersion, String) },
    { name: "Approved identity providers", value: list(used.approvedIdps) },
    { name: "Identity provider apps", value: list(used.idpAppTypes) },
    {
      name: "Identity provider read by the source",
      value: used.idpIntegration === undefined ? "not set" : yesNo(used.idpIntegration)
    },
    { name: "Privileged roles", value: list(used.privilegedRoles) },
    { name: "Reviewed holders of them", value: size(used.privilegedApproved) },
    { name: "People who left, by the list", value: size(used.leavers) },
    { name: "Service and test identities", value: size(used.nonHuman) },
    {
      name: "Further addresses of people",
      value: used.aliases === undefined ? "not set" : String(Object.keys(used.aliases).length)
    },
    { name: "Declared detections", value: list(used.declaredDetections) }
  ]
}

const list = (names: ReadonlyArray<string> | undefined): string =>
  names === undefined ? "not set" : names.join(", ") || "none"

const size = (entries: ReadonlyArray<unknown> | undefined): string =>
  entries === undefined ? "not set" : String(entries.length)

const pairs = <A>(values: Readonly<Record<string, A>> | undefined, shown: (value: A) => string): string =>
  values === undefined
    ? "not set"
    : Object.entries(values)
        .map(([name, value]) => `${name} ${shown(value)}`)
        .join(", ") || "none"

const percentage = (value: number): string => `${Math.round(value * 1000) / 10} %`

const versions = ({ generator, schemaVersion }: ReportDocument): ReadonlyArray<{ name: string; value: string }> => [
  { name: "Made by", value: `${generator.name} ${generator.version}` },
  { name: "Check catalogue", value: generator.catalogue },
  { name: "Schema of report.json", value: `version ${schemaVersion}` }
]
