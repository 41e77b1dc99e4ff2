/**
 * One tenant's device API, as `rollcall device` and `rollcall enduser` change it.
 */
import {
  type BanyanActionsClient,
  type BanyanActionsError,
  banyanSettlings,
  natureOf,
  openIntentions,
  type Place,
  rehearse,
  settle,
  type Settled
} from "@rollcall/actions"
import { BanyanClient } from "@rollcall/banyan"
import type { Config, TenantConfig } from "@rollcall/config"
import type { StoreError } from "@rollcall/store"
import { Effect, type Option, Redacted } from "effect"
import { Actor } from "./Actor.ts"
import { type Failure, failureLines } from "./Failure.ts"
import { banyanFailure, storeFailure } from "./failures.ts"
import { tenantWith } from "./OneTenant.ts"
import { note } from "./Output.ts"
import { terminalText } from "./Table.ts"
import { ThisProcess } from "./ThisProcess.ts"
import { configuration, withStore } from "./StoreWiring.ts"
import { banyanClientOf, secretPlace } from "./Wiring.ts"

/** Where actions on devices and end users are done. */
export interface BanyanPlace extends Place<BanyanActionsClient, BanyanActionsError, Failure> {
  readonly source: "banyan"
  readonly config: Config
  readonly tenantConfig: TenantConfig
  readonly failure: (error: BanyanActionsError) => Failure
}

/** Connects to the device API of the tenant that is named, or of the only one; its token is read now. */
export const banyanAccess = Effect.fn("cli.banyanAccess")(function* (wanted: Option.Option<string>) {
  const config = yield* configuration
  const { tenant, part: banyan } = yield* tenantWith("banyan", config, wanted)
  const client: BanyanActionsClient = yield* yield* banyanClientOf(tenant.id, banyan)
  // With a refresh token the first request would be the exchange, and that is not what is to be shown.
  const rehearsed = BanyanClient.make({ baseUrl: banyan.baseUrl, auth: { token: Redacted.make("rehearsal") } })
  const place: BanyanPlace = {
    tenant: tenant.id,
    source: "banyan",
    config,
    tenantConfig: tenant,
    client,
    rehearse: (send) => rehearse(rehearsed, send),
    natureOf,
    failure: (error) => banyanFailure(error, tenant.id, secretPlace(tenant, "banyan")),
    withTrail: (effect) => withStore(config, effect)
  }
  return place
})

/**
 * Settles by reading what a crash has left open, and says so.
 *
 * **Details** Without anything open, neither a secret nor the source is asked for.
 *
 * **Source** design/product.md, "Actions on devices and end users".
 */
export const settleOpen = Effect.fn("cli.settleOpen")(function* (config: Config, { id, banyan }: TenantConfig) {
  if (banyan === null) return
  const actor = yield* Actor
  const { isAlive } = yield* ThisProcess
  const inStore = <A, R>(effect: Effect.Effect<A, StoreError, R>) =>
    withStore(
      config,
      Effect.mapError(effect, (error) => storeFailure(error, id))
    )
  const open = yield* inStore(openIntentions(id))
  if (!open.some(isBanyan)) return
  const client: BanyanActionsClient = yield* yield* banyanClientOf(id, banyan)
  const settled = yield* inStore(settle({ tenant: id, client, settlings: banyanSettlings, actor, isAlive }))
  yield* Effect.forEach(
    settled.filter(({ intention }) => isBanyan(intention)),
    (each) => note(`${id}: ${settledText(each)}`),
    { discard: true }
  )
})

/** The same at the start of a command that only reads: what cannot be settled now does not keep it from reading. */
export const settleIfPossible = (config: Config, tenant: TenantConfig) =>
  settleOpen(config, tenant).pipe(
    Effect.catchTag("Failure", (failure) => Effect.forEach(failureLines(failure), note, { discard: true }))
  )

const isBanyan = ({ operation }: { readonly operation: string }): boolean => operation.startsWith("banyan ")

function settledText({ intention, outcome, open }: Settled<BanyanActionsError>): string {
  const { operation, subject, at, actor } = intention
  const what = terminalText(`${operation} ${subject}, begun ${at} by ${actor},`)
  switch (outcome) {
    case "done":
      return `${what} was cut short; it was done, and that is on record now.`
    case "not-done":
      return `${what} was cut short; it was NOT done, and that is on record now. Run it again if it is still wanted.`
    case "unknown":
      return `${what} was cut short; what became of it CANNOT BE KNOWN, and that is on record now. Look at what is there.`
    case null:
      return open?._tag === "UnderWay"
        ? `${what} may still be under way in another process; it is left alone.`
        : `${what} was cut short and could not be settled; the next start tries again.`
  }
}
