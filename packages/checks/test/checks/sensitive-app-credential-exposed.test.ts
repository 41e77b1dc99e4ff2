import { describe, expect, it } from "vitest"
import {
  aFinding,
  anAccount,
  anApp,
  type App,
  aPerson,
  aRoster,
  daysAgo,
  type Finding,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "sensitive-app-credential-exposed"
const untied = { accountId: null, appId: null, appType: null }
const rosterOf = (findings: ReadonlyArray<Partial<Finding>>, app: Partial<App> = {}, parts: RosterParts = {}) =>
  aRoster({
    people: [aPerson({ accounts: [anAccount()], findings: findings.map((each) => aFinding({ ...untied, ...each })) })],
    apps: [anApp({ sensitivityLevel: "HIGH", ...app })],
    ...parts
  })

describe("sensitive-app-credential-exposed", () => {
  it.each<[string, Partial<Finding>]>([
    ["closed", { appId: "app1", state: "RESOLVED" }],
    ["of another type", { appId: "app1", type: "MFA_NOT_REGISTERED" }],
    ["closed, of a type that is not told", { appId: "app1", state: "RESOLVED", type: null }],
    ["about another app", { appId: "app2", accountId: "a7" }],
    ["tied to no app at all", {}]
  ])("passes an app if the finding is %s", (_, finding) => {
    expect(outcomesOf(id, rosterOf([finding]))).toEqual({ pass: 1 })
  })

  it.each(["LEAKED_PASSWORD", "STOLEN_CREDENTIALS", "WEAK_PASSWORD", "REUSED_PASSWORD", "SHARED_ACCOUNT"])(
    "fails an app with an open finding %s",
    (type) => {
      expect(outcomesOf(id, rosterOf([{ appId: "app1", type }]))).toEqual({ fail: 1 })
    }
  )

  it("fails by app, by account and by the app's type, and counts each finding once", () => {
    const findings = [
      { appId: "app1", accountId: "a1" },
      { id: "f2", accountId: "a1", type: "WEAK_PASSWORD" },
      { id: "f3", appType: "ATLASSIAN" }
    ]
    expect(resultOf(id, rosterOf(findings)).failures).toEqual([
      {
        subject: { kind: "app", id: "app1", email: null },
        detail: "Atlassian is exposed by 3 open findings: LEAKED_PASSWORD, WEAK_PASSWORD."
      }
    ])
  })

  it.each<[string, Partial<Finding>]>([
    ["field_null", { appId: "app1", type: null }],
    ["field_null", { accountId: "a1", state: null }],
    ["unknown_value", { appId: "app1", state: "SNOOZED" }]
  ])("is not assessable where a finding may expose it: %s", (reason, finding) => {
    expect(outcomesOf(id, rosterOf([finding]))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where a finding lacks what would tie it, but passes where another app is named", () => {
    const parts = { people: [aPerson({ accounts: [anAccount()], findings: [aFinding()] })] }
    expect(outcomesOf(id, rosterOf([], {}, parts))).toEqual({ field_missing: 1 })
    const named = { people: [aPerson({ accounts: [anAccount()], findings: [aFinding({ appType: "SLACK" })] })] }
    expect(outcomesOf(id, rosterOf([], {}, named))).toEqual({ pass: 1 })
  })

  it("is not assessable where the source leaves the type of a finding out", () => {
    const { type: _, ...finding } = aFinding({ ...untied, appId: "app1" })
    expect(outcomesOf(id, rosterOf([], {}, { findings: [finding] }))).toEqual({ field_missing: 1 })
  })

  it("can't pass without findings, and fails all the same", () => {
    const partial = { partial: ["push.findings"] } as const
    expect(outcomesOf(id, rosterOf([], {}, partial))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([{ appId: "app1" }], {}, partial))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf([], {}, { notOffered: ["push.findings"] }))).toEqual({ source_unavailable: 1 })
  })

  it.each([
    ["HIGH", daysAgo(45), { fail: 1 }],
    ["HIGH", daysAgo(45, 1), {}],
    ["HIGH", null, { membership_unknown: 1 }],
    ["MEDIUM", daysAgo(1), {}],
    [null, daysAgo(1), {}],
    ["EXTREME", daysAgo(1), { membership_unknown: 1 }],
    ["EXTREME", daysAgo(99), {}]
  ])("looks at sensitive apps in use only: %s, %s", (sensitivityLevel, lastUsedTimestamp, outcomes) => {
    const people = [
      aPerson({ accounts: [anAccount({ lastUsedTimestamp })], findings: [aFinding({ ...untied, appId: "app1" })] })
    ]
    expect(outcomesOf(id, rosterOf([], { sensitivityLevel }, { people }))).toEqual(outcomes)
  })

  it.each(["push.apps", "push.accounts"] as const)("counts nothing if %s were not read to their end", (key) => {
    const half = rosterOf([{ appId: "app1" }], {}, { partial: [key] })
    expect(outcomesOf(id, half)).toEqual(uncounted("source_partial"))
    expect(resultOf(id, half).failures).toHaveLength(1)
    expect(outcomesOf(id, aRoster({ notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes an account for live up to the configured dormantDays exactly: %i s over", (seconds, outcomes) => {
    const accounts = [anAccount({ lastUsedTimestamp: daysAgo(10, seconds) })]
    const people = [aPerson({ accounts, findings: [aFinding({ ...untied, appId: "app1" })] })]
    expect(outcomesOf(id, rosterOf([], {}, { people }), { parameters: { dormantDays: 10 } })).toEqual(outcomes)
  })

  it("counts findings that are nobody's, by app and by account", () => {
    const findings = [{ appId: "app1" }, { accountId: "a1" }, { accountId: "a1" }].map((fields, position) =>
      aFinding({ ...untied, id: `f${position}`, employeeId: null, ...fields })
    )
    expect(resultOf(id, rosterOf([], {}, { findings })).failures[0]?.detail).toBe(
      "Atlassian is exposed by 3 open findings: LEAKED_PASSWORD."
    )
  })

  it.each(["accountId", "appId"] as const)("is not assessable where a finding that names no app lacks %s", (member) => {
    const { [member]: _, ...finding } = aFinding(untied)
    expect(outcomesOf(id, rosterOf([], {}, { findings: [finding] }))).toEqual({ field_missing: 1 })
  })
})
