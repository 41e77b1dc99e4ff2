import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  type Account,
  anAccount,
  anEndUser,
  aPerson,
  aRoster,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "privileged-person-mfa-missing"
const parameters = { privilegedRoles: ["admins", "owners"], idpAppTypes: ["okta"] }
const atOkta = (fields: Partial<Account> = {}) => anAccount({ appType: "OKTA", appId: "okta", ...fields })
const admin = anEndUser({ Roles: ["staff", "admins"] })

const rosterOf = (accounts: ReadonlyArray<Account>, person: Partial<Person> = {}, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ accounts, endusers: [admin], ...person })], ...parts })

describe("privileged-person-mfa-missing", () => {
  it("passes somebody whose account at the identity provider has a second factor", () => {
    const bare = anAccount({ id: "a2", mfaRegistered: false })
    expect(outcomesOf(id, rosterOf([atOkta(), bare]), { parameters })).toEqual({ pass: 1 })
  })

  it("fails somebody one of whose accounts there has none, in use or not", () => {
    const bare = atOkta({ id: "a2", mfaRegistered: false, lastUsedTimestamp: daysAgo(400) })
    expect(resultOf(id, rosterOf([atOkta(), bare]), { parameters }).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email: "jane@acme.example" },
        detail: "jane@acme.example holds a privileged role, and jane@acme.example on OKTA has no second factor."
      }
    ])
  })

  const { mfaRegistered: _, ...untold } = atOkta({ id: "a2" })
  const { appType: __, ...untyped } = anAccount({ id: "a2", appId: null })
  it.each<[string, ReadonlyArray<Account>]>([
    ["not_observed", [anAccount()]],
    ["field_null", [atOkta(), atOkta({ id: "a2", mfaRegistered: null })]],
    ["field_missing", [atOkta(), untold]],
    ["field_null", [atOkta(), anAccount({ id: "a2", appType: null, appId: null })]],
    ["field_missing", [atOkta(), untyped]]
  ])("is not assessable: %s", (reason, accounts) => {
    expect(outcomesOf(id, rosterOf(accounts), { parameters })).toEqual({ [reason]: 1 })
  })

  it("says once for the tenant that privilegedRoles is not set, and of each person that idpAppTypes is not", () => {
    const people = [
      aPerson({ endusers: [admin] }),
      aPerson({ employee: null, email: "root@acme.example", endusers: [anEndUser({ Roles: ["owners"] })] })
    ]
    const { privilegedRoles, idpAppTypes } = parameters
    expect(resultOf(id, aRoster({ people }), { parameters: { idpAppTypes } })).toMatchObject({
      population: 1,
      notAssessableReasons: { parameter_unset: 1 }
    })
    expect(outcomesOf(id, aRoster({ people }), { parameters: { privilegedRoles } })).toEqual({ parameter_unset: 2 })
  })

  it("is not assessable where role and account may be two people's, and passes nobody with an ambiguous address", () => {
    const bare = atOkta({ mfaRegistered: false })
    const ambiguous = { employee: null, email: "desk@acme.example", ambiguous: true }
    expect(outcomesOf(id, rosterOf([bare], ambiguous), { parameters })).toEqual({ ambiguous_join: 1 })
    const parts = { ambiguousEmails: [{ email: "jane@acme.example", employeeIds: ["e1", "e2"] }] }
    expect(outcomesOf(id, rosterOf([atOkta()], {}, parts), { parameters })).toEqual({ ambiguous_join: 1 })
    expect(outcomesOf(id, rosterOf([bare], {}, parts), { parameters })).toEqual({ fail: 1 })
  })

  it.each(["push.accounts", "push.employees"] as const)("can't pass if %s were not read to their end", (key) => {
    expect(outcomesOf(id, rosterOf([atOkta()], {}, { partial: [key] }), { parameters })).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf([], {}, { notOffered: [key] }), { parameters })).toEqual({ source_unavailable: 1 })
    const bare = atOkta({ mfaRegistered: false })
    expect(outcomesOf(id, rosterOf([bare], {}, { partial: [key] }), { parameters })).toEqual({ fail: 1 })
  })

  it("counts nothing if end users were not read to their end", () => {
    const roster = rosterOf([atOkta({ mfaRegistered: false })], {}, { partial: ["banyan.endusers"] })
    expect(outcomesOf(id, roster, { parameters })).toEqual(uncounted("source_partial"))
    expect(resultOf(id, roster, { parameters }).failures).toHaveLength(1)
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }), { parameters })).toEqual(uncounted("source_unavailable"))
  })

  it.each<[string, Partial<Person>, object]>([
    ["another role", { endusers: [anEndUser({ Roles: ["staff"] })] }, {}],
    ["no end user", { endusers: [] }, {}],
    ["a deleted end user", { endusers: [{ ...admin, is_deleted: true }] }, {}],
    ["roles that are not told", { endusers: [anEndUser({ Roles: null })] }, { membership_unknown: 1 }],
    ["roles that are missing", { endusers: [anEndUser()] }, { membership_unknown: 1 }],
    ["a role without employee record", { employee: null, email: "root@acme.example" }, { pass: 1 }]
  ])("looks at people with a privileged role only: %s", (___, person, outcomes) => {
    expect(outcomesOf(id, rosterOf([atOkta()], person), { parameters })).toEqual(outcomes)
  })
})
