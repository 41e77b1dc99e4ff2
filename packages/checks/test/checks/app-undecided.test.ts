import { describe, expect, it } from "vitest"
import {
  aHistory,
  anAccount,
  anApp,
  type App,
  aPerson,
  aRoster,
  daysAgo,
  outcomesOf,
  resultOf,
  uncounted
} from "../builders.ts"

const id = "app-undecided"
const rosterOf = (app: Partial<App>, lastUsedTimestamp: string | null = daysAgo(1)) =>
  aRoster({ people: [aPerson({ accounts: [anAccount({ lastUsedTimestamp })] })], apps: [anApp(app)] })
const underReview = { approvalStatus: "UNDER_REVIEW" }
const reviewSince = (since: string) => ({ history: aHistory({ appsUnderReview: [{ id: "app1", since }] }) })

describe("app-undecided", () => {
  it.each(["APPROVED", "NOT_APPROVED"])("passes an app that is %s", (approvalStatus) => {
    expect(outcomesOf(id, rosterOf({ approvalStatus }))).toEqual({ pass: 1 })
  })

  it("fails an app about which nobody decided: that nothing is set is a fact", () => {
    expect(resultOf(id, rosterOf({ approvalStatus: null })).failures).toEqual([
      { subject: { kind: "app", id: "app1", email: null }, detail: "Atlassian is in use, and nobody decided about it." }
    ])
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("lets a review take reviewSlaDays exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf(underReview), reviewSince(daysAgo(30, seconds)))).toEqual(outcomes)
  })

  it("says how long a review has taken", () => {
    const { failures } = resultOf(id, rosterOf(underReview), reviewSince(daysAgo(61)))
    expect(failures[0]?.detail).toBe("Atlassian has been under review for 61 days, of at most 30.")
  })

  it("passes a review that the month before did not know", () => {
    const history = aHistory({ appsUnderReview: [{ id: "app2", since: daysAgo(300) }] })
    expect(outcomesOf(id, rosterOf(underReview), { history })).toEqual({ pass: 1 })
  })

  it("can't date a review without the month before, or if that month lacked the source", () => {
    expect(outcomesOf(id, rosterOf(underReview))).toEqual({ no_history: 1 })
    const history = aHistory({ read: ["banyan.devices"] })
    expect(outcomesOf(id, rosterOf(underReview), { history })).toEqual({ no_history: 1 })
  })

  it("is not assessable where the approval is missing or new to this version", () => {
    const { approvalStatus: _, ...app } = anApp()
    expect(outcomesOf(id, aRoster({ apps: [app], accounts: [anAccount()] }))).toEqual({ field_missing: 1 })
    expect(outcomesOf(id, rosterOf({ approvalStatus: "ON_HOLD" }))).toEqual({ unknown_value: 1 })
  })

  it.each([
    [daysAgo(45), { fail: 1 }],
    [daysAgo(45, 1), {}],
    [null, { membership_unknown: 1 }]
  ])("looks at apps in use only: %s", (lastUsed, outcomes) => {
    expect(outcomesOf(id, rosterOf({ approvalStatus: null }, lastUsed))).toEqual(outcomes)
  })

  it("is not assessable where a review is said to have begun after the snapshot", () => {
    const history = aHistory({ appsUnderReview: [{ id: "app1", since: daysAgo(-1) }] })
    expect(outcomesOf(id, rosterOf({ approvalStatus: "UNDER_REVIEW" }), { history })).toEqual({ clock_skew: 1 })
  })

  it.each(["push.apps", "push.accounts"] as const)("counts nothing if %s were not read to their end", (key) => {
    expect(outcomesOf(id, aRoster({ partial: [key] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
  })

  it("goes by the tenant's own reviewSlaDays", () => {
    const { history } = reviewSince(daysAgo(10))
    const roster = rosterOf(underReview)
    expect(outcomesOf(id, roster, { history, parameters: { reviewSlaDays: 10 } })).toEqual({ pass: 1 })
    expect(resultOf(id, roster, { history, parameters: { reviewSlaDays: 9 } }).failures[0]?.detail).toBe(
      "Atlassian has been under review for 10 days, of at most 9."
    )
  })

  it("goes by the tenant's own dormantDays", () => {
    const roster = rosterOf({ approvalStatus: null }, daysAgo(60))
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 60 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 59 } })).toEqual({})
  })
})
