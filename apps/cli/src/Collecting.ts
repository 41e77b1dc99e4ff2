/**
 * One tenant's collection run as commands see it: connect, collect, say how far it is, name what failed.
 */
import { collect, type Progress } from "@rollcall/collect"
import type { TenantConfig } from "@rollcall/config"
import type { SnapshotHeader } from "@rollcall/model"
import type { SourceError } from "@rollcall/transport"
import { Effect } from "effect"
import { Failure } from "./Failure.ts"
import { sourceFailure, storeFailure } from "./failures.ts"
import { note } from "./Output.ts"
import { connect, secretPlace } from "./Wiring.ts"

/** A stored snapshot and, if it is partial, why. */
export interface Collected {
  readonly snapshot: SnapshotHeader
  readonly failure: Failure | null
}

/** Collects a tenant into the store. */
export const collectTenant = Effect.fn("cli.collectTenant")(function* (
  tenant: TenantConfig,
  options: { readonly resume: boolean }
) {
  const sources = yield* connect(tenant)
  const { snapshot, resumed, failures } = yield* collect({
    tenant: tenant.id,
    sources,
    resume: options.resume,
    onProgress: (event) => progressNote(event)
  }).pipe(Effect.mapError((error) => storeFailure(error, tenant.id)))
  if (resumed === "nothing-to-resume") yield* note(`${tenant.id}: no interrupted run to resume; a new one was made`)
  const collected: Collected = { snapshot, failure: partialFailure(tenant, snapshot, failures) }
  return collected
})

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
  return new Failure({
    code: "partial",
    summary: `${refused} records could not be understood, more than one in a hundred; the snapshot is partial.`,
    where: { tenant: tenant.id },
    next: "read the reasons in the snapshot's readings (--json); the source may have changed."
  })
}

const progressNote = (event: Progress): Effect.Effect<void> => {
  const name = `${event.tenant}: ${event.source} ${event.resource}`
  if (event.kind === "page") return Effect.void
  if (event.kind === "failed") return note(`${name} not read to its end`)
  if (event.pages === 0) return note(`${name} not offered`)
  return note(`${name} ${event.records} in ${event.pages === 1 ? "1 page" : `${event.pages} pages`}`)
}
