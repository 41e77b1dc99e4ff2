/**
 * Goal: whoever is found by the index of the records is the same person, with the same posture, as in the whole snapshot.
 * Method: tenants made up at random, in which everything that can be shared, claimed twice or left dangling is; each address,
 * serial number, id and name is looked up, and held against the roster and assessment of all records.
 */
import { assess } from "@rollcall/checks"
import { correlate, search } from "@rollcall/correlation"
import { defaultParameters, type LookupMatch, type Tenant } from "@rollcall/model"
import { SnapshotStore } from "@rollcall/store"
import { Effect } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
// @boundaries-ignore what a lookup reads is only seen from within
import { judged } from "../../apps/cli/src/LookupMatches.ts"
// @boundaries-ignore the same
import { foundInSnapshot } from "../../apps/cli/src/LookupStored.ts"
import { temporaryFolder } from "./harness.ts"
import { inStore, keepSnapshots, type StoredSnapshot } from "./stored-snapshots.ts"

const seeds = [1, 2, 3, 4, 5, 6]

let folder: ReturnType<typeof temporaryFolder>

beforeAll(async () => {
  folder = temporaryFolder()
  await keepSnapshots(
    folder.path,
    ...seeds.map((seed) => ({ id: `s${seed}`, tenant: `t${seed}`, records: tenantOf(seed) }))
  )
})

afterAll(() => folder.remove())

const rules = { aliases: { "acme.test": "acme.example" }, ignorePlusTag: true }

const exceptions = [
  "device-disk-unencrypted",
  "device-owner-unknown",
  "account-mfa-missing",
  "account-dormant"
].flatMap((check) =>
  ["p1@acme.example", "p3@acme.example", "S2"].map((subject) => ({
    check,
    subject,
    reason: "known",
    approvedBy: "J. Doe",
    expires: "2027-01-01"
  }))
)

const noTheme = { logo: null, accent: null, coverText: null, provider: null }

describe.each(seeds)("a lookup in the made-up tenant %i", (seed) => {
  it.each([{ ...rules, ignorePlusTag: false }, rules, { aliases: {}, ignorePlusTag: false }])(
    "finds what the whole snapshot has, under %j",
    async (email) => {
      const who: Tenant = { id: `t${seed}`, name: "Acme", timezone: "UTC", domains: ["acme.example"], email }
      const tenant = {
        ...who,
        parameters: defaultParameters,
        exceptions,
        exceptionLines: [],
        schedule: null,
        language: "en" as const,
        push: null,
        banyan: null,
        signingKey: null,
        theme: noTheme
      }
      const differences = await inStore(
        folder.path,
        Effect.gen(function* () {
          const store = yield* SnapshotStore
          const snapshot = yield* store.load(who.id, `s${seed}`)
          if (snapshot === null) return ["there is no snapshot"]
          const roster = correlate(snapshot, who)
          const { postures } = assess(roster, who, defaultParameters, exceptions)
          const expected = (query: string): ReadonlyArray<LookupMatch> =>
            search(roster, query, who).flatMap(({ person, device }): ReadonlyArray<LookupMatch> => {
              const at = { tenant: who.id, snapshot: snapshot.id, missing: [] }
              if (person === null) return device === null ? [] : [{ ...at, person, device }]
              const posture = postures[roster.people.indexOf(person)] ?? { score: null, failing: [] }
              return [{ ...at, person: { ...person, posture } }]
            })
          const { records: _, ...header } = snapshot
          const at = { snapshot: header.id, before: null }
          const queries = new Set([
            ...roster.people.flatMap(({ emails, name }) => [...emails, name ?? ""]),
            ...roster.devices.flatMap(({ record }) => [record.SerialNumber ?? "", record.DeviceID ?? ""]),
            "Mac of 3",
            "mac",
            "p1",
            "p2@",
            "acme.test",
            "lukasz",
            "nobody",
            "stranger2@",
            "e1",
            "P1+x@ACME.test"
          ])
          const wrong: Array<string> = []
          for (const query of queries) {
            if (query === "") continue
            const found = judged(yield* foundInSnapshot(header, query, who), tenant, at)
            if (JSON.stringify(found) !== JSON.stringify(expected(query))) wrong.push(query)
          }
          return wrong
        })
      )
      expect(differences).toEqual([])
    }
  )
})

