/**
 * Resources that were being read when a run was interrupted, and how far that had come.
 */
import { isResourceName, resources } from "@rollcall/model"
import { Effect, Stream } from "effect"
import type { SqlClient } from "effect/sql"
import { countRecords, pagesOf, type ReadingKey, readingKey, readPages } from "./record-pages.ts"
import { textsOf } from "./RecordPage.ts"
import type { OpenReading, RecordText } from "./SnapshotStore.ts"
import type { StoreError } from "./StoreError.ts"
import type { TenantDatabase } from "./TenantDatabase.ts"

interface OpenRow {
  readonly resource: string
  readonly cursor: string | null
  readonly tally: string | null
}

export const openReadings = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, runId: string) {
  const rows = yield* sql<OpenRow>`SELECT resource, reader_cursor AS "cursor", tally FROM resource_reading
    WHERE run_id = ${runId} AND reading IS NULL ORDER BY source, resource`
  return yield* Effect.forEach(
    rows.flatMap(({ resource, ...rest }) => (isResourceName(resource) ? [{ resource, ...rest }] : [])),
    ({ resource, cursor, tally }) =>
      Effect.map(countRecords(sql, readingKey(runId, resource)), (records): OpenReading => ({
        source: resources[resource].source,
        resource,
        progress: tally === null ? null : { cursor, tally },
        records
      }))
  )
})

/** What a reading has so far, as it came. */
export function appendedRecords(database: TenantDatabase, key: ReadingKey): Stream.Stream<RecordText, StoreError> {
  const operation = "read appended records"
  const owner = { run: key.runId }
  return Stream.fromIterableEffect(database.read(operation, owner, (sql) => pagesOf(sql, key))).pipe(
    Stream.mapEffect(({ number }) => database.read(operation, owner, (sql) => readPages(sql, key, [number]))),
    Stream.flatMap((pages) => Stream.fromIterable(pages.flatMap(textsOf)))
  )
}
