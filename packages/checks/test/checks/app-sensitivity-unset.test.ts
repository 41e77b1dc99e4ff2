import { describe, expect, it } from "vitest"
import {
  type Account,
  anAccount,
  anApp,
  anEmployee,
  type App,
  aPerson,
  aRoster,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "app-sensitivity-unset"
const rosterOf = (app: Partial<App>, parts: RosterParts = { people: [aPerson({ accounts: [anAccount()] })] }) =>
  aRoster({ apps: [anApp(app)], ...parts })
const unset = { sensitivityLevel: null }

const jane = (...accounts: ReadonlyArray<Partial<Account>>) => aPerson({ accounts: accounts.map(anAccount) })
const john = (...accounts: ReadonlyArray<Partial<Account>>) =>
  aPerson({ employee: anEmployee({ id: "e2", email: "john@acme.example" }), accounts: accounts.map(anAccount) })

describe("app-sensitivity-unset", () => {
  it.each(["HIGH", "MEDIUM", "LOW"])("passes an app of the level %s", (sensitivityLevel) => {
    expect(outcomesOf(id, rosterOf({ sensitivityLevel }))).toEqual({ pass: 1 })
  })

  it("fails an app without level: that nothing is set is a fact", () => {
    expect(resultOf(id, rosterOf(unset)).failures).toEqual([
      {
        subject: { kind: "app", id: "app1", email: null },
        detail: "Atlassian is in use and has no sensitivity level."
      }
    ])
  })

  it("is not assessable where the level is missing or new to this version", () => {
    expect(outcomesOf(id, rosterOf({}))).toEqual({ field_missing: 1 })
    expect(outcomesOf(id, rosterOf({ sensitivityLevel: "EXTREME" }))).toEqual({ unknown_value: 1 })
  })

  it.each([
    [daysAgo(45), { fail: 1 }],
    [daysAgo(45, 1), {}],
    [null, { membership_unknown: 1 }]
  ])("looks at apps in use only: %s", (lastUsedTimestamp, outcomes) => {
    expect(outcomesOf(id, rosterOf(unset, { people: [jane({ lastUsedTimestamp })] }))).toEqual(outcomes)
  })

  it.each<[string, RosterParts, object]>([
    ["two people", { people: [jane({}), john({ id: "a2" })] }, { fail: 1 }],
    ["one person with two accounts", { people: [jane({}, { id: "a2" })] }, {}],
    [
      "one person, and one who may be",
      { people: [jane({}), john({ id: "a2", lastUsedTimestamp: null })] },
      { membership_unknown: 1 }
    ],
    [
      "one person, and nobody knows who else",
      { people: [jane({})], accounts: [anAccount({ id: "a2" })] },
      { membership_unknown: 1 }
    ],
    [
      "one person, and one who no longer is",
      { people: [jane({}), john({ id: "a2", lastUsedTimestamp: daysAgo(99) })] },
      {}
    ]
  ])("counts people, not accounts, against appReviewMinUsers: %s", (_, parts, outcomes) => {
    expect(outcomesOf(id, rosterOf(unset, parts), { parameters: { appReviewMinUsers: 2 } })).toEqual(outcomes)
  })

  it.each(["push.apps", "push.accounts", "push.employees"] as const)(
    "counts nothing if %s were not read to their end",
    (key) => {
      expect(outcomesOf(id, aRoster({ partial: [key] }))).toEqual(uncounted("source_partial"))
      expect(outcomesOf(id, aRoster({ notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
    }
  )

  it("goes by the tenant's own dormantDays", () => {
    const roster = rosterOf(unset, { people: [jane({ lastUsedTimestamp: daysAgo(60) })] })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 60 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { dormantDays: 59 } })).toEqual({})
  })
})
