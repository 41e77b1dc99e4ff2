/**
 * Serves a fake API over HTTP on loopback.
 */
import { Effect, Schema, type Scope } from "effect"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { Fault, SandboxApi } from "../switches.ts"
import type { ApiRequest, FakeApi, Mutate, Reply } from "./exchange.ts"
import { withDuplicate, type FaultPlan } from "./faults.ts"
import { makeJsonWriter, type JsonWriter } from "./json.ts"
import { withoutSecrets, type RequestLog } from "./record.ts"

/**
 * A sandbox that cannot start.
 */
export class SandboxError extends Schema.TaggedError<SandboxError>()("SandboxError", {
  reason: Schema.Literals(["port-in-use", "port-refused"]),
  api: Schema.Literals(["push", "banyan"]),
  port: Schema.Int,
  cause: Schema.Defect()
}) {
  override get message() {
    const fact = this.reason === "port-in-use" ? "is in use" : "cannot be opened"
    const where = `sandbox · ${this.api}: port ${this.port} on 127.0.0.1`
    return `${where} ${fact}.\n  Next: choose another port, or 0 for any free one.`
  }
}

/** What a server needs besides the API it serves. */
export interface ServeOptions {
  readonly name: SandboxApi
  readonly port: number
  readonly nowMs: () => number
  readonly faults: FaultPlan
  readonly log: RequestLog
  readonly delays: Delays
}

/** What the way to the server and back costs. */
export interface Delays {
  /** Half of it passes before the request is looked at, half before the answer leaves. */
  readonly latencyMs: number
  /** Gives what a request takes longer on its way here, in milliseconds. */
  readonly nextJitterMs: () => number
}

// The contracts' largest bodies are lists of ids; more than this is a client gone wrong.
const bodySizeBytesMax = 1_000_000

/** Serves an API until the scope ends, then closes every connection, and gives the port. */
export const serve = (api: FakeApi, options: ServeOptions): Effect.Effect<number, SandboxError, Scope.Scope> =>
  Effect.acquireRelease(listen(api, { ...options, writeJson: makeJsonWriter() }), close).pipe(Effect.map(portOf))

interface Serving extends ServeOptions {
  readonly writeJson: JsonWriter
}

const listen = (api: FakeApi, options: Serving): Effect.Effect<Server, SandboxError> =>
  Effect.callback((resume) => {
    const server = createServer((incoming, response) => receive(api, options, incoming, response))
    // Clients keep connections for a minute or less; if the server closed one first, a request could meet the closing.
    server.keepAliveTimeout = 120_000
    server.once("error", (cause: NodeJS.ErrnoException) =>
      resume(
        Effect.fail(
          new SandboxError({
            reason: cause.code === "EADDRINUSE" ? "port-in-use" : "port-refused",
            api: options.name,
            port: options.port,
            cause
          })
        )
      )
    )
    server.listen(options.port, "127.0.0.1", () => resume(Effect.succeed(server)))
  })

const close = (server: Server): Effect.Effect<void> =>
  Effect.callback((resume) => {
    server.close(() => resume(Effect.void))
    server.closeAllConnections()
  })

const portOf = (server: Server): number => {
  const address = server.address()
  return typeof address === "object" && address !== null ? address.port : 0
}

const receive = (api: FakeApi, options: Serving, incoming: IncomingMessage, response: ServerResponse) => {
  const chunks: Array<Buffer> = []
  let sizeBytes = 0
  incoming.on("data", (chunk: Buffer) => {
    sizeBytes += chunk.length
    if (sizeBytes > bodySizeBytesMax) incoming.destroy()
    else chunks.push(chunk)
  })
  incoming.on("end", () => {
    const body = Buffer.concat(chunks)
    const { latencyMs, nextJitterMs } = options.delays
    later(response, latencyMs / 2 + nextJitterMs(), () => answer(api, options, incoming, body, response))
  })
}

// A client that has gone away is not waited for.
const later = (response: ServerResponse, delayMs: number, act: () => void) => {
  if (delayMs <= 0) {
    act()
    return
  }
  const timer = setTimeout(act, delayMs)
  response.once("close", () => clearTimeout(timer))
}

