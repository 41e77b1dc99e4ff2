/**
 * One tenant's Push API, as `rollcall push` works with it.
 */
import type { Config, PushConfig, TenantConfig } from "@rollcall/config"
import type { ArgumentError, PushClientShape, SourceError } from "@rollcall/push"
import { Effect, Option } from "effect"
import type { Place } from "./Acting.ts"
import { Failure } from "./Failure.ts"
import { pushFailure } from "./failures.ts"
import { rehearse } from "./Rehearsal.ts"
import { configuration, pushClientOf, secretPlace, withStore } from "./Wiring.ts"

/** Why an operation of the client ends. */
export type PushError = SourceError | ArgumentError

/** Where push actions are done and lists are read. */
export interface PushPlace extends Place<PushClientShape, PushError> {
  readonly source: "push"
}

/** Connects to the Push API of the tenant that is named, or of the only one; its key is read now. */
export const pushAccess = Effect.fn("cli.pushAccess")(function* (wanted: Option.Option<string>) {
  const config = yield* configuration
  const { tenant, push } = yield* pushTenant(config, wanted)
  const makeClient = yield* pushClientOf(tenant.id, push)
  const place: PushPlace = {
    tenant: tenant.id,
    source: "push",
    client: yield* makeClient,
    rehearse: (send) => rehearse(makeClient, send),
    failure: (error) => pushFailure(error, tenant.id, secretPlace(tenant, "push")),
    withTrail: (effect) => withStore(config, effect)
  }
  return place
})

/** The tenant and its part of the configuration; whoever names none of several is told their names. */
export function pushTenant(
  config: Config,
  wanted: Option.Option<string>
): Effect.Effect<{ readonly tenant: TenantConfig; readonly push: PushConfig }, Failure> {
  const candidates = config.tenants.filter(({ push }) => push !== null)
  const tenant = Option.match(wanted, {
    onNone: () => (config.tenants.length === 1 ? config.tenants[0] : undefined),
    onSome: (id) => config.tenants.find((each) => each.id === id)
  })
  const usage = (summary: string) =>
    Effect.fail(
      new Failure({
        code: "usage",
        summary,
        where: { file: config.file },
        next:
          candidates.length === 0
            ? "give a tenant a `push` part first."
            : `say --tenant with one of: ${candidates.map(({ id }) => id).join(", ")}.`
      })
    )
  if (tenant === undefined) {
    return usage(
      Option.match(wanted, {
        onNone: () => "several tenants are configured and none was named.",
        onSome: (id) => `there is no tenant ${id}.`
      })
    )
  }
  if (tenant.push === null) return usage(`${tenant.id} has no source push.`)
  return Effect.succeed({ tenant, push: tenant.push })
}
