/**
 * Method and words, in English.
 */
import { englishWording } from "./english-wording.ts"

const { count } = englishWording

export const englishMethod = {
  title: "Method and words",
  score: {
    lead: "Score.",
    text:
      "A check's score is its passes in a hundred of passes and failures. The tenant's score weighs every subject by the " +
      "check's severity: critical 10, high 5, medium 2, low 1; gates are never scored. Within a score group, named at each " +
      "check, a subject counts once: if it fails any of its checks, with the weight of the gravest that it fails, else " +
      "with that of the gravest that it passes; so one fault is counted once. Checks with too little data are " +
      "left out and named. Where a source was not read to its end, or the sources do not fit together, the score is withheld. The second score leaves out the failures " +
      "that exceptions cover. Scores of two months may be compared only if catalogue, parameters and sources are the same. In report.json, " +
      "“scoring” has for each score group how many subjects have the same outcomes, and from which checks: the scores can be " +
      "worked out again from it, leaving out the checks whose “enoughData” is false."
  },
  coverage: {
    lead: "Coverage.",
    text:
      "What could be decided, in a hundred of the population; for the tenant, of the populations of all checks but gates " +
      "together. A high score with a low coverage says little."
  },
  time: {
    lead: "Time.",
    text: (asOf: string) => `Ages and expiries are judged as of ${asOf}, when the snapshot was finished.`
  },
  limits: {
    lead: "What this is not.",
    text:
      "This report is not an opinion, an audit or a certificate. A passing check is evidence that supports a control; it " +
      "does not prove that the control works. The report shows what the named sources said at the time given, and nothing " +
      "that they do not see."
  },
  /** What is said of this language; `null` for the one that the document itself is in. */
  language: (_untranslated: number): { readonly lead: string; readonly text: string } | null => null,
  words: "Words",
  glossary: [
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
  ],
  parametersAndVersions: "Parameters and versions",
  others: "others",
  notSet: "not set",
  none: "none",
  days: (days: number) => `${count(days)} days`,
  parameters: {
    dormantDays: { name: "Dormant account", value: (days: number) => `after ${count(days)} days without use` },
    browserStaleDays: { name: "Active browser", value: (days: number) => `online within ${count(days)} days` },
    deviceDormantDays: { name: "Live device", value: (days: number) => `logged in within ${count(days)} days` },
    telemetryStaleDays: { name: "Device telemetry", value: (days: number) => `decides for ${count(days)} days` },
    graceDays: { name: "Grace for newcomers", value: (days: number) => `${count(days)} days` },
    reviewSlaDays: { name: "Review of an app", value: (days: number) => `within ${count(days)} days` },
    appReviewMinUsers: {
      name: "Level for an app",
      value: (people: number) => `from ${count(people)} ${people === 1 ? "person" : "people"} on`
    },
    maxUnknownRate: { name: "Most not assessable", value: (share: string) => `${share} of a population` },
    findingSla: "Open findings",
    minTrustLevel: "Least trust level",
    minJoinRate: "Least join rate",
    minExtensionVersion: "Least extension",
    minBrowserVersion: "Least browser",
    approvedIdps: "Approved identity providers",
    idpAppTypes: "Identity provider apps",
    idpIntegration: "Identity provider read by the source",
    privilegedRoles: "Privileged roles",
    privilegedApproved: "Reviewed holders of them",
    leavers: "People who left, by the list",
    nonHuman: "Service and test identities",
    aliases: "Further addresses of people",
    declaredDetections: "Declared detections"
  },
  versions: {
    madeBy: "Made by",
    catalogue: "Check catalogue",
    schema: { name: "Schema of report.json", value: (version: number) => `version ${version}` }
  },
  evidence: {
    heading: "Evidence",
    text:
      "This report is made from report.json alone, and the same report.json always gives the same bytes. It is attached to " +
      "the PDF. The report id in the foot of every page ends with the first 12 digits of its SHA-256; manifest.json beside it lists the SHA-256 of " +
      "every file. report.json holds every record, every failure and every link with how it was made."
  }
}
