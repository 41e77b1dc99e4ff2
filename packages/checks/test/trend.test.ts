/**
 * Goal: a month is compared with the one before only where like is compared with like, and every failure of then is
 * accounted for now. Method: one month's record, then the next month's assessment of an altered roster.
 */
import { assess, recordOf } from "@rollcall/checks"
import {
  type AssessmentRecord,
  assessmentRecordText,
  defaultParameters,
  type Parameters,
  parseAssessmentRecord,
  type PostureException,
  type Roster
} from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aBrowser,
  aDevice,
  anAccount,
  anApp,
  anEmployee,
  aPerson,
  aRoster,
  asOf,
  aTenant,
  daysAgo
} from "./builders.ts"

const judged = (
  roster: Roster,
  previous: AssessmentRecord | null = null,
  parameters: Partial<Parameters> = {},
  exceptions: ReadonlyArray<PostureException> = []
) => assess(roster, aTenant(), { ...defaultParameters, ...parameters }, exceptions, previous)

const september = (roster: Roster, exceptions: ReadonlyArray<PostureException> = []) =>
  recordOf(roster, judged(roster, null, {}, exceptions), "2026-09", null)

const someoneWith = (...accounts: ReadonlyArray<ReturnType<typeof anAccount>>) => [aPerson({ accounts })]

const withAccounts = (...accounts: ReadonlyArray<ReturnType<typeof anAccount>>) =>
  aRoster({ people: someoneWith(...accounts) })

const failing = (id: string) => anAccount({ id, mfaRegistered: false })
const good = (id: string) => anAccount({ id })

const mfa = (roster: Roster, previous: AssessmentRecord) =>
  judged(roster, previous).trend?.checks.find(({ id }) => id === "account-mfa-missing")

describe("a check beside the month before", () => {
  it("tells what fails newly, what is fixed, undecided or gone of what failed, and what still fails", () => {
    const before = september(withAccounts(failing("a1"), failing("a2"), failing("a3"), failing("a4"), good("a5")))
    const now = withAccounts(good("a1"), anAccount({ id: "a2", mfaRegistered: null }), failing("a4"), failing("a5"))
    expect(mfa(now, before)).toMatchObject({
      before: { population: 5, pass: 1, fail: 4 },
      newlyFailing: [{ kind: "account", id: "a5" }],
      fixed: 1,
      noLongerAssessable: 1,
      gone: 1,
      stillFailing: 1
    })
  })

  it("counts what an exception covers as failing then and now", () => {
    const waiver = { check: "account-mfa-missing", subject: "a1", reason: "r", approvedBy: "b", expires: "2026-12-31" }
    const before = september(withAccounts(failing("a1")), [waiver])
    expect(mfa(withAccounts(failing("a1")), before)).toMatchObject({ newlyFailing: [], stillFailing: 1 })
    const covered = judged(withAccounts(failing("a1")), september(withAccounts(good("a1"))), {}, [waiver])
    expect(covered.trend?.checks.find(({ id }) => id === "account-mfa-missing")?.newlyFailing).toEqual([])
  })

  it("takes a subject that is outside the population now for gone", () => {
    const dormant = anAccount({ id: "a1", mfaRegistered: false, lastUsedTimestamp: daysAgo(100) })
    expect(mfa(withAccounts(dormant), september(withAccounts(failing("a1"))))).toMatchObject({ gone: 1, fixed: 0 })
  })

  it("is undecided, not gone, where its subjects could not be judged", () => {
    const before = september(aRoster({ people: [aPerson({ browsers: [] })] }))
    const unread = aRoster({ people: [aPerson({ browsers: [] })], partial: ["push.browsers"] })
    const trend = judged(unread, before).trend?.checks.find(({ id }) => id === "employee-uncovered")
    expect(trend).toMatchObject({ noLongerAssessable: 1, gone: 0, fixed: 0 })
  })
})

const halfRead = (...accounts: ReadonlyArray<ReturnType<typeof anAccount>>) =>
  aRoster({ people: someoneWith(...accounts), partial: ["push.accounts"] })

