/**
 * The canonical examples of contracts/push.md, section 7, and the tolerances of section 5.
 */
import { assert, describe, it } from "@effect/vitest"
import * as schemas from "@rollcall/push/schema"
import { Schema } from "effect"

const loginMethods = {
  passwordLogin: true,
  oidcLogin: "GOOGLE_WORKSPACE",
  samlLogin: null,
  oktaSwaLogin: false,
  vendorSsoLogin: null,
  fedCmLogin: "GOOGLE_WORKSPACE"
}

describe("Account", () => {
  const decode = Schema.decodeUnknownSync(schemas.Account)
  const account = {
    id: "d6a32ba5-0532-4a66-8137-48cdf409c972",
    employeeId: "72d0347a-2663-4ef5-b1c5-df39163f1603",
    appType: "ATLASSIAN",
    appId: "2a2197de-ad2c-47e4-8dcb-fb0f04cf83e0",
    email: "john.hill@example.com",
    mfaRegistered: true,
    mfaMethods: ["APP_TOTP", "SOMETHING_NEW"],
    passwordId: "4c13674f-e88a-4411-bfa2-53a70468a898",
    loginMethods,
    creationTimestamp: 1698064423,
    lastUsedTimestamp: null
  }

  it("keeps every member, with times as text", () => {
    assert.deepStrictEqual(decode(account), { ...account, creationTimestamp: "2023-10-23T12:33:43Z" })
  })

  it("keeps null apart from absent", () => {
    assert.deepStrictEqual(decode({ id: "a", mfaRegistered: null }), { id: "a", mfaRegistered: null })
  })

  it("reads times that come as text or as floats", () => {
    const { creationTimestamp, lastUsedTimestamp } = decode({
      id: "a",
      creationTimestamp: "1698064423",
      lastUsedTimestamp: 1698064423.0
    })
    assert.deepStrictEqual([creationTimestamp, lastUsedTimestamp], ["2023-10-23T12:33:43Z", "2023-10-23T12:33:43Z"])
  })
})

const records = {
  AccountOther: schemas.AccountOther,
  App: schemas.App,
  AppBanner: schemas.AppBanner,
  AppOther: schemas.AppOther,
  Browser: schemas.Browser,
  BrowserExtension: schemas.BrowserExtension,
  Detection: schemas.Detection,
  Employee: schemas.Employee,
  EmployeeRef: schemas.EmployeeRef,
  Finding: schemas.Finding
}

describe.each(Object.entries(records))("%s", (_, schema) => {
  const decode = Schema.decodeUnknownSync<Schema.ConstraintDecoder<unknown>>(schema)

  it("needs an id and nothing else, and keeps what it does not know", () => {
    assert.deepStrictEqual(decode({ id: "a", future: [1] }), { id: "a", future: [1] })
  })

  it.each([{}, { id: "" }, { id: null }, "a", null])("refuses %j", (record) => {
    assert.throws(() => decode(record))
  })
})

const later = "CAME_LATER"

/** Every member that is an enumeration, with a value that came later. */
const enumerations: ReadonlyArray<readonly [name: string, schema: Schema.ConstraintDecoder<unknown>, members: object]> =
  [
    ["Account", schemas.Account, { mfaMethods: [later, "WEBAUTHN"] }],
    ["App", schemas.App, { type: later, approvalStatus: later, sensitivityLevel: later }],
    ["AppBanner", schemas.AppBanner, { mode: later }],
    ["AppOther", schemas.AppOther, { requestSupportStatus: later }],
    ["Browser", schemas.Browser, { tokenType: later, browser: later, os: later }],
    ["BrowserExtension", schemas.BrowserExtension, { deploymentMode: later }],
    ["Detection", schemas.Detection, { severity: later, detectionType: later, response: later }],
    ["Finding", schemas.Finding, { type: later, state: later, weakPasswordReasons: [later] }],
    ["login methods", schemas.Account, { loginMethods: { oidcLogin: later, samlLogin: later, vendorSsoLogin: later } }]
  ]

describe("enumerations", () => {
  it.each(enumerations)("of %s are open: a value that came later is kept as it is", (_, schema, members) => {
    assert.deepStrictEqual(Schema.decodeUnknownSync(schema)({ id: "a", ...members }), { id: "a", ...members })
  })
})

describe("nested records", () => {
  it.each<readonly [string, Schema.ConstraintDecoder<unknown>, object]>([
    ["login methods", schemas.Account, { loginMethods: { future: [1] } }],
    ["the employee of a detection", schemas.Detection, { employee: { id: "e", future: [1] } }],
    ["the employee of a finding", schemas.Finding, { employee: { id: "e", future: [1] } }]
  ])("keep what is not known and need none of their other members: %s", (_, schema, members) => {
    assert.deepStrictEqual(Schema.decodeUnknownSync(schema)({ id: "a", ...members }), { id: "a", ...members })
  })

  it("of the use of an account have no member that must be there", () => {
    assert.deepStrictEqual(Schema.decodeUnknownSync(schemas.AccountUse)({ future: [1] }), { future: [1] })
  })
})
