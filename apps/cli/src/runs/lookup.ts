import type { Config, TenantConfig } from "@rollcall/config"
import { type LookupDocument, type LookupMatch, stringifyJson } from "@rollcall/model"
import { SnapshotStore, type StoreError } from "@rollcall/store"
import { Effect, Option, Result } from "effect"
import { exitWith } from "../Exit.ts"
import { exitCodes, Failure } from "../Failure.ts"
import { storeFailure } from "../failures.ts"
import { monthBeforeSnapshot } from "../MonthBefore.ts"
import { judged } from "../LookupMatches.ts"
import { foundInSnapshot } from "../LookupStored.ts"
import { Json, note, noteFailure, print } from "../Output.ts"
import { configuration, tenantOf, withStore } from "../StoreWiring.ts"
import { exitCodeOf, forEachTenant, type TenantOutcome } from "../Tenants.ts"

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
  const outcomes = yield* input.live
    ? liveMatches(config, tenants, query)
    : withStore(
        config,
        forEachTenant(tenants, 1, (tenant) => storedMatches(tenant, query))
      )
  const failures = outcomes.flatMap(({ result }) => (Result.isFailure(result) ? [result.failure] : []))
  const [first] = failures
  // Where nobody else answers, there is nothing to tell but this.
  if (first !== undefined && tenants.length === 1) return yield* first
  yield* Effect.forEach(failures, noteFailure, { discard: true })
  const matches = outcomes.flatMap(({ result }) => (Result.isSuccess(result) ? (result.success ?? []) : []))
  if (matches.length === 0) yield* note(nothingFound(input.query, outcomes))
  const document: LookupDocument = { schemaVersion: 1, query: input.query, matches, ...failedOf(outcomes) }
  const lines = (yield* Json) ? [] : yield* matchLines(matches)
  yield* print(
    () => stringifyJson(document),
    () => lines
  )
  // A tenant that could not be looked in may have whom no other has: then it is not known that there is nobody.
  const found = matches.length === 0 ? exitCodes["not-found"] : 0
  yield* exitWith(failures.length === 0 ? found : exitCodeOf(outcomes.map(codeOf)))
})

type Outcome = TenantOutcome<ReadonlyArray<LookupMatch> | null>

const codeOf = ({ result }: Outcome) => (Result.isFailure(result) ? result.failure.code : null)

/** Tenants that were not looked in: those that could not be, and those that have no snapshot to look in. */
function failedOf(outcomes: ReadonlyArray<Outcome>): Pick<LookupDocument, "failed"> {
  const failed = outcomes.flatMap(({ tenant, result }) => {
    if (Result.isSuccess(result)) return result.success === null ? [noSnapshot(tenant)] : []
    const { code, summary: message, next } = result.failure
    return [{ tenant, code, message, next }]
  })
  return failed.length === 0 ? {} : { failed }
}

const noSnapshot = (tenant: string) => ({
  tenant,
  code: "not-found",
  message: "there is no snapshot yet.",
  next: `run \`rollcall collect ${tenant}\`.`
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
  const found = yield* forEachTenant(tenants, tenantsAtOnce, (tenant) => foundLive(tenant, query))
  return yield* withStore(
    config,
    forEachTenant(
      tenants,
      1,
      Effect.fnUntraced(function* (tenant: TenantConfig) {
        const result = found.find((each) => each.tenant === tenant.id)?.result
        if (result === undefined) return yield* Effect.die(new Error(`nobody asked for ${tenant.id}`))
        const each = yield* Effect.fromResult(result)
        const before = yield* monthBeforeSnapshot(tenant, each.roster.snapshot)
        return judged(each, tenant, { snapshot: null, before })
      })
    )
  )
})

/** The clients hold the rates; this holds what is in memory. */
const tenantsAtOnce = 4

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

function nothingFound(query: string, outcomes: ReadonlyArray<Outcome>): string {
  const looked = outcomes.filter(({ result }) => Result.isSuccess(result))
  if (looked.length === 0) return "nobody was looked for: see above."
  const namesOf = (some: ReadonlyArray<Outcome>) => some.map(({ tenant }) => tenant).join(", ")
  const isEmpty = ({ result }: Outcome) => Result.isSuccess(result) && result.success === null
  const empty = looked.filter(isEmpty)
  const searched = looked.filter((each) => !isEmpty(each))
  if (searched.length === 0) return `nothing to look in: none of ${namesOf(empty)} has a snapshot.`
  const rest = outcomes.filter((each) => !searched.includes(each))
  const unsearched = rest.length === 0 ? "" : `; not looked in: ${namesOf(rest)}`
  return `nobody and no device matches "${query}" in ${namesOf(searched)}${unsearched}.`
}