describe("a check beside a month that lacks what it rests on", () => {
  const unknown = { fixed: null, stillFailing: null, noLongerAssessable: null, gone: null }
  const nothing = { fixed: 0, stillFailing: 0, noLongerAssessable: 0, gone: 0 }

  it("does not know what is new where not all that failed then was seen", () => {
    const now = withAccounts(failing("a1"), failing("a2"))
    expect(mfa(now, september(halfRead(failing("a1"))))).toMatchObject({
      before: { fail: null },
      newlyFailing: null,
      ...unknown
    })
    expect(mfa(now, september(halfRead()))).toMatchObject({ newlyFailing: null, ...unknown })
  })

  it("does not know what is new where what decides besides was not read then", () => {
    const before = september(aRoster({ people: someoneWith(good("a1")), partial: ["push.employees"] }))
    expect(mfa(withAccounts(failing("a1")), before)).toMatchObject({ before: { fail: 0 }, newlyFailing: null })
  })

  it.each([
    ["nothing fails now", withAccounts(good("a1"))],
    ["what fails now was seen to fail then", withAccounts(failing("a1"))]
  ])("knows that nothing is new where %s", (_, now) => {
    expect(mfa(now, september(halfRead(failing("a1"))))).toMatchObject({ newlyFailing: [], ...unknown })
  })

  it.each([
    ["half of it", halfRead(good("a1"))],
    ["none of it", halfRead()]
  ])("does not know what became of the failures of then where it reads %s now", (_, now) => {
    const before = september(withAccounts(failing("a1"), failing("a2"), good("a3")))
    expect(mfa(now, before)).toMatchObject({ before: { fail: 2 }, newlyFailing: null, ...unknown })
  })

  it("does not take a failure for gone that may be among the refused records", () => {
    const readings = { "push.accounts": { records: 90, refused: 10 } }
    const now = aRoster({ people: someoneWith(good("a1")), readings })
    expect(mfa(now, september(withAccounts(good("a1"), failing("a2"))))).toMatchObject({ gone: null, fixed: null })
  })

  it("names a new failure that it sees all the same now", () => {
    const now = halfRead(failing("a1"), failing("a2"))
    expect(mfa(now, september(withAccounts(failing("a1"), good("a2"))))).toMatchObject({
      newlyFailing: [{ kind: "account", id: "a2" }],
      ...unknown
    })
  })

  it("has nothing to account for where nothing failed then", () => {
    expect(mfa(halfRead(), september(withAccounts(good("a1"))))).toMatchObject({ newlyFailing: null, ...nothing })
  })

  it("does not know what is new of a source that is not configured", () => {
    const now = aRoster({ people: someoneWith(good("a1")), without: ["banyan"] })
    const { checks = [], differences } = judged(now, september(now)).trend ?? {}
    expect(differences).toEqual([])
    expect(checks.find(({ id }) => id === "device-dormant")).toMatchObject({ newlyFailing: null, gone: null })
    expect(checks.find(({ id }) => id === "account-mfa-missing")).toMatchObject({ newlyFailing: [], ...nothing })
  })

  it("decides nothing about the failures of then where it is withheld now", () => {
    const then = september(aRoster())
    const before = {
      ...then,
      history: { ...then.history, read: [] },
      checks: then.checks.map((each) =>
        each.id === "banned-device-returned" ? Object.assign({}, each, { failing: { device: ["d1"] } }) : each
      )
    }
    const trend = judged(aRoster(), before).trend?.checks.find(({ id }) => id === "banned-device-returned")
    expect(trend).toMatchObject({ noLongerAssessable: 1, gone: 0 })
  })
})

describe("conditions", () => {
  const roster = withAccounts(failing("a1"))
  const before = september(roster)

  it("are equal for the same catalogue, parameters and sources", () => {
    expect(judged(roster, before).trend).toMatchObject({ differences: [], snapshot: "snapshot-1" })
    expect(judged(roster, before).trend?.checks.length).toBeGreaterThan(0)
  })

  it.each([
    ["parameters", judged(roster, before, { dormantDays: 60 })],
    ["catalogue", judged(roster, { ...before, months: before.months.map((each) => ({ ...each, catalogue: "old" })) })],
    ["sources", judged(aRoster({ without: ["banyan"] }), before)]
  ])("tell that %s changed, and then no check is compared", (condition, { trend }) => {
    expect(trend).toMatchObject({ differences: [condition], checks: [] })
    expect(trend?.months.at(-1)?.score).toBe(before.months.at(-1)?.score)
  })

  const unread = aRoster({ people: [aPerson()], partial: ["push.accounts"] })

  it.each([
    ["then", september(unread), roster, { before: ["push.accounts"], now: [] }],
    ["now", before, unread, { before: [], now: ["push.accounts"] }]
  ])("tell what was not read %s alone, and checks are compared all the same", (_, then, now, lacking) => {
    const { trend } = judged(now, then)
    expect(trend).toMatchObject({ differences: ["readings"], unread: lacking })
    expect(trend?.checks.find(({ id }) => id === "employee-unlicensed")?.newlyFailing).toEqual([])
  })

  it.each([
    ["both months lack", unread, unread],
    [
      "the source offers in neither month",
      aRoster({ notOffered: ["push.apps"] }),
      aRoster({ notOffered: ["push.apps"] })
    ]
  ])("do not change with a resource that %s", (_, then, now) => {
    expect(judged(now, september(then)).trend).toMatchObject({ differences: [], unread: { before: [], now: [] } })
  })

  it("do not change with a resource that no check rests on", () => {
    const read = [...before.history.read, "push.detections"]
    expect(judged(roster, { ...before, history: { ...before.history, read } }).trend?.differences).toEqual([])
  })

  it("do not change with the lists of who left and who was reviewed", () => {
    const lists = {
      leavers: [{ address: "a@acme.example", lastDay: "2026-10-01" }],
      privilegedApproved: [{ address: "a@acme.example", reviewer: "b", reviewDate: "2026-12-01" }]
    }
    expect(judged(roster, before, lists).trend?.differences).toEqual([])
  })
})

