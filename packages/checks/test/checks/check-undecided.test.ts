import { describe, expect, it } from "vitest"
import { anAccount, anEmployee, aPerson, aRoster, assessed, resultOf } from "../builders.ts"

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

describe("check-undecided", () => {
  it("has the other checks for its population", () => {
    expect(resultOf(id, rosterOf(5, 0)).population).toBe(10)
  })

  it("passes at maxUnknownRate exactly", () => {
    expect(resultOf(id, rosterOf(5, 1)).failures).toEqual([])
    expect(resultOf("account-mfa-weak", rosterOf(5, 1))).toMatchObject({ enoughData: true, score: 0, coverage: 80 })
  })

  it("fails above, and the check has no score and no part in the tenant's", () => {
    const roster = rosterOf(4, 1)
    expect(resultOf(id, roster).failures).toEqual([
      {
        subject: { kind: "check", id: "account-mfa-weak", email: null },
        detail: "account-mfa-weak could not decide about 1 of 4 subjects, more than 20.0 %."
      }
    ])
    expect(resultOf("account-mfa-weak", roster)).toMatchObject({ enoughData: false, score: null, coverage: 75 })
  })

  it("is not assessable for a check that is empty or was not counted", () => {
    const { notAssessableReasons } = resultOf(id, aRoster({ partial: ["push.accounts"], without: ["banyan"] }))
    expect(notAssessableReasons).toEqual({ empty_population: 4, source_partial: 3, source_unavailable: 3 })
  })

  it("withholds no score", () => {
    expect(assessed(aRoster({ people: rosterOf(4, 1).people, without: ["banyan"] })).scoreWithheld).toBeNull()
  })
})
