/**
 * What a tenant's device API holds, joined by itself: out of the newest snapshot, or asked for now.
 *
 * **Details** Owners are those that devices and end users name, in the spelling of the tenant's email rules. Push is left
 * out in both ways, so that stored and live mean the same.
 */
import type { Device, EndUser } from "@rollcall/banyan/schema"
import { collect } from "@rollcall/collect"
import type { Config, TenantConfig } from "@rollcall/config"
import { correlate } from "@rollcall/correlation"
import {
  newestSnapshot,
  noRecords,
  type Owned,
  readingOf,
  type ResourceReading,
  type Snapshot,
  type SnapshotHeader,
  type SnapshotRecords
} from "@rollcall/model"
import { SnapshotStore, type StoreError } from "@rollcall/store"
import { layer as sqliteLayer } from "@rollcall/store/sqlite"
import type { ArgumentError, SourceError } from "@rollcall/transport"
import { Effect, type Option } from "effect"
import { settleIfPossible } from "./BanyanAccess.ts"
import { Failure } from "./Failure.ts"
import { banyanFailure, storeFailure } from "./failures.ts"
import { neighbourhood, type Wanted } from "./Neighbourhood.ts"
import { tenantWith } from "./OneTenant.ts"
import { note } from "./Output.ts"
import { configuration, tenantOf, withStore } from "./StoreWiring.ts"
import { banyanClientOf, connect, secretPlace } from "./Wiring.ts"

/** A tenant's devices and end users. */
export interface BanyanDirectory {
  readonly tenant: TenantConfig
  /** `null` if the source was asked itself. */
  readonly snapshot: string | null
  readonly devices: ReadonlyArray<Owned<Device>>
  readonly endusers: ReadonlyArray<Owned<EndUser>>
  readonly readings: { readonly devices: Reading; readonly endusers: Reading }
  /** Why a list was not read to its end. */
  readonly failure: Failure | null
}

/** How a list was read, as far as its reader must know. */
export type Reading = Pick<ResourceReading, "resource" | "complete" | "duplicates" | "refused" | "drift" | "problem">

/** Where to look, as command lines say it. */
export interface Lookout {
  readonly tenant: Option.Option<string>
  readonly live: boolean
}

/** The directory of the tenant that is named, or of the only one; live, no more of it than somebody looks for. */
export const lookedUp = Effect.fnUntraced(function* (lookout: Lookout, wanted: Wanted) {
  const config = yield* configuration
  const { tenant, part } = yield* tenantWith("banyan", config, lookout.tenant)
  if (!lookout.live) return yield* storedDirectory(config, tenant)
  // What a plus tag might say cannot be asked for: everything has to be read.
  if (tenant.email.ignorePlusTag) return yield* liveDirectory(tenant)
  const client = yield* yield* banyanClientOf(tenant.id, part)
  const records = yield* Effect.mapError(neighbourhood(client, wanted, tenant.email), (error) =>
    sourceFailureOf(error, tenant)
  )
  const whole = { complete: true, duplicates: 0, refused: 0, drift: [], problem: null }
  const readings = { devices: { ...whole, resource: "devices" }, endusers: { ...whole, resource: "endusers" } }
  return joined(tenant, records, readings, { id: null, failure: null })
})

/** Something is not there; in a list that was not read to its end that proves nothing. */
export function absence(
  { tenant, readings, failure }: BanyanDirectory,
  list: "devices" | "endusers",
  what: string,
  hint: string
): Effect.Effect<never, Failure> {
  if (readings[list].complete) {
    return Effect.fail(
      new Failure({
        code: "not-found",
        summary: `${what}.`,
        where: { tenant: tenant.id, source: "banyan" },
        next: hint
      })
    )
  }
  if (failure !== null) return Effect.fail(failure)
  return Effect.fail(
    new Failure({
      code: "partial",
      summary: `${what} in what was read, and the list of ${list} was not read to its end.`,
      where: { tenant: tenant.id, source: "banyan" },
      next: `run \`rollcall collect ${tenant.id}\`, or ask the source with --live.`
    })
  )
}

