import { defaultParameters, type PostureException, type Severity } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { assessBy } from "../src/assess.ts"
import { basisOf } from "../src/Basis.ts"
import { defineCheck, over } from "../src/CheckDefinition.ts"
import { fail, type Judgement, notAssessable, pass } from "../src/judgement.ts"
import { people } from "../src/subjects/people.ts"
import { percentage } from "../src/score.ts"
import {
  aBrowser,
  aDevice,
  anAccount,
  anEmployee,
  aPerson,
  aRoster,
  assessed,
  checksNamed,
  aTenant,
  daysAgo,
  resultOf
} from "./builders.ts"

const judgements: Readonly<Record<string, Judgement>> = {
  P: pass,
  F: fail(() => "It fails."),
  "?": notAssessable("field_null")
}

/** A check that says of the first person what the first letter stands for, and so on: pass, fail, unknown. */
const saying = (letters: string, severity: Severity, group = `${severity}-${letters}`) =>
  defineCheck({
    id: `${severity}-${group}`,
    code: `RC-${severity}-${group}`,
    title: "t",
    severity,
    group,
    populationText: "p",
    predicate: { pass: "p", fail: "f", notAssessable: "n" },
    rationale: "r",
    remediation: "r",
    frameworks: {},
    population: [],
    needs: [],
    parts: [
      over(people, {
        isMember: ({ person }) => letters[Number(person.employee?.id)] !== " ",
        judge:
          () =>
          ({ person }) =>
            judgements[letters[Number(person.employee?.id)] ?? "?"] ?? notAssessable("field_null")
      })
    ]
  })

const staff = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    aPerson({ employee: anEmployee({ id: String(index), email: `p${index}@acme.example` }) })
  )

const assessedBy = (
  checks: ReadonlyArray<ReturnType<typeof saying>>,
  count: number,
  exceptions: ReadonlyArray<PostureException> = []
) =>
  assessBy(
    checks,
    basisOf(aRoster({ people: staff(count) }), aTenant(), { ...defaultParameters, maxUnknownRate: 1 }),
    exceptions
  )

/** A check that everybody fails, and whom it has told about. */
function telling() {
  const told: Array<string> = []
  const check = defineCheck({
    ...saying("F", "high"),
    parts: [
      over(people, {
        judge:
          () =>
          ({ person }) =>
            fail(() => `${told.push(person.email ?? "")}. sentence, of ${person.email}.`)
      })
    ]
  })
  return { told, result: assessedBy([check], 3).checks[0] }
}

describe("a failure", () => {
  it("is counted without being put into words", () => {
    const { told, result } = telling()
    expect(result?.fail).toBe(3)
    expect(told).toEqual([])
  })

  it("is put into words once, for its own subject", () => {
    const { told, result } = telling()
    expect(result?.failures.map(({ detail }) => detail)).toEqual([
      "1. sentence, of p0@acme.example.",
      "2. sentence, of p1@acme.example.",
      "3. sentence, of p2@acme.example."
    ])
    expect(Object.assign({}, result).failures).toBe(result?.failures)
    expect(told).toHaveLength(3)
  })
})

const waiver = (fields: Partial<PostureException> = {}): PostureException => ({
  check: "account-mfa-missing",
  subject: "a1",
  reason: "sealed",
  approvedBy: "J. Doe",
  expires: "2026-12-31",
  ...fields
})

