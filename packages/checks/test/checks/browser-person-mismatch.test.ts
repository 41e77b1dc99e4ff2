import { describe, expect, it } from "vitest"
import {
  aBrowser,
  anEmployee,
  aPerson,
  aRoster,
  aTenant,
  type Browser,
  daysAgo,
  type Employee,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "browser-person-mismatch"
const john = aPerson({
  employee: anEmployee({ id: "e2", email: "john@acme.example", knownEmails: ["jj@acme.example"] })
})
const rosterOf = (browser: Partial<Browser>, employee: Partial<Employee> = {}, parts: RosterParts = {}) =>
  aRoster({
    people: [
      aPerson({
        employee: anEmployee({ knownEmails: ["jane@acme.example", "jd@acme.example"], ...employee }),
        browsers: [aBrowser(browser)]
      }),
      john
    ],
    ...parts
  })

describe("browser-person-mismatch", () => {
  it.each<[string, Partial<Browser>]>([
    ["the employee's own", {}],
    ["one that the source knows besides", { profileEmail: "jd@acme.example" }],
    ["spelt otherwise", { email: "Jane@ACME.test", profileEmail: null }],
    ["of no own domain", { profileEmail: "jane@home.example" }],
    ["of no own domain, both", { email: "jane@home.example", profileEmail: "john@other.example" }]
  ])("passes a browser whose addresses are %s", (_, browser) => {
    expect(outcomesOf(id, rosterOf(browser))).toEqual({ pass: 1 })
  })

  it("passes an address that the configuration gives to the employee", () => {
    const parameters = { aliases: { "jane.doe@acme.example": "jd@acme.example" } }
    const roster = rosterOf({ profileEmail: "jane.doe@acme.example" })
    expect(outcomesOf(id, roster, { parameters })).toEqual({ pass: 1 })
    expect(outcomesOf(id, roster)).toEqual({ fail: 1 })
  })

  it.each([
    ["another employee's", { profileEmail: "JJ@acme.example" }, "JJ@acme.example"],
    ["another employee's", { email: "john@acme.test" }, "john@acme.test"],
    ["nobody's", { profileEmail: "desk@acme.example" }, "desk@acme.example"]
  ])("fails a browser one of whose addresses is %s", (whose, browser, address) => {
    expect(resultOf(id, rosterOf(browser)).failures).toEqual([
      {
        subject: { kind: "browser", id: "b1", email: "jane@acme.example" },
        detail: `The browser b1 of jane@acme.example is used with ${address}, which is ${whose}.`
      }
    ])
  })

  it("fails a browser with one foreign address whatever is unknown of the other", () => {
    for (const other of [null, "jane"]) {
      expect(outcomesOf(id, rosterOf({ email: "john@acme.example", profileEmail: other }))).toEqual({ fail: 1 })
      expect(outcomesOf(id, rosterOf({ email: other, profileEmail: "john@acme.example" }))).toEqual({ fail: 1 })
    }
  })

  it("goes by the address that is left, since only one bad address among two is looked for", () => {
    expect(outcomesOf(id, rosterOf({ profileEmail: null }))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf({ email: null }))).toEqual({ pass: 1 })
  })

  it.each<[string, Partial<Browser>, Partial<Employee>]>([
    ["field_null", { email: null, profileEmail: null }, {}],
    ["field_null", {}, { knownEmails: null }],
    ["unknown_value", { profileEmail: "jane" }, {}],
    ["unknown_value", { email: "jane" }, {}]
  ])("is not assessable: %s", (reason, browser, employee) => {
    expect(outcomesOf(id, rosterOf(browser, employee))).toEqual({ [reason]: 1 })
  })

  it("is not assessable where the employee's known addresses are missing", () => {
    expect(outcomesOf(id, aRoster({ people: [aPerson({ browsers: [aBrowser()] })] }))).toEqual({ field_missing: 1 })
  })

  it("is not assessable without configured domains, unless the addresses are the employee's", () => {
    const tenant = aTenant({ domains: null })
    expect(outcomesOf(id, rosterOf({ profileEmail: "john@acme.example" }), { tenant })).toEqual({ parameter_unset: 1 })
    expect(outcomesOf(id, rosterOf({}), { tenant })).toEqual({ pass: 1 })
  })

  it.each(["jd@acme.example", "jane@acme.example"])("is not assessable by %s if two employees claim it", (email) => {
    const ambiguousEmails = [{ email, employeeIds: ["e1", "e2"] }]
    expect(outcomesOf(id, rosterOf({ profileEmail: email }, {}, { ambiguousEmails }))).toEqual({ ambiguous_join: 1 })
  })

  it("does not mind a private address of the employee's own that another claims as well", () => {
    const email = "jane@home.example"
    const ambiguousEmails = [{ email, employeeIds: ["e1", "e2"] }]
    const employee = { knownEmails: [email] }
    expect(outcomesOf(id, rosterOf({ profileEmail: email }, employee, { ambiguousEmails }))).toEqual({ pass: 1 })
  })

  it("can't call an address nobody's if employees were not read to their end, since absence needs proof", () => {
    const partial = { partial: ["push.employees"] } as const
    expect(outcomesOf(id, rosterOf({ profileEmail: "desk@acme.example" }, {}, partial))).toEqual({ source_partial: 1 })
    expect(outcomesOf(id, rosterOf({ profileEmail: "john@acme.example" }, {}, partial))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf({}, {}, partial))).toEqual({ pass: 1 })
  })

  it("fails a browser whose employee is not there, while employees were read to their end", () => {
    const gone = { employeeId: "e7" }
    expect(outcomesOf(id, rosterOf(gone))).toEqual({ fail: 1 })
    expect(outcomesOf(id, rosterOf(gone, {}, { partial: ["push.employees"] }))).toEqual({ source_partial: 1 })
  })

  it.each([
    ["names no employee", { employeeId: null }, {}],
    ["is not active", { isActive: false }, {}],
    ["may be active", { isActive: null }, { membership_unknown: 1 }],
    ["was online browserStaleDays ago exactly", { lastOnlineTimestamp: daysAgo(30) }, { fail: 1 }],
    ["was online a second before that", { lastOnlineTimestamp: daysAgo(30, 1) }, {}]
  ])("looks at active browsers of employees only: one that %s", (_, browser, outcomes) => {
    expect(outcomesOf(id, rosterOf({ profileEmail: "john@acme.example", ...browser }))).toEqual(outcomes)
  })

  it("says where the employee is missing from the record", () => {
    const { employeeId: _, ...browser } = aBrowser()
    expect(outcomesOf(id, aRoster({ browsers: [browser] }))).toEqual({ membership_unknown: 1 })
  })

  it("counts nothing if browsers were not read to their end", () => {
    expect(outcomesOf(id, aRoster({ partial: ["push.browsers"] }))).toEqual(uncounted("source_partial"))
    expect(outcomesOf(id, aRoster({ without: ["push"] }))).toEqual(uncounted("source_unavailable"))
  })

  it("goes by the tenant's own browserStaleDays", () => {
    const roster = rosterOf({ profileEmail: "john@acme.example", lastOnlineTimestamp: daysAgo(60) })
    expect(outcomesOf(id, roster, { parameters: { browserStaleDays: 60 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { browserStaleDays: 59 } })).toEqual({})
  })
})
