/**
 * Finds people and devices in a stored snapshot, and reads of it what they are joined and judged from.
 */
import { correlate, search } from "@rollcall/correlation"
import { noRecords, type ResourceName, type SnapshotHeader, type SnapshotRecords, type Tenant } from "@rollcall/model"
import { decodeRecords, type FoundRecord, keysOf, SnapshotStore } from "@rollcall/store"
import { Effect, Stream } from "effect"
import { type Found, foundAgain, foundByName, waysBy, wantedOf } from "./LookupMatches.ts"
import { gatherRecords, type Wanted } from "./LookupRecords.ts"

/** More people than this are joined from the whole snapshot sooner than from their own records. */
const peopleMax = 200

/** Of more records than this that may be anybody's, the whole snapshot is joined as soon. */
const anyonesMax = 2000

/**
 * Whom and what a query means in a snapshot.
 *
 * **Details** An address, serial number or device id is found by the index of the records. Anything else is looked for in all
 * names and addresses; whoever is found is then read by the index as well.
 */
export const foundInSnapshot = Effect.fn("cli.foundInSnapshot")(function* (
  header: SnapshotHeader,
  query: string,
  tenant: Tenant
) {
  const anyones = yield* anybodys(header)
  if (anyones.length > anyonesMax) return yield* foundInAll(header, query, tenant)
  for (const wanted of waysBy(query, tenant)) {
    const named = foundByName({ ...header, records: yield* around(header, wanted, tenant, anyones) }, query, tenant)
    if (named !== null) return named
  }
  const roster = correlate({ ...header, records: yield* namesIn(header) }, tenant)
  const matches = search(roster, query, tenant)
  const people = matches.flatMap(({ person }) => person ?? [])
  if (people.length === 0) return { roster, matches } satisfies Found
  if (people.length > peopleMax) return yield* foundInAll(header, query, tenant)
  return foundAgain(
    { ...header, records: yield* around(header, wantedOf(people, tenant), tenant, anyones) },
    matches,
    tenant
  )
})

/** The same by all records. */
const foundInAll = Effect.fnUntraced(function* (header: SnapshotHeader, query: string, tenant: Tenant) {
  const store = yield* SnapshotStore
  const records = (yield* store.load(header.tenant, header.id))?.records ?? noRecords
  const roster = correlate({ ...header, records }, tenant)
  return { roster, matches: search(roster, query, tenant) } satisfies Found
})

/** Devices and accounts that tell nobody's address: they may be anybody's, so that everybody is judged by them. */
const anybodys = Effect.fnUntraced(function* (header: SnapshotHeader) {
  const store = yield* SnapshotStore
  return yield* store.find(header.tenant, header.id, [{ kind: "untold", value: "email" }])
})

/** Everything around somebody, by the index, and what may be anybody's. */
const around = Effect.fnUntraced(function* (
  header: SnapshotHeader,
  wanted: Wanted,
  tenant: Tenant,
  anyones: ReadonlyArray<FoundRecord>
) {
  const store = yield* SnapshotStore
  const found = new Map(anyones.map((each) => [nameOf(each), each]))
  const find = Effect.fnUntraced(function* (keys: Parameters<typeof store.find>[2]) {
    for (const each of yield* store.find(header.tenant, header.id, keys)) {
      found.set(nameOf(each), each)
    }
    return yield* decodeRecords([...found.values()])
  })
  const records = yield* gatherRecords(find, wanted, tenant.email)
  if (!records.accounts.some(isKnownByType)) return records
  const apps = yield* decodeRecords(yield* everyRecord(header, "apps"))
  return { ...records, apps: apps.apps } satisfies SnapshotRecords
})

const nameOf = ({ resource, id, json }: FoundRecord): string => `${resource} ${id} ${json}`

/** The index has no types of apps. */
const isKnownByType = ({ appId, appType }: SnapshotRecords["accounts"][number]): boolean =>
  typeof appId !== "string" && typeof appType === "string"

const everyRecord = Effect.fnUntraced(function* (header: SnapshotHeader, resource: ResourceName) {
  const store = yield* SnapshotStore
  const records = yield* Stream.runCollect(store.records(header.tenant, header.id, resource))
  return records.map(({ id, json }): FoundRecord => ({ resource, id, json }))
})

/**
 * The records that give people their names and addresses: employees, end users and devices, and of what else names an
 * address whatever names no employee who is there.
 */
const namesIn = Effect.fnUntraced(function* (header: SnapshotHeader) {
  const store = yield* SnapshotStore
  const employees = yield* everyRecord(header, "employees")
  const ids = new Set(employees.map(({ id }) => id))
  const kept = [...employees, ...(yield* everyRecord(header, "endusers")), ...(yield* everyRecord(header, "devices"))]
  for (const resource of ["browsers", "accounts", "accountsOther"] as const) {
    yield* store.records(header.tenant, header.id, resource).pipe(
      Stream.runForEach((each) =>
        Effect.sync(() => {
          const isEmployees = keysOf(resource, each).some(({ kind, value }) => kind === "employee" && ids.has(value))
          if (!isEmployees) kept.push({ resource, ...each })
        })
      )
    )
  }
  return yield* decodeRecords(kept)
})
