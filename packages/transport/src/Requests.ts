/**
 * How requests are sent to a source: reads with patience, writes exactly once.
 */
import { Clock, Context, Duration, Effect, Random, type Redacted, Result } from "effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { type Answer, isSuccess, noAnswer, readJson, reasonOf, receive } from "./answer.ts"
import { baseUrlProblem } from "./base-url.ts"
import { RateLimiters } from "./RateLimiters.ts"
import { retryAfterMs } from "./retry-after.ts"
import { RateLimited, SourceError, type SourceErrorReason, Unavailable } from "./SourceError.ts"
import { monotonicMs, type RateLimit, type TokenBucket } from "./TokenBucket.ts"

/** How long and how often a request is tried. */
export interface RequestLimits {
  /** One request in all, body included. */
  readonly attemptMs: number
  /** Tries of a read that fails, and the time for all of them with the waits between; waits after a 429 not counted. */
  readonly triesMax: number
  readonly readMs: number
  /** All waits of a read after answers of 429. */
  readonly throttledMs: number
  /** The first wait between two tries; each further one is twice as long, up to the longest. */
  readonly backoffMs: number
  readonly backoffMsMax: number
}

/** The limits in force; tests shorten the waits. */
export const RequestLimits = Context.Reference<RequestLimits>("@rollcall/transport/RequestLimits", {
  // Documented for both sources: 30 s, five tries within two minutes, up to ten minutes after 429. The backoff is
  // ours; 20 s is the longest wait of the public collector named in contracts/push.md, section 1.
  defaultValue: () => ({
    attemptMs: 30_000,
    triesMax: 5,
    readMs: 120_000,
    throttledMs: 600_000,
    backoffMs: 250,
    backoffMsMax: 20_000
  })
})

/** Sends the requests of one client. */
export interface Requests {
  /**
   * Sends a read and gives the JSON of its answer, lossless.
   *
   * **Details** Repeated on 429, on 500 and 502 to 504, on network failure, timeout, a cut body and a body that is not
   * JSON. Only for requests that change nothing, or nothing that matters if done twice.
   */
  readonly read: (
    operation: string,
    request: HttpClientRequest.HttpClientRequest
  ) => Effect.Effect<unknown, SourceError>
  /**
   * Sends a write once and gives the body of its answer, which may be empty.
   *
   * **Gotchas** After `Unavailable` the write may have happened: read the state before any second try.
   */
  readonly write: (
    operation: string,
    request: HttpClientRequest.HttpClientRequest
  ) => Effect.Effect<string, SourceError>
}

/** What a client says about itself. */
export interface RequestsOptions {
  /** Name of the source in errors and spans, such as `push`. */
  readonly source: string
  /** Address that request paths are appended to. */
  readonly baseUrl: string
  /** Whose rate limit the requests draw on. The requests themselves bring their header along. */
  readonly key: Redacted.Redacted
  readonly rateLimit: RateLimit
}

/** An attempt that failed, with the wait that the source asks for. */
interface FailedAttempt {
  readonly reason: SourceErrorReason
  readonly waitMs: number | null
}

/**
 * Makes the sender of a client.
 *
 * **Errors** A base address that {@link baseUrlProblem} objects to is a defect: configuration must have refused it.
 */
export const makeRequests = Effect.fnUntraced(function* (options: RequestsOptions) {
  const problem = baseUrlProblem(options.baseUrl)
  if (problem !== null) return yield* Effect.die(new Error(`${options.source}: the base address ${problem}`))
  const limits = yield* RequestLimits
  const bucket = (yield* RateLimiters).bucketFor(options.key, options.baseUrl, options.rateLimit)
  const client = (yield* HttpClient.HttpClient).pipe(
    HttpClient.mapRequest(HttpClientRequest.prependUrl(options.baseUrl.replace(/\/+$/, "")))
  )

  const named = (operation: string) => (reason: SourceErrorReason) =>
    new SourceError({ source: options.source, operation, reason })

  const requests: Requests = {
    read: (operation, request) =>
      readPatiently((timeoutMs) => exchange(client, request, timeoutMs).pipe(Effect.flatMap(jsonOf(request))), {
        limits,
        bucket
      }).pipe(Effect.mapError(named(operation)), Effect.withSpan(`${options.source}.${operation}`)),
    write: (operation, request) =>
      bucket.take.pipe(
        Effect.mapError((reason): FailedAttempt => ({ reason, waitMs: null })),
        Effect.andThen(exchange(client, request, limits.attemptMs)),
        Effect.map((answer) => answer.text),
        Effect.mapError((failed) => named(operation)(failed.reason)),
        Effect.withSpan(`${options.source}.${operation}`)
      )
  }
  return requests
})

