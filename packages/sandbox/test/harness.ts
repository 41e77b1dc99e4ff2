/**
 * Asks a sandbox over HTTP with nothing but `fetch`, as a client that knows no schema would.
 */
import { Effect, Schema } from "effect"
import {
  defaultSandboxOptions,
  defaultSandboxSwitches,
  startSandbox,
  type BanyanSwitches,
  type PushSwitches,
  type SandboxOptions,
  makeTenants,
  type SandboxTenant,
  type TenantOptions,
  type Fault
} from "../src/index.ts"

const parseJson = (text: string): unknown => JSON.parse(text)

/** A request whose connection broke before its answer was whole. */
export class Broken extends Schema.TaggedError<Broken>()("Broken", { cause: Schema.Defect() }) {}

/** An answer with its body as text, and as JSON where it is JSON. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly json: unknown
}

/** A request that ends with its answer, or with the reason the connection broke. */
export const ask = (url: string, init: RequestInit = {}): Effect.Effect<Answer, Broken> =>
  Effect.tryPromise({
    try: async () => {
      const response = await fetch(url, init)
      const text = await response.text()
      const isJson = text !== "" && response.headers.get("content-type") === "application/json"
      return { status: response.status, headers: response.headers, text, json: isJson ? parseJson(text) : undefined }
    },
    catch: (cause) => new Broken({ cause })
  })

/** What a test changes about the default sandbox. */
export interface Changes extends Partial<Omit<SandboxOptions, "switches">> {
  readonly push?: Partial<PushSwitches>
  readonly banyan?: Partial<BanyanSwitches>
  readonly faults?: ReadonlyArray<Fault>
}

/** Starts a sandbox without rate limit and binds the credentials of its first tenant. */
export const start = Effect.fnUntraced(function* ({ push, banyan, faults, ...options }: Changes = {}) {
  const sandbox = yield* startSandbox({
    ...defaultSandboxOptions,
    rateLimit: false,
    ...options,
    switches: {
      push: { ...defaultSandboxSwitches.push, ...push },
      banyan: { ...defaultSandboxSwitches.banyan, ...banyan },
      faults: faults ?? []
    }
  })
  const tenant = yield* Effect.fromNullishOr(sandbox.tenants[0])
  return {
    sandbox,
    tenant,
    push: (path: string, init: RequestInit = {}) => ask(sandbox.pushUrl + path, { ...withKey(tenant), ...init }),
    banyan: (path: string, init: RequestInit = {}) =>
      ask(sandbox.banyanUrl + path, { ...withBearer(tenant.banyanToken), ...init })
  }
})

/** Headers with a tenant's Push key. */
export const withKey = (tenant: SandboxTenant): RequestInit => ({ headers: { "x-api-key": tenant.pushApiKey } })

/** Headers with a bearer token. */
export const withBearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } })

const Row = Schema.Record(Schema.String, Schema.Unknown)

/** A page of a Push list. */
export const pushPage = Schema.decodeUnknownSync(
  Schema.Struct({
    result: Schema.NullOr(Schema.Array(Row)),
    paging: Schema.Struct({
      moreResults: Schema.Boolean,
      next: Schema.optionalKey(Schema.NullOr(Schema.String)),
      nextToken: Schema.optionalKey(Schema.NullOr(Schema.String))
    })
  })
)

/** A page of a v1 list of end users or devices. */
export const banyanPage = (body: unknown) => {
  const page = decodeBanyanPage(body)
  return { records: page.endusers ?? page.devices ?? [], count: page.count }
}

const decodeBanyanPage = Schema.decodeUnknownSync(
  Schema.Struct({
    endusers: Schema.optionalKey(Schema.Array(Row)),
    devices: Schema.optionalKey(Schema.Array(Row)),
    count: Schema.Int
  })
)

/** A bare array of records. */
export const rows = Schema.decodeUnknownSync(Schema.Array(Row))

/** What acme holds at the start, for expectations. */
export const acme = (changes: Partial<TenantOptions> = {}) => {
  const [data] = makeTenants({ ...defaultSandboxOptions, ...changes })
  if (data === undefined) throw new Error("no tenant")
  return data
}

/** A started sandbox and the ways to ask it. */
export type Client = Effect.Success<ReturnType<typeof start>>

/** Reads a list to its end as the answers say, by token where there is one; `path` may carry filters. */
export const readAll = Effect.fnUntraced(function* (client: Client, path: string, limit: number) {
  const ids: Array<unknown> = []
  const pages: Array<ReturnType<typeof pushPage>> = []
  let pointer = ""
  for (let number = 0; number < 100; number++) {
    const url = `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${pointer}`
    const page = pushPage((yield* client.push(url)).json)
    pages.push(page)
    ids.push(...(page.result ?? []).map((record) => record["id"]))
    if (!page.paging.moreResults) return { ids, pages }
    const { next, nextToken } = page.paging
    pointer = nextToken ? `&nextToken=${nextToken}` : `&offset=${next}`
  }
  return { ids, pages }
})

/** Sends a body with a tenant's Push key. */
export const send = (client: Client, method: string, path: string, body?: unknown) =>
  client.push(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })

/** The v2 envelope around a page. */
export const envelope = Schema.decodeUnknownSync(
  Schema.Struct({
    request_id: Schema.String,
    error_code: Schema.Int,
    error_description: Schema.String,
    data: Schema.NullOr(Schema.Unknown)
  })
)
