import { describe, expect, it } from "vitest"
import {
  anApp,
  anEmployee,
  type App,
  aPerson,
  aRoster,
  aTenant,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "app-owner-missing"
const rosterOf = (app: Partial<App>, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson()], apps: [anApp({ sensitivityLevel: null, ownerId: "e1", ...app })], ...parts })
const leaving = (address: string, lastDay: string) => ({ parameters: { leavers: [{ address, lastDay }] } })

describe("app-owner-missing", () => {
  it("passes an app whose owner is an employee, with or without a list of leavers", () => {
    expect(outcomesOf(id, rosterOf({}))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf({}), leaving("john@acme.example", "2026-01-31"))).toEqual({ pass: 1 })
  })

  it.each([
    ["Atlassian has no owner.", { ownerId: null }, {}],
    ["The owner of Atlassian, e7, is not there.", { ownerId: "e7" }, {}],
    ["jane@acme.example, who owns Atlassian, has left.", {}, leaving("Jane@ACME.test", "2026-10-30")]
  ])("fails an app: %s", (detail, app, assessing) => {
    expect(resultOf(id, rosterOf(app), assessing).failures).toEqual([
      { subject: { kind: "app", id: "app1", email: null }, detail }
    ])
  })

  it("finds a leaver by any address, and by an alias of one", () => {
    const people = [aPerson({ emails: ["jane@acme.example", "jd@acme.example"] })]
    expect(outcomesOf(id, rosterOf({}, { people }), leaving("jd@acme.example", "2026-01-31"))).toEqual({ fail: 1 })
    const aliases = { "jd@old.example": "jane@acme.example" }
    const { leavers } = leaving("jd@old.example", "2026-01-31").parameters
    expect(outcomesOf(id, rosterOf({}), { parameters: { leavers, aliases } })).toEqual({ fail: 1 })
  })

  it.each([
    ["2026-11-01", "Europe/Berlin", { pass: 1 }],
    ["2026-10-31", "Europe/Berlin", { fail: 1 }],
    ["2026-11-01", "Pacific/Kiritimati", { fail: 1 }]
  ])("takes an owner whose last day is reached for gone, %s in %s", (lastDay, timezone, outcomes) => {
    const assessing = { tenant: aTenant({ timezone }), ...leaving("jane@acme.example", lastDay) }
    expect(outcomesOf(id, rosterOf({}), assessing)).toEqual(outcomes)
  })

  it("goes by the later day of somebody who came back", () => {
    const leavers = ["2026-12-31", "2025-01-31"].map((lastDay) => ({ address: "jane@acme.example", lastDay }))
    expect(outcomesOf(id, rosterOf({}), { parameters: { leavers } })).toEqual({ pass: 1 })
  })

  it("is not assessable where two employees claim the address of the one who left", () => {
    const ambiguousEmails = [{ email: "jane@acme.example", employeeIds: ["e1", "e2"] }]
    const roster = rosterOf({}, { ambiguousEmails })
    expect(outcomesOf(id, roster, leaving("jane@acme.example", "2026-01-31"))).toEqual({ ambiguous_join: 1 })
  })

  it("is not assessable where the owner is missing from the record", () => {
    expect(outcomesOf(id, aRoster({ apps: [anApp()] }))).toEqual({ field_missing: 1 })
  })

  it("can't miss an owner if employees were not read to their end, since absence needs proof", () => {
    const partial = { partial: ["push.employees"] } as const
    expect(outcomesOf(id, rosterOf({ ownerId: "e7" }, partial))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf({ ownerId: null }, partial))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({ ownerId: "e7" }, { notOffered: ["push.employees"] }))).toEqual({
      source_unavailable: 1
    })
  })

  it.each([
    ["NOT_APPROVED", "HIGH", { pass: 1 }],
    ["APPROVED", undefined, { pass: 1 }],
    ["NOT_APPROVED", "MEDIUM", {}],
    ["UNDER_REVIEW", "LOW", {}],
    [null, null, {}],
    [null, "EXTREME", { membership_unknown: 1 }],
    ["ON_HOLD", "LOW", { membership_unknown: 1 }]
  ])("looks at approved and at sensitive apps: %s, %s", (approvalStatus, sensitivityLevel, outcomes) => {
    const app = {
      ...anApp({ approvalStatus, ownerId: "e1" }),
      ...(sensitivityLevel === undefined ? {} : { sensitivityLevel })
    }
    expect(outcomesOf(id, aRoster({ people: [aPerson({ employee: anEmployee() })], apps: [app] }))).toEqual(outcomes)
  })

  it("counts nothing if apps were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.apps"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("says where approval and sensitivity are both missing", () => {
    const { approvalStatus: _, ...app } = anApp({ ownerId: "e1" })
    expect(outcomesOf(id, aRoster({ people: [aPerson()], apps: [app] }))).toEqual({ membership_unknown: 1 })
    const apps = [{ ...app, sensitivityLevel: "HIGH" }]
    expect(outcomesOf(id, aRoster({ people: [aPerson()], apps }))).toEqual({ pass: 1 })
  })
})
