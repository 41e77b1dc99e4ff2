/**
 * Finds one person or device at the sources themselves, which are asked for nobody else's records where they let one filter.
 *
 * **Gotchas** The Push API filters employees by their own address only, and not by those that it knows besides: where nobody
 * has the address for their own, all employees are read; where somebody has, another who is known by it is not seen. It does
 * not filter accounts on other apps by employee: that list is read, up to a bound. Names and device ids cannot be asked for,
 * so that whoever looks for one waits for the lists that have them.
 */
import type { BanyanClientShape } from "@rollcall/banyan"
import type { TenantConfig } from "@rollcall/config"
import { correlate, search } from "@rollcall/correlation"
import {
  type Person,
  type ResourceName,
  resourceNames,
  type ResourceReading,
  resources,
  type Snapshot,
  type Source,
  type SnapshotRecords,
  stringifyJson
} from "@rollcall/model"
import type { PushClientShape } from "@rollcall/push"
import { decodeRecords, type FoundRecord, keysOf, type StoreError } from "@rollcall/store"
import type { ArgumentError, Page, ReadRecord, SourceError } from "@rollcall/transport"
import { Clock, Effect, Stream } from "effect"
import { storeFailure, sourceFailure } from "./failures.ts"
import { type Found, foundAgain, foundByName, waysBy, wantedOf } from "./LookupMatches.ts"
import { type Clue, gatherRecords, type Wanted } from "./LookupRecords.ts"
import { note } from "./Output.ts"
import { tenantOf } from "./StoreWiring.ts"
import { banyanClientOf, httpLayer, pushClientOf, secretPlace } from "./Wiring.ts"

/** Requests on their way at once; the clients hold the rates. */
const requestsAtOnce = 8

/** Pages that are read of a list which has no filter for what is looked for. */
const unfilteredPagesMax = 20

/** Whom and what a query means in a tenant now. */
export const foundLive = Effect.fn("cli.foundLive")(
  function* (tenant: TenantConfig, query: string) {
    const who = tenantOf(tenant)
    const asking = yield* makeAsking(tenant)
    yield* note(
      `${tenant.id}: the sources are asked for what the query names alone: an address that others claim as well, or that a source spells otherwise, is not seen; without --live the snapshot knows`
    )
    const around = (wanted: Wanted) => Effect.map(gatherRecords(asking.find, wanted, who.email), asking.snapshot)
    let near: Snapshot | null = null
    for (const wanted of waysBy(query, who)) {
      const asked = yield* around(wanted)
      const named = foundByName(asked, query, who)
      if (named === null) continue
      near = asked
      yield* asking.gaps
      if (tenant.push === null || named.matches.some(({ person }) => isKnownAlone(person))) return named
      break
    }
    const lists = yield* near === null ? asking.names(query) : asking.employees(near.records)
    const roster = correlate(asking.snapshot(lists), who)
    const matches = search(roster, query, who)
    const people = matches.flatMap(({ person }) => person ?? [])
    if (people.length === 0) return { roster, matches } satisfies Found
    const gathered = yield* gatherRecords(asking.find, wantedOf(people, who), who.email)
    // All employees, as each may claim an address of these people.
    return foundAgain(asking.snapshot({ ...gathered, employees: lists.employees }), matches, who)
  },
  (effect, tenant) =>
    effect.pipe(
      Effect.catchTags({
        SourceError: (error: SourceError) =>
          Effect.fail(sourceFailure(error, tenant.id, secretPlace(tenant, error.source))),
        StoreError: (error: StoreError) => Effect.fail(storeFailure(error, tenant.id))
      }),
      Effect.provide(httpLayer)
    )
)

/** Whether somebody is an employee of one address: another who claims a second one is seen only among all employees. */
const isKnownAlone = (person: Person | null): boolean =>
  person !== null && person.employee !== null && person.emails.length <= 1

type Request = Effect.Effect<ReadonlyArray<FoundRecord>, SourceError | ArgumentError>

