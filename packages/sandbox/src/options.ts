/**
 * What a sandbox can be asked for.
 */
import { defaultSandboxSwitches, type SandboxSwitches } from "./switches.ts"

/** What the made-up data depends on, and nothing else. */
export interface TenantOptions {
  readonly seed: number
  /** How many tenants: the first is `acme`, the second `globex`. */
  readonly tenants: number
  /** Employees of each tenant; `undefined` is 120 for acme, 40 for globex, 60 for any other. */
  readonly people: number | undefined
  /**
   * Plain Push accounts of each tenant besides those of its cast and staff, for large lists.
   *
   * **Details** They are made when they are read: a million cost no time at the start and eight megabytes.
   */
  readonly bulkAccounts: number
  /** Plain Banyan devices of each tenant besides those of its cast and staff, dealt out to the end users in turn. */
  readonly bulkDevices: number
  /** The instant the data is relative to, in milliseconds; only its UTC day counts. */
  readonly asOf: number
}

/** Options of a sandbox. */
export interface SandboxOptions extends TenantOptions {
  /** 0 is any free port. */
  readonly pushPort: number
  /** 0 is any free port. */
  readonly banyanPort: number
  /** Whether the Push API limits requests; the Banyan API documents no limit and has none here. */
  readonly rateLimit: boolean
  /** How long a request and its answer are on their way, together. */
  readonly latencyMs: number
  /** Up to how much longer a request is on its way here, drawn from the seed for each. */
  readonly jitterMs: number
  readonly switches: SandboxSwitches
}

/**
 * Seed 1, two tenants of their usual size, free ports, the documented rate limit, no delay and the contracts'
 * switches.
 *
 * **Gotchas** `asOf` is 1 November 2026 so that the value is a constant. Give the present day to see live activity.
 */
export const defaultSandboxOptions: SandboxOptions = {
  seed: 1,
  tenants: 2,
  people: undefined,
  bulkAccounts: 0,
  bulkDevices: 0,
  pushPort: 0,
  banyanPort: 0,
  rateLimit: true,
  latencyMs: 0,
  jitterMs: 0,
  asOf: Date.UTC(2026, 10, 1),
  switches: defaultSandboxSwitches
}
