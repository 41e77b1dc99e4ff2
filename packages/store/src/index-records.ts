/**
 * Makes the index by which the records of a resource are found: as its pages arrive, or from what is stored where another process
 * has written some of them.
 */
import type { ResourceName } from "@rollcall/model"
import { Array as Arr, Effect } from "effect"
import type { SqlClient, SqlError } from "effect/sql"
import type { PackedPage } from "./pack-records.ts"
import { type IndexBuilder, makeIndexBuilder } from "./record-index.ts"
import { type PageHeader, pagesOf, pagesPerRead, type ReadingKey, readingKey, readPages } from "./record-pages.ts"
import { visitKeys } from "./RecordKey.ts"
import { textsOf } from "./RecordPage.ts"
import type { RecordText } from "./SnapshotStore.ts"
import type { TenantDatabase } from "./TenantDatabase.ts"

const operation = "index records"

/** The index of a resource that is being read, and the sizes of the pages that are in it, by number. */
interface GrowingIndex {
  readonly entries: IndexBuilder
  readonly sizes: Map<number, number>
}

/**
 * Indexes of what this process writes, which are lost with it.
 *
 * **Details** Records are in memory as text when they are appended; at the end they would have to be read and decompressed again.
 * An index takes some fifty bytes a record until its resource is closed.
 */
export interface GrowingIndexes {
  /** Adds pages that are stored under the numbers from `first` on. */
  readonly add: (key: ReadingKey, first: number, pages: ReadonlyArray<PackedPage>) => void
  /** What there is of a resource, which is nothing afterwards. */
  readonly take: (key: ReadingKey) => GrowingIndex
}

export function makeGrowingIndexes(): GrowingIndexes {
  const indexes = new Map<string, GrowingIndex>()
  const get = (key: ReadingKey) => indexes.get(nameOf(key)) ?? { entries: makeIndexBuilder(), sizes: new Map() }
  return {
    add: (key, first, pages) => {
      const index = get(key)
      indexes.set(nameOf(key), index)
      for (const [place, { records, bytes }] of pages.entries()) {
        addPage(index.entries, key.resource, first + place, records)
        index.sizes.set(first + place, bytes.length)
      }
    },
    take: (key) => {
      const index = get(key)
      indexes.delete(nameOf(key))
      return index
    }
  }
}

const nameOf = ({ runId, resource }: ReadingKey): string => `${resource} ${runId}`

/** Makes a resource's index if it has none. Nobody else waits for it but while it is stored. */
export const indexResource = Effect.fn("store.indexResource")(function* (
  database: TenantDatabase,
  runId: string,
  resource: ResourceName,
  growing: GrowingIndexes
) {
  const key = readingKey(runId, resource)
  const index = growing.take(key)
  const blocks = yield* database.read(operation, { run: runId }, (sql) => readBlocks(sql, key, index))
  if (blocks.length > 0) {
    yield* database.write(operation, { run: runId }, (sql) =>
      Effect.andThen(removeBlocks(sql, key), insertBlocks(sql, key, blocks))
    )
  }
})

/** The blocks that are missing: all of an index, or none. */
const readBlocks = Effect.fnUntraced(function* (sql: SqlClient.SqlClient, key: ReadingKey, growing: GrowingIndex) {
  const known = yield* sql`SELECT 1 FROM record_index WHERE run_id = ${key.runId} AND block = 0
    AND source = ${key.source} AND resource = ${key.resource}`
  const pages = known.length > 0 ? [] : yield* pagesOf(sql, key)
  if (pages.length === 0) return []
  const { entries, sizes } = isOf(growing, pages) ? growing : { entries: makeIndexBuilder(), sizes: new Map() }
  for (const group of Arr.chunksOf(
    pages.filter(({ number }) => !sizes.has(number)),
    pagesPerRead
  )) {
    const numbers = group.map(({ number }) => number)
    for (const [place, page] of (yield* readPages(sql, key, numbers)).entries()) {
      addPage(entries, key.resource, numbers[place] ?? -1, textsOf(page))
    }
  }
  return entries.blocks()
})

/** Makes the indexes of these resources again, as the keys of their records have changed. */
export const indexAgain = Effect.fn("store.indexAgain")(function* (
  sql: SqlClient.SqlClient,
  resources: ReadonlyArray<ResourceName>
) {
  const readings = yield* sql<{ readonly runId: string; readonly resource: string }>`
    SELECT run_id AS "runId", resource FROM record_index WHERE block = 0 ORDER BY run_id, resource`
  for (const { runId, resource } of readings) {
    const wanted = resources.find((each) => each === resource)
    if (wanted === undefined) continue
    const key = readingKey(runId, wanted)
    yield* removeBlocks(sql, key)
    yield* insertBlocks(sql, key, yield* readBlocks(sql, key, { entries: makeIndexBuilder(), sizes: new Map() }))
  }
})

/** Whether an index is of these pages: another process may have begun the resource again, whose pages have other sizes. */
const isOf = ({ sizes }: GrowingIndex, pages: ReadonlyArray<PageHeader>): boolean =>
  pages.filter(({ number, size }) => sizes.get(number) === size).length === sizes.size

/** Adds the records of a page to an index. */
export function addPage(
  index: IndexBuilder,
  resource: ResourceName,
  number: number,
  records: ReadonlyArray<RecordText>
): void {
  visitKeys(resource, records, (kind, value, position) => index.add(kind, value, number, position))
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
