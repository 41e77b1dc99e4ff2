/**
 * An HTTP server on a free port that answers as its test says: for what the sandbox, which is faithful, never does.
 */
import { Effect } from "effect"
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** A request as it arrived. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** As it was sent; `""` without one. */
  readonly body: string
}

/** Writes one answer. */
export type Reply = (response: ServerResponse) => void

/** Serves while the scope is open; the script gets each request with its number, from 0 on. */
export const scriptedServer = Effect.fnUntraced(function* (script: (request: Received, number: number) => Reply) {
  const received: Array<Received> = []
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? "/", "http://server.test")
    const chunks: Array<Buffer> = []
    incoming.on("data", (chunk: Buffer) => void chunks.push(chunk))
    incoming.on("end", () => {
      const request = {
        method: incoming.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString()
      }
      received.push(request)
      script(request, received.length - 1)(response)
    })
  })
  yield* Effect.acquireRelease(
    Effect.callback<void>((resume) => void server.listen(0, "127.0.0.1", () => resume(Effect.void))),
    () => Effect.sync(() => (server.closeAllConnections(), server.close()))
  )
  const address: AddressInfo | string | null = server.address()
  if (typeof address !== "object" || address === null) return yield* Effect.die(new Error("no port"))
  return { url: `http://127.0.0.1:${address.port}`, received }
})

/** Answers with JSON; a string is sent as it is, for digits that JavaScript cannot hold. */
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Reply =>
  (response) =>
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(typeof body === "string" ? body : JSON.stringify(body))

/** Answers with other text. */
export const text =
  (body: string, status = 200, type = "text/html"): Reply =>
  (response) =>
    response.writeHead(status, { "content-type": type }).end(body)

/** Promises more than it sends, then hangs up. */
export const cutBody: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" })
  response.write('{"result":[', () => response.destroy())
}

/** Hangs up without a word. */
export const reset: Reply = (response) => response.destroy()
