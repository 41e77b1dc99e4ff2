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
  /** What a write with a read-only key is answered with (2). */
  readonly readOnlyStatus: 401 | 403
  /** `bucket` refills at ten a second; `window` never admits more than twenty requests in any one second (4). */
  readonly limiter: "bucket" | "window"
  /** How many requests at once a full bucket admits (4). */
  readonly bucketCapacity: number
  /** The form of `Retry-After` on a 429 (4). */
  readonly retryAfter: "none" | "seconds" | "date"
  /** `refuse`: a `limit` above 50 is 400. `cap500`: up to 500 are allowed. `clamp`: it is brought into 1..50 (5). */
  readonly maxLimit: "refuse" | "cap500" | "clamp"
  /** Whether a `nextToken` may be used again (9). */
  readonly tokenUse: "repeated" | "single"
  /** How long a `nextToken` lives; `undefined` is for ever (9). */
  readonly tokenTtlMs: number | undefined
  /** Whether `next` counts from 1, as the documented `"51"` suggests (10). */
  readonly nextOffByOne: boolean
  /** Which lists carry `nextToken`; `documented` leaves it to the lists that a source shows with one (11). */
  readonly tokens: "all" | "none" | "documented"
  /** What `next` and `nextToken` are on the last page (12). */
  readonly lastPage: "absent" | "null" | "empty" | "stale"
  /** How an empty result is written; `null-on-browsers` is the documented exception (13). */
  readonly emptyResult: "array" | "null-on-browsers" | "null"
  /** How many empty pages with `moreResults: true` stand between two pages that hold something (13). */
  readonly emptyPages: number
  /** `shuffled` lists in another order with every page (14). */
  readonly order: "stable" | "shuffled"
  /**
   * What happens to a list after each page but its last (14).
   *
   * **Details** A deletion takes the first record of that page, an insertion puts a copy under a new id at the front. So a
   * reader that follows tokens still sees every record it began with; one that counts offsets misses or repeats some.
   */
  readonly changesWhilePaging: "none" | "insertions" | "deletions" | "both"
  /** What an unknown id is answered with where 404 is not documented (15). */
  readonly undocumentedNotFound: 404 | 400
  /** What an id that is no UUID is answered with on accounts (other) (16). */
  readonly malformedIdStatus: 400 | 404
  /** What becomes of unknown members of a body and unknown query parameters (18). */
  readonly unknownInput: "ignored" | "refused"
  /** What the length of a text is counted in (21). */
  readonly textLength: "code-points" | "utf-16"
  /** What taking a login method away answers (25). */
  readonly loginMethodAnswer: "account" | "account-use"
  /** The form of an account's users; `object` is the first alone (27). */
  readonly usedBy: "list" | "array" | "object"
  /** How `deleted` is written (28). */
  readonly deletedFlag: "string" | "boolean"
  /** How many employees may hold a licence; `undefined` is as many as there are (31). */
  readonly licenseCountMax: number | undefined
  /** Whether chat operations are in order (31). */
  readonly chatops: "working" | "broken"
  /** Whether an app's update knows `ownerId`; the older generation does not (32). */
  readonly ownerId: "stored" | "ignored"
  /** What `enabled=false` lists: every banner, or those switched off (33). */
  readonly disabledBanners: "among-all" | "alone"
  /** Whether the app banner operations exist (34). */
  readonly appBanners: "served" | "withdrawn"
  /** The body of the answer once all blocked URLs are gone (36). */
  readonly clearedBody: "empty" | "null" | "object"
  /** Whether `…After` and `…Before` admit the very second (37). */
  readonly timeBounds: "inclusive" | "exclusive"
  /** Whether one of several groups is enough (37). */
  readonly groupsFilter: "any" | "all"
  /** Which generation of fields is served (38). */
  readonly generation: "newest" | "003"
  /** `gateway` answers 403 to an unknown path and to a wrong method (40). */
  readonly unknownPath: "told-apart" | "gateway"
}