const ask = (requests: ReadonlyArray<Request>) =>
  Effect.map(Effect.forEach(requests, unlessUnasked, { concurrency: requestsAtOnce }), (answers) => answers.flat())

/** Both clients, and what they gave so far. */
const makeAsking = Effect.fnUntraced(function* ({ id, push: pushConfig, banyan: banyanConfig }: TenantConfig) {
  const push = pushConfig === null ? null : yield* yield* pushClientOf(id, pushConfig)
  const banyan = banyanConfig === null ? null : yield* yield* banyanClientOf(id, banyanConfig)
  const startedAt = new Date(yield* Clock.currentTimeMillis).toISOString()
  const found = new Map<string, FoundRecord>()
  const cut = new Set<ResourceName>()
  const others =
    push === null ? null : yield* Effect.cached(beginningOf("accountsOther", push.accountsOther.pages(), cut))

  const find = Effect.fnUntraced(function* (clues: ReadonlyArray<Clue>) {
    const answers = yield* ask(
      clues.flatMap((clue) => {
        const requests = [
          ...(push === null ? [] : askPush(push, clue)),
          ...(banyan === null ? [] : askBanyan(banyan, clue))
        ]
        if (clue.kind === "employee" && others !== null) requests.push(others)
        // A filter is a hint: an address may be asked for and another one given that has it in its middle.
        return requests.map((request) => Effect.map(request, (records) => records.filter((each) => names(each, clue))))
      })
    )
    for (const each of answers) found.set(`${each.resource} ${each.id} ${each.json}`, each)
    return yield* decodeRecords([...found.values()])
  })

  return {
    find,
    /** What could not be asked for. */
    gaps: Effect.suspend(() =>
      cut.size === 0
        ? Effect.void
        : note(
            `${id}: of ${[...cut].join(", ")} the first ${unfilteredPagesMax} pages were read; there may be more of theirs`
          )
    ),
    /** All that names and addresses come from; of what has only addresses, those that the query is part of. */
    names: Effect.fnUntraced(function* (query: string) {
      const texts = yield* ask([
        ...(push === null ? [] : [listed("employees", push.employees.pages())]),
        ...(push === null || /\s/u.test(query) ? [] : withPartOfAddress(push, query)),
        ...(banyan === null ? [] : [whole("endusers", banyan.endusers.all()), whole("devices", banyan.devices.all())])
      ])
      return yield* decodeRecords(texts)
    }),
    /** All employees, with other records as they are. */
    employees: Effect.fnUntraced(function* (records: SnapshotRecords) {
      if (push === null) return records
      const { employees } = yield* decodeRecords(yield* ask([listed("employees", push.employees.pages())]))
      return { ...records, employees }
    }),
    /** Records as if they had been collected. */
    snapshot: (records: SnapshotRecords): Snapshot => {
      const sources = [...(push === null ? [] : ["push" as const]), ...(banyan === null ? [] : ["banyan" as const])]
      return {
        id: "live",
        tenant: id,
        startedAt,
        finishedAt: startedAt,
        complete: false,
        contentHash: "",
        sources,
        resources: readingsOf(sources, cut, startedAt),
        records
      }
    }
  }
})

function askPush(push: PushClientShape, { kind, value, of }: Clue): Array<Request> {
  switch (kind) {
    case "email":
      return [listed("employees", push.employees.pages({ email: value })), ...withPartOfAddress(push, value)]
    case "mailbox":
      return withPartOfAddress(push, `${value.slice(0, value.indexOf("@"))}+`)
    case "employee":
      return [
        listed("browsers", push.browsers.pages({ employeeId: value })),
        listed("accounts", push.accounts.pages({ employeeId: value })),
        listed("findings", push.findings.pages({ employeeId: value }))
      ]
    case "account":
      return [listed("findings", push.findings.pages({ accountId: value }))]
    case "id":
      if (of === "employees") return [one(of, push.employees.get(value))]
      if (of === "accounts") return [one(of, push.accounts.get(value))]
      return of === "apps" ? [one(of, push.apps.get(value))] : []
    case "serial":
      return []
  }
}

