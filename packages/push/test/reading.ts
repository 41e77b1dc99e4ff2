/**
 * A client of a scripted server, and what a whole reading came to.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { PushClient, type PushClientShape } from "@rollcall/push"
import { makeRateLimiters, type Page, RateLimiters, RequestLimits, type SourceError } from "@rollcall/transport"
import { Effect, Layer, Redacted, Ref, Stream } from "effect"
import { type Received, type Reply, scriptedServer } from "@rollcall/sandbox/scripted-server"

/** Waits of a millisecond, and a rate that no test reaches. */
const quick = { attemptMs: 2000, triesMax: 5, readMs: 20_000, throttledMs: 5000, backoffMs: 1, backoffMsMax: 5 }
const rateLimit = { requestsPerSecond: 1000, burst: 1000 }

/** Makes a client for an address. */
export const clientOf = Effect.fnUntraced(function* (
  baseUrl: string,
  apiKey = " the-key\n",
  limits: Partial<RequestLimits> = {}
) {
  return yield* PushClient.make({ baseUrl, apiKey: Redacted.make(apiKey), rateLimit }).pipe(
    Effect.provideService(RateLimiters, makeRateLimiters()),
    Effect.provideService(RequestLimits, { ...quick, ...limits }),
    Effect.provide(yield* Layer.build(NodeHttpClient.layerUndici))
  )
})

/** Reads a list to its end or to its failure; `afterPage` runs before the next page is asked for. */
export const readToEnd = Effect.fnUntraced(function* <A>(
  list: Stream.Stream<Page<A>, SourceError>,
  afterPage: () => Effect.Effect<void> = () => Effect.void
) {
  const pages = yield* Ref.make<ReadonlyArray<Page<A>>>([])
  const result = yield* list.pipe(
    Stream.runForEach((page) =>
      Effect.andThen(
        Ref.update(pages, (all) => [...all, page]),
        afterPage()
      )
    ),
    Effect.result
  )
  const read = yield* Ref.get(pages)
  return {
    pages: read.length,
    ids: read.flatMap((page) => page.records.map((record) => record.id)),
    records: read.flatMap((page) => page.records),
    refusals: read.flatMap((page) => page.refusals),
    duplicates: read.reduce((sum, page) => sum + page.duplicates, 0),
    drift: read.flatMap((page) => page.drift),
    problem: result._tag === "Failure" ? result.failure.reason : null
  }
})

/** Reads a list of a scripted server to its end or to its failure. */
export const reading = Effect.fnUntraced(function* <A>(
  list: (client: PushClientShape) => Stream.Stream<Page<A>, SourceError>,
  script: (request: Received, number: number) => Reply
) {
  const server = yield* scriptedServer(script)
  const client = yield* clientOf(server.url)
  const read = yield* readToEnd(list(client))
  return {
    ...read,
    asked: server.received.map((request) => `${request.path}?${request.query.toString()}`),
    received: server.received
  }
})

/** Objects with the ids from … to, the end excluded. */
export const objects = (from: number, to: number): ReadonlyArray<{ readonly id: string }> =>
  Array.from({ length: to - from }, (_, index) => ({ id: `e${from + index}` }))

/** The ids of {@link objects}. */
export const ids = (from: number, to: number): ReadonlyArray<string> => objects(from, to).map((each) => each.id)
