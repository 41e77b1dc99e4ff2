import { describe, expect, it } from "vitest"
import { catalogue } from "@rollcall/checks"
import type { Roster } from "@rollcall/model"
import {
  anAccount,
  anEmployee,
  aPerson,
  aRoster,
  assessed,
  type Assessing,
  checksNamed,
  resultOf
} from "../builders.ts"

const id = "check-undecided"
/** Accounts of which so many are not assessable by the check for weak second factors. */
const rosterOf = (count: number, unknown: number) =>
  aRoster({
    people: [
      aPerson({
        employee: anEmployee({ licensed: false }),
        accounts: Array.from({ length: count }, (_, index) =>
          anAccount({ id: `a${index}`, mfaMethods: index < unknown ? null : ["SMS_OTP"] })
        )
      })
    ]
  })

/** The gate's result, with these checks beside it. */
const gateBeside = (ids: ReadonlyArray<string>, roster: Roster, assessing: Assessing = {}) => {
  const { checks } = assessed(roster, assessing, checksNamed(id, ...ids))
  return checks.find((each) => each.id === id)
}

describe("check-undecided", () => {
  it("has every other check that is no gate for its population", () => {
    const others = catalogue.filter(({ severity }) => severity !== "gate")
    expect(resultOf(id, rosterOf(5, 0)).population).toBe(others.length)
  })

  it("passes at maxUnknownRate exactly", () => {
    expect(gateBeside(["account-mfa-weak"], rosterOf(5, 1))).toMatchObject({ pass: 1, failures: [] })
    expect(resultOf("account-mfa-weak", rosterOf(5, 1))).toMatchObject({ enoughData: true, score: 0, coverage: 80 })
  })

  it("fails above, and the check has no score and no part in the tenant's", () => {
    const roster = rosterOf(4, 1)
    expect(gateBeside(["account-mfa-weak"], roster)?.failures).toEqual([
      {
        subject: { kind: "check", id: "account-mfa-weak", email: null },
        detail: "account-mfa-weak could not decide about 1 of 4 subjects, more than 20.0 %."
      }
    ])
    expect(resultOf("account-mfa-weak", roster)).toMatchObject({ enoughData: false, score: null, coverage: 75 })
  })

  it("is not assessable for a check that is empty or was not counted", () => {
    const roster = aRoster({ partial: ["push.accounts"], without: ["banyan"] })
    const gate = gateBeside(["account-mfa-weak", "device-disk-unencrypted", "employee-uncovered"], roster)
    expect(gate?.notAssessableReasons).toEqual({ empty_population: 1, source_partial: 1, source_unavailable: 1 })
  })

  it("withholds no score", () => {
    expect(assessed(aRoster({ people: rosterOf(4, 1).people, without: ["banyan"] })).scoreWithheld).toBeNull()
  })

  it("goes by the tenant's own maxUnknownRate", () => {
    const roster = rosterOf(4, 1)
    expect(gateBeside(["account-mfa-weak"], roster, { parameters: { maxUnknownRate: 0.25 } })).toMatchObject({
      pass: 1,
      failures: []
    })
    expect(
      gateBeside(["account-mfa-weak"], roster, { parameters: { maxUnknownRate: 0.24 } })?.failures[0]?.detail
    ).toContain("more than 24.0 %")
  })
})
