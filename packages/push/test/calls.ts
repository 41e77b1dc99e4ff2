/**
 * One call of a client, and what it came to at a scripted server.
 */
import type { ArgumentError, PushClientShape, SourceError } from "@rollcall/push"
import { Effect, Result } from "effect"
import { clientOf } from "./reading.ts"
import { type Received, type Reply, scriptedServer } from "@rollcall/sandbox/scripted-server"

/** Calls once and gives value or error, and the requests in short. */
export const calling = Effect.fnUntraced(function* <A>(
  call: (client: PushClientShape) => Effect.Effect<A, SourceError | ArgumentError>,
  script: (request: Received, number: number) => Reply
) {
  const server = yield* scriptedServer(script)
  const result = yield* Effect.result(call(yield* clientOf(server.url)))
  const error = Result.isFailure(result) ? result.failure : null
  return {
    value: Result.isSuccess(result) ? result.success : null,
    error,
    reason: error?._tag === "SourceError" ? error.reason : null,
    sent: server.received.map(
      ({ method, path, body }) => [method, path, body === "" ? null : JSON.parse(body)] as const
    ),
    received: server.received
  }
}, Effect.scoped)
