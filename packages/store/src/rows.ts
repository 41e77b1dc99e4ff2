/**
 * Rows of the tables that several modules read, and the way back from their JSON columns.
 */
import { resourceNames, ResourceReading, Source } from "@rollcall/model"
import { Effect, Schema } from "effect"
import type { SqlClient } from "effect/sql"
import { corrupt, type StoreError } from "./StoreError.ts"

const decodeSources = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Array(Source)))
const decodeReading = Schema.decodeUnknownEffect(Schema.fromJsonString(ResourceReading))

/** The sources of a run, from their column. */
export const parseSources = (runId: string, json: string): Effect.Effect<ReadonlyArray<Source>, StoreError> =>
  Effect.mapError(decodeSources(json), () => corrupt(`the sources of ${runId} cannot be read`))

/** The readings of a run that are closed, in the order in which resources are read. */
export const closedReadings = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string) {
  const rows = yield* sql<{ readonly reading: string }>`SELECT reading FROM resource_reading
    WHERE run_id = ${runId} AND reading IS NOT NULL ORDER BY source, resource`
  return yield* parseReadings(
    runId,
    rows.map(({ reading }) => reading)
  )
})

/** Readings of a run from their column, in the order in which resources are read. */
export const parseReadings = Effect.fnUntraced(function* (runId: string, texts: ReadonlyArray<string>) {
  const readings = yield* Effect.forEach(texts, (text) =>
    Effect.mapError(decodeReading(text), () => corrupt(`a resource reading of ${runId} cannot be read`))
  )
  return readings.toSorted((a, b) => place(a) - place(b))
})

const place = ({ resource }: ResourceReading): number => resourceNames.findIndex((name) => name === resource)
