/**
 * Starts both fake APIs with made-up tenants.
 */
import { Clock, Effect, type Scope } from "effect"
import type { AppSide } from "./banyan/app-side.ts"
import { makeBanyanApi } from "./banyan/BanyanApi.ts"
import { makeFaultPlan } from "./http/faults.ts"
import { makeRequestLog, type RecordedRequest } from "./http/record.ts"
import { serve, type Delays, type SandboxError } from "./http/serve.ts"
import type { SandboxOptions } from "./options.ts"
import { makePushApi } from "./push/PushApi.ts"
import { makeTenants, type SandboxTenant } from "./tenants/makeTenants.ts"
import { makeRandom } from "./tenants/random.ts"

/** Both APIs, listening. */
export interface Sandbox {
  readonly pushUrl: string
  /** Ends in `/api`. */
  readonly banyanUrl: string
  readonly tenants: ReadonlyArray<SandboxTenant>
  /** The requests so far, oldest first; the newest ten thousand at least. */
  readonly requests: () => ReadonlyArray<RecordedRequest>
  /** What happens to a tenant's devices without the Banyan API, by the tenant's id. */
  readonly appSideOf: (tenantId: string) => AppSide | undefined
}

/**
 * Starts a sandbox on loopback; it stops, and closes every connection, with its scope.
 *
 * **Details** Rate limit and token lifetimes go by the `Clock` of the caller, delays by the machine's.
 *
 * **Errors** `SandboxError`: a port is taken or may not be opened.
 *
 * **Source** contracts/push.md and contracts/banyan.md, sections 6.
 */
export const startSandbox: (options: SandboxOptions) => Effect.Effect<Sandbox, SandboxError, Scope.Scope> = Effect.fn(
  "sandbox.start"
)(function* (options: SandboxOptions) {
  const clock = yield* Clock.Clock
  const tenants = makeTenants(options)
  const log = makeRequestLog()
  const common = {
    nowMs: () => clock.currentTimeMillisUnsafe(),
    faults: makeFaultPlan(options.switches.faults),
    log,
    delays: delaysOf(options)
  }
  const push = makePushApi({
    tenants,
    switches: options.switches.push,
    hasRateLimit: options.rateLimit,
    seed: options.seed
  })
  const banyan = makeBanyanApi({ tenants, switches: options.switches.banyan })
  const pushPort = yield* serve(push, { ...common, name: "push", port: options.pushPort })
  const banyanPort = yield* serve(banyan, { ...common, name: "banyan", port: options.banyanPort })
  return {
    pushUrl: `http://127.0.0.1:${pushPort}`,
    banyanUrl: `http://127.0.0.1:${banyanPort}/api`,
    tenants: tenants.map((data) => data.tenant),
    requests: log.all,
    appSideOf: banyan.appSideOf
  }
})

const delaysOf = ({ seed, latencyMs, jitterMs }: SandboxOptions): Delays => {
  const random = makeRandom(`${seed}/jitter`)
  return { latencyMs, nextJitterMs: () => random.next() * jitterMs }
}
