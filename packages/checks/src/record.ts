/**
 * What an assessment leaves for the one of the month after.
 */
import {
  type Assessment,
  type AssessmentRecord,
  type CheckResult,
  type History,
  type MonthFigures,
  type Period,
  type Person,
  provesAbsence,
  type ResourceKey,
  resourceNames,
  resources,
  type Roster,
  type SubjectIds
} from "@rollcall/model"

/** Months that a record looks back, its own among them. */
const monthsMax = 12

/** What is kept of a period's assessment; `previous` is what was kept of the month before. */
export function recordOf(
  roster: Roster,
  assessment: Assessment,
  period: Period,
  previous: AssessmentRecord | null
): AssessmentRecord {
  return {
    schemaVersion: 1,
    snapshot: roster.snapshot.id,
    parameters: assessment.parameters,
    checks: assessment.checks.map(({ id, population, pass, fail, notAssessable, excepted, score, ...result }) => ({
      id,
      population,
      pass,
      fail,
      notAssessable,
      excepted,
      score,
      failing: failingIds(result)
    })),
    history: historyOf(roster, period, previous?.history ?? null),
    months: [...(previous?.months.slice(1 - monthsMax) ?? []), figuresOf(assessment, period)]
  }
}

const figuresOf = (
  { catalogue, score, scoreWithExceptions, coverage, trend }: Assessment,
  period: Period
): MonthFigures => ({
  period,
  catalogue,
  score,
  scoreWithExceptions,
  coverage,
  differences: trend?.differences ?? []
})

function failingIds({ failures, exceptions }: Pick<CheckResult, "failures" | "exceptions">): SubjectIds {
  const ids: { -readonly [Kind in keyof SubjectIds]: Array<string> } = {}
  for (const { subject } of failures.concat(exceptions)) (ids[subject.kind] ??= []).push(subject.id)
  return ids
}

/** What checks that look back will ask for. */
function historyOf(roster: Roster, period: Period, before: History | null): History {
  const since = new Map(before?.appsUnderReview.map((app) => [app.id, app.since]))
  return {
    period,
    finishedAt: roster.snapshot.finishedAt,
    sources: roster.snapshot.sources,
    read: resourceNames
      .map((name): ResourceKey => `${resources[name].source}.${name}`)
      .filter((key) => provesAbsence(roster.snapshot, key)),
    employees: roster.people.flatMap(({ employee, name, emails }) =>
      employee === null ? [] : [{ id: employee.id, name, emails }]
    ),
    endusers: roster.endusers
      .filter(({ isDeleted }) => !isDeleted)
      .map(({ id, owners }) => ({ id, emails: emailsOf(owners) })),
    bannedDevices: roster.devices
      .filter(({ isDeleted, record }) => !isDeleted && record.Banned === true)
      .map(({ id, record }) => ({ id, lastLogin: record.LastLogin ?? null })),
    appsUnderReview: roster.apps
      .filter(({ approvalStatus }) => approvalStatus === "UNDER_REVIEW")
      .map(({ id }) => ({ id, since: since.get(id) ?? roster.snapshot.finishedAt }))
  }
}

const emailsOf = (owners: ReadonlyArray<Person>): ReadonlyArray<string> => owners.flatMap(({ emails }) => emails)
