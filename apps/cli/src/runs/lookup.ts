import { assess } from "@rollcall/checks"
import { collect } from "@rollcall/collect"
import type { Config, TenantConfig } from "@rollcall/config"
import { correlate, search } from "@rollcall/correlation"
import { type LookupDocument, type LookupMatch, newestSnapshot, type Snapshot, stringifyJson } from "@rollcall/model"
import { SnapshotStore } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import { Effect, Option } from "effect"
import { exitWith } from "../Exit.ts"
import { exitCodes, Failure } from "../Failure.ts"
import { sourceFailure, storeFailure } from "../failures.ts"
import { note, print } from "../Output.ts"
import { deviceCard, personCard } from "../PersonCard.ts"
import { configuration, connect, httpLayer, secretPlace, tenantOf, withStore } from "../Wiring.ts"

export interface LookupInput {
  readonly query: string
  readonly tenant: Option.Option<string>
  readonly live: boolean
}

export const run = Effect.fn("cli.lookup")(function* (input: LookupInput) {
  const query = input.query.trim()
  if (query === "") {
    return yield* new Failure({
      code: "usage",
      summary: "there is nothing to look for.",
      where: {},
      next: "name an email, a name, or a device."
    })
  }
  const config = yield* configuration
  const tenants = yield* tenantsOf(config, input.tenant)
  const snapshots = yield* input.live ? liveSnapshots(tenants) : withStore(config, storedSnapshots(tenants))
  const matches = snapshots.flatMap(({ tenant, snapshot }) => matchesIn(tenant, snapshot, query, input.live))
  if (matches.length === 0) yield* note(nothingFound(input.query, snapshots.length, tenants))
  yield* print(
    () => stringifyJson({ schemaVersion: 1, query: input.query, matches } satisfies LookupDocument),
    () => matches.flatMap((match, index) => [...(index === 0 ? [] : [""]), ...matchLines(match)])
  )
  yield* exitWith(matches.length === 0 ? exitCodes["not-found"] : 0)
})

interface TenantSnapshot {
  readonly tenant: TenantConfig
  readonly snapshot: Snapshot
}

function matchesIn(
  tenant: TenantConfig,
  snapshot: Snapshot,
  query: string,
  isLive: boolean
): ReadonlyArray<LookupMatch> {
  const who = tenantOf(tenant)
  const roster = correlate(snapshot, who)
  const found = search(roster, query, who)
  if (found.length === 0) return []
  const { postures } = assess(roster, who, tenant.parameters, tenant.exceptions)
  const postureOf = new Map(
    roster.people.map((person, index) => [person, postures[index] ?? { score: null, failing: [] }])
  )
  const at = { tenant: tenant.id, snapshot: isLive ? null : snapshot.id }
  return found.flatMap(({ person, device }): ReadonlyArray<LookupMatch> => {
    if (person !== null)
      return [{ ...at, person: { ...person, posture: postureOf.get(person) ?? { score: null, failing: [] } } }]
    return device === null ? [] : [{ ...at, person: null, device }]
  })
}

/** Each tenant's newest snapshot; a partial one is named, a tenant without any is passed over with a word. */
const storedSnapshots = Effect.fnUntraced(function* (tenants: ReadonlyArray<TenantConfig>) {
  const store = yield* SnapshotStore
  const found: Array<TenantSnapshot> = []
  for (const tenant of tenants) {
    const failed = Effect.mapError((error: Parameters<typeof storeFailure>[0]) => storeFailure(error, tenant.id))
    const newest = newestSnapshot(yield* failed(store.list(tenant.id)))
    if (newest === null) {
      yield* note(`${tenant.id}: no snapshot yet; run \`rollcall collect ${tenant.id}\``)
      continue
    }
    if (!newest.complete)
      yield* note(`${tenant.id}: only a partial snapshot is there (${newest.id}); what is missing is not known`)
    const snapshot = yield* failed(store.load(tenant.id, newest.id))
    if (snapshot !== null) found.push({ tenant, snapshot })
  }
  return found
})

/** Reads the sources now, into a store that is gone afterwards. */
const liveSnapshots = (tenants: ReadonlyArray<TenantConfig>) =>
  Effect.forEach(tenants, liveSnapshot, { concurrency: 4 }).pipe(Effect.provide(httpLayer))

const liveSnapshot = Effect.fnUntraced(
  function* (tenant: TenantConfig) {
    const store = yield* SnapshotStore
    const failed = Effect.mapError((error: Parameters<typeof storeFailure>[0]) => storeFailure(error, tenant.id))
    const sources = yield* connect(tenant)
    const { snapshot: header, failures } = yield* failed(collect({ tenant: tenant.id, sources, resume: false }))
    const [first] = failures
    if (first !== undefined) return yield* sourceFailure(first, tenant.id, secretPlace(tenant, first.source))
    const snapshot = yield* failed(store.load(tenant.id, header.id))
    if (snapshot === null) return yield* Effect.die(new Error("a snapshot vanished right after it was stored"))
    const found: TenantSnapshot = { tenant, snapshot }
    return found
  },
  (effect) => Effect.provide(effect, sqliteLayer({ filename: ":memory:" })),
  Effect.catchTag("StoreError", (error) => Effect.fail(storeFailure(error)))
)

function tenantsOf(config: Config, wanted: Option.Option<string>): Effect.Effect<ReadonlyArray<TenantConfig>, Failure> {
  const tenants = Option.match(wanted, {
    onNone: () => config.tenants,
    onSome: (id) => config.tenants.filter((tenant) => tenant.id === id)
  })
  if (tenants.length > 0) return Effect.succeed(tenants)
  const known = config.tenants.map(({ id }) => id).join(", ")
  const summary = `there is no tenant ${Option.getOrElse(wanted, () => "")}.`
  return Effect.fail(
    new Failure({ code: "usage", summary, where: { file: config.file }, next: `name one of: ${known}.` })
  )
}

const nothingFound = (query: string, snapshotCount: number, tenants: ReadonlyArray<TenantConfig>): string =>
  snapshotCount === 0
    ? `nothing to look in: none of ${tenants.map(({ id }) => id).join(", ")} has a snapshot.`
    : `nobody and no device matches "${query}" in ${tenants.map(({ id }) => id).join(", ")}.`

const matchLines = (match: LookupMatch): ReadonlyArray<string> =>
  match.person === null ? deviceCard(match.tenant, match.device) : personCard(match.tenant, match.person)
