/**
 * One call of a client, and what it came to at a scripted server.
 */
import type { ArgumentError, BanyanAuth, BanyanClientShape, SourceError } from "@rollcall/banyan"
import { type Received, type Reply, scriptedServer } from "@rollcall/sandbox/scripted-server"
import { Effect, Result } from "effect"
import { clientOf } from "./reading.ts"

/** A call of the client. */
export type Call<A = unknown> = (client: BanyanClientShape) => Effect.Effect<A, SourceError | ArgumentError>

/** A request in short. */
export type Sent = readonly [method: string, path: string, query: Readonly<Record<string, string>>, body: unknown]

/** Calls once and gives value or error, and the requests in short. */
export const calling = Effect.fnUntraced(function* <A>(
  call: Call<A>,
  script: (request: Received, number: number) => Reply,
  auth?: BanyanAuth
) {
  const server = yield* scriptedServer(script)
  const result = yield* Effect.result(call(yield* clientOf(server.url, auth)))
  const error = Result.isFailure(result) ? result.failure : null
  return {
    value: Result.isSuccess(result) ? result.success : null,
    error,
    reason: error?._tag === "SourceError" ? error.reason : null,
    sent: server.received.map(shortOf),
    received: server.received
  }
}, Effect.scoped)

const shortOf = ({ method, path, query, body }: Received): Sent => [
  method,
  path,
  Object.fromEntries(query),
  body === "" ? null : JSON.parse(body)
]
