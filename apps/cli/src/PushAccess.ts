/**
 * One tenant's Push API, as `rollcall push` works with it.
 */
import { natureOf, type Place, rehearse } from "@rollcall/actions"
import type { ArgumentError, PushClientShape, SourceError } from "@rollcall/push"
import { Effect, type Option } from "effect"
import type { Failure } from "./Failure.ts"
import { pushFailure } from "./failures.ts"
import { tenantWith } from "./OneTenant.ts"
import { configuration, withStore } from "./StoreWiring.ts"
import { pushClientOf, secretPlace } from "./Wiring.ts"

/** Why an operation of the client ends. */
export type PushError = SourceError | ArgumentError

/** Where push actions are done and lists are read. */
export interface PushPlace extends Place<PushClientShape, PushError, Failure> {
  readonly source: "push"
  readonly failure: (error: PushError) => Failure
}

/** Connects to the Push API of the tenant that is named, or of the only one; its key is read now. */
export const pushAccess = Effect.fn("cli.pushAccess")(function* (wanted: Option.Option<string>) {
  const config = yield* configuration
  const { tenant, part: push } = yield* tenantWith("push", config, wanted)
  const makeClient = yield* pushClientOf(tenant.id, push)
  const place: PushPlace = {
    tenant: tenant.id,
    source: "push",
    client: yield* makeClient,
    rehearse: (send) => rehearse(makeClient, send),
    natureOf,
    failure: (error) => pushFailure(error, tenant.id, secretPlace(tenant, "push")),
    withTrail: (effect) => withStore(config, effect)
  }
  return place
})
