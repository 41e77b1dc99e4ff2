import { catalogue, explaining } from "@rollcall/checks"
import { defaultParameters, type PostureException } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import { anAccount, aPerson, aRoster, aTenant } from "./builders.ts"

const waiver = (fields: Partial<PostureException> = {}): PostureException => ({
  check: "account-mfa-missing",
  subject: "svc@acme.example",
  reason: "sealed",
  approvedBy: "J. Doe",
  expires: "2026-12-31",
  ...fields
})

const accounts = [
  anAccount({ id: "fails", email: "svc@acme.example", mfaRegistered: false }),
  anAccount({ id: "passes" }),
  anAccount({ id: "unknown", email: "who@acme.example", mfaRegistered: null })
]

const explained = (name: string, exceptions: ReadonlyArray<PostureException> = [], id = "account-mfa-missing") => {
  const roster = aRoster({ people: [aPerson({ accounts })] })
  const check = catalogue.find((each) => each.id === id)
  return check && explaining(roster, aTenant(), defaultParameters, exceptions)(check, name)
}

describe("explaining", () => {
  it("tells the outcome with and without the exceptions that cover it", () => {
    const exceptions = [waiver({ check: "account-dormant" }), waiver({ check: "RC-MFA-01", subject: "FAILS" })]
    expect(explained(" SVC@acme.test ", exceptions)).toMatchObject([
      { subject: { id: "fails" }, outcome: "excepted", withoutExceptions: "fail", coveredBy: [1], reason: null }
    ])
    expect(explained("fails")).toMatchObject([{ outcome: "fail", withoutExceptions: "fail", coveredBy: [] }])
  })

  it("lets no exception cover what passes, cannot be assessed, or was covered until the day before", () => {
    const exceptions = ["passes", "unknown", "fails"].map((subject) => waiver({ subject }))
    expect(explained("passes", exceptions)).toMatchObject([{ outcome: "pass", coveredBy: [], detail: null }])
    expect(explained("unknown", exceptions)).toMatchObject([{ outcome: "not-assessable", reason: "field_null" }])
    expect(explained("fails", [waiver({ expires: "2026-10-30" })])).toMatchObject([{ outcome: "fail", coveredBy: [] }])
  })

  it("answers every subject that a name stands for", () => {
    expect(explained("jane@acme.example")?.map(({ subject }) => subject.id)).toEqual(["fails", "passes", "unknown"])
  })

  it("answers none outside the population", () => expect(explained("nobody@acme.example")).toEqual([]))

  it("judges a gate by the results of the other checks", () => {
    const [outcome] = explained("account-mfa-missing", [], "check-undecided") ?? []
    expect(outcome).toMatchObject({ subject: { kind: "check" }, outcome: "fail" })
  })
})