/** Switches of the Banyan API (contracts/banyan.md, section 6; the numbers are its rows). */
export interface BanyanSwitches {
  /** How long an access token lives after the exchange (F1); no source says, and an hour outlasts a collection run. */
  readonly tokenTtlMs: number
  /** What a write with a read-only key is answered with (F17). */
  readonly readOnlyStatus: 401 | 403
  /** The most records a page holds, whatever `limit` says (F5). */
  readonly pageCap: number
  /** Every second, third … page of a list that is asked for is a short one; 0 is none (F5). */
  readonly shortPageEvery: number
  /** How many records a short page holds at most; the documented sample shows three (F5). */
  readonly shortPageSize: number
  /** Whether paginated v1 records lack the link fields and counters (F6). */
  readonly pagedFields: "sample" | "full"
  /** Whether a filter matches a part of the value in any letter case, or the whole value alone (F7). */
  readonly filters: "partial" | "exact"
  /** Which path deletes devices (F13). */
  readonly deletePath: "doubled" | "single" | "both"
  /** What a path or method that does not exist is answered with: 404 and 405, or a web page with status 200 (F13). */
  readonly missingRoute: 404 | "html"
  /** Whether the audit log is there; the documents know deployments without it (section 1.4). */
  readonly auditLogs: "served" | "missing"
  /** The form of the answer to an update (section 3.1, operation 4). */
  readonly updateReply: "array" | "object"
  /** What becomes of the fields that an update leaves out (F15). */
  readonly omitted: "keep" | "blank"
  /**
   * What happens to a list after each page but its last (F20).
   *
   * **Details** A newcomer sorts before all others by name and by age; it is the first record of the page that disappears or
   * moves to the end.
   */
  readonly changesWhilePaging: "none" | "appears" | "disappears" | "moves"
  /** How many such changes a list sees in all; `undefined` is without end (F20). */
  readonly changeCountMax: number | undefined
}

/** Something that goes wrong on purpose. */
export interface Fault {
  readonly api: SandboxApi
  /** Whole path segments from the left, without `/api`: `/v1/accounts` is not `/v1/accountsOther`. */
  readonly path: string
  /** Only requests with this method. */
  readonly method?: string
  /** Only requests with this tenant's credential. */
  readonly tenant?: string
  /**
   * `status` answers `status` (default 500), `error-code` a failure in a body with `status` (default 200), `html` a web
   * page with `status` (default 502), `reset` closes without an answer; `cut` closes the connection in mid-body, `slow`
   * holds the body back for `delayMs`, `late` the whole answer, `mutate` changes records, `duplicate` ends a page with its
   * first record again. The first four take the place of the answer: the request is not carried out unless `isApplied`.
   */
  readonly kind: "status" | "error-code" | "html" | "reset" | "cut" | "slow" | "late" | "mutate" | "duplicate"
  /**
   * Whether the request is carried out before the fault hides its answer: `true` for one of the first four that comes
   * after the write, `false` for a `late` answer to a write that never ran.
   */
  readonly isApplied?: boolean
  /** The code in the body of an `error-code` fault (default 500). */
  readonly errorCode?: number
  readonly status?: number
  /** The `Retry-After` header of a fault that takes the place of the answer. */
  readonly retryAfter?: string
  readonly delayMs?: number
  /** How many matching requests pass unharmed first. */
  readonly after?: number
  /** How many requests are hit; without it every one. */
  readonly count?: number
  /** Applied to each record of an answer; `mutations.ts` has the usual ones. */
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
    readOnlyStatus: 403,
    limiter: "bucket",
    bucketCapacity: 10,
    retryAfter: "none",
    maxLimit: "refuse",
    tokenUse: "repeated",
    tokenTtlMs: undefined,
    nextOffByOne: false,
    tokens: "all",
    lastPage: "absent",
    emptyResult: "array",
    emptyPages: 0,
    order: "stable",
    changesWhilePaging: "none",
    undocumentedNotFound: 404,
    malformedIdStatus: 400,
    unknownInput: "ignored",
    textLength: "code-points",
    loginMethodAnswer: "account",
    usedBy: "list",
    deletedFlag: "string",
    licenseCountMax: undefined,
    chatops: "working",
    ownerId: "stored",
    disabledBanners: "among-all",
    appBanners: "served",
    clearedBody: "empty",
    timeBounds: "inclusive",
    groupsFilter: "any",
    generation: "newest",
    unknownPath: "told-apart"
  },
  banyan: {
    tokenTtlMs: 3_600_000,
    readOnlyStatus: 401,
    pageCap: 1000,
    shortPageEvery: 0,
    shortPageSize: 3,
    pagedFields: "sample",
    filters: "partial",
    deletePath: "doubled",
    missingRoute: 404,
    auditLogs: "served",
    updateReply: "array",
    omitted: "keep",
    changesWhilePaging: "none",
    changeCountMax: undefined
  },
  faults: []
}
