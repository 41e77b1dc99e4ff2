/**
 * Traces for a collector that the environment names; loaded only where one is named.
 */
import { oneLine } from "@rollcall/transport"
import { Cause, Config, ConfigProvider, Effect, Layer } from "effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import { type Flusher, layerFlusher } from "effect/observability/OtlpExporter"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import * as OtlpTracer from "effect/observability/OtlpTracer"
import { note } from "./Output.ts"
import { version } from "./version.ts"

/** As OpenTelemetry documents it; JSON unless the other is asked for. */
const protocol = Config.String("OTEL_EXPORTER_OTLP_PROTOCOL").pipe(Config.withDefault("http/json"))

const serialization = Layer.unwrap(
  Effect.map(protocol, (name) =>
    name === "http/protobuf" ? OtlpSerialization.layerProtobuf : OtlpSerialization.layerJson
  )
)

/** Traces are what a named collector is for: nobody has to ask for them a second time. */
const defaults = ConfigProvider.layerAdd(
  ConfigProvider.fromUnknown({ OTEL_SERVICE_NAME: "rollcall", OTEL_TRACES_EXPORTER: "otlp" })
)

/**
 * Sends the spans of a run to the collector of `OTEL_EXPORTER_OTLP_ENDPOINT`, with the other variables of that standard.
 *
 * **Details** Spans of single HTTP exchanges are left out, as their addresses name people and devices; each call of a source's
 * client is a span. What is wrong with the variables is told and stops nothing.
 *
 * **Source** https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export const telemetry: Layer.Layer<Flusher> = Layer.merge(
  OtlpTracer.layerFromConfig({ resource: { serviceVersion: version } }).pipe(
    Layer.provide([serialization, FetchHttpClient.layer]),
    Layer.provide(defaults),
    Layer.catchCause((cause) =>
      Layer.tap(layerFlusher, () => note(`no traces are sent: ${whatIsWrong(cause)}; look at the variables OTEL_…`))
    )
  ),
  Layer.succeed(HttpClient.TracerDisabledWhen, () => true)
)

const whatIsWrong = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  return oneLine(error instanceof Error ? error.message : String(error), 200)
}
