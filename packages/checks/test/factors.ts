/**
 * What holds for every check that judges devices by one factor.
 */
import { expect, it } from "vitest"
import { aDevice, aPerson, aRoster, daysAgo, type Device, outcomesOf, resultOf, uncounted } from "./builders.ts"

/** A roster with one device. */
export const withDevice = (device: Partial<Device>) => aRoster({ people: [aPerson({ devices: [aDevice(device)] })] })

/** What a device tells under a factor's name, so many days and seconds ago. */
export const telling = (Name: string, Value: string | null, days = 1, seconds = 0): Pick<Device, "TrustData"> => ({
  TrustData: { UpdatedAt: daysAgo(days, seconds), Factors: [{ Name, Value }] }
})

interface FactorTests {
  readonly id: string
  readonly factor: string
  /** A device of the population. */
  readonly device: Partial<Device>
  /** What is said of it when it fails. */
  readonly detail: string
}

export function itJudgesByFactor({ id, factor, device, detail }: FactorTests) {
  const judged = (fields: Partial<Device>) => outcomesOf(id, withDevice({ ...device, ...fields }))

  it("passes a device that reports that all is well", () => {
    expect(judged(telling(factor, "true"))).toEqual({ pass: 1 })
  })

  it("fails a device that reports otherwise, and names it", () => {
    expect(resultOf(id, withDevice({ ...device, ...telling(factor, "FALSE") })).failures).toEqual([
      { subject: { kind: "device", id: "d1", email: "jane@acme.example" }, detail }
    ])
  })

  it.each([
    ["factor_absent", telling("Bnn", "false")],
    ["factor_absent", telling(factor, "")],
    ["factor_absent", telling(factor, "yes")],
    ["factor_absent", telling(factor, null)],
    ["factor_absent", { TrustData: null }],
    ["stale", telling(factor, "false", 30, 1)],
    ["clock_skew", telling(factor, "false", 0, -301)],
    ["field_null", { TrustData: { UpdatedAt: null, Factors: [{ Name: factor, Value: "false" }] } }],
    ["field_missing", { TrustData: { Factors: [{ Name: factor, Value: "false" }] } }]
  ])("is not assessable: %s", (reason, fields) => {
    expect(judged(fields)).toEqual({ [reason]: 1 })
  })

  it("reads a report that is telemetryStaleDays old to the second", () => {
    expect(judged(telling(factor, "false", 30))).toEqual({ fail: 1 })
    const roster = withDevice({ ...device, ...telling(factor, "false", 30) })
    expect(outcomesOf(id, roster, { parameters: { telemetryStaleDays: 29 } })).toEqual({ stale: 1 })
  })

  it("goes by the tenant's own deviceDormantDays", () => {
    const roster = withDevice({ ...device, ...telling(factor, "false"), LastLogin: daysAgo(30) })
    expect(outcomesOf(id, roster, { parameters: { deviceDormantDays: 30 } })).toEqual({ fail: 1 })
    expect(outcomesOf(id, roster, { parameters: { deviceDormantDays: 29 } })).toEqual({})
  })

  it.each([
    ["deleted", { is_deleted: true }, {}],
    ["banned", { Banned: true }, {}],
    ["unregistered", { RegisteredStatus: false }, {}],
    ["out of use", { LastLogin: daysAgo(90, 1) }, {}],
    ["in use up to deviceDormantDays exactly", { LastLogin: daysAgo(90) }, { fail: 1 }],
    ["of unknown ban", { Banned: null }, { membership_unknown: 1 }],
    ["of unknown registration", { RegisteredStatus: null }, { membership_unknown: 1 }],
    ["that may never have logged in", { LastLogin: null }, { membership_unknown: 1 }]
  ])("counts a device apart that is %s", (_, fields, outcomes) => {
    expect(judged({ ...telling(factor, "false"), ...fields })).toEqual(outcomes)
  })

  it("counts nothing if devices were not read to their end, and lists the failures that were seen", () => {
    const people = [aPerson({ devices: [aDevice({ ...device, ...telling(factor, "false") })] })]
    const half = aRoster({ people, partial: ["banyan.devices"] })
    expect(outcomesOf(id, half)).toEqual(uncounted("source_partial"))
    expect(resultOf(id, half).failures).toHaveLength(1)
    expect(outcomesOf(id, aRoster({ without: ["banyan"] }))).toEqual(uncounted("source_unavailable"))
  })
}

const platforms = ["Darwin", "WINDOWS", "Linux", "iOS", "Android", "CHROME_OS"]

/** Says of which platforms' devices the check asks a factor; a platform that is not known makes the membership unknown. */
export function itLooksAtPlatforms(id: string, factor: string, among: ReadonlyArray<string>) {
  it.each(platforms)("looks at %s only if the factor matters there", (Platform) => {
    const outcomes = outcomesOf(id, withDevice({ Platform, OS: "", ...telling(factor, "false") }))
    expect(outcomes).toEqual(among.includes(Platform) ? { fail: 1 } : {})
  })

  it("says where the platform is not known, and leaves out what is not live whatever it is", () => {
    const unknown: Partial<Device> = { Platform: "Fuchsia", OS: "", ...telling(factor, "false") }
    expect(outcomesOf(id, withDevice(unknown))).toEqual({ membership_unknown: 1 })
    expect(outcomesOf(id, withDevice({ ...unknown, Banned: true }))).toEqual({})
  })
}

export const desktops: ReadonlyArray<string> = ["Darwin", "WINDOWS", "Linux"]
export const phones: ReadonlyArray<string> = ["iOS", "Android"]
