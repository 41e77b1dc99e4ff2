/**
 * Check outcomes as OCSF Compliance Findings, for a log platform: one event on each line.
 *
 * **Details** An event for each subject that a check fails; one that an exception covers is a suppressed finding. A check
 * without failures has one event of its own: that it passed, or that nothing could be decided. A finding's `uid` is the
 * same month for month, an event's is not.
 *
 * **Source** OCSF 1.9.0, class Compliance Finding (2003).
 */
import type { CheckResult, CheckTrend, Failure, ReportDocument, Severity } from "@rollcall/model"
import { encoded } from "../bytes.ts"
import { type CoveringOf, coveringExceptions } from "../covering.ts"
import { dataText } from "../data-text.ts"
import type { Identity } from "../identity.ts"
import { standardTitle } from "../standards.ts"
import { uuidOf } from "../uuid.ts"
import { share } from "../wording.ts"
import type { Format } from "./Format.ts"

export const ocsf: Format = {
  presence: "on-request",
  files: ({ document, identity }) => [{ name: "ocsf.ndjson", chunks: encoded(linesOf(document, identity)) }]
}

const schemaVersion = "1.9.0"
const categoryUid = 2
const classUid = 2003

interface Enumerated {
  readonly id: number
  readonly caption: string
}

const activities = { create: { id: 1, caption: "Create" }, update: { id: 2, caption: "Update" } }
const lifecycles = { new: { id: 1, caption: "New" }, suppressed: { id: 3, caption: "Suppressed" } }
const results = {
  pass: { id: 1, caption: "Pass" },
  undecided: { id: 2, caption: "Warning" },
  fail: { id: 3, caption: "Fail" }
}
const informational = { id: 1, caption: "Informational" }
const severities: Readonly<Record<Severity, Enumerated>> = {
  critical: { id: 5, caption: "Critical" },
  high: { id: 4, caption: "High" },
  medium: { id: 3, caption: "Medium" },
  low: { id: 2, caption: "Low" },
  // A gate says whether the report can be relied on: the schema has no such severity, so it is told as our own.
  gate: { id: 99, caption: "gate" }
}

/** What one event says, beside what all events of its check say. */
interface Told {
  readonly subject: Failure["subject"] | null
  readonly activity: Enumerated
  readonly lifecycle: Enumerated
  readonly severity: Enumerated
  readonly result: Enumerated
  readonly outcome: string
  readonly details: ReadonlyArray<string>
}

function* linesOf(document: ReportDocument, identity: Identity): Generator<string> {
  const coveringOf = coveringExceptions(document)
  const trends = new Map(document.trend?.checks.map((trend) => [trend.id, trend]))
  for (const check of document.checks) {
    const event = eventsOf(document, identity, check)
    for (const told of toldOf(check, trends.get(check.id), coveringOf)) yield `${JSON.stringify(event(told))}\n`
  }
}

function* toldOf(check: CheckResult, trend: CheckTrend | undefined, coveringOf: CoveringOf): Generator<Told> {
  const isNew = novelty(trend)
  const severity = severities[check.severity]
  for (const { detail, subject } of check.failures) {
    const activity = isNew(subject) ? activities.create : activities.update
    const lifecycle = lifecycles.new
    yield { subject, activity, lifecycle, severity, result: results.fail, outcome: "fail", details: [detail] }
  }
  for (const failure of check.exceptions) {
    yield {
      subject: failure.subject,
      activity: activities.create,
      lifecycle: lifecycles.suppressed,
      severity,
      result: results.fail,
      outcome: "excepted",
      details: [
        failure.detail,
        ...coveringOf(check, failure).map(
          ({ approvedBy, expires, reason }) => `Excepted by ${approvedBy} until ${expires}: ${reason}`
        )
      ]
    }
  }
  if (check.failures.length + check.exceptions.length === 0) yield toldOfAll(check, trend)
}

/** Whether a subject did not fail in the month before; where that is not known, or the months are not compared, all are new. */
function novelty(trend: CheckTrend | undefined): (subject: Failure["subject"]) => boolean {
  if (trend === undefined || trend.newlyFailing === null) return () => true
  const isNew = new Set(trend.newlyFailing.map(keyOf))
  return (subject) => isNew.has(keyOf(subject))
}

const keyOf = ({ id, kind }: Failure["subject"]): string => `${kind} ${id}`

