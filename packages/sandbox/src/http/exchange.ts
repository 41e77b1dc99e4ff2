/**
 * A request and its answer, as the fake APIs see them.
 */
import type { IncomingHttpHeaders } from "node:http"
import type { SandboxTenant } from "../tenants/makeTenants.ts"
import type { Json, JsonObject } from "./json.ts"

/** A request, read to its end. */
export interface ApiRequest {
  readonly method: string
  /** Without the query and, for Banyan, without `/api`; not decoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly atMs: number
}

/** An answer with a JSON body, with a web page in its place, or with none. */
export interface Reply {
  readonly status: number
  readonly body: Json | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly isWebPage?: true
  /** What the record of requests is to say about the request. */
  readonly mark?: string
}

/** Changes a record on its way out; the identity unless a fault says otherwise. */
export type Mutate = (record: JsonObject) => Json

/** What a fake API has to be able to do. */
export interface FakeApi {
  /** The path that stands before every operation's own. */
  readonly prefix: "" | "/api"
  /** The tenant whose credential a request carries, valid or not, for faults and the record of requests. */
  readonly tenantOf: (request: ApiRequest) => SandboxTenant | undefined
  readonly respond: (request: ApiRequest, mutate: Mutate) => Reply
  /** The body of a failure that a fault asks for; `code` is the status of the failure, whatever the answer's own. */
  readonly failureBody: (path: string, code: number, text: string) => Json
}

/** An answer that is a message and no more. */
export const message = (status: number, text: string): Reply => ({ status, body: { message: text } })