/** Numbers that look random and are the same in every run. */
function chance(seed: number) {
  let state = seed * 2_654_435_761
  const next = (limit: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const one = <A>(of: ReadonlyArray<A>): A => {
    const value = of[next(of.length)]
    if (value === undefined) throw new Error("nothing to choose from")
    return value
  }
  return {
    next,
    one,
    some: <A>(count: number, make: () => A): Array<A> => Array.from({ length: next(count + 1) }, make)
  }
}

const all = <A>(count: number, id: (number: number) => string, make: (id: string, number: number) => A) =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [id(number), make(id(number), number)]))

/** Few names, so that most are named more than once. */
function tenantOf(seed: number): NonNullable<StoredSnapshot["records"]> {
  const { next, one, some } = chance(seed)
  const address = () =>
    one([
      `p${next(9)}@acme.example`,
      `p${next(9)}@acme.test`,
      `P${next(9)}+x@Acme.example`,
      `stranger${next(4)}@agency.test`,
      `p${next(9)}@bücher.example`
    ])
  const maybe = <A>(value: A): A | null => (next(4) === 0 ? null : value)
  const employee = () => maybe(`e${next(11)}`)
  const account = () => maybe(`${one(["a", "o"])}${next(16)}`)
  const app = () => ({ appId: next(5) === 0 ? null : `p${next(4)}`, appType: one(["SLACK", "ZOOM", null]) })
  const lately = () => maybe(1_793_400_000 - next(2) * 10_000_000)
  const known = () => one([true, false, null])
  return {
    employees: all(
      8,
      (number) => `e${number}`,
      (id, number) => ({
        id,
        email: next(6) === 0 ? null : next(3) === 0 ? address() : `p${number}@acme.example`,
        knownEmails: some(2, address),
        firstName: one(["Jane", "Łukasz", "", "太郎"]),
        lastName: one([`Doe ${number}`, "山田", ""]),
        licensed: known(),
        creationTimestamp: 1_600_000_000
      })
    ),
    browsers: all(
      14,
      (number) => `b${number}`,
      (id) => ({
        id,
        employeeId: employee(),
        email: maybe(address()),
        browser: "CHROME",
        isActive: known(),
        lastOnlineTimestamp: lately(),
        profileSyncEnabled: known(),
        profileEmail: maybe(address())
      })
    ),
    accounts: all(
      14,
      (number) => `a${number}`,
      (id) => ({
        id,
        employeeId: employee(),
        email: maybe(address()),
        ...app(),
        mfaRegistered: known(),
        mfaMethods: maybe(some(2, () => one(["SMS_OTP", "APP_TOTP"]))),
        loginMethods: { passwordLogin: known() },
        creationTimestamp: 1_600_000_000,
        lastUsedTimestamp: lately()
      })
    ),
    accountsOther: all(
      8,
      (number) => one([`o${number}`, `a${number + 8}`]),
      (id) => ({
        id,
        employeeId: employee(),
        email: maybe(address()),
        otherAppId: "x1"
      })
    ),
    apps: all(
      4,
      (number) => `p${number}`,
      (id) => ({ id, type: one(["SLACK", "ZOOM"]), approvalStatus: "NOT_APPROVED" })
    ),
    findings: all(
      16,
      (number) => `f${number}`,
      (id) => ({
        id,
        type: one(["MFA_NOT_REGISTERED", "LEAKED_PASSWORD"]),
        state: one(["OPEN", "RESOLVED", null]),
        employeeId: employee(),
        accountId: account(),
        ...app()
      })
    ),
    endusers: all(
      8,
      (number) => `u${number}`,
      () => ({
        Email: maybe(address()),
        Name: one(["Kim", "Jane Doe", null]),
        SerialNumbers: some(2, () => `S${next(8)}`),
        is_deleted: next(5) === 0
      })
    ),
    devices: all(
      10,
      (number) => `d${number}`,
      (id, number) => ({
        DeviceID: id,
        SerialNumber: maybe(`S${next(8)}`),
        DeviceFriendlyName: `Mac of ${number % 4}`,
        Emails: maybe(some(3, address)),
        Platform: "Darwin",
        Banned: one(["TRUE", "FALSE", null]),
        RegisteredStatus: "TRUE",
        LastLogin: 1_793_400_000_123_456_789n
      })
    )
  }
}
