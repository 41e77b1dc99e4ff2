import { defaultParameters, type PostureException } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { catalogue, explaining, standingOn } from "../src/index.ts"
import {
  anAccount,
  anEmployee,
  aPerson,
  aRoster,
  assessed,
  aTenant,
  daysAgo,
  outcomesOf,
  resultOf
} from "./builders.ts"

const waiver = (fields: Partial<PostureException> = {}): PostureException => ({
  check: "account-mfa-missing",
  subject: "a1",
  reason: "sealed",
  approvedBy: "J. Doe",
  expires: "2026-12-31",
  ...fields
})

describe("standingOn", () => {
  it.each([
    ["2026-10-31", "2026-10-30", "over"],
    ["2026-10-31", "2026-10-31", "holds"],
    ["2026-10-31", "2027-10-31", "holds"],
    ["2026-10-31", "2027-11-01", "too-long"],
    ["2027-03-01", "2028-03-01", "holds"],
    ["2027-03-01", "2028-03-02", "too-long"],
    ["2028-02-29", "2029-02-28", "holds"],
    ["2028-02-29", "2029-03-01", "too-long"],
    ["2026-10-31", "9999-12-31", "too-long"]
  ])("tells on %s of an exception until %s: %s", (today, expires, standing) => {
    expect(standingOn(today, expires)).toBe(standing)
  })
})

describe("an exception for more than a year", () => {
  const roster = aRoster({ people: [aPerson({ accounts: [anAccount({ mfaRegistered: false })] })] })

  it("covers nothing and is listed as without effect, a day after one that covers", () => {
    const exceptions = [waiver({ expires: "2027-11-01" })]
    expect(resultOf("account-mfa-missing", roster, { exceptions })).toMatchObject({ fail: 1, excepted: 0 })
    expect(assessed(roster, { exceptions }).exceptions).toMatchObject([{ state: "expired", covers: 0 }])
    const shorter = [waiver({ expires: "2027-10-31" })]
    expect(resultOf("account-mfa-missing", roster, { exceptions: shorter })).toMatchObject({ fail: 0, excepted: 1 })
    expect(assessed(roster, { exceptions: shorter }).exceptions).toMatchObject([{ state: "applied", covers: 1 }])
  })

  it("is counted from the snapshot's day in the tenant's time zone", () => {
    const tenant = aTenant({ timezone: "Pacific/Kiritimati" })
    const exceptions = [waiver({ expires: "2027-11-01" })]
    expect(assessed(roster, { tenant, exceptions }).exceptions).toMatchObject([{ state: "applied", covers: 1 }])
  })

  it("leaves another one beside it in force", () => {
    const exceptions = [waiver({ expires: "2099-12-31" }), waiver()]
    expect(assessed(roster, { exceptions }).exceptions.map(({ state }) => state)).toEqual(["expired", "applied"])
  })
})

describe("an exception from a check of people", () => {
  const emails = ["j.doe@home.example", "jane@acme.example"]
  const never = { lastUsedTimestamp: daysAgo(400) }
  const roster = aRoster({
    people: [
      aPerson({ employee: anEmployee({ licensed: false }), emails, accounts: [anAccount(never)] }),
      aPerson({ employee: anEmployee({ id: "e2", email: "john@acme.example" }) })
    ]
  })
  const assessing = {
    tenant: aTenant({
      email: { aliases: {}, ignorePlusTag: false, addresses: { "doe@home.example": "jane@acme.example" } }
    }),
    parameters: { leavers: [{ address: "jane@acme.example", lastDay: "2026-10-15" }] }
  }

  it.each(["jane@acme.example", "J.Doe@home.example", "doe@home.example", "e1"])(
    "names an employee, or who left, by %s",
    (subject) => {
      for (const check of ["employee-unlicensed", "leaver-app-access"]) {
        const parameters = { ...defaultParameters, ...assessing.parameters }
        const found = catalogue.find(({ id }) => id === check)
        const outcomes = found && explaining(roster, assessing.tenant, parameters, [])(found, subject)
        expect(outcomes?.map((each) => each.subject.id)).toEqual(["e1"])
      }
      const exceptions = [waiver({ check: "employee-unlicensed", subject })]
      expect(outcomesOf("employee-unlicensed", roster, { ...assessing, exceptions })).toEqual({ excepted: 1, pass: 1 })
    }
  )
})
