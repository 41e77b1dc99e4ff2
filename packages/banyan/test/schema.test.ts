/**
 * Records after the canonical examples of contracts/banyan.md, section 9, and the tolerances of section 5.
 */
import { assert, describe, it } from "@effect/vitest"
import { AuditLog, Device, DeviceV2, EndUser, EndUserV2, TrustScore } from "@rollcall/banyan/schema"
import { parseJson, stringifyJson } from "@rollcall/transport"
import { Schema } from "effect"

describe("Device", () => {
  const decode = Schema.decodeUnknownSync(Device)

  it("reads each time in its own unit and each truth in its own spelling", () => {
    const device = decode(
      parseJson(`{
        "DeviceID": "1864047b-ed59-48ed-b448-492d3b0feb98",
        "SerialNumber": "27812a90a19df067",
        "DeviceFriendlyName": "Jack’s phone",
        "LastLogin": 1587370622671500176,
        "LoginCount": 2147483647,
        "RegisteredStatus": "TRUE",
        "Banned": "False",
        "MdmData": { "Timestamp": 0, "Source": "BNN", "CompromisedStatus": "FALSE", "CompliantStatus": "" },
        "trust": { "level": "Sky", "last_evaluated": { "last_evaluated_at": 1603985589951 }, "expired_at": 0 },
        "TrustData": { "OverrideActive": "", "UpdatedAt": 1560321695332747860, "Factors": [{ "Value": "mac|10", "x": 1 }] },
        "Roles": null,
        "future": 1
      }`)
    )
    assert.deepStrictEqual<unknown>(device, {
      DeviceID: "1864047b-ed59-48ed-b448-492d3b0feb98",
      SerialNumber: "27812a90a19df067",
      DeviceFriendlyName: "Jack’s phone",
      LastLogin: "2020-04-20T08:17:02.671500176Z",
      LoginCount: null,
      RegisteredStatus: true,
      Banned: false,
      MdmData: { Timestamp: null, Source: "BNN", CompromisedStatus: false, CompliantStatus: null },
      trust: {
        level: "Sky",
        last_evaluated: { last_evaluated_at: "2020-10-29T15:33:09.951Z" },
        expired_at: null
      },
      TrustData: {
        OverrideActive: null,
        UpdatedAt: "2019-06-12T06:41:35.332747860Z",
        Factors: [{ Value: "mac|10", x: 1 }]
      },
      Roles: null,
      future: 1
    })
  })

  it.each([{}, { DeviceID: "", SerialNumber: "" }, { DeviceID: null }])(
    "refuses %j, which nobody could name",
    (record) => {
      assert.throws(() => decode(record), /has neither DeviceID nor SerialNumber/)
    }
  )

  it("reads an empty text as no value, whatever the member holds otherwise", () => {
    const blank = { DeviceID: "a", Emails: "", Roles: "", MdmData: "", trust: "", LoginCount: "" }
    assert.deepStrictEqual<unknown>(decode({ ...blank, TrustData: { EntityTrustscore: "", Factors: "" } }), {
      DeviceID: "a",
      Emails: null,
      Roles: null,
      MdmData: null,
      trust: null,
      LoginCount: null,
      TrustData: { EntityTrustscore: null, Factors: null }
    })
  })

  it("reads a factor's number as text", () => {
    const { TrustData } = decode({ DeviceID: "a", TrustData: { Factors: [{ Value: 5 }, { Value: true }] } })
    assert.deepStrictEqual<unknown>(TrustData?.Factors, [{ Value: "5" }, { Value: true }])
  })

  it("keeps owners not told apart from no owner", () => {
    assert.notProperty(decode({ DeviceID: "a" }), "Emails")
    assert.deepStrictEqual(decode({ DeviceID: "a", Emails: [] }).Emails, [])
  })
})

