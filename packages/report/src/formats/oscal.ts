/**
 * The assessment as OSCAL Assessment Results: an observation for each check, a finding for each control that is decided.
 *
 * **Details** Identifiers follow from what they name: those of subjects are the same month for month, all others belong
 * to this one `report.json`.
 *
 * **Source** OSCAL 1.2.0, Assessment Results model.
 */
import type { CheckResult, Failure, ReportDocument } from "@rollcall/model"
import { coveringExceptions } from "../covering.ts"
import { jsonChunks } from "../json.ts"
import { findingTitle, judged, objectiveOf, reviewedControls, targetOf } from "../oscal/controls.ts"
import { list, props } from "../oscal/objects.ts"
import { localDefinitions, referenceTo } from "../oscal/subjects.ts"
import { markup, plain } from "../oscal/texts.ts"
import { partialWarning } from "../reading.ts"
import { uuidOf } from "../uuid.ts"
import { periodName, share } from "../wording.ts"
import type { Format, FormatInput } from "./Format.ts"

export const oscal: Format = {
  presence: "on-request",
  files: (input) => [{ name: "oscal-assessment-results.json", chunks: jsonChunks(assessmentResults(input)) }]
}

const oscalVersion = "1.2.0"

function assessmentResults({ document, identity }: FormatInput): object {
  const { generator, period, snapshot, tenant } = document
  const uuid = (...words: ReadonlyArray<string>) => uuidOf("report", identity.modelHash, ...words)
  const plan = uuid("plan")
  return {
    "assessment-results": {
      uuid: uuid("assessment-results"),
      metadata: {
        title: markup(`${tenant.name}: posture assessment ${periodName(period)}`),
        "last-modified": snapshot.finishedAt,
        version: plain(identity.reportId),
        "oscal-version": oscalVersion,
        ...props({ tenant: tenant.id, period, generator: `Rollcall ${generator.version}` }),
        parties: [{ uuid: uuidOf("tenant", tenant.id), type: "organization", name: plain(tenant.name) }]
      },
      "import-ap": {
        href: `#${plan}`,
        remarks: "There is no plan in OSCAL: Rollcall's catalogue of checks says what is assessed and how."
      },
      ...withObjectives(document),
      results: [resultOf(document, uuid)],
      "back-matter": {
        resources: [
          { uuid: plan, title: markup(`Rollcall check catalogue ${generator.catalogue}`) },
          {
            uuid: uuid("report.json"),
            title: "The report document, with every outcome and all that it rests on",
            rlinks: [
              {
                href: "report.json",
                "media-type": "application/json",
                hashes: [{ algorithm: "SHA-256", value: identity.modelHash }]
              }
            ]
          }
        ]
      }
    }
  }
}

type Uuid = (...words: ReadonlyArray<string>) => string

function withObjectives(document: ReportDocument): object {
  const objectives = judged(document).map(objectiveOf)
  return objectives.length === 0 ? {} : { "local-definitions": { "objectives-and-methods": objectives } }
}

function resultOf(document: ReportDocument, uuid: Uuid): object {
  const { scoreWithheld, snapshot, summary } = document
  const judgements = judged(document)
  const remarks = [scoreWithheld, partialWarning(snapshot)].filter((each) => each !== null)
  return {
    uuid: uuid("result"),
    title: markup(`Posture ${periodName(document.period)}`),
    description: "Outcomes of all checks over the people, browsers, accounts and devices of one snapshot.",
    start: snapshot.startedAt,
    end: snapshot.finishedAt,
    ...props({
      "snapshot-id": snapshot.id,
      "snapshot-content-hash": snapshot.contentHash,
      "snapshot-complete": snapshot.complete,
      score: summary.score,
      "score-with-exceptions": summary.scoreWithExceptions,
      coverage: summary.coverage
    }),
    "local-definitions": localDefinitions(document),
    "reviewed-controls": reviewedControls(judgements),
    ...list("observations", observations(document, uuid)),
    ...list(
      "findings",
      judgements.flatMap((judgement) => {
        const target = targetOf(judgement)
        return target === null
          ? []
          : [
              {
                uuid: uuid("finding", target["target-id"]),
                title: findingTitle(judgement),
                description: target.status.remarks,
                target,
                ...list(
                  "related-observations",
                  judgement.checks.map(({ id }) => ({ "observation-uuid": uuid("observation", id) }))
                )
              }
            ]
      })
    ),
    ...(remarks.length === 0 ? {} : { remarks: remarks.map(markup).join("\n\n") })
  }
}

function observations(document: ReportDocument, uuid: Uuid): ReadonlyArray<object> {
  const coveringOf = coveringExceptions(document)
  const reference = ({ detail, subject }: Failure, outcome: "fail" | "excepted", notes: ReadonlyArray<string>) => ({
    ...referenceTo(document, subject),
    ...props({ outcome }),
    remarks: [detail, ...notes].map(markup).join("\n\n")
  })
  return document.checks.map((check) => ({
    uuid: uuid("observation", check.id),
    title: markup(check.title),
    description: `${markup(check.rationale)}\n\n${markup(countsText(check))}`,
    ...props({
      check: check.id,
      code: check.code,
      severity: check.severity,
      population: check.population,
      pass: check.pass,
      fail: check.fail,
      "not-assessable": check.notAssessable,
      excepted: check.excepted
    }),
    methods: ["TEST"],
    types: ["control-objective"],
    ...list("subjects", [
      ...check.failures.map((failure) => reference(failure, "fail", [])),
      ...check.exceptions.map((failure) => {
        const notes = coveringOf(check, failure).map(
          ({ approvedBy, expires, reason }) => `Excepted by ${approvedBy} until ${expires}: ${reason}`
        )
        return reference(failure, "excepted", notes)
      })
    ]),
    collected: document.snapshot.finishedAt,
    remarks: markup(check.remediation)
  }))
}

const countsText = ({ excepted, fail, notAssessable, pass, population, populationText }: CheckResult): string =>
  `Of ${populationText}: ${share(pass, population)} pass, ${share(fail, population)} fail, ` +
  `${share(excepted, population)} are excepted, ${share(notAssessable, population)} could not be assessed.`
