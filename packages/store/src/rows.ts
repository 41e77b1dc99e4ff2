/**
 * Rows of the tables that several modules read, and the way back from their JSON columns.
 */
import { type ResourceName, resourceNames, ResourceReading, resources, Source } from "@rollcall/model"
import { Effect, Schema, type Stream } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import { StoreError } from "./StoreError.ts"
import type { RecordText } from "./SnapshotStore.ts"

const decodeSources = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Array(Source)))
const decodeReading = Schema.decodeUnknownEffect(Schema.fromJsonString(ResourceReading))

/** The sources of a run, from their column. */
export const parseSources = (runId: string, json: string): Effect.Effect<ReadonlyArray<Source>, StoreError> =>
  Effect.mapError(decodeSources(json), () => corrupt(`the sources of ${runId} cannot be read`))

/** The readings of a run that are closed, in the order in which resources are read. */
export const closedReadings = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string) {
  const rows = yield* sql<{ readonly reading: string }>`SELECT reading FROM resource_reading
    WHERE run_id = ${runId} AND reading IS NOT NULL ORDER BY source, resource`
  const readings = yield* Effect.forEach(rows, ({ reading }) =>
    Effect.mapError(decodeReading(reading), () => corrupt(`a resource reading of ${runId} cannot be read`))
  )
  return readings.toSorted((a, b) => place(a) - place(b))
})

const place = ({ resource }: ResourceReading): number => resourceNames.findIndex((name) => name === resource)

/** The records of one resource in canonical order. */
export const recordsOf = (
  sql: SqlClient.SqlClient,
  runId: string,
  resource: ResourceName
): Stream.Stream<RecordText, SqlError.SqlError> =>
  sql<RecordText>`SELECT record_id AS id, json FROM record
    WHERE run_id = ${runId} AND source = ${resources[resource].source} AND resource = ${resource}
    ORDER BY record_id, json`.stream

/** What the database holds is not what was written. */
export const corrupt = (detail: string, cause?: unknown): StoreError =>
  new StoreError({ operation: "read snapshot", reason: "corrupt", detail, ...(cause === undefined ? {} : { cause }) })
