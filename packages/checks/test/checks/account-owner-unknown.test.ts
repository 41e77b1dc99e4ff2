import type { Parameters } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aFinding,
  anAccount,
  anEmployee,
  aPerson,
  aRoster,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "account-owner-unknown"
const service = anAccount({ id: "a9", employeeId: null, email: "Svc-Build@acme.test" })
const marking = (...nonHuman: NonNullable<Parameters["nonHuman"]>) => ({ parameters: { nonHuman } })

describe("account-owner-unknown", () => {
  it("passes accounts and open findings that name an employee who is there", () => {
    const people = [aPerson({ accounts: [anAccount({ email: null })], findings: [aFinding()] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ pass: 2 })
  })

  it("fails those that name nobody, or somebody who is not there", () => {
    const accounts = [
      anAccount({ employeeId: null, email: "guest@acme.example" }),
      anAccount({ id: "a2", employeeId: "e7" })
    ]
    const findings = [aFinding({ employeeId: null }), aFinding({ id: "f2", employeeId: "e7" })]
    expect(resultOf(id, aRoster({ accounts, findings })).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "guest@acme.example" },
        detail: "guest@acme.example on ATLASSIAN names no employee."
      },
      {
        subject: { kind: "account", id: "a2", email: "jane@acme.example" },
        detail: "jane@acme.example on ATLASSIAN names the employee e7, who is not there."
      },
      {
        subject: { kind: "finding", id: "f1", email: null },
        detail: "The finding f1 (LEAKED_PASSWORD) names no employee."
      },
      {
        subject: { kind: "finding", id: "f2", email: null },
        detail: "The finding f2 (LEAKED_PASSWORD) names the employee e7, who is not there."
      }
    ])
  })

  it("fails an account that names no employee, although its address is one's", () => {
    const people = [aPerson({ accounts: [anAccount({ employeeId: null })] })]
    expect(outcomesOf(id, aRoster({ people }))).toEqual({ fail: 1 })
  })

  it("is not assessable where the employee is missing from the record", () => {
    const { employeeId: _, ...account } = anAccount()
    const { employeeId: __, ...finding } = aFinding()
    expect(outcomesOf(id, aRoster({ accounts: [account] }))).toEqual({ field_missing: 1 })
    expect(outcomesOf(id, aRoster({ findings: [finding] }))).toEqual({ field_missing: 1 })
  })

  it("can't miss an employee if employees were not read to their end, since absence needs proof", () => {
    const accounts = [anAccount({ employeeId: "e7" }), anAccount({ id: "a2", employeeId: null })]
    expect(outcomesOf(id, aRoster({ accounts, partial: ["push.employees"] }))).toEqual({ fail: 1, source_partial: 1 })
    expect(outcomesOf(id, aRoster({ accounts, notOffered: ["push.employees"] }))).toEqual({
      fail: 1,
      source_unavailable: 1
    })
  })

  it.each(["push.accounts", "push.findings"] as const)("counts nothing if %s were not read to their end", (key) => {
    expect(outcomesOf(id, aRoster({ partial: [key] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each([
    ["RESOLVED", {}],
    ["SNOOZED", { membership_unknown: 1 }],
    [null, { membership_unknown: 1 }]
  ])("looks at open findings only: %s", (state, outcomes) => {
    expect(outcomesOf(id, aRoster({ findings: [aFinding({ employeeId: null, state })] }))).toEqual(outcomes)
  })

  it.each<[string, NonNullable<Parameters["nonHuman"]>[number], boolean]>([
    ["an address, spelt as in the join", "SVC-BUILD@acme.example", true],
    ["a pattern in any letter case", { pattern: "SVC-*@acme.example" }, true],
    ["a pattern of the address as it is spelt", { pattern: "svc-*@acme.test" }, true],
    ["a pattern with one character left open", { pattern: "svc?build@*" }, true],
    ["a pattern of several open ends", { pattern: "*c-*i*@*e" }, true],
    ["a pattern without domain, between spaces", { pattern: " svc-* " }, true],
    ["another address", "svc-deploy@acme.example", false],
    ["a pattern that fits a part only", { pattern: "svc-*@acme" }, false],
    ["a pattern with one character too many", { pattern: "?svc-build@*" }, false],
    ["a sign that is no pattern in an address", "svc-*@acme.example", false]
  ])("leaves service identities out by %s", (_, matcher, isMarked) => {
    expect(outcomesOf(id, aRoster({ accounts: [service] }), marking(matcher))).toEqual(isMarked ? {} : { fail: 1 })
  })

  const robot = anEmployee({ id: "e9", email: "svc-build@acme.example" })
  it.each<[string, RosterParts]>([
    ["a finding about such an account", { accounts: [service], findings: [aFinding({ accountId: "a9" })] }],
    ["a finding of such an employee", { people: [aPerson({ employee: robot, findings: [aFinding()] })] }],
    [
      "a finding about such an account on an app that Push does not know",
      {
        people: [
          aPerson({
            accountsOther: [{ id: "o1", email: "svc-build@acme.example" }],
            findings: [aFinding({ accountId: "o1" })]
          })
        ]
      }
    ],
    [
      "an account of somebody with such an address among others",
      { people: [aPerson({ emails: ["jane@acme.example", "svc-build@acme.example"], accounts: [anAccount()] })] }
    ],
    ["an account of such an employee", { people: [aPerson({ employee: robot, accounts: [anAccount()] })] }]
  ])("leaves out %s as well", (_, parts) => {
    expect(outcomesOf(id, aRoster(parts), marking("svc-build@acme.example"))).toEqual({})
    expect(outcomesOf(id, aRoster(parts))).not.toEqual({})
  })

  it("takes no account on another app for the one that a finding names, since ids are an account's own in its list alone", () => {
    const accountsOther = [{ id: "a1", email: "svc-build@acme.example" }]
    const about = aFinding({ employeeId: null, accountId: "a1" })
    const parts = {
      accounts: [anAccount({ employeeId: null })],
      findings: [about],
      people: [aPerson({ accountsOther })]
    }
    expect(outcomesOf(id, aRoster(parts), marking("svc-build@acme.example"))).toEqual({ fail: 2 })
  })

  it("marks nothing that has no address", () => {
    const parts = {
      accounts: [anAccount({ employeeId: null, email: null })],
      findings: [aFinding({ employeeId: null })]
    }
    expect(outcomesOf(id, aRoster(parts), marking({ pattern: "*" }))).toEqual({ fail: 2 })
  })

  it("keeps what is about another account", () => {
    const accounts = [service, anAccount({ employeeId: null })]
    const findings = [aFinding({ employeeId: null, accountId: "a1" })]
    expect(outcomesOf(id, aRoster({ accounts, findings }), marking("svc-build@acme.example"))).toEqual({ fail: 2 })
  })
})
