import { describe, expect, it } from "vitest"
import {
  type Account,
  anAccount,
  aPerson,
  aRoster,
  aTenant,
  daysAgo,
  outcomesOf,
  resultOf,
  uncounted
} from "../builders.ts"

const id = "account-address-foreign"
const rosterOf = (account: Partial<Account>) => aRoster({ people: [aPerson({ accounts: [anAccount(account)] })] })
const foreign = { email: "jane@home.example" }

describe("account-address-foreign", () => {
  it.each([
    ["of an own domain", {}],
    ["of a domain that stands for an own one", { email: "jane@acme.test" }],
    ["in capital letters", { email: " JANE@ACME.EXAMPLE" }]
  ])("passes an address %s", (_, account) => {
    expect(outcomesOf(id, rosterOf(account))).toEqual({ pass: 1 })
  })

  it("fails an address of another domain, and names it", () => {
    expect(resultOf(id, rosterOf(foreign)).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: "jane@home.example on ATLASSIAN is registered with an address of another domain."
      }
    ])
  })

  it.each(["jane@notacme.example", "jane@acme.example.test", "jane@sub.acme.example", "jane@acmeXexample"])(
    "takes no more than the domain itself for an own one: %s",
    (email) => {
      expect(outcomesOf(id, rosterOf({ email }))).toEqual({ fail: 1 })
    }
  )

  it.each([
    ["field_null", { email: null }],
    ["unknown_value", { email: "jane" }],
    ["unknown_value", { email: "jane@home@acme.example" }]
  ])("is not assessable: %s", (reason, account) => {
    expect(outcomesOf(id, rosterOf(account))).toEqual({ [reason]: 1 })
  })

  it("is not assessable without the address or the organisation's domains", () => {
    const { email: _, ...account } = anAccount()
    expect(outcomesOf(id, aRoster({ accounts: [account] }))).toEqual({ field_missing: 1 })
    expect(outcomesOf(id, rosterOf({}), { tenant: aTenant({ domains: null }) })).toEqual({ parameter_unset: 1 })
  })

  it("counts nothing if accounts were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.accounts"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("looks at accounts used up to dormantDays ago exactly: %i s over", (seconds, outcomes) => {
    expect(outcomesOf(id, rosterOf({ ...foreign, lastUsedTimestamp: daysAgo(45, seconds) }))).toEqual(outcomes)
  })

  it("says where the last use is unknown", () => {
    expect(outcomesOf(id, rosterOf({ ...foreign, lastUsedTimestamp: null }))).toEqual({ membership_unknown: 1 })
  })

  it("goes by the tenant's own dormantDays", () => {
    const roster = rosterOf({ ...foreign, lastUsedTimestamp: daysAgo(60) })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 60 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 59 } })).toEqual({})
  })

  it("lists the foreign addresses that were seen in accounts half read", () => {
    const people = [aPerson({ accounts: [anAccount(foreign)] })]
    expect(resultOf(id, aRoster({ people, partial: ["push.accounts"] })).failures).toHaveLength(1)
  })
})
