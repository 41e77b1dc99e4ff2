/**
 * The pages of a resource in the database.
 *
 * Pages stay as they arrived. Within each records are in canonical order; whoever wants the order of a whole resource sorts what
 * it reads, see `canonical-order.ts`.
 */
import { type ResourceName, resources, type Source } from "@rollcall/model"
import { Array as Arr, Effect } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import type { PackedPage } from "./pack-records.ts"
import { compress, decompress } from "./RecordPage.ts"
import { corrupt } from "./StoreError.ts"

/** A resource of a run. */
export interface ReadingKey {
  readonly runId: string
  readonly source: Source
  readonly resource: ResourceName
}

export const readingKey = (runId: string, resource: ResourceName): ReadingKey => ({
  runId,
  source: resources[resource].source,
  resource
})

/** A page that is stored. */
export interface PageHeader {
  readonly number: number
  /** Bytes of its records, uncompressed. */
  readonly size: number
}

/** A page that is compressed, ready to be stored. */
export interface CompressedPage {
  readonly records: number
  readonly size: number
  readonly body: Uint8Array
}

export const compressPages = (pages: ReadonlyArray<PackedPage>): ReadonlyArray<CompressedPage> =>
  pages.map(({ records, bytes }) => ({ records: records.length, size: bytes.length, body: compress(bytes) }))

/** Rows of one insert: a megabyte in one message, or less. */
const pagesPerInsert = 16

/** Stores pages under the numbers from `first` on. */
export const insertPages = (
  sql: SqlClient.SqlClient,
  { runId, source, resource }: ReadingKey,
  first: number,
  pages: ReadonlyArray<CompressedPage>
): Effect.Effect<void, SqlError.SqlError> => {
  const rows = pages.map(({ records, size, body }, index) => ({
    run_id: runId,
    source,
    resource,
    number: first + index,
    records,
    size,
    body
  }))
  return Effect.forEach(
    Arr.chunksOf(rows, pagesPerInsert),
    (chunk) => sql`INSERT INTO record_page ${sql.insert(chunk)}`,
    { discard: true }
  )
}

/** The pages of a resource, in the order in which they came. */
export const pagesOf = (
  sql: SqlClient.SqlClient,
  { runId, source, resource }: ReadingKey
): Effect.Effect<ReadonlyArray<PageHeader>, SqlError.SqlError> =>
  sql<PageHeader>`SELECT number, size FROM record_page
    WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource} ORDER BY number`

/** How many records a resource has. */
export const countRecords = (sql: SqlClient.SqlClient, { runId, source, resource }: ReadingKey) =>
  Effect.map(
    // PostgreSQL counts in 64 bits, which would arrive as a bigint.
    sql<{ readonly count: number }>`SELECT CAST(coalesce(sum(records), 0) AS INTEGER) AS count FROM record_page
      WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource}`,
    ([row]) => row?.count ?? 0
  )

/** Pages that are read with one statement: a megabyte, or less. */
export const pagesPerRead = 16

interface PageRow extends PageHeader {
  readonly body: Uint8Array
}

/** Pages in the order of their numbers. */
export const readPages = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  { runId, source, resource }: ReadingKey,
  numbers: ReadonlyArray<number>
) {
  const rows = yield* sql<PageRow>`SELECT number, size, body FROM record_page
    WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource} AND ${sql.in("number", numbers)}
    ORDER BY number`
  const nameOf = (number: number) => `page ${number} of ${source} ${resource} in ${runId}`
  const missing = numbers.find((number) => !rows.some((row) => row.number === number))
  if (missing !== undefined) return yield* corrupt(`${nameOf(missing)} is missing`)
  return yield* Effect.forEach(rows, ({ number, size, body }) =>
    Effect.try({
      try: () => decompress(body, size),
      catch: (cause) => corrupt(`${nameOf(number)} is damaged`, cause)
    })
  )
})
