/**
 * Makes the index by which the records of a resource are found, once it has been read.
 */
import type { ResourceName } from "@rollcall/model"
import { Array as Arr, Effect } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import { type IndexBuilder, makeIndexBuilder } from "./record-index.ts"
import { pagesOf, pagesPerRead, type ReadingKey, readingKey, readPages } from "./record-pages.ts"
import { keysOf } from "./RecordKey.ts"
import { textsOf } from "./RecordPage.ts"
import type { TenantDatabase } from "./TenantDatabase.ts"

const operation = "index records"

/** Makes a resource's index if it has none. Nobody else waits for it but while it is stored. */
export const indexResource = Effect.fn("store.indexResource")(function* (
  database: TenantDatabase,
  runId: string,
  resource: ResourceName
) {
  const key = readingKey(runId, resource)
  const blocks = yield* database.read(operation, { run: runId }, (sql) => readBlocks(sql, key))
  if (blocks.length > 0) {
    yield* database.write(operation, { run: runId }, (sql) =>
      Effect.andThen(removeBlocks(sql, key), insertBlocks(sql, key, blocks))
    )
  }
})

/** The blocks that are missing: all of an index, or none. */
const readBlocks = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, key: ReadingKey) {
  const known = yield* sql`SELECT 1 FROM record_index WHERE run_id = ${key.runId} AND block = 0
    AND source = ${key.source} AND resource = ${key.resource}`
  const pages = known.length > 0 ? [] : yield* pagesOf(sql, key)
  if (pages.length === 0) return []
  const index = makeIndexBuilder()
  for (const group of Arr.chunksOf(pages, pagesPerRead)) {
    const numbers = group.map(({ number }) => number)
    const read = yield* readPages(sql, key, numbers)
    for (const [place, number] of numbers.entries()) addPage(index, key.resource, number, read[place] ?? Buffer.of())
  }
  return index.blocks()
})

/** Adds the records of a page to an index. */
export function addPage(index: IndexBuilder, resource: ResourceName, number: number, page: Buffer): void {
  for (const [position, record] of textsOf(page).entries()) {
    for (const key of keysOf(resource, record)) index.add(key, { page: number, position })
  }
}

const removeBlocks = (sql: SqlClient.SqlClient, { runId, source, resource }: ReadingKey) =>
  sql`DELETE FROM record_index WHERE run_id = ${runId} AND source = ${source} AND resource = ${resource}`

/** Rows of one insert: half a megabyte in one message, or less. */
const blocksPerInsert = 64

export const insertBlocks = (
  sql: SqlClient.SqlClient,
  { runId, source, resource }: ReadingKey,
  blocks: ReadonlyArray<Uint8Array>
): Effect.Effect<void, SqlError.SqlError> => {
  const rows = blocks.map((entries, block) => ({
    run_id: runId,
    source,
    resource,
    block,
    blocks: blocks.length,
    entries
  }))
  return Effect.forEach(
    Arr.chunksOf(rows, blocksPerInsert),
    (chunk) => sql`INSERT INTO record_index ${sql.insert(chunk)}`,
    { discard: true }
  )
}
