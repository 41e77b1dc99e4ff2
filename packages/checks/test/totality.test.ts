/**
 * Goal: every check gives exactly one outcome whatever a source leaves out, and what is unknown never turns a fail into a
 * pass. Method: from a roster in which each check fails and one in which each passes, every member of every record is in
 * turn `null`, missing, and of a value that this version does not know.
 */
import { catalogue } from "@rollcall/checks"
import type { CheckResult, Person, ResourceKey } from "@rollcall/model"
import { describe, expect, it } from "vitest"
import {
  aBrowser,
  aDevice,
  aFinding,
  anAccount,
  anApp,
  anEmployee,
  aPerson,
  aRoster,
  assessed,
  daysAgo,
  type RosterParts
} from "./builders.ts"

const encryption = (Value: string) => ({
  TrustData: { UpdatedAt: daysAgo(1), Factors: [{ Name: "DiskEncryptionEnabled", Value }] }
})

/** Every check fails for somebody or something here; a list for each kind, so that records can be altered by position. */
const failing: RosterParts = {
  people: [
    aPerson({
      accounts: [
        anAccount({ mfaRegistered: false }),
        anAccount({ id: "a2", mfaMethods: ["SMS_OTP"] }),
        anAccount({ id: "a3", appId: "app3", appType: "SLACK", lastUsedTimestamp: daysAgo(100) }),
        anAccount({ id: "a4" })
      ],
      browsers: [aBrowser({ profileEmail: "jane@home.example" })],
      findings: [aFinding(), aFinding({ id: "f2", type: "MFA_NOT_REGISTERED", accountId: "a4", appType: "ATLASSIAN" })],
      devices: [aDevice({ Banned: true })]
    }),
    aPerson({
      employee: anEmployee({ id: "e2", email: "john@acme.example" }),
      browsers: [aBrowser({ id: "b2", isActive: false })]
    }),
    aPerson({
      employee: null,
      email: "guest@acme.example",
      devices: [aDevice({ DeviceID: "d2", ...encryption("false") })]
    })
  ],
  apps: [anApp({ approvalStatus: "NOT_APPROVED" })]
}

const passing: RosterParts = {
  people: [
    aPerson({
      accounts: [anAccount()],
      browsers: [aBrowser()],
      devices: [aDevice(), aDevice({ DeviceID: "d9", Banned: true })]
    })
  ],
  apps: [anApp({ id: "app9", type: "SLACK", approvalStatus: "NOT_APPROVED" })]
}

const notGates = catalogue.filter((check) => check.severity !== "gate").map((check) => check.id)

/** What may stand in the place of a member; `absent` takes it away. */
type Alter = (member: unknown) => ReadonlyArray<unknown>

const absent = Symbol("absent")
const unknown: Alter = () => [null, absent]
const anything: Alter = (member) => (typeof member === "string" ? [null, absent, "a-new-value"] : [null, absent])

/** All versions of a value with one member, however deep, altered; ids are never unknown, or the record is refused. */
function altered(value: unknown, alter: Alter): ReadonlyArray<unknown> {
  if (Array.isArray(value)) {
    const list: ReadonlyArray<unknown> = value
    return list.flatMap((each, index) => altered(each, alter).map((other) => list.with(index, other)))
  }
  if (typeof value !== "object" || value === null) return []
  const members = Object.entries(value).filter(([name]) => name !== "id")
  return members.flatMap(([name, member]) =>
    alter(member)
      .concat(altered(member, alter))
      .map((other) => Object.fromEntries(Object.entries(Object.assign({}, value, { [name]: other })).filter(isThere)))
  )
}

const isThere = ([, member]: readonly [string, unknown]): boolean => member !== absent

const kinds = ["accounts", "browsers", "findings", "devices"] as const

/** The roster's parts with one member of one record altered; links stay as they are, since only correlation makes them. */
function* variants(parts: RosterParts, alter: Alter): Generator<RosterParts> {
  const people = parts.people ?? []
  for (const [position, person] of people.entries()) {
    const put = (other: Person): RosterParts => ({ ...parts, people: people.with(position, other) })
    for (const kind of kinds) {
      const records: ReadonlyArray<object> = person[kind]
      for (const other of altered(records, alter)) yield put(Object.assign({}, person, { [kind]: other }))
    }
    for (const employee of altered(person.employee, alter)) yield put(Object.assign({}, person, { employee }))
  }
  for (const apps of altered(parts.apps, alter)) yield Object.assign({}, parts, { apps })
}

const failsOf = (result: CheckResult) => new Set(result.failures.map(({ subject }) => `${subject.kind} ${subject.id}`))
const byId = (parts: RosterParts) => assessed(aRoster(parts)).checks

describe("every check", () => {
  it("fails and passes in the rosters that the others are made of", () => {
    expect(
      byId(failing)
        .filter((each) => each.fail !== null && each.fail > 0)
        .map((each) => each.id)
    ).toEqual(expect.arrayContaining(notGates))
    expect(
      byId(passing)
        .filter((each) => each.pass !== null && each.pass > 0)
        .map((each) => each.id)
    ).toEqual(expect.arrayContaining(notGates))
  })

  it("gives each of its population exactly one outcome, whatever is null, missing or unknown", () => {
    for (const parts of [failing, passing].flatMap((each) => Array.from(variants(each, anything)))) {
      for (const { id, population, pass, fail, notAssessable, excepted, notAssessableReasons } of byId(parts)) {
        const reasons = Object.values(notAssessableReasons).reduce((sum, count) => sum + count, 0)
        expect((pass ?? 0) + (fail ?? 0) + (notAssessable ?? 0) + (excepted ?? 0), id).toBe(population)
        expect(reasons, id).toBe(notAssessable)
      }
    }
  })

  it("passes no more subjects when something is unknown than when it fails", () => {
    const before = new Map(byId(failing).map((each) => [each.id, each]))
    for (const parts of variants(failing, unknown)) {
      for (const after of byId(parts).filter((each) => notGates.includes(each.id))) {
        const was = before.get(after.id)
        expect(after.pass ?? 0, `${after.id}: ${JSON.stringify(parts)}`).toBeLessThanOrEqual(was?.pass ?? 0)
      }
    }
  })

  it("never passes, where a resource that it needs is half read, what failed when it was whole, nor passes more", () => {
    const resources = new Set<ResourceKey>(catalogue.flatMap((each) => each.population.concat(each.needs)))
    for (const key of resources) {
      for (const parts of [failing, passing]) {
        const whole = new Map(byId(parts).map((each) => [each.id, each]))
        for (const half of byId({ ...parts, partial: [key] }).filter((each) => notGates.includes(each.id))) {
          expect(half.pass ?? 0, `${half.id} without ${key}`).toBeLessThanOrEqual(whole.get(half.id)?.pass ?? 0)
          const wasFailing = failsOf(whole.get(half.id) ?? half)
          expect([...failsOf(half)].every((subject) => wasFailing.has(subject))).toBe(true)
        }
      }
    }
  })
})
