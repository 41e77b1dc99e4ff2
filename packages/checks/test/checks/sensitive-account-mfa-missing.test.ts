import { describe, expect, it } from "vitest"
import {
  type Account,
  anAccount,
  anApp,
  aPerson,
  aRoster,
  assessed,
  checksNamed,
  daysAgo,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "sensitive-account-mfa-missing"
const parameters = { approvedIdps: ["OKTA"], idpAppTypes: ["OKTA"] }
const saml = { passwordLogin: false, oidcLogin: null, samlLogin: "OKTA", vendorSsoLogin: null, fedCmLogin: null }
const high = anApp({ sensitivityLevel: "HIGH" })

/** An account on the sensitive app, and accounts of the same person at the identity provider. */
const rosterOf = (account: Partial<Account>, atIdp: ReadonlyArray<Partial<Account>> = [{}], parts: RosterParts = {}) =>
  aRoster({
    people: [
      aPerson({
        accounts: [
          anAccount({ loginMethods: saml, ...account }),
          ...atIdp.map((fields, position) =>
            anAccount({ id: `idp${position}`, appId: "okta", appType: "OKTA", ...fields })
          )
        ]
      })
    ],
    apps: [high, anApp({ id: "okta", type: "OKTA", sensitivityLevel: null })],
    ...parts
  })
const without = { mfaRegistered: false }
const { mfaRegistered: _told, ...unregistered } = anAccount()
const { loginMethods: _methods, ...unseen } = anAccount(without)

describe("sensitive-account-mfa-missing", () => {
  it("passes an account with a second factor, however it is reached", () => {
    expect(outcomesOf(id, rosterOf({ loginMethods: { passwordLogin: true } }))).toEqual({ pass: 1 })
    expect(outcomesOf(id, rosterOf({ loginMethods: null }))).toEqual({ pass: 1 })
  })

  it.each([[without], [{ mfaRegistered: null }]])(
    "passes an account that is reached through a provider where its owner has a factor: %j",
    (account) => {
      expect(outcomesOf(id, rosterOf(account), { parameters })).toEqual({ pass: 1 })
    }
  )

  it("compares providers with app types and parameters without regard to case", () => {
    const roster = rosterOf({ ...without, loginMethods: { ...saml, samlLogin: "Okta" } })
    const spelled = { approvedIdps: ["okta"], idpAppTypes: ["OkTa"] }
    expect(outcomesOf(id, roster, { parameters: spelled })).toEqual({ pass: 1 })
  })

  it.each([
    ["and accepts a password.", { passwordLogin: true }],
    ["and accepts a password.", { ...saml, passwordLogin: true }],
    ["and nobody was seen to reach it through single sign-on.", { ...saml, samlLogin: null }],
    [
      "and nobody was seen to reach it through single sign-on.",
      { passwordLogin: false, oidcLogin: null, samlLogin: null, vendorSsoLogin: null }
    ],
    ["and is reached through PERSONAL, which is not approved.", { ...saml, oidcLogin: "PERSONAL" }]
  ])("fails an account without a factor: %s", (why, loginMethods) => {
    const { failures } = resultOf(id, rosterOf({ ...without, loginMethods }), { parameters })
    expect(failures.map(({ subject }) => subject.id)).toEqual(["a1"])
    expect(failures[0]?.detail.replace("factor,", "factor")).toBe(
      `jane@acme.example on ATLASSIAN has no second factor ${why}`
    )
  })

  it("fails an account whose owner has no factor at the provider either, even if another account there has", () => {
    const roster = rosterOf(without, [{}, { mfaRegistered: false }])
    expect(resultOf(id, roster, { parameters }).failures).toEqual([
      {
        subject: { kind: "account", id: "a1", email: "jane@acme.example" },
        detail: "jane@acme.example on ATLASSIAN has no second factor, and its owner has none at OKTA either."
      }
    ])
  })

  it.each([
    ["field_null", { mfaRegistered: null, loginMethods: { ...saml, passwordLogin: true } }, parameters, [{}]],
    ["field_null", { ...without, loginMethods: null }, parameters, [{}]],
    ["field_missing", { ...without, loginMethods: { passwordLogin: false, samlLogin: "OKTA" } }, parameters, [{}]],
    [
      "field_missing",
      { ...without, loginMethods: { passwordLogin: false, oidcLogin: null, vendorSsoLogin: null } },
      parameters,
      [{}]
    ],
    ["field_null", { ...without, loginMethods: { ...saml, passwordLogin: null } }, parameters, [{}]],
    [
      "field_missing",
      { ...without, loginMethods: { oidcLogin: null, samlLogin: "OKTA", vendorSsoLogin: null } },
      parameters,
      [{}]
    ],
    ["parameter_unset", without, { idpAppTypes: ["OKTA"] }, [{}]],
    ["parameter_unset", without, { approvedIdps: ["OKTA"] }, [{}]],
    ["not_observed", without, parameters, []],
    ["not_observed", without, parameters, [{ lastUsedTimestamp: daysAgo(46) }]],
    ["not_observed", without, { approvedIdps: ["OKTA"], idpAppTypes: ["AZURE"] }, [{}]],
    ["field_null", without, parameters, [{ mfaRegistered: null }]],
    ["field_null", without, parameters, [{ mfaRegistered: null }, {}]],
    ["membership_unknown", without, parameters, [{}, { appId: null, appType: null }]],
    ["membership_unknown", without, parameters, [{ appId: null, appType: null }]]
  ])("is not assessable: %s of %j with %j and %j", (reason, account, given, atIdp) => {
    // Accounts at the provider are on no app of high sensitivity, unless it is unknown which.
    const { notAssessableReasons, fail, pass } = resultOf(id, rosterOf(account, atIdp), { parameters: given })
    expect({ fail, pass }).toEqual({ fail: 0, pass: 0 })
    expect(Object.keys(notAssessableReasons)).toEqual([reason])
  })

  it.each([[[{ mfaRegistered: null }, without]], [[without, { mfaRegistered: null }]]])(
    "lets an account at the provider that has no factor win over one of which that is unknown: %j",
    (atIdp) => {
      expect(outcomesOf(id, rosterOf(without, atIdp), { parameters })).toEqual({ fail: 1 })
    }
  )

  it("takes no provider for approved where none is", () => {
    const none = { parameters: { ...parameters, approvedIdps: [] } }
    expect(outcomesOf(id, rosterOf(without), none)).toEqual({ fail: 1 })
  })

  it("does not know of the factor of an account that is nobody's", () => {
    const accounts = [anAccount({ ...without, loginMethods: saml })]
    expect(outcomesOf(id, aRoster({ accounts, apps: [high] }), { parameters })).toEqual({ not_observed: 1 })
  })

  it.each<[string, Account]>([
    ["whether a factor is registered", unregistered],
    ["the login methods", unseen]
  ])("says where the source leaves out %s", (_, account) => {
    expect(outcomesOf(id, aRoster({ accounts: [account], apps: [high] }), { parameters })).toEqual({ field_missing: 1 })
  })

  it("asks for a factor at each of several providers", () => {
    const two = { approvedIdps: ["OKTA", "GOOGLE"], idpAppTypes: ["OKTA", "GOOGLE"] }
    const account = { ...without, loginMethods: { ...saml, oidcLogin: "GOOGLE" } }
    expect(outcomesOf(id, rosterOf(account), { parameters: two })).toEqual({ not_observed: 1 })
    const both = [{}, { appId: "okta", appType: "GOOGLE" }]
    expect(outcomesOf(id, rosterOf(account, both), { parameters: two })).toEqual({ pass: 1 })
  })

  it("asks the owner's account at the provider, not somebody else's", () => {
    const other = anAccount({ id: "b1", employeeId: "e2", email: "john@acme.example", appId: "okta", appType: "OKTA" })
    const john = aPerson({ employee: { id: "e2", email: "john@acme.example" }, accounts: [other] })
    const jane = aPerson({ accounts: [anAccount({ ...without, loginMethods: saml })] })
    expect(
      outcomesOf(id, aRoster({ people: [jane, john], apps: [high, anApp({ id: "okta", type: "OKTA" })] }), {
        parameters
      })
    ).toMatchObject({ not_observed: 1 })
  })

  it("takes nobody for the owner of both accounts who is known by an ambiguous address alone", () => {
    const accounts = [
      anAccount({ ...without, loginMethods: saml }),
      anAccount({ id: "a2", appId: "okta", appType: "OKTA" })
    ]
    const people = [aPerson({ employee: null, email: "x@acme.example", ambiguous: true, accounts })]
    const apps = [high, anApp({ id: "okta", type: "OKTA", sensitivityLevel: null })]
    expect(outcomesOf(id, aRoster({ people, apps }), { parameters })).toEqual({ ambiguous_join: 1 })
  })

  it.each([
    ["MEDIUM", {}],
    [null, {}],
    ["VERY_HIGH", { membership_unknown: 1 }]
  ])("looks at apps of high sensitivity only: %s", (sensitivityLevel, outcomes) => {
    const apps = [anApp({ sensitivityLevel })]
    expect(outcomesOf(id, rosterOf(without, [], { apps }), { parameters })).toEqual(outcomes)
  })

  it("does not know what an app's sensitivity is that the snapshot does not have, or that does not tell", () => {
    expect(outcomesOf(id, rosterOf(without, [], { apps: [] }))).toEqual({ membership_unknown: 1 })
    expect(outcomesOf(id, rosterOf(without, [], { apps: [{ id: "app1" }] }))).toEqual({ membership_unknown: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, {}]
  ])("takes an account for live up to dormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) =>
      rosterOf({ ...without, loginMethods: { passwordLogin: true }, lastUsedTimestamp: daysAgo(days, seconds) }, [])
    expect(outcomesOf(id, used(45))).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { dormantDays: 10 } })).toEqual(outcomes)
  })

  it.each(["push.accounts", "push.apps"] as const)("counts nothing if %s were not read to their end", (key) => {
    const roster = rosterOf({ ...without, loginMethods: { passwordLogin: true } }, [], { partial: [key] })
    expect(outcomesOf(id, roster)).toEqual(uncounted("source_partial"))
    expect(resultOf(id, roster).failures).toHaveLength(1)
    expect(outcomesOf(id, rosterOf({}, [], { notOffered: [key] }))).toEqual(uncounted("source_unavailable"))
  })

  it("does not know of an account on a sensitive app whether it is in use that does not tell", () => {
    expect(outcomesOf(id, rosterOf({ ...without, lastUsedTimestamp: null }, []))).toEqual({ membership_unknown: 1 })
  })

  it.each<[RosterParts, number | null]>([
    [{}, 100],
    [{ partial: ["push.accounts"] }, null],
    [{ partial: ["push.employees"] }, null]
  ])("lets single sign-on make up for a factor only where all accounts and employees were read: %j", (parts, score) => {
    const { postures } = assessed(rosterOf(without, [{}], parts), { parameters }, checksNamed(id))
    expect(postures.map((posture) => posture.score)).toEqual([score])
  })
})