describe("scores", () => {
  it("weigh by severity: 10, 5, 2, 1", () => {
    const checks = [saying("PF", "critical"), saying("FP", "high"), saying("PP", "medium"), saying("PF", "low")]
    // (10 + 5 + 2 + 2 + 1) of 2 × (10 + 5 + 2 + 1)
    expect(assessedBy(checks, 2).score).toBe(55.6)
  })

  it("count a subject once in a group, with its worst outcome at the weight of the heaviest check", () => {
    const checks = [saying("FPPF", "high", "g"), saying("FFP?", "medium", "g"), saying("PPP?", "critical", "g")]
    // Fails at 5, 2 and 5; the third subject passes at 10.
    expect(assessedBy(checks, 4).score).toBe(45.5)
  })

  it("leave out what could not be decided, and say how much was", () => {
    expect(assessedBy([saying("P?F?", "high")], 4)).toMatchObject({ score: 50, coverage: 50 })
    expect(assessedBy([saying("??", "high")], 2)).toMatchObject({ score: null, coverage: 0 })
    expect(assessedBy([], 2)).toMatchObject({ score: null, coverage: null })
  })

  it("are told as measured, and with what exceptions cover left out", () => {
    const check = saying("PFFF", "high", "g")
    const exceptions = [
      waiver({ check: check.id, subject: "p1@acme.example" }),
      waiver({ check: check.code, subject: "2" })
    ]
    const result = assessedBy([check, saying("PPPP", "low")], 4, exceptions)
    expect(result).toMatchObject({ score: 37.5, scoreWithExceptions: 64.3, coverage: 100 })
    expect(result.checks[0]).toMatchObject({ pass: 1, fail: 1, excepted: 2, score: 25 })
  })

  it("leave out a check that could decide about too little", () => {
    const checks = [saying("F???", "critical"), saying("PPPF", "low")]
    const roster = aRoster({ people: staff(4) })
    expect(assessBy(checks, basisOf(roster, aTenant(), defaultParameters), []).score).toBe(75)
  })

  it.each([
    [1, 3, 33.3],
    [2, 3, 66.7],
    [1, 2000, 0.1],
    [1, 2001, 0],
    [5, 2000, 0.3],
    [0, 7, 0],
    [7, 7, 100]
  ])("round %i of %i to one decimal, halves up", (part, whole, expected) =>
    expect(percentage(part, whole)).toBe(expected)
  )
})

describe("postures", () => {
  it("tell for each person of the roster what fails, in catalogue order, without what is excepted", () => {
    const low = saying("FP", "low")
    const high = saying("FP", "high")
    const medium = saying("PP", "medium")
    const { postures } = assessedBy([low, high, medium], 2, [waiver({ check: low.id, subject: "0" })])
    expect(postures).toEqual([
      { score: 28.6, failing: [high.id] },
      { score: 100, failing: [] }
    ])
  })

  it("have no score where nothing could be decided", () => {
    expect(assessedBy([saying(" ?", "high")], 2).postures).toEqual([
      { score: null, failing: [] },
      { score: null, failing: [] }
    ])
  })

  it("count a shared device for each of its people, and one failing check once", () => {
    const device = aDevice({
      TrustData: { UpdatedAt: daysAgo(1), Factors: [{ Name: "DiskEncryptionEnabled", Value: "false" }] }
    })
    const john = aPerson({
      employee: anEmployee({ id: "e2", licensed: false }),
      devices: [device, { ...device, DeviceID: "d2" }]
    })
    const jane = aPerson({ employee: anEmployee({ licensed: false }), devices: [device] })
    const { postures } = assessed(aRoster({ people: [jane, john] }), {}, checksNamed("device-disk-unencrypted"))
    expect(postures.map((each) => each.failing)).toEqual([["device-disk-unencrypted"], ["device-disk-unencrypted"]])
  })

  it("take in the person's accounts, browsers and devices", () => {
    const person = aPerson({
      accounts: [anAccount({ mfaRegistered: false })],
      browsers: [aBrowser({ profileEmail: "jane@home.example" })],
      devices: [
        aDevice({ TrustData: { UpdatedAt: daysAgo(1), Factors: [{ Name: "DiskEncryptionEnabled", Value: "false" }] } })
      ]
    })
    const failing = ["account-mfa-missing", "browser-personal-sync", "device-disk-unencrypted"]
    expect(assessed(aRoster({ people: [person] }), {}, checksNamed(...failing)).postures[0]?.failing).toEqual(failing)
  })
})