const person = (id: string) => aPerson({ name: id, employee: anEmployee({ id, email: `${id}@acme.example` }) })

describe("people", () => {
  it("who joined and left are told by employee", () => {
    const before = september(aRoster({ people: [person("e1"), person("e2")] }))
    expect(judged(aRoster({ people: [person("e2"), person("e3")] }), before).trend?.people).toEqual({
      joined: [{ id: "e3", name: "e3", email: "e3@acme.example" }],
      left: [{ id: "e1", name: "e1", email: "e1@acme.example" }]
    })
  })

  it("who has an address of before under another id neither joined nor left", () => {
    const again = aPerson({ ...person("e9"), emails: ["new@acme.example", "e1@acme.example"] })
    const before = september(aRoster({ people: [{ ...person("e1"), emails: ["e1@acme.example"] }] }))
    expect(judged(aRoster({ people: [again] }), before).trend?.people).toEqual({ joined: [], left: [] })
  })

  it.each([
    ["now", aRoster(), aRoster({ partial: ["push.employees"] })],
    ["then", aRoster({ partial: ["push.employees"] }), aRoster()]
  ])("are not known where employees were half read %s", (_, then, now) => {
    expect(judged(now, september(then)).trend?.people).toBeNull()
  })
})

describe("a record", () => {
  const roster = aRoster({
    people: [
      aPerson({
        devices: [aDevice({ Banned: true, LastLogin: "2026-10-01T00:00:00.123456789Z" })],
        browsers: [aBrowser()],
        accounts: [failing("a1")]
      })
    ],
    apps: [anApp({ approvalStatus: "UNDER_REVIEW" })]
  })

  it("survives being stored", () => {
    const record = september(roster)
    expect(parseAssessmentRecord(assessmentRecordText(record))).toEqual(record)
    expect(record.history).toMatchObject({
      employees: [{ id: "e1", emails: ["jane@acme.example"] }],
      bannedDevices: [{ id: "d1", lastLogin: "2026-10-01T00:00:00.123456789Z" }],
      appsUnderReview: [{ id: "app1", since: asOf }]
    })
  })

  it("keeps what set its month apart, and is read without it as earlier versions left it", () => {
    const first = september(roster)
    const next = recordOf(roster, judged(roster, first, { dormantDays: 60 }), "2026-10", first)
    expect(next.months.map(({ differences }) => differences)).toEqual([[], ["parameters"]])
    const months = next.months.map(({ catalogue, coverage, period, score, scoreWithExceptions }) => ({
      period,
      catalogue,
      score,
      scoreWithExceptions,
      coverage
    }))
    const old = { ...next, months }
    expect(parseAssessmentRecord(assessmentRecordText(old))).toEqual(old)
  })

  it("keeps since when an app is under review", () => {
    const first = september(roster)
    const since = { ...first, history: { ...first.history, appsUnderReview: [{ id: "app1", since: daysAgo(60) }] } }
    const next = recordOf(roster, judged(roster, since), "2026-10", since)
    expect(next.history.appsUnderReview).toEqual([{ id: "app1", since: daysAgo(60) }])
  })

  it("holds a year of months, its own last", () => {
    let record = september(roster)
    for (let month = 0; month < 13; month++) record = recordOf(roster, judged(roster, record), "2026-10", record)
    expect(record.months).toHaveLength(12)
  })

  it.each(["{}", "no JSON", '{"schemaVersion":1,"summary":{"score":80}}'])("of another form is none: %s", (text) => {
    expect(parseAssessmentRecord(text)).toBeNull()
  })
})
