/**
 * How requests are sent to a source: reads with patience, writes once.
 */
import { Clock, Context, Duration, Effect, Random, type Redacted, Result } from "effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { type Answer, isSuccess, noAnswer, readJson, reasonOf, receive } from "./answer.ts"
import { baseUrlProblem } from "./base-url.ts"
import { RateLimiters } from "./RateLimiters.ts"
import { makeRetryBudget, type RetryBudget } from "./RetryBudget.ts"
import { retryAfterMs } from "./retry-after.ts"
import { RateLimited, SourceError, type SourceErrorReason, Unavailable } from "./SourceError.ts"
import { monotonicMs, type RateLimit, type TokenBucket } from "./TokenBucket.ts"
import type { SpareTokens } from "./WaitingLine.ts"

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
   * Sends a write and gives the body of its answer, which may be empty.
   *
   * **Details** Repeated on 429 only, as nothing was done then.
   *
   * **Gotchas** After `Unavailable` the write may have happened: read the state before any second try.
   */
  readonly write: (
    operation: string,
    request: HttpClientRequest.HttpClientRequest
  ) => Effect.Effect<string, SourceError>
  readonly spare: SpareTokens<SourceError>
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
  /** Words of the API that name a cause; one that stands anywhere in an error body becomes the `code` of `Rejected`. */
  readonly errorCodes?: ReadonlyArray<string>
}

/** Without the first a server may compress in any way it likes; without the second some gateways refuse. */
const ownHeaders = { "accept-encoding": "gzip", "user-agent": "rollcall" }

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
  const patience = { limits, bucket, budget: makeRetryBudget() }
  const client = (yield* HttpClient.HttpClient).pipe(
    HttpClient.mapRequest((request) =>
      HttpClientRequest.setHeaders(
        HttpClientRequest.prependUrl(request, options.baseUrl.replace(/\/+$/, "")),
        ownHeaders
      )
    )
  )

  const named = (operation: string) => (reason: SourceErrorReason) =>
    new SourceError({ source: options.source, operation, reason })

  const sent = (request: HttpClientRequest.HttpClientRequest, attempt: Attempt) =>
    exchange(client, request, { ...attempt, errorCodes: options.errorCodes ?? [] })

  const requests: Requests = {
    read: (operation, request) =>
      patiently((attempt) => Effect.flatMap(sent(request, attempt), jsonOf(request)), {
        ...patience,
        repeats: "any failure that may pass"
      }).pipe(Effect.mapError(named(operation)), Effect.withSpan(`${options.source}.${operation}`)),
    write: (operation, request) =>
      patiently((attempt) => Effect.map(sent(request, attempt), (answer) => answer.text), {
        ...patience,
        repeats: "429 only"
      }).pipe(Effect.mapError(named(operation)), Effect.withSpan(`${options.source}.${operation}`)),
    spare: {
      one: Effect.mapError(bucket.spare.one, named("rate limit")),
      plenty: Effect.mapError(bucket.spare.plenty, named("rate limit"))
    }
  }
  return requests
})

/** What an attempt is given. */
interface Attempt {
  readonly timeoutMs: number
  /** To be run when an answer begins, or when none will come. */
  readonly arrived: Effect.Effect<void>
}

/** Sends a request and reads its answer, in the given time from the first byte sent to the last byte read. */
const exchange = (
  client: HttpClient.HttpClient,
  request: HttpClientRequest.HttpClientRequest,
  { timeoutMs, arrived, errorCodes }: Attempt & { readonly errorCodes: ReadonlyArray<string> }
): Effect.Effect<Answer, FailedAttempt> =>
  Effect.suspend(() => {
    let responded = false
    return client.execute(request).pipe(
      // The sources are third parties: they get no trace ids of ours, and no redirect carries the key elsewhere.
      Effect.provideService(HttpClient.TracerPropagationEnabled, false),
      Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
      Effect.ensuring(arrived),
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
      Effect.flatMap((answer) =>
        isSuccess(answer.status) ? Effect.succeed(answer) : failedWith(answer, request, errorCodes)
      )
    )
  })

const failedWith = Effect.fnUntraced(function* (
  answer: Answer,
  request: HttpClientRequest.HttpClientRequest,
  errorCodes: ReadonlyArray<string>
) {
  const waitMs = retryAfterMs(answer.headers, yield* Clock.currentTimeMillis)
  return yield* Effect.fail<FailedAttempt>({ reason: reasonOf(answer, request, { waitMs, errorCodes }), waitMs })
})

const jsonOf =
  (request: HttpClientRequest.HttpClientRequest) =>
  (answer: Answer): Effect.Effect<unknown, FailedAttempt> =>
    Effect.mapError(readJson(answer, request), (reason) => ({ reason, waitMs: null }))

/** How often an attempt may be repeated, and on what. */
interface Patience {
  readonly limits: RequestLimits
  readonly bucket: TokenBucket
  readonly budget: RetryBudget
  readonly repeats: "any failure that may pass" | "429 only"
}

/**
 * Repeats an attempt while a repetition can help and the limits allow it.
 *
 * A refusal for the rate (429) is no failure: it is waited out on a budget of its own, and the whole bucket waits with it,
 * since the other requests of the key would be refused as well.
 */
const patiently = Effect.fnUntraced(function* <A>(
  attempt: (given: Attempt) => Effect.Effect<A, FailedAttempt>,
  { limits, bucket, budget, repeats }: Patience
) {
  let tries = 0
  let spentMs = 0
  let refusals = 0
  let throttledSinceMs: number | null = null
  let responded = false
  while (true) {
    yield* bucket.take
    const startedMs = yield* monotonicMs
    const timeoutMs = Math.min(limits.attemptMs, limits.readMs - spentMs)
    const arrived = Effect.flatMap(monotonicMs, (nowMs) => bucket.answered(nowMs - startedMs))
    const result = yield* Effect.result(attempt({ timeoutMs, arrived }))
    if (Result.isSuccess(result)) {
      yield* budget.earn
      return result.success
    }
    const { reason, waitMs } = result.failure
    if (!reason.isRetryable) return yield* reason
    const isThrottled = reason instanceof RateLimited
    const pauseMs = Math.max(yield* jittered(limits, isThrottled ? refusals : tries), waitMs ?? 0)
    responded ||= !(reason instanceof Unavailable) || reason.responded
    if (isThrottled) {
      refusals += 1
      const nowMs = yield* monotonicMs
      // What the bucket made this read wait for other reads' refusals counts too.
      throttledSinceMs ??= nowMs
      if (nowMs - throttledSinceMs + pauseMs > limits.throttledMs) return yield* reason
      yield* bucket.pause(pauseMs, nowMs - startedMs)
    } else {
      tries += 1
      spentMs += (yield* monotonicMs) - startedMs + pauseMs
      const isFinal = repeats === "429 only" || tries >= limits.triesMax || spentMs >= limits.readMs
      if (isFinal || !(yield* budget.spend)) return yield* lastWord(reason, responded)
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
