/**
 * The record of requests, for assertions.
 */
import type { IncomingHttpHeaders } from "node:http"
import type { SandboxApi } from "../switches.ts"

/** A request as it came in, without its secret. */
export interface RecordedRequest {
  readonly api: SandboxApi
  /** The tenant whose credential it carried. */
  readonly tenant: string | undefined
  readonly method: string
  /** The raw path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly body: string
  readonly bodyBytes: Uint8Array
  /** What was dangerous about it, as `update_device` without a serial number; the operation gives the words. */
  readonly mark: string | undefined
  /** The status answered, or `null` where the connection was closed without one. */
  readonly status: number | null
  readonly atMs: number
}

/** Keeps the newest requests. */
export interface RequestLog {
  readonly add: (request: RecordedRequest) => void
  readonly all: () => ReadonlyArray<RecordedRequest>
}

// A sandbox may run for days under `rollcall sandbox`; a test needs some thousand requests at most.
const requestCountMax = 20_000

/** Makes an empty log. */
export const makeRequestLog = (): RequestLog => {
  let requests: Array<RecordedRequest> = []
  return {
    add: (request) => {
      if (requests.length >= requestCountMax) requests = requests.slice(requestCountMax / 2)
      requests.push(request)
    },
    all: () => [...requests]
  }
}

/** Headers without those that carry a credential. */
export const withoutSecrets = ({
  "x-api-key": _key,
  authorization: _authorization,
  ...headers
}: IncomingHttpHeaders): IncomingHttpHeaders => headers
