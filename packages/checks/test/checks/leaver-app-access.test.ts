import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aBrowser,
  aHistory,
  anAccount,
  anEndUser,
  aPerson,
  aRoster,
  type Assessing,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts
} from "../builders.ts"

const id = "leaver-app-access"
const email = "jane@acme.example"
const history = aHistory({ endusers: [{ id: email, emails: [email] }] })
const listed = (lastDay: string): Assessing => ({ parameters: { leavers: [{ address: email, lastDay }] } })
const left = listed("2026-10-15")

const working: Partial<Person> = { accounts: [anAccount()], browsers: [aBrowser()] }
const rosterOf = (person: Partial<Person> = {}, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson(person)], ...parts })

describe("leaver-app-access", () => {
  it("passes somebody who has an end user still", () => {
    expect(outcomesOf(id, rosterOf({ ...working, endusers: [anEndUser()] }), { history })).toEqual({ pass: 1 })
  })

  it("passes somebody who is about to leave and still there, with or without an end user", () => {
    expect(outcomesOf(id, rosterOf(working), listed("2026-12-31"))).toEqual({ pass: 1 })
    const contractor = { ...working, employee: null, email, endusers: [anEndUser()] }
    expect(outcomesOf(id, rosterOf(contractor), listed("2026-12-31"))).toEqual({ pass: 1 })
    // Nothing tells that they ever had one.
    const unlisted = { ...working, employee: null, email }
    expect(outcomesOf(id, rosterOf(unlisted), listed("2026-12-31"))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf(unlisted), { ...listed("2026-12-31"), history })).toEqual({ fail: 1 })
    // A day to come takes nothing away from what has happened.
    expect(outcomesOf(id, rosterOf(working), { ...listed("2026-12-31"), history })).toEqual({ fail: 1 })
  })

  it("passes somebody who has gone with nothing in use, and counts somebody whom no source has any more", () => {
    const closed = {
      accounts: [anAccount({ lastUsedTimestamp: daysAgo(100) })],
      browsers: [aBrowser({ isActive: false })]
    }
    expect(outcomesOf(id, rosterOf(closed), { history })).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf({ ...closed, endusers: [anEndUser()] }), left)).toEqual({ pass: 1 })
    expect(outcomesOf(id, aRoster(), { history })).toEqual({ pass: 1 })
  })

  it("fails somebody whose last day is reached, even with an end user", () => {
    const accountsOther = [{ id: "o1", lastUsedTimestamp: daysAgo(1) }]
    expect(resultOf(id, rosterOf({ ...working, accountsOther, endusers: [anEndUser()] }), left).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email },
        detail: "jane@acme.example left on 2026-10-15 and still has 2 accounts in use and 1 active browser."
      }
    ])
  })

  it("asks about somebody whose end user alone is gone, or is marked deleted", () => {
    const detail =
      "jane@acme.example has no end user any more and still has 1 active browser: did they leave, or change their role?"
    const people = [{}, { endusers: [anEndUser({ is_deleted: true })] }]
    const details = people.map((each) => resultOf(id, rosterOf({ browsers: [aBrowser()], ...each }), { history }))
    expect(details.map(({ failures }) => failures.map((failure) => failure.detail))).toEqual([[detail], [detail]])
  })

  it("finds an end user under the address that it has now", () => {
    const emails = ["jane.doe@acme.example", email]
    const before = aHistory({ endusers: [{ id: email, emails }] })
    const renamed = { ...working, emails, endusers: [anEndUser({ Email: "jane.doe@acme.example" })] }
    expect(outcomesOf(id, rosterOf(renamed), { history: before })).toEqual({ pass: 1 })
  })

  it("says once for the tenant that there is neither a list nor a month before", () => {
    expect(outcomesOf(id, rosterOf(working))).toEqual({ no_history: 1 })
    expect(outcomesOf(id, rosterOf(working), { history: { ...history, read: ["push.employees"] } })).toEqual({
      no_history: 1
    })
    expect(outcomesOf(id, rosterOf(working), { parameters: { leavers: [] } })).toEqual({})
  })

  it.each<[string, Partial<Person>]>([
    ["field_null", { accounts: [anAccount({ lastUsedTimestamp: null })] }],
    ["clock_skew", { accountsOther: [{ id: "o1", lastUsedTimestamp: daysAgo(-1) }] }],
    ["field_null", { browsers: [aBrowser({ isActive: null })] }]
  ])("is not assessable where something may be in use: %s", (reason, person) => {
    expect(outcomesOf(id, rosterOf(person), { history })).toEqual({ [reason]: 1 })
  })

  it("is not assessable where the address is ambiguous, but for a leaver's account that is seen", () => {
    const parts = { ambiguousEmails: [{ email: "desk@acme.example", employeeIds: ["e1", "e2"] }] }
    const person = { ...working, emails: ["desk@acme.example", email] }
    expect(outcomesOf(id, rosterOf(person, parts), { history })).toEqual({ ambiguous_join: 1 })
    expect(outcomesOf(id, rosterOf(person, parts), left)).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({ emails: person.emails }, parts), left)).toEqual({ ambiguous_join: 1 })
  })

  it.each(["push.accounts", "push.accountsOther", "push.browsers", "push.employees", "banyan.endusers"] as const)(
    "can't pass for want of accounts if %s were not read to their end",
    (key) => {
      expect(outcomesOf(id, rosterOf({}, { partial: [key] }), left)).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, rosterOf({}, { notOffered: [key] }), left)).toEqual({ source_unavailable: 1 })
      expect(outcomesOf(id, rosterOf(working, { partial: [key] }), left)).toEqual({ fail: 1 })
    }
  )

  it("takes nobody for gone while end users were not read to their end", () => {
    expect(outcomesOf(id, rosterOf(working, { partial: ["banyan.endusers"] }), { history })).toEqual({
      source_partial: 1
    })
    expect(outcomesOf(id, rosterOf(working, { without: ["banyan"] }), { history })).toEqual({ source_unavailable: 1 })
  })

  it("looks at people who had an end user and at the list only", () => {
    const before = aHistory({
      employees: [{ id: "e1", name: "Jane", emails: [email] }],
      endusers: [{ id: "svc", emails: [] }]
    })
    expect(outcomesOf(id, rosterOf(working), { history: before })).toEqual({})
  })

  it.each([
    [0, { fail: 1 }],
    [1, { pass: 1 }]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => rosterOf({ accounts: [anAccount({ lastUsedTimestamp: daysAgo(days, seconds) })] })
    const other = { accountsOther: [{ id: "o1", lastUsedTimestamp: daysAgo(45, seconds) }] }
    expect(outcomesOf(id, used(45), left)).toEqual(outcomes)
    expect(outcomesOf(id, rosterOf(other), left)).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { ...left.parameters, dormantDays: 10 } })).toEqual(outcomes)
  })

  it.each([
    [0, { fail: 1 }],
    [1, { pass: 1 }]
  ])("takes a browser for active up to browserStaleDays exactly: %i s over", (seconds, outcomes) => {
    const seen = (days: number) => rosterOf({ browsers: [aBrowser({ lastOnlineTimestamp: daysAgo(days, seconds) })] })
    expect(outcomesOf(id, seen(30), left)).toEqual(outcomes)
    expect(outcomesOf(id, seen(10), { parameters: { ...left.parameters, browserStaleDays: 10 } })).toEqual(outcomes)
  })

  it.each([
    ["2026-10-31", { fail: 1 }],
    ["2026-11-01", { pass: 1 }]
  ])("takes a last day for reached on that day: %s", (lastDay, outcomes) => {
    expect(outcomesOf(id, rosterOf(working), listed(lastDay))).toEqual(outcomes)
  })

  it("passes somebody who has an end user under one of the addresses that nothing ties together any more", () => {
    const other = "jane.doe@acme.example"
    const people = [
      aPerson({ employee: null, email, ...working }),
      aPerson({ employee: null, email: other, endusers: [anEndUser({ Email: other })] })
    ]
    const before = aHistory({ endusers: [{ id: email, emails: [email, other] }] })
    expect(outcomesOf(id, aRoster({ people }), { history: before })).toEqual({ pass: 1 })
  })

  it("passes somebody whose very end user is still there, though the address became ambiguous", () => {
    const parts = { ambiguousEmails: [{ email, employeeIds: ["e1", "e2"] }] }
    const desk = { employee: null, email, ambiguous: true, endusers: [anEndUser()] }
    expect(outcomesOf(id, rosterOf(desk, parts), { history })).toEqual({ pass: 1 })
  })
})
