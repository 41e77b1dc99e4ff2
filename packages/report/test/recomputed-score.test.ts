/**
 * Goal: whoever has report.json alone arrives at its score and coverage, by the formula that the report prints.
 * Method: a calculation written from that text, which knows the bytes of report.json and nothing of ours.
 */
import { reportDocument } from "@rollcall/report"
import { describe, expect, it } from "vitest"
// @boundaries-ignore whole assessments, with failures of every check, are what is worked out again
import { catalogue } from "../../checks/src/catalogue.ts"
// @boundaries-ignore the same
import { aRoster, aTenant, assessed } from "../../checks/test/builders.ts"
// @boundaries-ignore the same
import { areas } from "../../checks/test/totality/cases.ts"
import { jsonBytes } from "../src/json.ts"

interface Tally {
  readonly group: string
  readonly subjects: number
  readonly pass: ReadonlyArray<string>
  readonly fail: ReadonlyArray<string>
  readonly excepted: ReadonlyArray<string>
}

interface Check {
  readonly id: string
  readonly severity: string
  readonly enoughData: boolean
  readonly population: number | null
  readonly pass: number | null
  readonly fail: number | null
  readonly excepted: number | null
  readonly notAssessable: number | null
}

const weights = new Map([
  ["critical", 10],
  ["high", 5],
  ["medium", 2],
  ["low", 1]
])

const percent = (part: number, whole: number) => (whole === 0 ? null : Math.round((part * 1000) / whole) / 10)

function scoreOf(checks: ReadonlyArray<Check>, scoring: ReadonlyArray<Tally>, isExceptedLeftOut: boolean) {
  const heaviest = (ids: ReadonlyArray<string>) =>
    Math.max(
      0,
      ...checks
        .filter(({ enoughData, id }) => enoughData && ids.includes(id))
        .map((each) => weights.get(each.severity) ?? 0)
    )
  let [passed, decided] = [0, 0]
  for (const { excepted, fail, pass, subjects } of scoring) {
    const failed = heaviest(isExceptedLeftOut ? fail : [...fail, ...excepted])
    if (failed === 0) passed += subjects * heaviest(pass)
    decided += subjects * (failed === 0 ? heaviest(pass) : failed)
  }
  return percent(passed, decided)
}

function coverageOf(checks: ReadonlyArray<Check>) {
  const counted = checks.filter(({ population, severity }) => severity !== "gate" && population !== null)
  const population = counted.reduce((sum, each) => sum + (each.population ?? 0), 0)
  return percent(population - counted.reduce((sum, each) => sum + (each.notAssessable ?? 0), 0), population)
}

/** The catalogue without the gates that would withhold the scores of such small rosters. */
const scored = catalogue.filter(({ severity }) => severity !== "gate")

const reports = areas.flatMap(({ assessing, failing, passing }, area) =>
  [failing, passing].flatMap((parts, at) =>
    [assessing, { ...assessing, exceptions: exceptionsFor(parts, assessing) }].map((by, which) => {
      const roster = aRoster(parts)
      const document = reportDocument({
        tenant: aTenant(),
        period: "2026-10",
        version: "0",
        basis: "within-period",
        roster,
        assessment: assessed(roster, by, scored)
      })
      const json = JSON.parse(new TextDecoder().decode(jsonBytes(document)))
      return { title: `area ${area}, ${at === 0 ? "failing" : "passing"}, ${which} exceptions`, json }
    })
  )
)

/** Exceptions for every third of what fails. */
function exceptionsFor(parts: Parameters<typeof aRoster>[0], assessing: (typeof areas)[number]["assessing"]) {
  return assessed(aRoster(parts), assessing, scored).checks.flatMap(({ failures, id }) =>
    failures
      .filter((_, index) => index % 3 === 0)
      .map(({ subject }) => ({
        check: id,
        subject: subject.email ?? subject.id,
        reason: "known",
        approvedBy: "J. Doe",
        expires: "2030-12-31"
      }))
  )
}

describe("report.json", () => {
  it.each(reports)("is enough to work its scores and its coverage out again: $title", ({ json }) => {
    expect(scoreOf(json.checks, json.scoring, false)).toBe(json.summary.score)
    expect(scoreOf(json.checks, json.scoring, true)).toBe(json.summary.scoreWithExceptions)
    expect(coverageOf(json.checks)).toBe(json.summary.coverage)
  })

  it.each(reports)("has tallies that add up to the counts of each check: $title", ({ json }) => {
    const checks: ReadonlyArray<Check> = json.checks
    const scoring: ReadonlyArray<Tally> = json.scoring
    const sum = (of: (tally: Tally) => ReadonlyArray<string>, id: string) =>
      scoring.filter((tally) => of(tally).includes(id)).reduce((total, { subjects }) => total + subjects, 0)
    for (const { excepted, fail, id, pass, population } of checks) {
      if (population === null) continue
      expect([id, sum((tally) => tally.pass, id)]).toEqual([id, pass])
      expect([id, sum((tally) => tally.fail, id)]).toEqual([id, fail])
      expect([id, sum((tally) => tally.excepted, id)]).toEqual([id, excepted])
    }
  })

  it("has scores, groups of several checks and exceptions to be worked out", () => {
    const all = reports.map(({ json }) => json)
    expect(all.filter(({ summary }) => summary.score !== null).length).toBeGreaterThan(10)
    expect(all.filter(({ summary }) => summary.score !== summary.scoreWithExceptions).length).toBeGreaterThan(2)
    const tallies: ReadonlyArray<Tally> = all.flatMap(({ scoring }) => scoring)
    expect(tallies.some(({ fail, pass }) => fail.length + pass.length > 1)).toBe(true)
  })
})
