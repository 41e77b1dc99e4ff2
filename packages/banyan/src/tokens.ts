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

/** The secret that was configured. */
export const secretOf = (auth: BanyanAuth): Redacted.Redacted =>
  Redacted.make(Redacted.value("token" in auth ? auth.token : auth.refreshToken).trim())

/**
 * Makes reads carry a token.
 *
 * **Details** With a refresh token, a 401 means that the access token has run out, as its life is not documented: it is
 * exchanged once more and the read repeated once. A 403 or a refused API key cannot be helped so.
 */
export function authorizedReads(read: Requests["read"], auth: BanyanAuth): Requests["read"] {
  const secret = secretOf(auth)
  if ("token" in auth) return (operation, request) => read(operation, withToken(request, secret))
  const tokens = accessTokens(read, secret)
  return Effect.fnUntraced(function* (operation, request) {
    const token = yield* tokens.current
    return yield* read(operation, withToken(request, token)).pipe(
      Effect.catchIf(
        (error) => error.reason instanceof Unauthorized,
        () => Effect.flatMap(tokens.renewed(token), (renewed) => read(operation, withToken(request, renewed)))
      )
    )
  })
}

/** Access tokens for a refresh token; one exchange at a time, whose result all waiting requests share. */
function accessTokens(read: Requests["read"], refreshToken: Redacted.Redacted) {
  const turn = Semaphore.makeUnsafe(1)
  let latest: Redacted.Redacted | null = null

  const unless = (stale: Redacted.Redacted | null) =>
    turn.withPermits(1)(
      Effect.suspend(() =>
        latest !== null && latest !== stale
          ? Effect.succeed(latest)
          : Effect.tap(exchange(read, refreshToken), (token) => Effect.sync(() => (latest = token)))
      )
    )
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

const decodeExchange = Schema.decodeUnknownEffect(Schema.Struct({ Message: Schema.Trim.check(Schema.isNonEmpty()) }))

function withToken(request: HttpClientRequest.HttpClientRequest, token: Redacted.Redacted) {
  return HttpClientRequest.bearerToken(request, token)
}