describe("exceptions", () => {
  const account = anAccount({ id: "A1", email: "svc@acme.example", mfaRegistered: false })
  const device = aDevice({
    TrustData: { UpdatedAt: daysAgo(1), Factors: [{ Name: "DiskEncryptionEnabled", Value: "false" }] }
  })
  const roster = aRoster({ people: [aPerson({ accounts: [account], devices: [device] })] })

  it.each(["a1", "SVC@acme.test", "jane@acme.example"])("cover an account by %s", (subject) => {
    const { checks, exceptions } = assessed(roster, { exceptions: [waiver({ subject })] })
    expect(exceptions).toEqual([{ ...waiver({ subject }), state: "applied", covers: 1 }])
    expect(checks[0]).toMatchObject({ fail: 0, excepted: 1, failures: [], exceptions: [{ subject: { id: "A1" } }] })
  })

  it.each(["d1", "c02xk1", "jane@acme.example"])("cover a device by %s", (subject) => {
    const exceptions = [waiver({ check: "RC-DEV-01", subject })]
    expect(resultOf("device-disk-unencrypted", roster, { exceptions })).toMatchObject({ fail: 0, excepted: 1 })
  })

  it.each(["another-check", "account-mfa-weak", "RC-MFA-04"])("cover no other check: %s", (check) => {
    const { checks, exceptions } = assessed(roster, { exceptions: [waiver({ check })] })
    expect(exceptions[0]).toMatchObject({ state: "matches-nothing", covers: 0 })
    expect(checks[0]).toMatchObject({ fail: 1, excepted: 0 })
  })

  it.each([
    ["2026-10-31", "UTC", "applied"],
    ["2026-10-30", "UTC", "expired"],
    ["2026-10-31", "Pacific/Kiritimati", "expired"],
    ["2026-11-01", "Pacific/Kiritimati", "applied"]
  ])("hold through %s in the time zone %s: %s", (expires, timezone, state) => {
    const tenant = aTenant({ timezone })
    expect(assessed(roster, { tenant, exceptions: [waiver({ expires })] }).exceptions[0]?.state).toBe(state)
  })

  it("are told apart from failures in a population half read, too", () => {
    const partial = { ...roster, snapshot: aRoster({ partial: ["push.accounts"] }).snapshot }
    expect(resultOf("account-mfa-missing", partial, { exceptions: [waiver()] })).toMatchObject({
      excepted: null,
      failures: [],
      exceptions: [{ subject: { id: "A1" } }]
    })
  })
})

describe("results", () => {
  it("list failures by address, then id, those without address last", () => {
    const failing = { mfaRegistered: false, employeeId: null }
    const roster = aRoster({
      accounts: [
        anAccount({ ...failing, id: "a9", email: null }),
        anAccount({ ...failing, id: "a3", email: "b@acme.example" }),
        anAccount({ ...failing, id: "a2", email: "a@acme.example" }),
        anAccount({ ...failing, id: "a1", email: "b@acme.example" })
      ]
    })
    expect(resultOf("account-mfa-missing", roster).failures.map(({ subject }) => subject.id)).toEqual([
      "a2",
      "a1",
      "a3",
      "a9"
    ])
  })

  it("add up to the population", () => {
    const check = saying("PF?F?", "high")
    const [result] = assessedBy([check], 5, [waiver({ check: check.id, subject: "1" })]).checks
    expect(result).toMatchObject({
      population: 5,
      pass: 1,
      fail: 1,
      notAssessable: 2,
      excepted: 1,
      notAssessableReasons: { field_null: 2 }
    })
  })

  it("do not change for a person when records of others are added, nor with their order", () => {
    const one = aPerson({ accounts: [anAccount()], browsers: [aBrowser()], devices: [aDevice()] })
    const other = aPerson({
      employee: anEmployee({ id: "e2", email: "john@acme.example" }),
      accounts: [anAccount({ id: "a2", appId: "app2", mfaRegistered: false })],
      devices: [aDevice({ DeviceID: "d2", SerialNumber: "S2", Banned: true })]
    })
    const alone = assessed(aRoster({ people: [one] })).postures[0]
    expect(assessed(aRoster({ people: [one, other] })).postures[0]).toEqual(alone)
    const forwards = assessed(aRoster({ people: [one, other] })).checks
    expect(JSON.stringify(assessed(aRoster({ people: [other, one] })).checks)).toBe(JSON.stringify(forwards))
  })
})
