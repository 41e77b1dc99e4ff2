/**
 * The token that goes with each request: an API key as it is, or an access token got for a refresh token.
 *
 * **Source** contracts/banyan.md, section 1.2.
 */
import {
  describeMismatch,
  fingerprint,
  type Requests,
  SchemaMismatch,
  SourceError,
  Unauthorized
} from "@rollcall/transport"
import { Effect, Redacted, Schema, Semaphore } from "effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"

/** How a client proves who it is: an API key's secret, or a refresh token that is exchanged. */
export type BanyanAuth = { readonly token: Redacted.Redacted } | { readonly refreshToken: Redacted.Redacted }

/** How a client reads and writes. */
export type Calls = Pick<Requests, "read" | "write">

/** The secret that was configured. */
export const secretOf = (auth: BanyanAuth): Redacted.Redacted =>
  Redacted.make(Redacted.value("token" in auth ? auth.token : auth.refreshToken).trim())

/**
 * Makes requests carry a token.
 *
 * **Details** With a refresh token, a 401 means that the access token has run out, as its life is not documented: it is
 * exchanged once more and the request repeated once, a write too, since it was refused before anything ran. A 403 or a
 * refused API key cannot be helped so.
 */
export function authorized({ read, write }: Calls, auth: BanyanAuth): Calls {
  const secret = secretOf(auth)
  const withTokens = "token" in auth ? withKey(secret) : withAccessTokens(accessTokens(read, secret))
  return { read: withTokens(read), write: withTokens(write) }
}

/** A way to send requests. */
type Sender<A> = (operation: string, request: HttpClientRequest.HttpClientRequest) => Effect.Effect<A, SourceError>

const withKey =
  (key: Redacted.Redacted) =>
  <A>(send: Sender<A>): Sender<A> =>
  (operation, request) =>
    send(operation, withToken(request, key))

const withAccessTokens =
  (tokens: AccessTokens) =>
  <A>(send: Sender<A>): Sender<A> =>
    Effect.fnUntraced(function* (operation, request) {
      const token = yield* tokens.current
      return yield* send(operation, withToken(request, token)).pipe(
        Effect.catchIf(
          (error) => error.reason instanceof Unauthorized,
          () => Effect.flatMap(tokens.renewed(token), (renewed) => send(operation, withToken(request, renewed)))
        )
      )
    })

interface AccessTokens {
  readonly current: Effect.Effect<Redacted.Redacted, SourceError>
  /** A token other than one that was refused. */
  readonly renewed: (stale: Redacted.Redacted) => Effect.Effect<Redacted.Redacted, SourceError>
}

/** Access tokens for a refresh token; one exchange at a time, whose result, be it a failure, all waiting requests share. */
function accessTokens(read: Requests["read"], refreshToken: Redacted.Redacted): AccessTokens {
  const turn = Semaphore.makeUnsafe(1)
  let latest: Redacted.Redacted | null = null
  let latestFailure: SourceError | null = null

  const renew = exchange(read, refreshToken).pipe(
    Effect.tap((token) => Effect.sync(() => (latest = token))),
    Effect.tapError((error) => Effect.sync(() => (latestFailure = error)))
  )

  const unless = (stale: Redacted.Redacted | null) =>
    Effect.suspend(() => {
      const failureBefore = latestFailure
      const renewedOrTold = Effect.suspend(() => {
        if (latest !== null && latest !== stale) return Effect.succeed(latest)
        // It failed while this request waited. Each trying in its turn, the last would wait for all the time-outs.
        return latestFailure === null || latestFailure === failureBefore ? renew : Effect.fail(latestFailure)
      })
      return turn.withPermits(1)(renewedOrTold)
    })
  return {
    current: Effect.suspend(() => (latest === null ? unless(null) : Effect.succeed(latest))),
    renewed: unless
  }
}

/** An exchange changes nothing that matters, so it is sent like a read, with repetitions. */
const exchange = Effect.fnUntraced(function* (read: Requests["read"], refreshToken: Redacted.Redacted) {
  const operation = "refreshToken"
  const request = HttpClientRequest.post("/v1/refresh_token", { acceptJson: true })
  const answer = yield* read(operation, withToken(request, refreshToken))
  const { Message } = yield* decodeExchange(answer).pipe(
    Effect.catch((error) =>
      Effect.flatMap(fingerprint(answer), (print) => {
        const reason = new SchemaMismatch({ ...describeMismatch(error), fingerprint: print })
        return new SourceError({ source: "banyan", operation, reason })
      })
    )
  )
  return Redacted.make(Message)
})

/** A message that no header can carry, or that is a sentence, is no token. */
const AccessToken = Schema.Trim.check(Schema.isPattern(/^[!-~]+$/))

const decodeExchange = Schema.decodeUnknownEffect(Schema.Struct({ Message: AccessToken }))

function withToken(request: HttpClientRequest.HttpClientRequest, token: Redacted.Redacted) {
  return HttpClientRequest.bearerToken(request, token)
}
