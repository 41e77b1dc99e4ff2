import { defaultParameters, type PostureException } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { catalogue, explaining } from "../src/index.ts"
import { aDevice, anAccount, anEmployee, aPerson, aRoster, assessed, aTenant, daysAgo, outcomesOf } from "./builders.ts"

const waiver = (fields: Partial<PostureException> = {}): PostureException => ({
  check: "account-mfa-missing",
  subject: "a1",
  reason: "sealed",
  approvedBy: "J. Doe",
  expires: "2026-12-31",
  ...fields
})

describe("an exception", () => {
  const john = aPerson({
    employee: anEmployee({ id: "e2", email: "john@acme.example" }),
    emails: ["john@acme.example"]
  })
  const jane = aPerson({
    emails: ["j.doe@home.example", "jane@acme.example"],
    accounts: [anAccount({ mfaRegistered: false })],
    devices: [aDevice({ TrustData: { Level: "Low", UpdatedAt: daysAgo(1) } })]
  })
  const roster = aRoster({ people: [jane, john] })

  it("for more than a year holds all the same: who reads the report is told how long it is", () => {
    const exceptions = [waiver({ expires: "2099-12-31" })]
    expect(assessed(roster, { exceptions }).exceptions).toMatchObject([{ state: "applied", covers: 1 }])
  })

  it.each(["account-mfa-missing", "device-trust-low"])(
    "from %s names what is somebody's by any address of theirs",
    (check) => {
      for (const subject of ["jane@acme.example", "J.Doe@home.example"]) {
        const exceptions = [waiver({ check, subject })]
        expect(assessed(roster, { exceptions }).exceptions).toMatchObject([{ state: "applied", covers: 1 }])
      }
      const exceptions = [waiver({ check, subject: "john@acme.example" })]
      expect(assessed(roster, { exceptions }).exceptions).toMatchObject([{ state: "matches-nothing", covers: 0 }])
    }
  )
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
