import { describe, expect, it } from "vitest"
import { anEndUser, aPerson, aRoster, daysAgo, type EndUser, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "enduser-dormant"
const rosterOf = (enduser: Partial<EndUser>) =>
  aRoster({ people: [aPerson({ endusers: [anEndUser({ Roles: ["staff"], ...enduser })] })] })
const dormant = { LastLogin: daysAgo(100) }

describe("enduser-dormant", () => {
  it.each([
    [0, { pass: 1 }],
    [1, { fail: 1 }]
  ])("lets a login be dormantDays ago exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ LastLogin: daysAgo(45, seconds) }))).toEqual(outcomes)
    const configured = { parameters: { dormantDays: 100 } }
    expect(outcomesOf(id, rosterOf({ LastLogin: daysAgo(100, seconds) }), configured)).toEqual(outcomes)
  })

  it("fails an end user who logged in longer ago", () => {
    expect(resultOf(id, rosterOf(dormant)).failures).toEqual([
      {
        subject: { kind: "enduser", id: "jane@acme.example", email: "jane@acme.example" },
        detail: "jane@acme.example last logged in more than 100 days ago and still has access roles."
      }
    ])
  })

  it.each<[string, Partial<EndUser>]>([
    ["field_null", { LastLogin: null }],
    ["field_missing", {}],
    ["unknown_value", { LastLogin: "soon" }],
    ["clock_skew", { LastLogin: daysAgo(-1) }]
  ])("is not assessable: %s", (reason, enduser) => {
    expect(outcomesOf(id, rosterOf(enduser))).toEqual({ [reason]: 1 })
  })

  it.each([
    ["has no role", { Roles: [] }, {}],
    ["may have one", { Roles: null }, { membership_unknown: 1 }],
    ["is deleted", { is_deleted: true }, {}]
  ])("looks at end users with roles only: one who %s", (_, enduser, outcomes) => {
    expect(outcomesOf(id, rosterOf({ ...dormant, ...enduser }))).toEqual(outcomes)
  })

  it("says where the roles are missing from the record", () => {
    expect(outcomesOf(id, aRoster({ endusers: [anEndUser(dormant)] }))).toEqual({ membership_unknown: 1 })
  })

  it("counts nothing if end users were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["banyan.endusers"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("lists the failures that were seen although end users were not read to their end", () => {
    const endusers = [anEndUser({ Roles: ["staff"], ...dormant })]
    expect(resultOf(id, aRoster({ endusers, partial: ["banyan.endusers"] })).failures).toHaveLength(1)
  })
})