const answer = (
  api: FakeApi,
  options: Serving,
  incoming: IncomingMessage,
  bodyBytes: Buffer,
  response: ServerResponse
) => {
  const url = incoming.url ?? "/"
  const body = bodyBytes.toString("utf8")
  const [rawPath = "", ...queries] = url.split("?")
  const hasPrefix = rawPath.startsWith(`${api.prefix}/`)
  const request: ApiRequest = {
    method: incoming.method ?? "GET",
    path: hasPrefix ? rawPath.slice(api.prefix.length) : "",
    query: new URLSearchParams(queries.join("?")),
    headers: incoming.headers,
    body,
    atMs: options.nowMs()
  }
  const tenant = api.tenantOf(request)?.id
  const fault = options.faults({ api: options.name, method: request.method, path: request.path, tenant })
  const reply = replyTo(api, request, fault)
  options.log.add({
    api: options.name,
    tenant,
    method: request.method,
    url,
    headers: withoutSecrets(incoming.headers),
    body,
    bodyBytes,
    mark: reply.mark,
    status: fault?.kind === "reset" ? null : reply.status,
    atMs: request.atMs
  })
  const lateMs = fault?.kind === "late" ? (fault.delayMs ?? 1000) : 0
  later(response, options.delays.latencyMs / 2 + lateMs, () => send(response, reply, fault, options.writeJson))
}

const unchanged: Mutate = (record) => record

const replyTo = (api: FakeApi, request: ApiRequest, fault: Fault | undefined): Reply => {
  if (fault !== undefined && isFailure(fault.kind) && !(fault.kind === "late" && fault.isApplied !== false)) {
    const applied = fault.isApplied === true ? api.respond(request, unchanged) : undefined
    return {
      ...failure(api, request, fault, fault.kind),
      ...(applied?.mark === undefined ? {} : { mark: applied.mark })
    }
  }
  const reply = api.respond(request, (fault?.kind === "mutate" ? fault.mutate : undefined) ?? unchanged)
  return fault?.kind === "duplicate" ? { ...reply, body: withDuplicate(reply.body) } : reply
}

/** The kinds of fault that can take the place of the answer, with the status that each has unless it is told another. */
const failureStatuses = { status: 500, html: 502, reset: 500, "error-code": 200, late: 504 }

const isFailure = (kind: Fault["kind"]): kind is keyof typeof failureStatuses => kind in failureStatuses

const failure = (api: FakeApi, request: ApiRequest, fault: Fault, kind: keyof typeof failureStatuses): Reply => {
  const status = fault.status ?? failureStatuses[kind]
  const headers = fault.retryAfter === undefined ? {} : { headers: { "retry-after": fault.retryAfter } }
  if (kind === "html") return { status, body: undefined, isWebPage: true, ...headers }
  const code = kind === "error-code" ? (fault.errorCode ?? 500) : status
  return { status, body: api.failureBody(request.path, code, "The sandbox was told to fail"), ...headers }
}

const page = "<!doctype html><html><head><title>Sandbox</title></head><body><h1>This is no API</h1></body></html>"

const send = (response: ServerResponse, reply: Reply, fault: Fault | undefined, writeJson: JsonWriter) => {
  if (fault?.kind === "reset") {
    response.socket?.resetAndDestroy()
    return
  }
  const isPage = reply.isWebPage === true
  const payload = Buffer.from(isPage ? page : reply.body === undefined ? "" : writeJson(reply.body))
  response.writeHead(reply.status, {
    "content-type": isPage ? "text/html; charset=utf-8" : "application/json",
    "content-length": payload.length,
    ...reply.headers
  })
  if (fault?.kind === "cut") {
    response.write(payload.subarray(0, Math.floor(payload.length / 2)), () => response.socket?.destroy())
  } else if (fault?.kind === "slow") {
    response.flushHeaders()
    later(response, fault.delayMs ?? 1000, () => response.end(payload))
  } else {
    response.end(payload)
  }
}
