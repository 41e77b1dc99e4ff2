import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aBrowser,
  aDevice,
  anAccount,
  anEmployee,
  anEndUser,
  aPerson,
  aRoster,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "person-unseen"
const old = daysAgo(100)
const unseen: Partial<Person> = {
  browsers: [aBrowser({ lastOnlineTimestamp: daysAgo(60) })],
  accounts: [anAccount({ lastUsedTimestamp: old })],
  devices: [aDevice({ LastLogin: old })],
  endusers: [anEndUser({ LastLogin: old })]
}
const rosterOf = (person: Partial<Person> = {}, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ ...unseen, ...person })], ...parts })

describe("person-unseen", () => {
  it.each<[string, Partial<Person>]>([
    ["browser", { browsers: [aBrowser()] }],
    ["account", { accounts: [anAccount()] }],
    ["account on an app without a type", { accountsOther: [{ id: "o1", lastUsedTimestamp: daysAgo(2) }] }],
    ["device", { devices: [aDevice()] }],
    ["end user", { endusers: [anEndUser({ LastLogin: daysAgo(2) })] }]
  ])("passes somebody whose %s alone was seen lately", (_, person) => {
    expect(outcomesOf(id, rosterOf(person))).toEqual({ pass: 1 })
  })

  it("fails somebody whom neither source has seen, and says when the newest sign was", () => {
    expect(resultOf(id, rosterOf()).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example was last seen more than 60 days ago."
      }
    ])
  })

  it("takes what was never in use for no sign", () => {
    expect(outcomesOf(id, rosterOf({ browsers: [], accounts: [anAccount({ lastUsedTimestamp: null })] }))).toEqual({
      fail: 1
    })
  })

  const { lastUsedTimestamp: _, ...untold } = anAccount()
  it.each<[string, Partial<Person>]>([
    ["not_observed", {}],
    ["field_null", { accounts: [anAccount({ lastUsedTimestamp: null })] }],
    ["field_missing", { accounts: [untold] }],
    ["clock_skew", { accounts: [anAccount({ lastUsedTimestamp: daysAgo(-1) })] }]
  ])("is not assessable where nothing tells: %s", (reason, signs) => {
    expect(outcomesOf(id, aRoster({ people: [aPerson(signs)] }))).toEqual({ [reason]: 1 })
  })

  it("fails nobody with a sign that has no sensible time", () => {
    const skewed = { browsers: [aBrowser({ lastOnlineTimestamp: daysAgo(-1) })] }
    expect(outcomesOf(id, rosterOf(skewed))).toEqual({ clock_skew: 1 })
    expect(outcomesOf(id, rosterOf({ ...skewed, devices: [aDevice({ LastLogin: null })] }))).toEqual({ clock_skew: 1 })
  })

  it("fails nobody whose address is ambiguous, nor while a device that was in use may be anybody's", () => {
    const parts = { ambiguousEmails: [{ email: "jane@acme.example", employeeIds: ["e1", "e2"] }] }
    expect(outcomesOf(id, rosterOf({}, parts))).toEqual({ ambiguous_join: 1 })
    const anybodys = aDevice({ DeviceID: "d9", Emails: null })
    expect(outcomesOf(id, rosterOf({}, { devices: [anybodys] }))).toEqual({ field_null: 1 })
    const loggedIn = (LastLogin: string | null) => ({ devices: [{ ...anybodys, LastLogin }] })
    expect(outcomesOf(id, rosterOf({}, loggedIn(daysAgo(45))))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf({}, loggedIn(null)))).toEqual({ field_null: 1 })
    expect(outcomesOf(id, rosterOf({}, loggedIn(daysAgo(45, 1))))).toEqual({ fail: 1 })
  })

  it.each(["push.browsers", "push.accounts", "push.accountsOther", "banyan.devices"] as const)(
    "can't fail if %s, which may hold a newer sign, were not read to their end",
    (key) => {
      expect(outcomesOf(id, rosterOf({}, { partial: [key] }))).toEqual({ source_partial: 1 })
      expect(outcomesOf(id, rosterOf({}, { notOffered: [key] }))).toEqual({ source_unavailable: 1 })
      expect(outcomesOf(id, rosterOf({ browsers: [aBrowser()] }, { partial: [key] }))).toEqual({ pass: 1 })
    }
  )

  it.each(["push.employees", "banyan.endusers"] as const)("counts nothing if %s were not read to their end", (key) => {
    expect(outcomesOf(id, rosterOf({}, { partial: [key] }))).toEqual(uncounted("source_partial"))
    expect(resultOf(id, rosterOf({}, { partial: [key] })).failures).toEqual([])
  })

  const unlicensed = anEmployee({ licensed: false })
  it.each<[string, Partial<Person>, object]>([
    ["neither", { employee: unlicensed, endusers: [anEndUser({ Roles: [] })] }, {}],
    ["a role without licence", { employee: unlicensed, endusers: [anEndUser({ Roles: ["staff"] })] }, { fail: 1 }],
    [
      "a role of a deleted end user",
      { employee: unlicensed, endusers: [anEndUser({ Roles: ["staff"], is_deleted: true })] },
      {}
    ],
    [
      "roles that are not told",
      { employee: unlicensed, endusers: [anEndUser({ Roles: null })] },
      { membership_unknown: 1 }
    ],
    ["neither, nor an employee record", { employee: null, email: "guest@acme.example", endusers: [] }, {}],
    [
      "a role without employee record",
      { employee: null, email: "guest@acme.example", endusers: [anEndUser({ Roles: ["staff"] })] },
      { fail: 1 }
    ],
    [
      "a licence that is not told",
      { employee: anEmployee({ licensed: null }), endusers: [] },
      { membership_unknown: 1 }
    ]
  ])("looks at people with a licence or a role only: %s", (__, person, outcomes) => {
    expect(outcomesOf(id, rosterOf(person))).toEqual(outcomes)
  })

  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("counts a sign up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) => rosterOf({ accounts: [anAccount({ lastUsedTimestamp: daysAgo(days, seconds) })] })
    expect(outcomesOf(id, used(45))).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { dormantDays: 10 } })).toEqual(outcomes)
    const seen = [aBrowser({ lastOnlineTimestamp: daysAgo(45, seconds) })]
    expect(outcomesOf(id, rosterOf({ browsers: seen }))).toEqual(outcomes)
  })
})