/** Sends a request and reads its answer, in the given time from the first byte sent to the last byte read. */
const exchange = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  timeoutMs: number
): Effect.Effect<Answer, FailedAttempt> =>
  Effect.suspend(() => {
    let responded = false
    return client.execute(request).pipe(
      // The sources are third parties: they get no trace ids of ours, and no redirect carries the key elsewhere.
      Effect.provideService(HttpClient.TracerPropagationEnabled, false),
      Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
      Effect.mapError(noAnswer),
      Effect.tap(() => Effect.sync(() => void (responded = true))),
      Effect.flatMap(receive),
      Effect.timeoutOrElse({
        duration: Duration.millis(timeoutMs),
        orElse: () => {
          const detail = `no complete answer within ${Math.ceil(timeoutMs / 1000)} s`
          return Effect.fail(new Unavailable({ detail, cause: null, responded }))
        }
      }),
      Effect.mapError((reason) => ({ reason, waitMs: null })),
      Effect.flatMap((answer) => (isSuccess(answer.status) ? Effect.succeed(answer) : failedWith(answer, request)))
    )
  })

const failedWith = Effect.fnUntraced(function* (answer: Answer, request: HttpClientRequest.HttpClientRequest) {
  const waitMs = retryAfterMs(answer.headers, yield* Clock.currentTimeMillis)
  return yield* Effect.fail<FailedAttempt>({ reason: reasonOf(answer, request, waitMs), waitMs })
})

const jsonOf =
  (request: HttpClientRequest.HttpClientRequest) =>
  (answer: Answer): Effect.Effect<unknown, FailedAttempt> =>
    Effect.mapError(readJson(answer, request), (reason) => ({ reason, waitMs: null }))

/**
 * Repeats an attempt while a repetition can help and the limits allow it.
 *
 * A refusal for the rate (429) is no failure: it is waited out on a budget of its own, and the whole bucket waits with it,
 * since the other requests of the key would be refused as well.
 */
const readPatiently = Effect.fnUntraced(function* (
  attempt: (timeoutMs: number) => Effect.Effect<unknown, FailedAttempt>,
  { limits, bucket }: { readonly limits: RequestLimits; readonly bucket: TokenBucket }
) {
  let tries = 0
  let spentMs = 0
  let refusals = 0
  let throttledMs = 0
  let responded = false
  while (true) {
    yield* bucket.take
    const startedMs = yield* monotonicMs
    const result = yield* Effect.result(attempt(Math.min(limits.attemptMs, limits.readMs - spentMs)))
    if (Result.isSuccess(result)) return result.success
    const { reason, waitMs } = result.failure
    if (!reason.isRetryable) return yield* reason
    const isThrottled = reason instanceof RateLimited
    const pauseMs = Math.max(yield* jittered(limits, isThrottled ? refusals : tries), waitMs ?? 0)
    responded ||= !(reason instanceof Unavailable) || reason.responded
    if (isThrottled) {
      refusals += 1
      throttledMs += pauseMs
      if (throttledMs > limits.throttledMs) return yield* reason
      yield* bucket.pause(pauseMs)
    } else {
      tries += 1
      spentMs += (yield* monotonicMs) - startedMs + pauseMs
      if (tries >= limits.triesMax || spentMs >= limits.readMs) return yield* lastWord(reason, responded)
      yield* Effect.sleep(pauseMs)
    }
  }
})

/** Doubles with each repetition; between half and all of it, so that clients refused together do not return together. */
const jittered = (limits: RequestLimits, repetition: number) =>
  Effect.map(
    Random.next,
    (random) => Math.min(limits.backoffMsMax, limits.backoffMs * 2 ** repetition) * (0.5 + random / 2)
  )

/** A source that answered any of the tries is there, even if the last try found nobody. */
function lastWord(reason: SourceErrorReason, responded: boolean): SourceErrorReason {
  if (!(reason instanceof Unavailable) || reason.responded === responded) return reason
  return new Unavailable({ detail: reason.detail, cause: reason.cause, responded })
}
