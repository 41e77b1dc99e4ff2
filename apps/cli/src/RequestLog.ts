/**
 * Every request as a debug log line: what was asked for, what came back, how long it took.
 */
import { Clock, Effect, Layer } from "effect"
import * as HttpClient from "effect/http/HttpClient"

/**
 * Logs the requests of an HTTP client.
 *
 * **Details** Headers, bodies and queries are left out: they hold keys, records and people's addresses.
 */
export const requestLog: Layer.Layer<HttpClient.HttpClient, never, HttpClient.HttpClient> = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(
    HttpClient.HttpClient,
    HttpClient.transform((exchange, { method, url }) =>
      Effect.gen(function* () {
        const what = `${method} ${url.replace(/[?#].*$/s, "")}`
        const startedMs = yield* Clock.currentTimeMillis
        const log = (result: string) =>
          Effect.flatMap(Clock.currentTimeMillis, (endedMs) =>
            Effect.logDebug(`${what} ${result} after ${endedMs - startedMs} ms`)
          )
        return yield* exchange.pipe(
          Effect.tap(({ status }) => log(String(status))),
          Effect.tapError(({ reason }) => log(reason._tag))
        )
      })
    )
  )
)
