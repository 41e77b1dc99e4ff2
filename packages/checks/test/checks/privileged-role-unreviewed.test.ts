import { describe, expect, it } from "vitest"
import { anEndUser, aPerson, aRoster, aTenant, type EndUser, outcomesOf, resultOf, uncounted } from "../builders.ts"

const id = "privileged-role-unreviewed"
const rosterOf = (enduser: Partial<EndUser>) =>
  aRoster({ people: [aPerson({ endusers: [anEndUser({ Roles: ["staff", "admin"], ...enduser })] })] })
const reviewed = (...reviews: ReadonlyArray<readonly [address: string, reviewDate: string]>) => ({
  parameters: {
    privilegedRoles: ["admin", "root"],
    privilegedApproved: reviews.map(([address, reviewDate]) => ({ address, reviewer: "J. Doe", reviewDate }))
  }
})

describe("privileged-role-unreviewed", () => {
  it.each([
    ["the address itself", "jane@acme.example"],
    ["the address spelt otherwise", " Jane@ACME.test"]
  ])("passes an end user who was reviewed under %s", (_, address) => {
    expect(outcomesOf(id, rosterOf({}), reviewed([address, "2026-12-31"]))).toEqual({ pass: 1 })
  })

  it("fails an end user who was not reviewed", () => {
    expect(resultOf(id, rosterOf({}), reviewed(["john@acme.example", "2026-12-31"])).failures).toEqual([
      {
        subject: { kind: "enduser", id: "jane@acme.example", email: "jane@acme.example" },
        detail: "jane@acme.example holds a privileged role without a review."
      }
    ])
  })

  it("fails an end user whose review is over, and says since when", () => {
    expect(resultOf(id, rosterOf({}), reviewed(["jane@acme.example", "2026-09-30"])).failures[0]?.detail).toBe(
      "jane@acme.example holds a privileged role by a review that ended on 2026-09-30."
    )
  })

  it.each([
    ["2026-10-31", "Europe/Berlin", { pass: 1 }],
    ["2026-10-30", "Europe/Berlin", { fail: 1 }],
    ["2026-10-31", "Pacific/Kiritimati", { fail: 1 }]
  ])("lets a review hold through its day, %s in %s", (reviewDate, timezone, outcomes) => {
    const assessing = { tenant: aTenant({ timezone }), ...reviewed(["jane@acme.example", reviewDate]) }
    expect(outcomesOf(id, rosterOf({}), assessing)).toEqual(outcomes)
  })

  it("goes by the later of two reviews", () => {
    const reviews = reviewed(["jane@acme.example", "2026-12-31"], ["jane@acme.test", "2026-01-31"])
    expect(outcomesOf(id, rosterOf({}), reviews)).toEqual({ pass: 1 })
  })

  it("says once that no roles are configured", () => {
    expect(outcomesOf(id, rosterOf({}))).toEqual({ parameter_unset: 1 })
  })

  it.each<[string, Partial<EndUser>, object]>([
    ["parameter_unset", {}, { parameters: { privilegedRoles: ["admin"] } }],
    ["field_null", { Email: null }, reviewed()],
    ["unknown_value", { Email: "jane" }, reviewed()]
  ])("is not assessable: %s", (reason, enduser, assessing) => {
    expect(outcomesOf(id, rosterOf(enduser), assessing)).toEqual({ [reason]: 1 })
  })

  it("is not assessable where the source leaves the address out", () => {
    const { Email: _, ...enduser } = anEndUser({ Roles: ["admin"] })
    const roster = aRoster({ people: [aPerson({ endusers: [enduser] })] })
    expect(outcomesOf(id, roster, reviewed())).toEqual({ field_missing: 1 })
  })

  it("says where the roles are missing from the record", () => {
    expect(outcomesOf(id, aRoster({ endusers: [anEndUser()] }), reviewed())).toEqual({ membership_unknown: 1 })
  })

  it.each([
    ["holds other roles", { Roles: ["staff", "Admin"] }, {}],
    ["holds none", { Roles: [] }, {}],
    ["may hold one", { Roles: null }, { membership_unknown: 1 }],
    ["is deleted", { is_deleted: true }, {}]
  ])("looks at privileged roles only: one who %s", (_, enduser, outcomes) => {
    expect(outcomesOf(id, rosterOf(enduser), reviewed())).toEqual(outcomes)
  })

  it("counts nothing if end users were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["banyan.endusers"] }), reviewed())).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }), reviewed())).toEqual(uncounted("source_unavailable"))
    const endusers = [anEndUser({ Roles: ["admin"] })]
    const half = aRoster({ endusers, partial: ["banyan.endusers"] })
    expect(resultOf(id, half, reviewed()).failures).toHaveLength(1)
  })

  it("knows an end user by what the parameter aliases says", () => {
    const { parameters } = reviewed(["jane.doe@home.example", "2026-12-31"])
    const aliases = { "jane.doe@home.example": "jane@acme.example" }
    expect(outcomesOf(id, rosterOf({}), { parameters })).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({}), { parameters: { ...parameters, aliases } })).toEqual({ pass: 1 })
  })
})
