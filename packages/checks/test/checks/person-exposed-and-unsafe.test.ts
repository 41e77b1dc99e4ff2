import type { Person } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aBrowser,
  aDevice,
  aFinding,
  anAccount,
  anEmployee,
  anEndUser,
  aPerson,
  aRoster,
  daysAgo,
  type Device,
  outcomesOf,
  resultOf,
  type RosterParts,
  uncounted
} from "../builders.ts"

const id = "person-exposed-and-unsafe"
const parameters = { idpAppTypes: ["OKTA"] }

const trust = (Level: string, encrypted: string) => ({
  TrustData: { Level, UpdatedAt: daysAgo(1), Factors: [{ Name: "DiskEncryptionEnabled", Value: encrypted }] }
})
const managed = { MdmData: { Timestamp: daysAgo(1), CompromisedStatus: false } }
const safe = aDevice({ ...trust("High", "true"), ...managed })
const bareDisk = aDevice({ ...trust("High", "false"), ...managed })
const undecided = aDevice({ ...trust("High", "true"), MdmData: null })
const okta = anAccount({ appType: "OKTA", appId: "okta" })
const bareOkta = { ...okta, mfaRegistered: false }
const leak = aFinding()

/** Somebody with a safe device and sound credentials. */
const rosterOf = (person: Partial<Person> = {}, parts: RosterParts = {}) =>
  aRoster({ people: [aPerson({ accounts: [okta], browsers: [aBrowser()], devices: [safe], ...person })], ...parts })
const said = (roster: ReturnType<typeof rosterOf>) => outcomesOf(id, roster, { parameters })

const anybodys = (device: object) => ({ devices: [{ ...safe, ...device, DeviceID: "d9", Emails: null }] })

