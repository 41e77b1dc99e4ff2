import { stringifyJson } from "@rollcall/model"
import type { PushClientShape } from "@rollcall/push"
import { Effect, type Option } from "effect"
import { print } from "../Output.ts"
import { pushAccess, type PushError } from "../PushAccess.ts"
import { httpLayer } from "../Wiring.ts"

export interface PushReadInput<A> {
  readonly tenant: Option.Option<string>
  readonly read: (client: PushClientShape) => Effect.Effect<A, PushError>
  /** What `--json` prints beside version and tenant. */
  readonly document: (value: A) => object
  readonly lines: (value: A) => ReadonlyArray<string>
}

export const run = <A>({ tenant, read, document, lines }: PushReadInput<A>) =>
  Effect.gen(function* () {
    const access = yield* pushAccess(tenant)
    const value = yield* Effect.mapError(read(access.client), access.failure)
    yield* print(
      () => stringifyJson({ schemaVersion: 1, tenant: access.tenant, ...document(value) }),
      () => lines(value)
    )
  }).pipe(Effect.provide(httpLayer))
