/**
 * The readings of the contracts that a sandbox can be turned to, and the faults it can be told to commit.
 *
 * Every switch defaults to what the contract's section 6 calls the default.
 */
import type { Json, JsonObject } from "./http/json.ts"

/** Which API a request, a fault or an error belongs to. */
export type SandboxApi = "push" | "banyan"

/** Switches of the Push API (contracts/push.md, section 6; the numbers are its rows). */
export interface PushSwitches {
  /** What a missing or wrong key is answered with (1). */
  readonly unauthorizedStatus: 401 | 403
  /** The form of `Retry-After` on a 429 (4). */
  readonly retryAfter: "none" | "seconds" | "date"
  /** `refuse`: a `limit` above 50 is 400. `cap500`: up to 500 are allowed. `clamp`: it is brought into 1..50 (5). */
  readonly maxLimit: "refuse" | "cap500" | "clamp"
  /** Whether `next` counts from 1, as the documented `"51"` suggests (10). */
  readonly nextOffByOne: boolean
  /** Which lists carry `nextToken`; `documented` leaves it to the lists that a source shows with one (11). */
  readonly tokens: "all" | "none" | "documented"
  /** What `next` and `nextToken` are on the last page (12). */
  readonly lastPage: "absent" | "null" | "empty" | "stale"
  /** How an empty result is written (13). */
  readonly emptyResult: "array" | "null"
  /** Whether the app banner operations exist (34). */
  readonly appBanners: "served" | "withdrawn"
  /** Which generation of fields is served (38). */
  readonly generation: "newest" | "003"
}

/** Switches of the Banyan API (contracts/banyan.md, section 6). */
export interface BanyanSwitches {
  /** Whether paginated v1 records lack the link fields and counters (F6). */
  readonly pagedFields: "sample" | "full"
  /** The most records a page holds, whatever `limit` says (F5). */
  readonly pageCap: number
  /** How long an access token lives after the exchange (F1); no source says, and an hour outlasts a collection run. */
  readonly tokenTtlMs: number
}

/** Something that goes wrong on purpose. */
export interface Fault {
  readonly api: SandboxApi
  /** Whole path segments from the left, without `/api`: `/v1/accounts` is not `/v1/accountsOther`. */
  readonly path: string
  /** Only requests with this tenant's credential. */
  readonly tenant?: string
  /**
   * `status` answers `status` (default 500), `html` a web page with `status` (default 502), `cut` closes the connection
   * in mid-body, `slow` holds the body back for `delayMs`, `reset` closes without an answer, `mutate` changes records.
   */
  readonly kind: "status" | "html" | "cut" | "slow" | "reset" | "mutate"
  readonly status?: number
  /** The `Retry-After` header of a `status` or `html` fault. */
  readonly retryAfter?: string
  readonly delayMs?: number
  /** How many matching requests pass unharmed first. */
  readonly after?: number
  /** How many requests are hit; without it every one. */
  readonly count?: number
  /** Applied to each record of an answer. */
  readonly mutate?: (record: JsonObject) => Json
}

/** All switches, and the faults in order of precedence. */
export interface SandboxSwitches {
  readonly push: PushSwitches
  readonly banyan: BanyanSwitches
  readonly faults: ReadonlyArray<Fault>
}

/** The contracts' defaults, and no faults. */
export const defaultSandboxSwitches: SandboxSwitches = {
  push: {
    unauthorizedStatus: 403,
    retryAfter: "none",
    maxLimit: "refuse",
    nextOffByOne: false,
    tokens: "all",
    lastPage: "absent",
    emptyResult: "array",
    appBanners: "served",
    generation: "newest"
  },
  banyan: { pagedFields: "sample", pageCap: 1000, tokenTtlMs: 3_600_000 },
  faults: []
}
