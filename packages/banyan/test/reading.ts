/**
 * A client of a scripted server, and what a whole walk came to.
 */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { type ArgumentError, type BanyanAuth, BanyanClient, type BanyanClientShape } from "@rollcall/banyan"
import { makeRateLimiters, type Page, RateLimiters, RequestLimits, type SourceError } from "@rollcall/transport"
import { Effect, Layer, Redacted, Ref, Result, Stream } from "effect"
import { type Received, type Reply, scriptedServer } from "@rollcall/sandbox/scripted-server"

/** Waits of a millisecond, and a rate that no test reaches. */
const quick = { attemptMs: 2000, triesMax: 5, readMs: 20_000, throttledMs: 5000, backoffMs: 1, backoffMsMax: 5 }
const rateLimit = { requestsPerSecond: 10_000, burst: 1000 }

/** Makes a client for an address. */
export const clientOf = Effect.fnUntraced(function* (
  baseUrl: string,
  auth: BanyanAuth = { token: Redacted.make(" the-key\n") },
  pageSize = 10
) {
  return yield* BanyanClient.make({ baseUrl, auth, pageSize, rateLimit }).pipe(
    Effect.provideService(RateLimiters, makeRateLimiters()),
    Effect.provideService(RequestLimits, quick),
    Effect.provide(yield* Layer.build(NodeHttpClient.layerUndici))
  )
})

/** Walks a list of a scripted server to its end or to its failure. */
export const walking = Effect.fnUntraced(function* <A>(
  list: (client: BanyanClientShape) => Stream.Stream<Page<A>, SourceError | ArgumentError>,
  script: (request: Received, number: number) => Reply
) {
  const server = yield* scriptedServer(script)
  const client = yield* clientOf(`${server.url}/api/`)
  const pages = yield* Ref.make<ReadonlyArray<Page<A>>>([])
  const result = yield* list(client).pipe(
    Stream.runForEach((page) => Ref.update(pages, (all) => [...all, page])),
    Effect.result
  )
  const read = yield* Ref.get(pages)
  const lastStart = Math.max(
    0,
    read.findLastIndex((page) => page.restarts === true)
  )
  const valid = read.slice(lastStart)
  return {
    ids: valid.flatMap((page) => page.records.map((record) => record.id)),
    refusals: valid.flatMap((page) => page.refusals),
    duplicates: valid.reduce((sum, page) => sum + page.duplicates, 0),
    totals: read.map((page) => page.reportedTotal),
    drift: read.flatMap((page) => page.drift),
    problem: Result.isFailure(result) && result.failure._tag === "SourceError" ? result.failure.reason : null,
    argument: Result.isFailure(result) && result.failure._tag === "ArgumentError" ? result.failure.argument : null,
    asked: server.received.map((request) => `${request.path}?${request.query.toString()}`),
    skips: server.received.map((request) => Number(request.query.get("skip")))
  }
})

/** Devices with the ids from … to, the end excluded. */
export const devices = (from: number, to: number): ReadonlyArray<{ readonly DeviceID: string }> =>
  Array.from({ length: to - from }, (_, index) => ({ DeviceID: `d${from + index}` }))

/** The ids of {@link devices}. */
export const ids = (from: number, to: number): ReadonlyArray<string> => devices(from, to).map((each) => each.DeviceID)
