/**
 * Assembles the report document from a roster and its assessment.
 */
import {
  type Assessment,
  isRead,
  type Period,
  readingOf,
  type ReportDocument,
  type ResourceKey,
  type Roster,
  type SnapshotHeader,
  type Summary,
  type Tenant
} from "@rollcall/model"

/** What a report is made from. */
export interface ReportInput {
  readonly tenant: Tenant
  readonly period: Period
  /** Rollcall's version. */
  readonly version: string
  readonly basis: ReportDocument["snapshot"]["basis"]
  readonly roster: Roster
  readonly assessment: Assessment
}

/**
 * The report document of one roster and its assessment.
 *
 * **Details** Pure: the same input gives the same document. People come without their scores, which order a work list and
 * are no mark to be printed.
 *
 * **Source** design/product.md, "What a report run writes".
 */
export function reportDocument(input: ReportInput): ReportDocument {
  const { assessment, roster, tenant } = input
  const { snapshot } = roster
  return {
    schemaVersion: 1,
    tenant: { id: tenant.id, name: tenant.name, timezone: tenant.timezone },
    period: input.period,
    generator: { name: "rollcall", version: input.version, catalogue: assessment.catalogue },
    snapshot: {
      id: snapshot.id,
      startedAt: snapshot.startedAt,
      finishedAt: snapshot.finishedAt,
      complete: snapshot.complete,
      contentHash: snapshot.contentHash,
      basis: input.basis,
      sources: snapshot.sources,
      resources: snapshot.resources
    },
    summary: summaryOf(input),
    scoreWithheld: assessment.scoreWithheld,
    correlation: roster.correlation,
    parameters: assessment.parameters,
    exceptions: assessment.exceptions,
    checks: assessment.checks,
    controls: assessment.controls,
    scoring: assessment.scoring,
    trend: assessment.trend,
    people: roster.people.map((person, index) => ({
      ...person,
      posture: { failing: assessment.postures[index]?.failing ?? noPosture(index) }
    })),
    unowned: roster.unowned
  }
}

function summaryOf({ assessment, roster }: ReportInput): Summary {
  const { snapshot } = roster
  const known = (key: ResourceKey, count: number) => (isRead(snapshot, key) ? count : null)
  return {
    people: arePeopleKnown(snapshot) ? roster.people.length : null,
    employees: known("push.employees", roster.employees.size),
    browsers: known("push.browsers", roster.browsers.length),
    accounts: known("push.accounts", roster.accounts.length),
    accountsOther: known("push.accountsOther", roster.accountsOther.length),
    apps: known("push.apps", roster.apps.length),
    // The roster holds no other apps: nothing ties them to people.
    appsOther: isRead(snapshot, "push.appsOther") ? (readingOf(snapshot, "push.appsOther")?.records ?? null) : null,
    findings: known("push.findings", roster.findings.length),
    endusers: known("banyan.endusers", roster.endusers.length),
    devices: known("banyan.devices", roster.devices.length),
    score: assessment.score,
    scoreWithExceptions: assessment.scoreWithExceptions,
    coverage: assessment.coverage,
    previousScore: assessment.trend?.months.at(-1)?.score ?? null
  }
}

/** The resources whose records can make a person. */
const peopleBearing: ReadonlyArray<ResourceKey> = [
  "push.employees",
  "push.browsers",
  "push.accounts",
  "push.accountsOther",
  "banyan.endusers",
  "banyan.devices"
]

/** People are counted over the configured sources: a tenant with one source still has a number of people. */
const arePeopleKnown = (snapshot: SnapshotHeader): boolean =>
  peopleBearing
    .filter((key) => snapshot.sources.some((source) => key.startsWith(`${source}.`)))
    .every((key) => isRead(snapshot, key))

function noPosture(index: number): never {
  throw new Error(`The assessment has no posture for person ${index} of the roster: they are not of one snapshot.`)
}
