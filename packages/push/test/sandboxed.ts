/**
 * A client of a sandbox, whose answers are as real as the contract allows, in any reading of it.
 */
import {
  defaultSandboxOptions,
  type Fault,
  makeTenants,
  type PushState,
  type PushSwitches,
  startSandbox
} from "@rollcall/sandbox"
import type { RequestLimits } from "@rollcall/transport"
import { Clock, Effect } from "effect"
import { clientOf } from "./reading.ts"

/** What of a sandbox is not as usual. */
export interface SandboxChanges {
  readonly push?: Partial<PushSwitches>
  /** Faults of the Push API. */
  readonly faults?: ReadonlyArray<Omit<Fault, "api">>
  readonly rateLimit?: boolean
  readonly limits?: Partial<RequestLimits>
  /** What the sandbox's rate limit and page tokens go by; the present clock if left out. */
  readonly clock?: Clock.Clock
}

const { switches: defaults, ...options } = { ...defaultSandboxOptions, tenants: 1, people: 60, rateLimit: false }

/** What the sandbox holds of its one tenant at the start. */
export const held: PushState = (() => {
  const [tenant] = makeTenants(options)
  if (tenant === undefined) throw new Error("no tenant")
  return tenant.push
})()

const onPush = (fault: Omit<Fault, "api">): Fault => ({ ...fault, api: "push" })

/** Starts a sandbox and makes clients for its tenant. */
export const sandboxed = Effect.fnUntraced(function* (changes: SandboxChanges = {}) {
  const { limits } = changes
  const clock = changes.clock ?? (yield* Clock.Clock)
  const switches = { ...defaults.push, ...changes.push }
  const faults = (changes.faults ?? []).map(onPush)
  const sandbox = yield* Effect.provideService(
    startSandbox({
      ...options,
      rateLimit: changes.rateLimit ?? false,
      switches: { ...defaults, push: switches, faults }
    }),
    Clock.Clock,
    clock
  )
  const tenant = yield* Effect.fromNullishOr(sandbox.tenants[0])
  return {
    switches,
    client: yield* clientOf(sandbox.pushUrl, tenant.pushApiKey, limits),
    readOnlyClient: clientOf(sandbox.pushUrl, tenant.pushReadOnlyKey, limits),
    strangersClient: clientOf(sandbox.pushUrl, "nobody's-key", limits),
    requests: sandbox.requests
  }
})

/** A sandbox and its clients. */
export type Sandboxed = Effect.Success<ReturnType<typeof sandboxed>>

/** The only one, or the first, of a selection that must not be empty. */
export function oneOf<A>(records: ReadonlyArray<A>, isWanted: (record: A) => boolean = () => true): A {
  const found = records.find(isWanted)
  if (found === undefined) throw new Error("the sandbox has no such record")
  return found
}
