/**
 * One tenant's collection run as commands see it: connect, collect, say how far it is, name what failed.
 */
import { collect, type Resumed } from "@rollcall/collect"
import type { TenantConfig } from "@rollcall/config"
import { isLost, type SnapshotHeader } from "@rollcall/model"
import { SnapshotStore } from "@rollcall/store"
import type { SourceError } from "@rollcall/transport"
import { Clock, Effect, Metric } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import { CollectionDisplay } from "./CollectionDisplay.ts"
import { Failure } from "./Failure.ts"
import { sourceFailure, storeFailure } from "./failures.ts"
import { note } from "./Output.ts"
import { connect, secretPlace } from "./Wiring.ts"

/** A stored snapshot and, if it is partial, why. */
export interface Collected {
  readonly snapshot: SnapshotHeader
  readonly failure: Failure | null
}

/** Refusals for the rate that this process met. */
export const rateLimited = Metric.counter("rollcall_rate_limited_total", {
  description: "Requests that a source refused for the rate (429), in this process",
  incremental: true
})

/** Collects a tenant into the store. */
export const collectTenant = Effect.fn("cli.collectTenant")(function* (
  tenant: TenantConfig,
  options: { readonly resume: boolean; readonly evenFromSilent?: boolean }
) {
  yield* Effect.annotateCurrentSpan({ tenant: tenant.id })
  const failed = Effect.mapError((error: Parameters<typeof storeFailure>[0]) => storeFailure(error, tenant.id))
  const stored = yield* failed(Effect.flatMap(SnapshotStore, (store) => store.list(tenant.id)))
  const before = stored.findLast(({ complete }) => complete) ?? null
  yield* noteFutureSnapshot(tenant.id, stored)
  const watch = yield* (yield* CollectionDisplay).begin(tenant.id, before)
  const sources = yield* Effect.updateService(
    connect(tenant),
    HttpClient.HttpClient,
    HttpClient.tap(({ status, headers }) =>
      status === 429 ? Effect.andThen(Metric.update(rateLimited, 1), watch.refused(waitMsOf(headers))) : Effect.void
    )
  )
  const { snapshot, resumed, failures } = yield* failed(
    collect({
      tenant: tenant.id,
      sources,
      addresses: addressesOf(tenant),
      ...options,
      onProgress: watch.event
    })
  )
  const why = newRunReasons[resumed]
  if (why !== null) yield* note(`${tenant.id}: ${why}; a new one was made`)
  const collected: Collected = { snapshot, failure: partialFailure(tenant, snapshot, failures) }
  return collected
}, inItsOwnName)

const addressesOf = ({ push, banyan }: TenantConfig) => ({
  ...(push === null ? {} : { push: push.baseUrl }),
  ...(banyan === null ? {} : { banyan: banyan.baseUrl })
})

/** Clocks differ by less; what is beyond it was not told by the clock of today. */
const futureMsMin = 60_000

/** Says it if a snapshot seems to come from the future: it counts as the newest until that moment. */
const noteFutureSnapshot = Effect.fnUntraced(function* (tenant: string, stored: ReadonlyArray<SnapshotHeader>) {
  const last = stored.at(-1)
  const nowMs = yield* Clock.currentTimeMillis
  if (last === undefined || Date.parse(last.finishedAt) <= nowMs + futureMsMin) return
  yield* note(
    `${tenant}: ${last.id} ended at ${last.finishedAt}, which is still to come; until then it counts as the newest. Check this machine's clock.`
  )
})

/** What is logged meanwhile says whose collection it is; what is shown of it ends with it. */
function inItsOwnName<A, E, R>(effect: Effect.Effect<A, E, R>, { id }: TenantConfig) {
  return Effect.scoped(Effect.annotateLogs(effect, { tenant: id }))
}

/** For the eye only: the clients themselves work out how long they wait. */
function waitMsOf(headers: Readonly<Record<string, string>>): number {
  const seconds = Number(headers["retry-after"] ?? 1)
  return Number.isFinite(seconds) ? seconds * 1000 : 1000
}

/** Why a run that was to be resumed was not. */
const newRunReasons: Readonly<Record<Resumed, string | null>> = {
  "not-asked": null,
  continued: null,
  "nothing-to-resume": "no interrupted run to resume",
  "too-old": "the interrupted run is more than 24 hours old",
  "in-the-future": "the interrupted run began more than 24 hours from now, by a clock that was wrong then or is now",
  "sources-changed": "the interrupted run had other sources",
  "addresses-changed": "the interrupted run read from another address (baseUrl)"
}

/** Why a snapshot is partial: the sources' refusal if they all refused, else the first thing that went wrong. */
function partialFailure(
  tenant: TenantConfig,
  snapshot: SnapshotHeader,
  errors: ReadonlyArray<SourceError>
): Failure | null {
  if (snapshot.complete) return null
  const failures = errors.map((error) => sourceFailure(error, tenant.id, secretPlace(tenant, error.source)))
  const first = failures.find(({ code }) => code !== "refused") ?? failures[0]
  if (first !== undefined) return first
  const refused = snapshot.resources.reduce((sum, each) => sum + each.refused, 0)
  const lost = snapshot.resources.find(isLost)
  return new Failure({
    code: "partial",
    summary:
      lost === undefined
        ? `${refused} records could not be understood, more than one in a hundred; the snapshot is partial.`
        : `${lost.source} ${lost.resource}: ${lost.problem}, such as for ${lost.refusals[0]?.reason}; the snapshot is partial.`,
    where: { tenant: tenant.id },
    next: "read the reasons in the snapshot's readings (--json); the source may have changed."
  })
}