describe("person-exposed-and-unsafe", () => {
  it("passes somebody with sound credentials or safe devices, whatever the other is", () => {
    expect(said(rosterOf())).toEqual({ pass: 1 })
    expect(said(rosterOf({ devices: [bareDisk] }))).toEqual({ pass: 1 })
    expect(said(rosterOf({ findings: [leak] }))).toEqual({ pass: 1 })
    expect(said(rosterOf({ accounts: [{ ...okta, mfaRegistered: null }] }))).toEqual({ pass: 1 })
    expect(said(rosterOf({ devices: [undecided] }))).toEqual({ pass: 1 })
  })

  it("fails somebody with both, and says in which ways", () => {
    const findings = [leak, aFinding({ id: "f2", type: "STOLEN_CREDENTIALS" })]
    const devices = [bareDisk, { ...safe, DeviceID: "d2" }, { ...bareDisk, DeviceID: "d3", SerialNumber: "S3" }]
    const accounts = [okta, { ...bareOkta, id: "a2" }]
    expect(resultOf(id, rosterOf({ accounts, findings, devices }), { parameters }).failures).toEqual([
      {
        subject: { kind: "person", id: "e1", email: "jane@acme.example" },
        detail:
          "jane@acme.example has a leaked password and stolen credentials and no second factor at the identity provider, " +
          "and a device that is unsafe: C02XK1 (Jane’s MacBook), S3 (Jane’s MacBook)."
      }
    ])
  })

  it.each<[string, Partial<Person>]>([
    ["a leaked password", { findings: [leak] }],
    ["stolen credentials", { findings: [aFinding({ type: "STOLEN_CREDENTIALS" })] }],
    ["no second factor at the identity provider", { accounts: [{ ...okta, id: "a0", mfaRegistered: null }, bareOkta] }]
  ])("takes %s for exposed, and says no more", (way, person) => {
    const { failures } = resultOf(id, rosterOf({ devices: [bareDisk], ...person }), { parameters })
    expect(failures.map(({ detail }) => detail)).toEqual([
      `jane@acme.example has ${way}, and a device that is unsafe: C02XK1 (Jane’s MacBook).`
    ])
  })

  it.each<[string, Device]>([
    ["unencrypted", bareDisk],
    [
      "jailbroken",
      {
        ...aDevice(),
        Platform: "iOS",
        TrustData: { Level: "High", UpdatedAt: daysAgo(1), Factors: [{ Name: "NotJailbroken", Value: "false" }] }
      }
    ],
    ["of low trust", { ...safe, ...trust("Low", "true") }],
    ["compromised", { ...safe, MdmData: { Timestamp: daysAgo(400), CompromisedStatus: true } }]
  ])("takes a device that is %s for unsafe", (_, device) => {
    expect(said(rosterOf({ findings: [leak], devices: [device] }))).toEqual({ fail: 1 })
  })

  it("looks at live devices alone, and takes none for safe of which that is unknown", () => {
    const compromised = { ...safe, MdmData: { Timestamp: daysAgo(1), CompromisedStatus: true } }
    const dormant = { ...compromised, LastLogin: daysAgo(91) }
    expect(said(rosterOf({ findings: [leak], devices: [dormant] }))).toEqual({ pass: 1 })
    expect(said(rosterOf({ findings: [leak], devices: [{ ...compromised, LastLogin: null }] }))).toEqual({
      membership_unknown: 1
    })
  })

  it.each([
    [0, { fail: 1 }],
    [1, { pass: 1 }]
  ])("takes a device for live up to deviceDormantDays exactly: %i s over", (seconds, outcomes) => {
    const used = (days: number) =>
      rosterOf({ findings: [leak], devices: [{ ...bareDisk, LastLogin: daysAgo(days, seconds) }] })
    expect(said(used(90))).toEqual(outcomes)
    expect(outcomesOf(id, used(10), { parameters: { ...parameters, deviceDormantDays: 10 } })).toEqual(outcomes)
  })

  it.each<[string, Partial<Person>]>([
    ["field_null", { findings: [leak], devices: [undecided] }],
    ["not_observed", { browsers: [], devices: [bareDisk] }],
    ["not_observed", { employee: anEmployee({ licensed: false }), devices: [bareDisk] }],
    ["not_observed", { accounts: [anAccount()], devices: [bareDisk] }],
    ["field_null", { accounts: [{ ...okta, mfaRegistered: null }], devices: [bareDisk] }],
    ["field_null", { accounts: [{ ...okta, mfaRegistered: null }], devices: [undecided] }],
    ["field_null", { accounts: [okta, { ...okta, id: "a2", mfaRegistered: null }], devices: [bareDisk] }],
    [
      "field_null",
      {
        accounts: [
          { ...okta, mfaRegistered: null },
          { ...okta, id: "a2" }
        ],
        devices: [bareDisk]
      }
    ],
    ["field_null", { findings: [leak], devices: [undecided, { ...safe, DeviceID: "d2" }] }],
    ["field_null", { findings: [leak], devices: [safe, { ...undecided, DeviceID: "d2" }] }]
  ])("is not assessable where neither side settles it: %s", (reason, person) => {
    expect(said(rosterOf(person))).toEqual({ [reason]: 1 })
  })

  it("is not assessable beside an unsafe device if idpAppTypes is not set, or a finding is of no known state", () => {
    expect(outcomesOf(id, rosterOf({ devices: [bareDisk] }))).toEqual({ parameter_unset: 1 })
    const findings = [aFinding({ state: "PARKED" })]
    expect(said(rosterOf({ devices: [bareDisk], findings }))).toEqual({ unknown_value: 1 })
    const off = { parameters: { ...parameters, declaredDetections: ["WEAK_PASSWORD"] } }
    expect(outcomesOf(id, rosterOf({ devices: [bareDisk] }), off)).toEqual({ feature_off: 1 })
  })

  it("passes nobody with an ambiguous address", () => {
    const parts = { ambiguousEmails: [{ email: "jane@acme.example", employeeIds: ["e1", "e2"] }] }
    expect(said(rosterOf({}, parts))).toEqual({ ambiguous_join: 1 })
    expect(said(rosterOf({ findings: [leak], devices: [bareDisk] }, parts))).toEqual({ fail: 1 })
  })

  it("takes no devices for safe while a live one may be anybody's", () => {
    const parts = { devices: [aDevice({ DeviceID: "d9", Emails: null })] }
    expect(said(rosterOf({ findings: [leak] }, parts))).toEqual({ field_null: 1 })
    expect(said(rosterOf({ findings: [leak] }, anybodys(bareDisk)))).toEqual({ field_null: 1 })
    expect(said(rosterOf({ findings: [leak] }, anybodys({ ...bareDisk, Banned: true })))).toEqual({ pass: 1 })
    expect(said(rosterOf({ findings: [leak] }, anybodys({})))).toEqual({ pass: 1 })
  })

  it.each(["push.accounts", "push.findings"] as const)(
    "takes credentials for sound only if %s were read to their end",
    (key) => {
      expect(said(rosterOf({ devices: [bareDisk] }, { partial: [key] }))).toEqual({ source_partial: 1 })
      expect(said(rosterOf({ devices: [bareDisk] }, { notOffered: [key] }))).toEqual({ source_unavailable: 1 })
      expect(said(rosterOf({}, { partial: [key] }))).toEqual({ pass: 1 })
      expect(said(rosterOf({ devices: [bareDisk], findings: [leak] }, { partial: [key] }))).toEqual({ fail: 1 })
    }
  )

  it.each(["push.employees", "banyan.endusers", "banyan.devices"] as const)(
    "counts nothing if %s were not read to their end",
    (key) => {
      expect(said(rosterOf({ findings: [leak], devices: [bareDisk] }, { partial: [key] }))).toEqual(
        uncounted("source_partial")
      )
    }
  )

  it.each<[string, Partial<Person>, object]>([
    ["an employee alone", { devices: [] }, {}],
    ["an employee with an end user", { devices: [], endusers: [anEndUser()] }, { pass: 1 }],
    ["an employee with a deleted device", { devices: [{ ...safe, is_deleted: true }] }, {}],
    ["no employee", { employee: null, email: "guest@acme.example" }, {}]
  ])("looks at people of both sources only: %s", (_, person, outcomes) => {
    expect(said(rosterOf(person))).toEqual(outcomes)
  })

  it("asks of a phone whether it is jailbroken, and not whether its disk is encrypted", () => {
    const Factors = [{ Name: "NotJailbroken", Value: "true" }]
    const phone = aDevice({ Platform: "iOS", TrustData: { Level: "High", UpdatedAt: daysAgo(1), Factors }, ...managed })
    expect(said(rosterOf({ findings: [leak], devices: [phone] }))).toEqual({ pass: 1 })
    const bare = { ...phone, TrustData: { Level: "High", UpdatedAt: daysAgo(1), Factors: [] } }
    expect(said(rosterOf({ findings: [leak], devices: [bare] }))).toEqual({ factor_absent: 1 })
  })

  it.each([
    [0, { fail: 1 }],
    [1, { stale: 1 }]
  ])("takes what a device reports for known up to telemetryStaleDays exactly: %i s over", (seconds, outcomes) => {
    const reported = (days: number) => {
      const devices = [{ ...bareDisk, TrustData: { ...bareDisk.TrustData, UpdatedAt: daysAgo(days, seconds) } }]
      return rosterOf({ findings: [leak], devices })
    }
    expect(said(reported(30))).toEqual(outcomes)
    expect(outcomesOf(id, reported(10), { parameters: { ...parameters, telemetryStaleDays: 10 } })).toEqual(outcomes)
  })
})