/** Says which of the lists was not read to its end, so that what is tied to it may be missing. */
export const tellGaps = (
  { tenant, readings }: BanyanDirectory,
  ...lists: ReadonlyArray<"devices" | "endusers">
): Effect.Effect<void> =>
  Effect.forEach(
    lists.filter((list) => !readings[list].complete),
    (list) => note(`${tenant.id}: ${list} were not read to their end; ties to those that are missing are not shown`),
    { discard: true }
  )

/** Takes the newest complete snapshot, else the newest partial one and says so. */
export const storedDirectory = Effect.fnUntraced(function* (config: Config, tenant: TenantConfig) {
  yield* settleIfPossible(config, tenant)
  return yield* withStore(
    config,
    Effect.gen(function* () {
      const store = yield* SnapshotStore
      const newest = newestSnapshot(yield* inStore(tenant, store.list(tenant.id)))
      if (newest === null) return yield* nothingStored(tenant, "there is no snapshot yet.")
      const snapshot = yield* inStore(tenant, store.load(tenant.id, newest.id))
      if (snapshot === null) return yield* nothingStored(tenant, `the snapshot ${newest.id} is gone.`)
      const directory = directoryOf(tenant, snapshot, { id: snapshot.id, failure: null })
      if (directory === null)
        return yield* nothingStored(tenant, `the snapshot ${snapshot.id} was made without banyan.`)
      const kind = snapshot.complete ? "" : "only a partial snapshot is there: "
      yield* note(`${tenant.id}: ${kind}${snapshot.id}, finished ${snapshot.finishedAt}; --live asks the source`)
      return directory
    })
  )
})

/** Reads both lists now, into a store that is gone afterwards. */
export const liveDirectory = Effect.fnUntraced(
  function* (tenant: TenantConfig) {
    const store = yield* SnapshotStore
    const sources = yield* connect({ ...tenant, push: null })
    const { snapshot: header, failures } = yield* inStore(
      tenant,
      collect({ tenant: tenant.id, sources, resume: false })
    )
    const snapshot = yield* inStore(tenant, store.load(tenant.id, header.id))
    const [first] = failures
    const failure = first === undefined ? null : sourceFailureOf(first, tenant)
    const directory = snapshot === null ? null : directoryOf(tenant, snapshot, { id: null, failure })
    if (directory === null) return yield* Effect.die(new Error("a snapshot vanished right after it was stored"))
    return directory
  },
  (effect) => Effect.provide(effect, sqliteLayer({ filename: ":memory:" })),
  Effect.catchTag("StoreError", (error) => Effect.fail(storeFailure(error)))
)

/** A list that broke off, as a failure. */
export const sourceFailureOf = (error: SourceError | ArgumentError, tenant: TenantConfig): Failure =>
  banyanFailure(error, tenant.id, secretPlace(tenant, "banyan"))

function directoryOf(tenant: TenantConfig, snapshot: Snapshot, origin: Origin): BanyanDirectory | null {
  const devices = readingOf(snapshot, "banyan.devices")
  const endusers = readingOf(snapshot, "banyan.endusers")
  if (devices === undefined || endusers === undefined) return null
  return joined(tenant, snapshot.records, { devices, endusers }, origin)
}

interface Origin {
  readonly id: string | null
  readonly failure: Failure | null
}

function joined(
  tenant: TenantConfig,
  { devices, endusers }: Pick<SnapshotRecords, "devices" | "endusers">,
  readings: BanyanDirectory["readings"],
  { id, failure }: Origin
): BanyanDirectory {
  const roster = correlate({ ...noSnapshot, records: { ...noRecords, devices, endusers } }, tenantOf(tenant))
  return { tenant, snapshot: id, devices: roster.devices, endusers: roster.endusers, readings, failure }
}

/** The join needs a snapshot around its records, and asks it nothing that is used here. */
const noSnapshot: SnapshotHeader = {
  id: "",
  tenant: "",
  startedAt: "",
  finishedAt: "",
  complete: true,
  contentHash: "",
  sources: ["banyan"],
  resources: []
}

const inStore = <A, R>(tenant: TenantConfig, effect: Effect.Effect<A, StoreError, R>) =>
  Effect.mapError(effect, (error) => storeFailure(error, tenant.id))

const nothingStored = (tenant: TenantConfig, summary: string) =>
  Effect.fail(
    new Failure({
      code: "not-found",
      summary,
      where: { tenant: tenant.id },
      next: `run \`rollcall collect ${tenant.id}\`, or ask the source with --live.`
    })
  )