function askBanyan(banyan: BanyanClientShape, { kind, value }: Clue): Array<Request> {
  if (kind === "email") {
    return [some("endusers", banyan.endusers.withEmail(value)), some("devices", banyan.devices.ofOwner(value))]
  }
  if (kind !== "serial") return []
  return [
    some("devices", banyan.devices.withSerialNumber(value)),
    listed("endusers", banyan.endusers.pages({ serialNumber: value }))
  ]
}

const withPartOfAddress = (push: PushClientShape, email: string): Array<Request> => [
  listed("browsers", push.browsers.pages({ email })),
  listed("accounts", push.accounts.pages({ email })),
  listed("accountsOther", push.accountsOther.pages({ email }))
]

const names = ({ resource, ...text }: FoundRecord, { kind, value }: Clue): boolean =>
  keysOf(resource, text).some((key) => key.kind === kind && key.value === value)

type Records = ReadonlyArray<Pick<ReadRecord<unknown>, "id" | "raw">>

const textsOf = (resource: ResourceName, records: Records): ReadonlyArray<FoundRecord> =>
  records.map(({ id, raw }) => ({ resource, id, json: stringifyJson(raw) }))

const pagesAsTexts = (resource: ResourceName, pages: ReadonlyArray<Page<unknown>>): ReadonlyArray<FoundRecord> =>
  pages
    .slice(
      Math.max(
        0,
        pages.findLastIndex(({ restarts }) => restarts === true)
      )
    )
    .flatMap(({ records }) => textsOf(resource, records))

const listed = <E>(resource: ResourceName, pages: Stream.Stream<Page<unknown>, E>) =>
  Effect.map(Stream.runCollect(pages), (all) => pagesAsTexts(resource, all))

const whole = <E>(resource: ResourceName, page: Effect.Effect<Page<unknown>, E>) =>
  Effect.map(page, (each) => pagesAsTexts(resource, [each]))

const some = <E>(resource: ResourceName, records: Effect.Effect<Records, E>) =>
  Effect.map(records, (each) => textsOf(resource, each))

const one = <E>(resource: ResourceName, record: Effect.Effect<ReadRecord<unknown>, E>) =>
  Effect.map(record, (each) => textsOf(resource, [each]))

/** The first pages of a list; that there are more is remembered, as no absence in them proves anything then. */
const beginningOf = <E>(resource: ResourceName, pages: Stream.Stream<Page<unknown>, E>, cut: Set<ResourceName>) =>
  Effect.map(Stream.runCollect(Stream.take(pages, unfilteredPagesMax + 1)), (all) => {
    if (all.length > unfilteredPagesMax) cut.add(resource)
    return pagesAsTexts(resource, all.slice(0, unfilteredPagesMax))
  })

/** Nothing has an id that is not there, or a name that cannot be asked for. */
const unlessUnasked = (request: Request): Effect.Effect<ReadonlyArray<FoundRecord>, SourceError> =>
  Effect.catchTags(request, {
    ArgumentError: () => Effect.succeed([]),
    SourceError: (error) => (error.reason._tag === "NotFound" ? Effect.succeed([]) : Effect.fail(error))
  })

/** Resources that no person is joined or judged from, and which are not asked for. */
const unasked: ReadonlySet<ResourceName> = new Set([
  "appsOther",
  "detections",
  "browserExtensions",
  "appBanners",
  "blockedUrls"
])

const readingsOf = (
  sources: ReadonlyArray<Source>,
  cut: ReadonlySet<ResourceName>,
  at: string
): ReadonlyArray<ResourceReading> =>
  resourceNames
    .filter((resource) => sources.includes(resources[resource].source))
    .map((resource) => ({
      source: resources[resource].source,
      resource,
      records: 0,
      pages: unasked.has(resource) ? 0 : 1,
      duplicates: 0,
      refused: 0,
      reportedTotal: null,
      offered: true,
      complete: !unasked.has(resource) && !cut.has(resource),
      drift: [],
      refusals: [],
      problem: null,
      startedAt: at,
      finishedAt: at
    }))
