import type { Config, TenantConfig } from "@rollcall/config"
import { type LookupDocument, type LookupMatch, stringifyJson } from "@rollcall/model"
import { SnapshotStore, type StoreError } from "@rollcall/store"
import { Effect, Option } from "effect"
import { exitWith } from "../Exit.ts"
import { exitCodes, Failure } from "../Failure.ts"
import { storeFailure } from "../failures.ts"
import { monthBeforeSnapshot } from "../MonthBefore.ts"
import { judged } from "../LookupMatches.ts"
import { foundInSnapshot } from "../LookupStored.ts"
import { Json, note, print } from "../Output.ts"
import { configuration, tenantOf, withStore } from "../StoreWiring.ts"

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
  const searched = yield* input.live
    ? liveMatches(config, tenants, query)
    : withStore(
        config,
        Effect.forEach(tenants, (tenant) => storedMatches(tenant, query))
      )
  const answers = searched.flatMap((each) => (each === null ? [] : [each]))
  const matches = answers.flat()
  if (matches.length === 0) yield* note(nothingFound(input.query, answers.length, tenants))
  const lines = (yield* Json) ? [] : yield* matchLines(matches)
  yield* print(
    () => stringifyJson({ schemaVersion: 1, query: input.query, matches } satisfies LookupDocument),
    () => lines
  )
  yield* exitWith(matches.length === 0 ? exitCodes["not-found"] : 0)
})

/** Matches in a tenant's newest snapshot; a partial one is named, and a tenant without any is passed over with a word. */
const storedMatches = Effect.fnUntraced(
  function* (tenant: TenantConfig, query: string) {
    const store = yield* SnapshotStore
    const newest = yield* store.latest(tenant.id)
    if (newest === null) {
      yield* note(`${tenant.id}: no snapshot yet; run \`rollcall collect ${tenant.id}\``)
      return null
    }
    if (!newest.complete)
      yield* note(`${tenant.id}: only a partial snapshot is there (${newest.id}); what is missing is not known`)
    const found = yield* foundInSnapshot(newest, query, tenantOf(tenant))
    const before = found.matches.length === 0 ? null : yield* monthBeforeSnapshot(tenant, newest)
    return judged(found, tenant, { snapshot: newest.id, before })
  },
  (effect, tenant) =>
    Effect.catchTag(effect, "StoreError", (error: StoreError) => Effect.fail(storeFailure(error, tenant.id)))
)

/** What sends requests is loaded only for whoever asks for it, as is what draws cards. */
const liveMatches = Effect.fnUntraced(function* (config: Config, tenants: ReadonlyArray<TenantConfig>, query: string) {
  const { foundLive } = yield* Effect.promise(() => import("../LookupLive.ts"))
  const found = yield* Effect.forEach(
    tenants,
    (tenant) => Effect.map(foundLive(tenant, query), (each) => ({ tenant, found: each })),
    { concurrency: 4 }
  )
  return yield* withStore(
    config,
    Effect.forEach(found, ({ tenant, found: each }) =>
      Effect.map(monthBeforeSnapshot(tenant, each.roster.snapshot), (before) =>
        judged(each, tenant, { snapshot: null, before })
      )
    )
  )
})

const matchLines = Effect.fnUntraced(function* (matches: ReadonlyArray<LookupMatch>) {
  const { lookupLines } = yield* Effect.promise(() => import("../PersonCard.ts"))
  return yield* lookupLines(matches)
})

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

const nothingFound = (query: string, tenantCount: number, tenants: ReadonlyArray<TenantConfig>): string =>
  tenantCount === 0
    ? `nothing to look in: none of ${tenants.map(({ id }) => id).join(", ")} has a snapshot.`
    : `nobody and no device matches "${query}" in ${tenants.map(({ id }) => id).join(", ")}.`
