/**
 * What a client would send, learnt from the client itself and sent nowhere.
 */
import { Deferred, Effect } from "effect"
import { HttpClient, type HttpClientRequest } from "effect/http"

/** A request as it would go over the wire, without its headers. */
export interface WireRequest {
  readonly method: string
  /** With the query, without the server. */
  readonly path: string
  /** The text of the body; `null` if there is none. */
  readonly body: string | null
}

/**
 * Gives the first request that a client makes when it is used so.
 *
 * **Details** What is shown before a write is therefore what the write sends, and a client that refuses its arguments
 * does so now.
 *
 * **Errors** What the client fails with before it sends anything.
 */
export const rehearse = Effect.fnUntraced(function* <C, E>(
  makeClient: Effect.Effect<C, never, HttpClient.HttpClient>,
  use: (client: C) => Effect.Effect<unknown, E>
) {
  const sent = yield* Deferred.make<WireRequest>()
  const http = HttpClient.make((request, url) =>
    Effect.andThen(Deferred.succeed(sent, wireRequest(request, url)), Effect.never)
  )
  const client = yield* Effect.provideService(makeClient, HttpClient.HttpClient, http)
  const ended = Effect.andThen(use(client), Effect.die(new Error("a client ended without sending anything")))
  return yield* Effect.raceFirst(ended, Deferred.await(sent))
})

const wireRequest = ({ method, body }: HttpClientRequest.HttpClientRequest, url: URL): WireRequest => ({
  method,
  path: `${url.pathname}${url.search}`,
  body: body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : null
})
