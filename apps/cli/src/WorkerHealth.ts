/**
 * How a worker is, over HTTP: whether it lives, whether it can work, and its figures for Prometheus.
 */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { type RunState, ReportRuns } from "@rollcall/store"
import { Clock, Effect, Layer, Metric } from "effect"
import { Sharding } from "effect/cluster"
import { HttpRouter, HttpServerResponse } from "effect/http"
import type { ServeError } from "effect/http/HttpServerError"
import { PrometheusMetrics } from "effect/observability"
import { createServer } from "node:http"
import { rateLimited } from "./Collecting.ts"
import { Failure } from "./Failure.ts"

const runsByState = Metric.gauge("rollcall_runs", { description: "Report runs by state, of all workers" })
const perMinute = Metric.gauge("rollcall_tenants_per_minute", {
  description: "Reports made a minute by all workers, over the last five minutes"
})
const lag = Metric.gauge("rollcall_lag_seconds", { description: "How long the run has waited that waits longest" })

const storeUp = Metric.gauge("rollcall_store_up", {
  description: "1 if the store answered when this was asked; else the figures of all workers are those from before"
})

const states: ReadonlyArray<RunState> = ["waiting", "running", "done", "failed", "cancelled"]

const minutes = 5

/** Brings the figures up to date that all workers have together. */
const measure = Effect.gen(function* () {
  const runs = yield* ReportRuns
  const nowMs = yield* Clock.currentTimeMillis
  const counts = yield* runs.counts
  for (const state of states) {
    const count = counts.find((each) => each.state === state)?.runs ?? 0
    yield* Metric.update(Metric.withAttributes(runsByState, { state }), count)
  }
  const oldest = counts.find(({ state }) => state === "waiting")?.oldest
  yield* Metric.update(lag, oldest === undefined ? 0 : Math.max(0, (nowMs - Date.parse(oldest)) / 1000))
  const since = new Date(nowMs - minutes * 60_000).toISOString()
  // It is shown before the first refusal, too.
  yield* Metric.update(rateLimited, 0)
  yield* Metric.update(perMinute, (yield* runs.doneSince(since)) / minutes)
})

const text = (status: number, body: string) =>
  HttpServerResponse.text(`${body}\n`, { status, contentType: "text/plain; version=0.0.4; charset=utf-8" })

const answered = Effect.timeout("5 seconds")

/** Serves `/live`, `/ready` and `/metrics` on an address. */
export const healthServer = (at: { readonly host: string; readonly port: number }) =>
  HttpRouter.serve(
    Layer.mergeAll(
      HttpRouter.add("GET", "/live", text(200, "live")),
      HttpRouter.add(
        "GET",
        "/ready",
        Effect.gen(function* () {
          const sharding = yield* Sharding.Sharding
          const runs = yield* ReportRuns
          const isOver = yield* sharding.isShutdown
          const isReached = yield* Effect.isSuccess(answered(runs.counts))
          if (isOver) return text(503, "stopping")
          return isReached ? text(200, "ready") : text(503, "the store does not answer")
        })
      ),
      HttpRouter.add(
        "GET",
        "/metrics",
        Effect.gen(function* () {
          // What this process counts itself is told whether or not the store answers.
          const isReached = yield* Effect.isSuccess(answered(measure))
          yield* Metric.update(storeUp, isReached ? 1 : 0)
          return text(200, yield* PrometheusMetrics.format())
        })
      )
    ),
    { disableLogger: true, disableListenLog: true }
  ).pipe(
    Layer.provide(NodeHttpServer.layer(createServer, at)),
    Layer.catch((error) => Layer.effectDiscard(Effect.fail(notServed(at, error))))
  )

const notServed = ({ host, port }: { readonly host: string; readonly port: number }, { cause }: ServeError): Failure =>
  new Failure({
    code: "failed",
    summary: `${host}:${port} cannot be served on (${cause instanceof Error ? cause.message : String(cause)}).`,
    where: { operation: "health" },
    next: "choose another --health-port or --health-host."
  })