describe("EndUser", () => {
  const decode = Schema.decodeUnknownSync(EndUser)

  it.each([
    [12884901929, null],
    [2147483647, null],
    [2147483646, 2147483646],
    [0, 0]
  ])("reads a LoginCount of %i as %j", (wire, count) => {
    assert.strictEqual(decode({ LoginCount: wire }).LoginCount, count)
  })

  it.each([
    [true, true],
    ["TRUE", true],
    ["", null]
  ])("reads is_deleted %j as %j", (wire, isDeleted) => {
    assert.strictEqual(decode({ is_deleted: wire }).is_deleted, isDeleted)
  })

  it("keeps groups as the text that they are, since a name may hold the comma", () => {
    assert.strictEqual(decode({ Groups: "Type10Employee,Sales, EMEA" }).Groups, "Type10Employee,Sales, EMEA")
  })

  it("reads the four spellings of no value", () => {
    assert.deepStrictEqual(decode({ LastLogin: 0, CreatedAt: "", Roles: null }), {
      LastLogin: null,
      CreatedAt: null,
      Roles: null
    })
  })
})

describe("DeviceV2", () => {
  const decode = Schema.decodeUnknownSync(DeviceV2)

  it("reads nanoseconds, booleans, and both spellings of the architecture", () => {
    const device = decode(
      parseJson(`{
        "id": "1d7d1919", "banned": false, "mdm_present": "TRUE", "created_at": 1593552085777944813, "last_login": 0,
        "architechture": "amd64", "future": 1,
        "extra_details": { "trustscore": { "override_active": false, "updated_at": 1593661140952352517 }, "emails": null }
      }`)
    )
    assert.deepStrictEqual<unknown>(device, {
      id: "1d7d1919",
      banned: false,
      mdm_present: true,
      created_at: "2020-06-30T21:21:25.777944813Z",
      last_login: null,
      architechture: "amd64",
      future: 1,
      extra_details: {
        trustscore: { override_active: false, updated_at: "2020-07-02T03:39:00.952352517Z" },
        emails: null
      }
    })
  })

  it.each([{}, { id: "" }, { id: null }])("refuses %j, which nobody could deactivate", (record) => {
    assert.throws(() => decode(record))
  })
})

describe("EndUserV2", () => {
  it.each([[["a", "b"]], [null], ["a"]])("reads security_roles as %j", (roles) => {
    assert.deepStrictEqual(
      Schema.decodeUnknownSync(EndUserV2)({ id: "x", security_roles: roles }).security_roles,
      roles
    )
  })
})

describe("TrustScore", () => {
  const decode = Schema.decodeUnknownSync(TrustScore)
  const inner =
    '{"ScoreType":"device.algo","Timestamp":0,"CreatedAt":1582661395123156401,"Explanation":{"Details":{"F":{"IsActive":true}}}}'

  it("reads the document inside a text with every digit", () => {
    const { FactorsJSON, DeletedAt } = decode({ TrustID: "C02", DeletedAt: 0, FactorsJSON: inner })
    assert.deepStrictEqual<unknown>(
      [FactorsJSON, DeletedAt],
      [
        {
          ScoreType: "device.algo",
          Timestamp: null,
          CreatedAt: "2020-02-25T20:09:55.123156401Z",
          Explanation: { Details: { F: { IsActive: true } } }
        },
        null
      ]
    )
  })

  it.each(["", "not JSON", "[1]", '{"Score":"high"}'])("keeps %j as it is", (text) => {
    assert.strictEqual(decode({ TrustID: "C02", FactorsJSON: text }).FactorsJSON, text)
  })
})

describe("AuditLog", () => {
  it("reads times and keeps what changed as it came", () => {
    const entry = Schema.decodeUnknownSync(AuditLog)(
      parseJson(
        '{"id":"1","type":"device","action":"new one","created_at":1595623756579573745,"changes_new":{"at":1595623756579573745},"changes_old":null}'
      )
    )
    assert.deepInclude(entry, { action: "new one", created_at: "2020-07-24T20:49:16.579573745Z", changes_old: null })
    assert.strictEqual(stringifyJson(entry.changes_new), '{"at":1595623756579573745}')
  })
})