/** What is told of a check that found no failure. */
function toldOfAll(check: CheckResult, trend: CheckTrend | undefined): Told {
  const hasPassed = (check.pass ?? 0) > 0
  const reasons = Object.entries(check.notAssessableReasons).map(([code, count]) => `${code}: ${count}`)
  return {
    subject: null,
    activity: trend === undefined ? activities.create : activities.update,
    lifecycle: lifecycles.new,
    severity: informational,
    result: hasPassed ? results.pass : results.undecided,
    outcome: hasPassed ? "pass" : "not-assessable",
    details: [
      `Passed: ${share(check.pass, check.population)}`,
      `Could not be assessed: ${share(check.notAssessable, check.population)}`,
      ...reasons
    ]
  }
}

/** Makes a check's events. Texts of a source pass through `dataText`: strict parsers refuse half a surrogate pair. */
function eventsOf(document: ReportDocument, identity: Identity, check: CheckResult): (told: Told) => object {
  const { generator, snapshot, tenant } = document
  const [startTime, time] = [Date.parse(snapshot.startedAt), Date.parse(snapshot.finishedAt)]
  const product = { name: "Rollcall", uid: "rollcall", vendor_name: "Rollcall", version: generator.version }
  const mapped = Object.entries(check.frameworks).filter(([, controls]) => controls.length > 0)
  const standards = mapped.map(([framework]) => standardTitle(framework))
  const requirements = mapped.flatMap(([framework, controls]) =>
    controls.map((id) => `${standardTitle(framework)} ${id.endsWith("~") ? `${id.slice(0, -1)} (indirectly)` : id}`)
  )
  const unmapped = {
    period: document.period,
    report_id: identity.reportId,
    snapshot_id: snapshot.id,
    snapshot_content_hash: snapshot.contentHash
  }
  return ({ activity, details, lifecycle, outcome, result, severity, subject }) => {
    const finding = [tenant.id, check.id, ...(subject === null ? [] : [subject.kind, subject.id])]
    return {
      activity_id: activity.id,
      activity_name: activity.caption,
      category_uid: categoryUid,
      category_name: "Findings",
      class_uid: classUid,
      class_name: "Compliance Finding",
      type_uid: classUid * 100 + activity.id,
      type_name: `Compliance Finding: ${activity.caption}`,
      time,
      start_time: startTime,
      end_time: time,
      severity_id: severity.id,
      severity: severity.caption,
      status_id: lifecycle.id,
      status: lifecycle.caption,
      message: dataText(details[0] ?? check.title),
      metadata: {
        version: schemaVersion,
        product,
        uid: uuidOf("event", snapshot.id, ...finding),
        correlation_uid: identity.reportId,
        tenant_uid: tenant.id,
        log_name: "posture",
        original_time: snapshot.finishedAt
      },
      finding_info: {
        uid: uuidOf("finding", ...finding),
        title: check.title,
        desc: check.rationale,
        types: ["Posture"],
        data_sources: snapshot.sources,
        created_time: time,
        analytic: { uid: check.code, name: check.id, type_id: 1, type: "Rule", version: generator.catalogue }
      },
      compliance: {
        checks: [
          {
            uid: check.code,
            name: check.title,
            desc: check.populationText,
            severity_id: severities[check.severity].id,
            severity: severities[check.severity].caption,
            ...(standards.length > 0 ? { standards } : {}),
            status_id: result.id,
            status: result.caption,
            version: generator.catalogue
          }
        ],
        control: check.title,
        ...(standards.length > 0 ? { standards, requirements } : {}),
        status_id: result.id,
        status: result.caption,
        status_code: outcome,
        status_details: details.map(dataText)
      },
      remediation: { desc: check.remediation },
      ...(subject === null ? {} : { resources: [resourceOf(subject)] }),
      unmapped
    }
  }
}

const resourceOf = ({ email, id, kind }: Failure["subject"]): object => ({
  uid: dataText(id),
  type: kind,
  role_id: 1,
  role: "Target",
  ...(email === null ? {} : { owner: ownerOf(email) })
})

const ownerOf = (email: string): object => ({
  name: dataText(email),
  ...(isPlainAddress.test(email) ? { email_addr: email } : {})
})

/** What the schema's own pattern for addresses lets through. */
const isPlainAddress = /^[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9.-]+$/
