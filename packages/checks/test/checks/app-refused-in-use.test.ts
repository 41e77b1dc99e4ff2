import { describe, expect, it } from "vitest"
import {
  type Account,
  anAccount,
  anApp,
  type App,
  aPerson,
  aRoster,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "app-refused-in-use"
const rosterOf = (accounts: ReadonlyArray<Partial<Account>>, app: Partial<App> = {}, parts: RosterParts = {}) =>
  aRoster({
    people: [aPerson({ accounts: accounts.map(anAccount) })],
    apps: [anApp({ approvalStatus: "NOT_APPROVED", ...app })],
    ...parts
  })
const unused = { lastUsedTimestamp: daysAgo(100) }

describe("app-refused-in-use", () => {
  it("passes a refused app that nobody uses", () => {
    expect(outcomesOf(id, rosterOf([unused, { appId: "app2" }, { appId: null, appType: "SLACK" }]))).toEqual({
      pass: 1
    })
  })

  it("fails a refused app in use, by id or by type, and counts the accounts", () => {
    expect(resultOf(id, rosterOf([{}, { id: "a2", appId: null }, { id: "a3", ...unused }])).failures).toEqual([
      { subject: { kind: "app", id: "app1", email: null }, detail: "Atlassian is refused and has 2 accounts in use." }
    ])
  })

  it.each([
    ["field_null", { lastUsedTimestamp: null }],
    ["clock_skew", { lastUsedTimestamp: daysAgo(-1) }]
  ])("is not assessable: %s", (reason, account) => {
    expect(outcomesOf(id, rosterOf([account, { id: "a2", ...unused }]))).toEqual({ [reason]: 1 })
  })

  it("can't pass without accounts, and fails all the same", () => {
    expect(outcomesOf(id, rosterOf([unused], {}, { partial: ["push.accounts"] }))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([{}], {}, { partial: ["push.accounts"] }))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf([], {}, { notOffered: ["push.accounts"] }))).toEqual({ source_unavailable: 1 })
  })

  it("counts nothing if apps were not read to their end", () => {
    expect(outcomesOf(id, rosterOf([], {}, { notOffered: ["push.apps"] }))).toEqual(uncounted("source_unavailable"))
    expect(outcomesOf(id, rosterOf([], {}, { partial: ["push.apps"] }))).toEqual(uncounted("source_partial"))
  })

  it.each([
    [null, {}],
    ["APPROVED", {}],
    ["UNDER_REVIEW", {}],
    ["ON_HOLD", { membership_unknown: 1 }]
  ])("looks at refused apps only: %s", (approvalStatus, outcomes) => {
    expect(outcomesOf(id, rosterOf([{}], { approvalStatus }))).toEqual(outcomes)
  })

  it("says where the approval is missing", () => {
    expect(outcomesOf(id, aRoster({ apps: [{ id: "app1" }] }))).toEqual({ membership_unknown: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, { pass: 1 }]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf([{ lastUsedTimestamp: daysAgo(45, seconds) }]))).toEqual(outcomes)
  })

  it("says that a last use is missing where it is, and fails for an account in use beside it", () => {
    const { lastUsedTimestamp: _, ...untold } = anAccount({ id: "a2" })
    const apps = [anApp({ approvalStatus: "NOT_APPROVED" })]
    expect(outcomesOf(id, aRoster({ apps, accounts: [untold] }))).toEqual({ field_missing: 1 })
    expect(outcomesOf(id, aRoster({ apps, accounts: [untold, anAccount()] }))).toEqual({ fail: 1 })
  })

  it("goes by the tenant's own dormantDays", () => {
    const roster = rosterOf([{ lastUsedTimestamp: daysAgo(60) }])
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 60 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 59 } })).toEqual({ pass: 1 })
  })

  it("gives the reason of the first of several accounts of unknown use", () => {
    const accounts = [{ lastUsedTimestamp: null }, { id: "a2", lastUsedTimestamp: daysAgo(-1) }]
    expect(outcomesOf(id, rosterOf(accounts))).toEqual({ field_null: 1 })
  })
})
